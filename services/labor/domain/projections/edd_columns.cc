#include "services/labor/domain/projections/edd_columns.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "services/common/tabular/cell_text.h"
#include "services/labor/domain/projections/heading.h"

namespace plumbline::labor::projections {
namespace {

using vocabulary::Measure;

struct MeasureHeading {
  absl::string_view words;
  Measure measure;
};

// A heading is that of the first words that it starts with.
constexpr MeasureHeading kMeasures[] = {
    {"base year employment", Measure::kBaseEmployment},
    {"projected year employment", Measure::kProjectedEmployment},
    {"numeric change", Measure::kEmploymentChange},
    {"percent", Measure::kEmploymentChangePercent},
    {"exits", Measure::kTotalExits},
    {"transfers", Measure::kTotalTransfers},
    {"total job openings", Measure::kTotalOpenings},
    {"median hourly wage", Measure::kHourlyMedian},
    {"median annual wage", Measure::kAnnualMedian},
    {"entry level education", Measure::kTypicalEducation},
    {"work experience", Measure::kWorkExperience},
    {"job training", Measure::kJobTraining},
    {"on-the-job training", Measure::kJobTraining},
};

void BindText(absl::string_view words, int32_t column, EddColumns* columns) {
  const std::pair<absl::string_view, int32_t*> texts[] = {
      {"area type", &columns->area_type},
      {"area name", &columns->area_name},
      {"period", &columns->period},
      {"soc level", &columns->level},
      {"soc code", &columns->code},
      {"standard occupational classification", &columns->code},
      {"occupational title", &columns->title},
  };
  for (const auto& [start, field] : texts) {
    if (*field < 0 && absl::StartsWith(words, start)) *field = column;
  }
}

void BindFigure(absl::string_view words, int32_t column, EddColumns* columns) {
  for (const MeasureHeading& known : kMeasures) {
    if (!absl::StartsWith(words, known.words)) continue;
    if (columns->ColumnOf(known.measure) < 0) {
      columns->figures.push_back({known.measure, column});
    }
    return;
  }
}

}  // namespace

int32_t EddColumns::ColumnOf(Measure measure) const {
  for (const Bound& bound : figures) {
    if (bound.measure == measure) return bound.column;
  }
  return -1;
}

bool EddColumns::IsComplete() const {
  return code >= 0 && title >= 0 && ColumnOf(Measure::kBaseEmployment) >= 0 &&
         ColumnOf(Measure::kProjectedEmployment) >= 0;
}

EddColumns BindEddColumns(absl::Span<const absl::string_view> headings) {
  EddColumns columns;
  for (size_t i = 0; i < headings.size(); ++i) {
    const std::string words = HeadingWords(headings[i]);
    const auto column = static_cast<int32_t>(i);
    BindText(words, column, &columns);
    BindFigure(words, column, &columns);
    columns.headings.emplace_back(tabular::Trim(headings[i]));
  }
  std::sort(columns.figures.begin(), columns.figures.end(),
            [](const auto& a, const auto& b) { return a.measure < b.measure; });
  return columns;
}

absl::string_view EddColumnsExpected() {
  return "Area Type, Area Name, Period, SOC Level, Standard Occupational "
         "Classification (SOC) or SOC Code, Occupational Title, Base Year "
         "Employment Estimate, Projected Year Employment Estimate, Numeric "
         "Change, Percentage Change, Exits, Transfers, Total Job Openings, "
         "Median Hourly Wage, Median Annual Wage, Entry Level Education, Work "
         "Experience, Job Training";
}

}  // namespace plumbline::labor::projections
