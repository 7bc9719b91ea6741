#include "services/labor/domain/oews/columns.h"

#include <algorithm>
#include <optional>

namespace plumbline::labor::oews {
namespace {

using vocabulary::Measure;

constexpr FigureSpec kSpecs[] = {
    {"TOT_EMP", Measure::kEmployment, ColumnBlock::kEmployment},
    {"EMP_PRSE", Measure::kEmploymentRse, ColumnBlock::kEmployment},
    {"JOBS_1000", Measure::kJobsPerThousand, ColumnBlock::kEmployment},
    {"LOC_QUOTIENT", Measure::kLocationQuotient, ColumnBlock::kEmployment},
    {"PCT_TOTAL", Measure::kShareOfIndustry, ColumnBlock::kIndustryShare},
    {"PCT_RPT", Measure::kShareOfEstablishments, ColumnBlock::kIndustryShare},
    {"H_MEAN", Measure::kHourlyMean, ColumnBlock::kHourlyWage},
    {"A_MEAN", Measure::kAnnualMean, ColumnBlock::kAnnualWage},
    {"MEAN_PRSE", Measure::kMeanWageRse, ColumnBlock::kWageError},
    {"H_PCT10", Measure::kHourlyP10, ColumnBlock::kHourlyWage},
    {"H_PCT25", Measure::kHourlyP25, ColumnBlock::kHourlyWage},
    {"H_MEDIAN", Measure::kHourlyMedian, ColumnBlock::kHourlyWage},
    {"H_PCT75", Measure::kHourlyP75, ColumnBlock::kHourlyWage},
    {"H_PCT90", Measure::kHourlyP90, ColumnBlock::kHourlyWage},
    {"A_PCT10", Measure::kAnnualP10, ColumnBlock::kAnnualWage},
    {"A_PCT25", Measure::kAnnualP25, ColumnBlock::kAnnualWage},
    {"A_MEDIAN", Measure::kAnnualMedian, ColumnBlock::kAnnualWage},
    {"A_PCT75", Measure::kAnnualP75, ColumnBlock::kAnnualWage},
    {"A_PCT90", Measure::kAnnualP90, ColumnBlock::kAnnualWage},
};

bool IsWage(const FigureSpec& spec) {
  return spec.block == ColumnBlock::kHourlyWage ||
         spec.block == ColumnBlock::kAnnualWage;
}

}  // namespace

absl::string_view BlockName(ColumnBlock block) {
  switch (block) {
    case ColumnBlock::kEmployment:
      return "employment";
    case ColumnBlock::kIndustryShare:
      return "industry share";
    case ColumnBlock::kHourlyWage:
      return "hourly wage";
    case ColumnBlock::kAnnualWage:
      return "annual wage";
    case ColumnBlock::kWageError:
      return "wage error";
  }
  return "";
}

absl::Span<const FigureSpec> FigureSpecs() { return kSpecs; }

absl::string_view OewsColumns::Heading(int32_t column) const {
  return column < 0 ? absl::string_view()
                    : absl::string_view(headings[static_cast<size_t>(column)]);
}

std::vector<std::string> RequiredHeadings() {
  return {"OCC_CODE", "TOT_EMP", "H_MEDIAN", "A_MEDIAN"};
}

OewsColumns BindColumns(const tabular::HeaderMap& header) {
  OewsColumns columns;
  columns.area = header.Find("AREA").value_or(-1);
  columns.area_title = header.FindAny({"AREA_TITLE", "AREA_NAME"}).value_or(-1);
  columns.area_type = header.Find("AREA_TYPE").value_or(-1);
  columns.primary_state = header.FindAny({"PRIM_STATE", "ST"}).value_or(-1);
  columns.naics = header.Find("NAICS").value_or(-1);
  columns.occupation_code = header.Find("OCC_CODE").value_or(-1);
  columns.occupation_title = header.Find("OCC_TITLE").value_or(-1);
  columns.occupation_group =
      header.FindAny({"O_GROUP", "OCC_GROUP"}).value_or(-1);
  columns.annual_only = header.Find("ANNUAL").value_or(-1);
  columns.hourly_only = header.Find("HOURLY").value_or(-1);
  for (const FigureSpec& spec : kSpecs) {
    if (const auto column = header.Find(spec.heading)) {
      columns.figures.push_back(
          {&spec, *column, vocabulary::TraitsOf(spec.measure).decimals});
    }
  }
  for (int32_t i = 0; i < header.size(); ++i) {
    columns.headings.emplace_back(header.Original(i));
  }
  return columns;
}

std::vector<absl::string_view> MissingWageColumns(const OewsColumns& columns) {
  std::vector<absl::string_view> missing;
  for (const FigureSpec& spec : kSpecs) {
    const bool bound = std::any_of(
        columns.figures.begin(), columns.figures.end(),
        [&](const OewsColumns::Bound& b) { return b.spec == &spec; });
    if (IsWage(spec) && !bound) missing.push_back(spec.heading);
  }
  return missing;
}

}  // namespace plumbline::labor::oews
