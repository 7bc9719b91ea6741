#include "services/labor/domain/edition/edition_view.h"

#include <map>
#include <optional>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/edition/edition_builder.h"
#include "services/labor/domain/testing/tiny_releases.h"

namespace plumbline::labor {
namespace {

using ::testing::ElementsAre;
using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::SocCode;

// The world with everything pinned, and what its tables point into.
class EditionViewTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(Edition edition,
                         BuildEdition("editions/test", Pins(), {}));
    view_.emplace(std::move(edition));
    us_ = *view_->FindRegion("us");
    new_york_ = *view_->FindRegion("us-cbsa-35620");
  }

  std::vector<ReleaseToPin> Pins() const {
    return {TinyPin("sources/oews/releases/2018-05", oews_2018_),
            TinyPin("sources/oews/releases/2024-05", oews_),
            TinyPin("sources/bls-ep/releases/2024-34", projections_),
            TinyPin("sources/soc/releases/2018", soc_),
            TinyPin("sources/soc-changes/releases/2010-2018", changes_)};
  }

  // The only answer about a measure that one release prints.
  FigureAnswer Ask(uint32_t region, int32_t code, Measure measure,
                   absl::string_view period = {}) const {
    const auto answers =
        view_->Find(region, SocCode::FromDigits(code), measure, period);
    EXPECT_EQ(answers.size(), 1u);
    return answers.empty() ? FigureAnswer() : answers.front();
  }

  const ReleaseTables oews_2018_ = TinyOews2018();
  const ReleaseTables oews_ = TinyOews();
  const ReleaseTables projections_ = TinyProjections();
  const ReleaseTables soc_ = TinySoc();
  const ReleaseTables changes_ = TinySocChanges();
  std::optional<EditionView> view_;
  uint32_t us_ = 0;
  uint32_t new_york_ = 0;
};

TEST_F(EditionViewTest, TellsFiveAbsencesApartAndNoneIsZero) {
  EXPECT_EQ(Ask(new_york_, 151252, Measure::kHourlyMedian).figure.status,
            FigureStatus::kWithheld);
  EXPECT_EQ(Ask(new_york_, 292042, Measure::kHourlyMedian).figure.status,
            FigureStatus::kNotPublished);
  EXPECT_EQ(Ask(us_, 123456, Measure::kHourlyMedian).figure.status,
            FigureStatus::kNoSuchCode);
  EXPECT_EQ(Ask(us_, 999999, Measure::kHourlyMedian).figure.status,
            FigureStatus::kNoSuchCode);
  EXPECT_EQ(Ask(us_, 151252, Measure::kHourlyMedian, "2022-05").figure.status,
            FigureStatus::kWrongVintage);
  EXPECT_EQ(Ask(us_, 251194, Measure::kHourlyMedian).figure.status,
            FigureStatus::kNotApplicable);
  EXPECT_EQ(Ask(us_, 292042, Measure::kEmploymentChange).figure,
            Figure::Published(0));
}

TEST_F(EditionViewTest, AFigureNamesItsCell) {
  const FigureAnswer answer = Ask(us_, 292042, Measure::kHourlyMedian);
  EXPECT_EQ(answer.figure, Figure::Published(1989));
  EXPECT_EQ(answer.reference_period, "2024-05");
  ASSERT_TRUE(answer.cell.has_value());
  const EditionFigures& table = view_->edition().figures[answer.cell->table];
  EXPECT_EQ(table.origin.file, "national.xlsx");
  EXPECT_EQ(table.columns[answer.cell->column].header, "HOURLY_MEDIAN");
  EXPECT_EQ(answer.cell->source_row, 5u);
}

TEST_F(EditionViewTest, ACombinedCodeAnswersForItsPartsAndSaysSo) {
  const FigureAnswer answer = Ask(us_, 311121, Measure::kHourlyMedian);
  EXPECT_EQ(answer.figure, Figure::Published(1682));
  EXPECT_EQ(answer.published_code, SocCode::FromDigits(311120));
  // The row that is printed as detailed, not the broad one above it.
  EXPECT_EQ(answer.cell->source_row, 7u);
  const auto* aide = view_->FindOccupation(SocCode::FromDigits(311121));
  ASSERT_NE(aide, nullptr);
  EXPECT_EQ(aide->published_code, SocCode::FromDigits(311120));
}

