// Figures of regions that are composed of others.
#include <memory>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/edition/edition_builder.h"
#include "services/labor/domain/edition/edition_view.h"
#include "services/labor/domain/testing/tiny_releases.h"

namespace plumbline::labor {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::OccupationScheme;
using vocabulary::SocCode;
using vocabulary::SocLevel;

constexpr char kSet[] = "us-set-valley";

// Two states and what is printed for them: jobs and a median of 29-2042; of
// 15-1252 the second has its jobs withheld; of 31-1121 the first has a row of
// its own and the second only one of 31-1120.
ReleaseTables States() {
  const Figure withheld = Figure::Without(FigureStatus::kWithheld);
  ReleaseTables release;
  release.reference_period = "2024-05";
  release.figures.push_back(TinyFigures(
      "states.xlsx", "2024-05", OccupationScheme::kOews2018,
      {Measure::kEmployment, Measure::kAnnualMedian},
      {{"us-ca",
        292042,
        SocLevel::kDetailed,
        {Figure::Published(100), Figure::Published(4000000)}},
       {"us-or",
        292042,
        SocLevel::kDetailed,
        {Figure::Published(30), Figure::Published(3000000)}},
       {"us-ca",
        151252,
        SocLevel::kDetailed,
        {Figure::Published(5), Figure::Published(9000000)}},
       {"us-or", 151252, SocLevel::kDetailed, {withheld, withheld}},
       {"us-ca", 251194, SocLevel::kDetailed, {Figure::Published(5), withheld}},
       {"us-ca", 311121, SocLevel::kDetailed, {Figure::Published(5), withheld}},
       {"us-or",
        311120,
        SocLevel::kDetailed,
        {Figure::Published(7), withheld}}}));
  for (FigureTable& table : release.figures) {
    for (Region& region : table.regions) {
      region = {region.id, region.id, RegionKind::kState, "oews-2024", "us"};
    }
  }
  return release;
}

ReleaseTables Sets() {
  PlaceTable table;
  table.file = "sets.csv";
  table.places = {{kSet, "Valley", RegionKind::kComposed, 2}};
  table.containments = {{"us-ca", kSet, "Valley", false, 2, ""},
                        {"us-or", kSet, "Valley", false, 3, ""}};
  ReleaseTables release;
  release.places.push_back(std::move(table));
  return release;
}

class ComposedFiguresTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(
        Edition edition,
        BuildEdition("editions/e",
                     {TinyPin("sources/soc/releases/2018", soc_),
                      TinyPin("sources/oews/releases/2024-05", states_),
                      TinyPin("sources/bls-ep/releases/2024-34", projections_),
                      TinyPin("sources/region-sets/releases/1", sets_)},
                     {}));
    view_ = std::make_unique<const EditionView>(std::move(edition));
  }

  FigureAnswer Ask(int32_t code, Measure measure) const {
    const auto answers = view_->Find(*view_->FindRegion(kSet),
                                     SocCode::FromDigits(code), measure);
    EXPECT_THAT(answers, SizeIs(1));
    return answers.empty() ? FigureAnswer() : answers.front();
  }

  const ReleaseTables soc_ = TinySoc();
  const ReleaseTables states_ = States();
  const ReleaseTables projections_ = TinyProjections();
  const ReleaseTables sets_ = Sets();
  std::unique_ptr<const EditionView> view_;
};

TEST_F(ComposedFiguresTest, JobsAreTheSumOfWhatEveryMemberPrints) {
  const FigureAnswer answer = Ask(292042, Measure::kEmployment);
  EXPECT_EQ(answer.figure, Figure::Published(130));
  EXPECT_EQ(answer.reference_period, "2024-05");
  EXPECT_FALSE(answer.cell.has_value());
  ASSERT_THAT(answer.parts, SizeIs(2));
  EXPECT_EQ(view_->edition().regions[answer.parts[1].region].id, "us-or");
  EXPECT_EQ(answer.parts[1].figure, Figure::Published(30));
  EXPECT_EQ(answer.parts[1].cell->source_row, 3u);
}

TEST_F(ComposedFiguresTest, AMemberWithoutAFigureIsNamedWithItsCause) {
  const FigureAnswer withheld = Ask(151252, Measure::kEmployment);
  EXPECT_EQ(withheld.figure.status, FigureStatus::kWithheld);
  ASSERT_THAT(withheld.parts, SizeIs(2));
  EXPECT_EQ(withheld.parts[1].figure.status, FigureStatus::kWithheld);
  const FigureAnswer missing = Ask(251194, Measure::kEmployment);
  EXPECT_EQ(missing.figure.status, FigureStatus::kNotPublished);
  ASSERT_THAT(missing.parts, SizeIs(2));
  EXPECT_EQ(missing.parts[1].figure.status, FigureStatus::kNotPublished);
}

TEST_F(ComposedFiguresTest, OneOccupationIsNotAddedToSeveral) {
  const FigureAnswer answer = Ask(311121, Measure::kEmployment);
  EXPECT_EQ(answer.figure.status, FigureStatus::kWrongVintage);
  ASSERT_THAT(answer.parts, SizeIs(2));
  EXPECT_EQ(answer.parts[1].published_code, SocCode::FromDigits(311120));
}

TEST_F(ComposedFiguresTest, MediansAreNotPutTogether) {
  const FigureAnswer answer = Ask(292042, Measure::kAnnualMedian);
  EXPECT_EQ(answer.figure.status, FigureStatus::kNotPublished);
  EXPECT_THAT(answer.parts, IsEmpty());
}

TEST_F(ComposedFiguresTest, AReleaseOfOtherPlacesHasNothingToSay) {
  const FigureAnswer answer = Ask(292042, Measure::kAnnualOpenings);
  EXPECT_EQ(answer.figure.status, FigureStatus::kNotPublished);
  EXPECT_THAT(answer.parts, IsEmpty());
}

}  // namespace
}  // namespace plumbline::labor
