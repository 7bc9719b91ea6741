// Later vintages against what "projection-backtest-1" says of earlier ones: the
// base-year employment of a later vintage is what employment became, and the
// earlier vintage is read off the line between its base and target year, on the
// log scale. Only codes that the change of classification left as they were.

#include <cmath>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/alignment/domain/uncertainty/probability.h"
#include "services/alignment/domain/uncertainty/projection_error.h"
#include "services/common/testing/files.h"
#include "tests/conformance/uncertainty/coverage.h"
#include "tests/conformance/uncertainty/published_figures.h"

namespace plumbline::uncertainty_backtest {
namespace {

using alignment::ErrorShape;
using alignment::Estimate;
using alignment::Projection;
using alignment::ProjectionArea;
using vocabulary::Measure;

constexpr int kHorizon = 10;
constexpr const char* kSoc = "soc/2018/soc2010_to_2018_crosswalk.csv";
constexpr const char* kHybrid = "soc/2018/oes_hybrid_crosswalk.csv";

// A figure of an earlier vintage and what a later one made of it.
struct Outcome {
  Projection projection;
  double years = 0;
  // ln(later / projected)
  double error = 0;
  // The scale that the model states.
  double scale = 0;
};

bool IsState(const std::string& region) { return region.size() == 5; }

ProjectionArea AreaOf(const std::string& region) {
  if (region == "us") return ProjectionArea::kNation;
  return IsState(region) ? ProjectionArea::kState
                         : ProjectionArea::kPartOfState;
}

double LogRatio(int64_t a, int64_t b) {
  return std::log(static_cast<double>(a) / static_cast<double>(b));
}

// Two vintages; `unchanged` empty for all codes.
struct Vintages {
  const PublishedFigures& earlier;
  const PublishedFigures& later;
  const std::set<int32_t>& unchanged;
};

// Calls `visit` with the projection and both vintages' cells.
template <typename Visit>
void ForBoth(const Vintages& vintages, ProjectionArea area, Visit visit) {
  for (const auto& [place, cells] : vintages.earlier.rows) {
    const auto it = vintages.later.rows.find(place);
    if (it == vintages.later.rows.end() || AreaOf(place.first) != area) {
      continue;
    }
    if (!vintages.unchanged.empty() &&
        vintages.unchanged.count(place.second) == 0) {
      continue;
    }
    const Projection projection = {
        .area = area,
        .base_employment = NumberOf(cells, Measure::kBaseEmployment),
        .horizon_years = kHorizon};
    if (projection.base_employment > 0) visit(projection, cells, it->second);
  }
}

std::vector<Outcome> Employment(const Vintages& vintages, ProjectionArea area) {
  std::vector<Outcome> outcomes;
  const double years = vintages.later.base_year - vintages.earlier.base_year;
  ForBoth(
      vintages, area,
      [&](const Projection& projection, const Cells& then, const Cells& now) {
        const int64_t target = NumberOf(then, Measure::kProjectedEmployment);
        const int64_t actual = NumberOf(now, Measure::kBaseEmployment);
        if (target <= 0 || actual <= 0) return;
        const double growth = LogRatio(target, projection.base_employment);
        outcomes.push_back({projection, years,
                            LogRatio(actual, projection.base_employment) -
                                growth * years / kHorizon,
                            EmploymentScale(projection, years)});
      });
  return outcomes;
}

// Openings are printed in hundreds of jobs by the year for the nation, in tens
// over ten years for California: below these rounding is all there is.
constexpr int64_t kLeastAnnualOpenings = 500;
constexpr int64_t kLeastTotalOpenings = 100;

std::vector<Outcome> Openings(const Vintages& vintages, ProjectionArea area) {
  std::vector<Outcome> outcomes;
  const bool nation = area == ProjectionArea::kNation;
  const Measure measure =
      nation ? Measure::kAnnualOpenings : Measure::kTotalOpenings;
  const int64_t least = nation ? kLeastAnnualOpenings : kLeastTotalOpenings;
  const double years = vintages.later.base_year - vintages.earlier.base_year;
  ForBoth(
      vintages, area,
      [&](const Projection& projection, const Cells& then, const Cells& now) {
        const int64_t a = NumberOf(then, measure);
        const int64_t b = NumberOf(now, measure);
        if (a < least || b < least) return;
        outcomes.push_back({projection, years, LogRatio(b, a),
                            OpeningsRevisionScale(projection, years)});
      });
  return outcomes;
}

Coverage CoverageOfOutcomes(const std::vector<Outcome>& outcomes) {
  std::vector<double> shares;
  for (const Outcome& outcome : outcomes) {
    const Estimate projected = {.value = 1000000,
                                .scale = outcome.scale,
                                .model = alignment::ErrorModel::kProjections,
                                .shape = ErrorShape::kStudentT4,
                                .log_axis = true};
    shares.push_back(ProbabilityAbove(
        projected,
        alignment::Exact(std::llround(1e6 * std::exp(outcome.error)))));
  }
  return CoverageOf(shares);
}

// The scales that would fit, by size: what the model's table was taken from.
void PrintFit(const std::string& what, const std::vector<Outcome>& outcomes) {
  constexpr int64_t kFloors[] = {0, 500, 1000, 5000, 20000, 100000, 1LL << 60};
  for (int i = 0; i < 6; ++i) {
    std::vector<double> errors;
    double scale = 0;
    for (const Outcome& outcome : outcomes) {
      const int64_t base = outcome.projection.base_employment;
      if (base < kFloors[i] || base >= kFloors[i + 1]) continue;
      errors.push_back(outcome.error);
      scale = outcome.scale;
    }
    if (errors.size() < 15) continue;
    std::printf("| %s, from %lld jobs | %zu | %.3f | %.3f |\n", what.c_str(),
                static_cast<long long>(kFloors[i]), errors.size(),
                FittedScale(errors), scale);
  }
}

class ProjectionBacktest : public ::testing::Test {
 protected:
  void Expect(const std::string& what, const std::vector<Outcome>& outcomes,
              double below, double above) {
    ASSERT_GT(outcomes.size(), 20u);
    ExpectCoverage(what, CoverageOfOutcomes(outcomes), below, above);
    PrintFit(what, outcomes);
  }