TEST_F(EditionViewTest, OlderCodesAnswerOnlyWhereOneBecameOne) {
  const auto legislators =
      view_->Find(us_, SocCode::FromDigits(111031), Measure::kAnnualMedian);
  ASSERT_EQ(legislators.size(), 2u);
  EXPECT_EQ(legislators[0].reference_period, "2018-05");
  EXPECT_EQ(legislators[0].figure, Figure::Published(2414000));
  EXPECT_EQ(legislators[1].figure.status, FigureStatus::kNotPublished);
  // Two codes became software developers: neither's figure is theirs.
  const auto developers =
      view_->Find(us_, SocCode::FromDigits(151252), Measure::kAnnualMedian);
  ASSERT_EQ(developers.size(), 2u);
  EXPECT_EQ(developers[0].figure.status, FigureStatus::kWrongVintage);
  EXPECT_EQ(developers[1].figure, Figure::Published(13308000));
}

TEST_F(EditionViewTest, ARetiredCodeIsAnotherVintageAndNamesItsSuccessors) {
  const SocCode retired = SocCode::FromDigits(151132);
  EXPECT_EQ(view_->StandingOf(retired), CodeStanding::kRetired);
  EXPECT_THAT(view_->SuccessorsOf(retired),
              ElementsAre(SocCode::FromDigits(151252)));
  EXPECT_EQ(Ask(us_, 151132, Measure::kAnnualMedian).figure.status,
            FigureStatus::kWrongVintage);
}

TEST_F(EditionViewTest, AMeasureThatNoReleaseHasIsNotPublished) {
  EXPECT_EQ(Ask(us_, 151252, Measure::kJobZone).figure.status,
            FigureStatus::kNotPublished);
}

TEST_F(EditionViewTest, RegionsHaveTheStateBetweenThemAndTheNation) {
  std::vector<std::string> ids;
  for (const Region& region : view_->edition().regions) {
    ids.push_back(region.id + "<" + region.parent);
  }
  EXPECT_THAT(ids, ElementsAre("us<", "us-cbsa-35620<us-ny", "us-ny<us"));
}

// The same questions answered from the releases themselves, by looking at every
// row, without an index.
Figure SlowAnswer(const ReleaseTables& release, const std::string& region,
                  int32_t code, Measure measure,
                  const std::set<int32_t>& known) {
  if (!known.contains(code)) return Figure::Without(FigureStatus::kNoSuchCode);
  std::map<int, Figure> by_rank;  // 0 own detailed, 1 own other, 2 combined.
  for (const FigureTable& table : release.figures) {
    for (size_t row = 0; row < table.row_codes.size(); ++row) {
      if (table.regions[table.row_regions[row]].id != region) continue;
      const bool detailed =
          table.row_levels[row] == vocabulary::SocLevel::kDetailed;
      const int32_t printed = table.row_codes[row].digits();
      int rank = 3;
      if (printed == code) rank = detailed ? 0 : 1;
      if (printed != code && printed == code / 10 * 10 && detailed) rank = 2;
      for (const FigureColumn& column : table.columns) {
        if (rank < 3 && column.measure == measure) {
          by_rank.try_emplace(rank, column.figures[row]);
        }
      }
    }
  }
  return by_rank.empty() ? Figure::Without(FigureStatus::kNotPublished)
                         : by_rank.begin()->second;
}

TEST_F(EditionViewTest, AgreesWithALookAtEveryRow) {
  const std::set<int32_t> known = {
      0,      110000, 111000, 111030, 111031, 150000, 151000, 151200, 151250,
      151252, 250000, 251000, 251100, 251190, 251194, 290000, 292000, 292040,
      292042, 310000, 311000, 311100, 311120, 311121, 311122};
  for (int32_t code : {0, 111031, 123456, 151250, 151252, 251194, 292042,
                       311120, 311121, 311122, 999999}) {
    for (const char* region : {"us", "us-cbsa-35620", "us-ny"}) {
      for (const Measure measure :
           {Measure::kEmployment, Measure::kHourlyMedian}) {
        EXPECT_EQ(Ask(*view_->FindRegion(region), code, measure).figure,
                  SlowAnswer(oews_, region, code, measure, known))
            << code << " in " << region;
      }
    }
  }
}

}  // namespace
}  // namespace plumbline::labor
