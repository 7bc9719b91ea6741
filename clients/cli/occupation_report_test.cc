#include "clients/cli/occupation_report.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace plumbline::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

labor::v1::Occupation Basic() {
  labor::v1::Occupation occupation;
  occupation.set_name("occupations/15-1252");
  occupation.set_title("Software Developers");
  occupation.add_onet_codes("15-1252.00");
  return occupation;
}

TEST(OccupationReportTest, BasicSaysTheCodesOnly) {
  EXPECT_EQ(OccupationReport(Basic(), 120),
            "occupations/15-1252  Software Developers\n"
            "O*NET-SOC 15-1252.00\n");
}

TEST(OccupationReportTest, TablesNameTheirFileAndRowsAndWhatIsNotGiven) {
  labor::v1::Occupation occupation = Basic();
  auto& profile = *occupation.mutable_profile();
  profile.set_version("30.1");
  profile.set_release("sources/onet/releases/30.1");
  auto& table = *profile.add_ratings();
  table.set_kind(labor::v1::RatingTable::WORK_ACTIVITIES);
  table.mutable_source()->set_file("db.zip");
  table.mutable_source()->set_sheet("db/Work Activities.txt");
  auto& row = *table.add_rows();
  row.set_onet_code("15-1252.00");
  row.set_element("4.A.1.a.1");
  row.set_name("Getting Information");
  row.set_scale("IM");
  row.set_value(4.1);
  row.set_recommend_suppress(true);
  row.set_row(17);
  const std::string text = OccupationReport(occupation, 120);
  EXPECT_THAT(text, HasSubstr("O*NET 30.1, sources/onet/releases/30.1"));
  EXPECT_THAT(
      text, HasSubstr("Work activities (1): db.zip | db/Work Activities.txt"));
  EXPECT_THAT(text,
              HasSubstr("15-1252.00  17   4.A.1.a.1  Getting "
                        "Information  IM     4.10   n/a  n/a  imprecise"));
  EXPECT_THAT(text, Not(HasSubstr("Tasks")));
}

}  // namespace
}  // namespace plumbline::cli