  // Employment and openings of two vintages.
  void ExpectBoth(const std::string& what, const Vintages& vintages,
                  ProjectionArea area, double below, double above) {
    const std::string years = absl::StrCat(" ", vintages.earlier.base_year,
                                           " to ", vintages.later.base_year);
    Expect(what + " employment" + years, Employment(vintages, area), below,
           above);
    Expect(what + " openings" + years, Openings(vintages, area), below, above);
  }

  const std::set<int32_t> all_codes_{};
};

// Fitted on the vintage 2016-26 and widened when 2019-29 showed more.
TEST_F(ProjectionBacktest, TheNationsVintage2016IsCovered) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const std::set<int32_t> unchanged = UnchangedCodes(data, kSoc);
  const auto of2016 = ReadBls(data, "2016-26/occupation.xlsx", 2016);
  for (const auto& [file, year] : {std::pair{"2019-29/occupation.xlsx", 2019},
                                   {"2022-32/Employment Projections.csv", 2022},
                                   {"2024-34/occupation.xlsx", 2024}}) {
    const auto later = ReadBls(data, file, year);
    ExpectBoth("nation", {of2016, later, unchanged}, ProjectionArea::kNation, 6,
               15);
  }
}

TEST_F(ProjectionBacktest, TheNationsLaterVintagesAreCovered) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const std::set<int32_t> hybrid = UnchangedCodes(data, kHybrid);
  const auto of2019 = ReadBls(data, "2019-29/occupation.xlsx", 2019);
  const auto of2022 = ReadBls(data, "2022-32/Employment Projections.csv", 2022);
  const auto of2024 = ReadBls(data, "2024-34/occupation.xlsx", 2024);
  const auto area = ProjectionArea::kNation;
  ExpectBoth("nation", {of2019, of2022, hybrid}, area, 6, 15);
  ExpectBoth("nation", {of2019, of2024, hybrid}, area, 6, 15);
  ExpectBoth("nation", {of2022, of2024, all_codes_}, area, 6, 15);
}

// Fitted on the areas of 2018-28 against 2020.
TEST_F(ProjectionBacktest, CaliforniasAreasOf2018AreCovered) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const std::set<int32_t> unchanged = UnchangedCodes(data, kSoc);
  const char* name = "Long-Term_Occupational_Employment_Projections.csv";
  const auto of2018 = ReadEdd(data, absl::StrCat("2018-2028/", name), 2018);
  const auto of2020 = ReadEdd(data, absl::StrCat("2020-2030/", name), 2020);
  const auto of2023 = ReadEdd(data, "2024-2034/occupations.json", 2023);
  const auto area = ProjectionArea::kPartOfState;
  ExpectBoth("areas", {of2018, of2020, unchanged}, area, 6, 15);
  ExpectBoth("areas, 56 occupations", {of2018, of2023, unchanged}, area, 6, 20);
  ExpectBoth("areas, 56 occupations", {of2020, of2023, all_codes_}, area, 6,
             25);
}

// Fitted on 2020-30 against 2023.
TEST_F(ProjectionBacktest, CaliforniaAsAWholeIsCovered) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const auto of2020 = ReadEdd(
      data, "2020-2030/Long-Term_Occupational_Employment_Projections.csv",
      2020);
  const auto of2023 = ReadEdd(
      data, "2023-2033/edd_long_term_occ_projections_2023-2033.xlsx", 2023);
  const auto of2024 = ReadEdd(data, "2024-2034/occupations.json", 2024);
  const auto area = ProjectionArea::kState;
  ExpectBoth("California", {of2020, of2023, all_codes_}, area, 6, 15);
  ExpectBoth("California, 56 occupations", {of2020, of2024, all_codes_}, area,
             20, 20);
  ExpectBoth("California, 56 occupations", {of2023, of2024, all_codes_}, area,
             20, 20);
}

}  // namespace
}  // namespace plumbline::uncertainty_backtest
