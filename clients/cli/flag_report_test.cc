#include "clients/cli/flag_report.h"

#include <nlohmann/json.hpp>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace plumbline::cli {
namespace {

using alignment::v1::Alignment;

Alignment Emt() {
  Alignment alignment;
  alignment.set_name("providers/p/programs/g/alignments/us.us-or");
  alignment.set_verdict(alignment::v1::NOT_ALIGNED);
  alignment.set_program_title("Emergency Medical Technician");
  alignment.set_cip("51.0904");
  alignment.set_region("regions/us");
  alignment.mutable_inputs()->set_policy("policies/us-or/versions/3");
  alignment.mutable_inputs()->set_edition("editions/e1");
  auto* dimension = alignment.add_dimensions();
  dimension->set_dimension(alignment::v1::HIGH_WAGE);
  dimension->set_verdict(alignment::v1::NOT_ALIGNED);
  auto* flag = alignment.add_flags();
  flag->set_reason(alignment::v1::NOT_HIGH_WAGE);
  flag->set_message("No linked occupation is high-wage.");
  flag->add_occupations("occupations/29-2042");
  auto* link = alignment.add_links();
  link->set_occupation("occupations/25-1071");
  link->set_basis(alignment::v1::Link::CROSSWALK);
  link->set_excluded(true);
  link->set_excluded_by("25-1");
  return alignment;
}

TEST(FlaggedJsonTest, HoldsWhatAScriptNeedsInOneLine) {
  const std::string line = FlaggedJson(Emt());
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
  const auto json = nlohmann::json::parse(line);
  EXPECT_EQ(json["program"], "providers/p/programs/g");
  EXPECT_EQ(json["provider"], "providers/p");
  EXPECT_EQ(json["policy"], "us-or");
  EXPECT_EQ(json["policy_version"], "3");
  EXPECT_EQ(json["verdict"], "NOT_ALIGNED");
  EXPECT_EQ(json["dimensions"]["HIGH_WAGE"], "NOT_ALIGNED");
  EXPECT_EQ(json["flags"][0]["reason"], "NOT_HIGH_WAGE");
  EXPECT_EQ(json["flags"][0]["occupations"][0], "29-2042");
  EXPECT_EQ(json["occupations"][0]["counted"], false);
}

TEST(FlaggedJsonTest, TextThatIsNotUtf8IsShownWithTheReplacementSign) {
  Alignment alignment = Emt();
  std::string title = "Caf?";
  title[3] = '\xE9';
  alignment.set_program_title(title);
  const auto json = nlohmann::json::parse(FlaggedJson(alignment));
  EXPECT_EQ(json["program_title"], "Caf\uFFFD");
}

TEST(FlaggedTableTest, ShowsTheReasonBesideTheProgram) {
  const std::string table = FlaggedTable({Emt(), Emt()}, 1, 200);
  EXPECT_THAT(table,
              ::testing::HasSubstr("No linked occupation is high-wage."));
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 3);
}

TEST(GravityTest, NotAlignedComesFirst) {
  EXPECT_LT(Gravity(alignment::v1::NOT_ALIGNED),
            Gravity(alignment::v1::INDETERMINATE));
  EXPECT_LT(Gravity(alignment::v1::UNRATED), Gravity(alignment::v1::ALIGNED));
}

}  // namespace
}  // namespace plumbline::cli
