#include "services/labor/domain/projections/bls_columns.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "services/common/tabular/cell_text.h"

namespace plumbline::labor::projections {
namespace {

using vocabulary::Measure;

bool Has(absl::string_view heading, absl::string_view words) {
  return absl::StrContains(heading, words);
}

// The year of a column of employment; empty for any other column.
std::optional<int> EmploymentYear(absl::string_view heading) {
  if (!absl::StartsWith(heading, "employment") || Has(heading, "change") ||
      Has(heading, "distribution") || Has(heading, "percent")) {
    return std::nullopt;
  }
  return LastYearIn(heading);
}

std::optional<Measure> MeasureOfChange(absl::string_view heading) {
  if (!Has(heading, "change")) return std::nullopt;
  return Has(heading, "percent") ? Measure::kEmploymentChangePercent
                                 : Measure::kEmploymentChange;
}

// What a column counts, employment of a year left out.
std::optional<Measure> MeasureOf(absl::string_view heading) {
  if (Has(heading, " rate") || Has(heading, "code")) return std::nullopt;
  if (const auto change = MeasureOfChange(heading)) return change;
  if (Has(heading, "openings")) return Measure::kAnnualOpenings;
  if (Has(heading, "labor force exits")) return Measure::kAnnualExits;
  if (Has(heading, "occupational transfers")) return Measure::kAnnualTransfers;
  if (Has(heading, "median annual wage")) return Measure::kAnnualMedian;
  if (Has(heading, "on-the-job training")) return Measure::kJobTraining;
  if (Has(heading, "work experience")) return Measure::kWorkExperience;
  if (absl::StartsWith(heading, "typical") && Has(heading, "education")) {
    return Measure::kTypicalEducation;
  }
  return std::nullopt;
}

int32_t LevelCodeColumn(Measure measure, absl::Span<const std::string> names) {
  absl::string_view wanted;
  if (measure == Measure::kTypicalEducation) wanted = "education code";
  if (measure == Measure::kWorkExperience) wanted = "workex code";
  if (measure == Measure::kJobTraining) wanted = "trcode";
  const auto found = std::find_if(
      names.begin(), names.end(),
      [&](const std::string& n) { return absl::string_view(n) == wanted; });
  return wanted.empty() || found == names.end()
             ? -1
             : static_cast<int32_t>(found - names.begin());
}

void BindEmployment(const std::vector<std::pair<int, int32_t>>& by_year,
                    BlsColumns* columns) {
  if (by_year.size() != 2 || by_year[0].first >= by_year[1].first) return;
  columns->horizon = Horizon{by_year[0].first, by_year[1].first};
  columns->figures.push_back({Measure::kBaseEmployment, by_year[0].second});
  columns->figures.push_back(
      {Measure::kProjectedEmployment, by_year[1].second});
}

}  // namespace

BlsColumns BindBlsColumns(absl::Span<const std::string> headings) {
  BlsColumns columns;
  std::vector<std::pair<int, int32_t>> employment;
  for (size_t i = 0; i < headings.size(); ++i) {
    const auto column = static_cast<int32_t>(i);
    const absl::string_view heading = headings[i];
    if (columns.title < 0 && Has(heading, "title")) columns.title = column;
    if (heading == "occupation type") columns.type = column;
    if (const auto year = EmploymentYear(heading)) {
      employment.emplace_back(*year, column);
    } else if (const auto measure = MeasureOf(heading)) {
      const bool taken = std::any_of(
          columns.figures.begin(), columns.figures.end(),
          [&](const auto& bound) { return bound.measure == *measure; });
      if (taken) continue;
      columns.figures.push_back(
          {*measure, column, LevelCodeColumn(*measure, headings)});
    }
  }
  std::sort(employment.begin(), employment.end());
  BindEmployment(employment, &columns);
  std::sort(columns.figures.begin(), columns.figures.end(),
            [](const auto& a, const auto& b) { return a.measure < b.measure; });
  return columns;
}

std::optional<int64_t> LevelOfBlsCode(Measure measure, absl::string_view code) {
  int64_t number = 0;
  if (!absl::SimpleAtoi(tabular::Trim(code), &number)) return std::nullopt;
  const auto between = [&](int64_t last) {
    return number >= 1 && number <= last;
  };
  switch (measure) {
    case Measure::kTypicalEducation:
      return between(8) ? std::optional<int64_t>(9 - number) : std::nullopt;
    case Measure::kJobTraining:
      return between(6) ? std::optional<int64_t>(7 - number) : std::nullopt;
    case Measure::kWorkExperience:
      if (number == 4) return 1;
      return between(2) ? std::optional<int64_t>(4 - number) : std::nullopt;
    default:
      return std::nullopt;
  }
}

}  // namespace plumbline::labor::projections
