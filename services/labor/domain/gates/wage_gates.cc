#include "services/labor/domain/gates/wage_gates.h"

#include <array>
#include <cstdlib>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/labor/domain/gates/table_view.h"

namespace plumbline::labor::gates {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::ToText;

constexpr int64_t kHoursPerYear = 2080;
// One and a half cents an hour over the year's hours, and half of the ten
// dollars that annual wages are rounded to, in cents. OEWS stays within half a
// cent; California ages both wages by a factor and rounds each after that.
constexpr int64_t kRoundingCents = kHoursPerYear * 3 / 2 + 500;
constexpr int64_t kFatalCrossFootPercent = 2;
constexpr int64_t kFatalOrderPercent = 1;
constexpr int64_t kFatalArithmeticPercent = 2;

struct WagePair {
  Measure hourly;
  Measure annual;
};
constexpr WagePair kWagePairs[] = {
    {Measure::kHourlyMean, Measure::kAnnualMean},
    {Measure::kHourlyP10, Measure::kAnnualP10},
    {Measure::kHourlyP25, Measure::kAnnualP25},
    {Measure::kHourlyMedian, Measure::kAnnualMedian},
    {Measure::kHourlyP75, Measure::kAnnualP75},
    {Measure::kHourlyP90, Measure::kAnnualP90},
};

using Percentiles = std::array<Measure, 5>;
constexpr Percentiles kHourlyPercentiles = {
    Measure::kHourlyP10, Measure::kHourlyP25, Measure::kHourlyMedian,
    Measure::kHourlyP75, Measure::kHourlyP90};
constexpr Percentiles kAnnualPercentiles = {
    Measure::kAnnualP10, Measure::kAnnualP25, Measure::kAnnualMedian,
    Measure::kAnnualP75, Measure::kAnnualP90};

bool IsPublished(const FigureColumn* column, size_t row) {
  return column != nullptr &&
         column->figures[row].status == FigureStatus::kPublished;
}

std::string TextAt(const FigureColumn& column, size_t row) {
  return ToText(column.figures[row], column.measure);
}

// A pair of columns, both there.
struct ColumnPair {
  const FigureColumn* hourly;
  const FigureColumn* annual;
};

// Whether the row breaks the rule in this pair; `*both` becomes true when it
// has both figures.
bool BreaksCrossFoot(const ColumnPair& pair, size_t row, bool* both) {
  if (!IsPublished(pair.hourly, row) || !IsPublished(pair.annual, row)) {
    return false;
  }
  *both = true;
  const int64_t expected = pair.hourly->figures[row].value * kHoursPerYear;
  return std::abs(expected - pair.annual->figures[row].value) > kRoundingCents;
}

std::vector<ColumnPair> WageColumns(const FigureTable& table) {
  std::vector<ColumnPair> pairs;
  for (const WagePair& pair : kWagePairs) {
    const FigureColumn* hourly = FindColumn(table, pair.hourly);
    const FigureColumn* annual = FindColumn(table, pair.annual);
    if (hourly != nullptr && annual != nullptr)
      pairs.push_back({hourly, annual});
  }
  return pairs;
}

// The first percentile of the row that is below a lower one; -1 when none is.
// Bounds count: nothing may stand above a top-coded figure and be below it.
int FirstDescent(const std::array<const FigureColumn*, 5>& columns,
                 size_t row) {
  const Figure* lower = nullptr;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] == nullptr || !columns[i]->figures[row].HasValue()) continue;
    const Figure* figure = &columns[i]->figures[row];
    if (lower != nullptr && figure->value < lower->value) {
      return static_cast<int>(i);
    }
    lower = figure;
  }
  return -1;
}

std::array<const FigureColumn*, 5> ColumnsOf(const FigureTable& table,
                                             const Percentiles& measures) {
  std::array<const FigureColumn*, 5> columns = {};
  for (size_t i = 0; i < measures.size(); ++i) {
    columns[i] = FindColumn(table, measures[i]);
  }
  return columns;
}

RuleCount CheckOrderOf(const FigureTable& table, const Percentiles& measures,
                       GateReport* report) {
  const auto columns = ColumnsOf(table, measures);
  RuleCount count;
  for (size_t row = 0; row < table.row_codes.size(); ++row) {
    ++count.looked_at;
    const int at = FirstDescent(columns, row);
    if (at < 0) continue;
    ++count.broken;
    const FigureColumn& column = *columns[static_cast<size_t>(at)];
    report->Add(RowFinding(
        table, row, &column, "percentile-order", Severity::kWarning,
        TextAt(column, row),
        absl::StrCat(RowName(table, row),
                     ": the percentile is below a lower one; compare the row "
                     "with the publisher's file")));
  }
  return count;
}

// 75th against 90th percentile of the first pair that the table has.
std::pair<const FigureColumn*, const FigureColumn*> UpperPercentiles(
    const FigureTable& table) {
  const FigureColumn* p75 = FindColumn(table, Measure::kAnnualP75);
  const FigureColumn* p90 = FindColumn(table, Measure::kAnnualP90);
  return {p75, p90};
}

// What a row of projections says about its change.
struct Change {
  int64_t base = 0;
  int64_t projected = 0;
  int64_t change = 0;
};

// The publisher rounds each figure for itself, so the three may differ by up to
// three halves of the unit that it rounds to: 100 jobs, or 10 in small areas.
constexpr int64_t kRoundingJobs = 200;

bool ChangeIsOff(const Change& row) {
  return std::abs(row.projected - row.base - row.change) > kRoundingJobs;
}

// Rounded figures give a percentage only to within the rounding; a percentage
// that was read as a fraction is off by a factor of a hundred.
bool PercentIsOff(const Change& row, int64_t milli_percent) {
  if (row.base < 10 * kRoundingJobs) return false;
  const double expected = 100000.0 * static_cast<double>(row.change) /
                          static_cast<double>(row.base);
  const double slack = 500.0 + 200000.0 * static_cast<double>(kRoundingJobs) /
                                   static_cast<double>(row.base);
  return std::abs(expected - static_cast<double>(milli_percent)) > slack;
}

}  // namespace

void CheckCrossFoot(const FigureTable& table, GateReport* report) {
  const std::vector<ColumnPair> pairs = WageColumns(table);
  RuleCount count;
  for (size_t row = 0; row < table.row_codes.size(); ++row) {
    bool both = false;
    bool broken = false;
    for (const ColumnPair& pair : pairs) {
      if (!BreaksCrossFoot(pair, row, &both)) continue;
      broken = true;
      report->Add(RowFinding(
          table, row, pair.annual, "cross-foot", Severity::kWarning,
          TextAt(*pair.annual, row),
          absl::StrCat(RowName(table, row), ": ", pair.hourly->header, " is ",
                       TextAt(*pair.hourly, row),
                       ", and 2,080 hours of it are another annual wage; "
                       "compare the row with the publisher's file")));
    }
    if (both) ++count.looked_at;
    if (broken) ++count.broken;
  }
  if (count.IsAbove(kFatalCrossFootPercent)) {
    report->Add(TableFinding(
        table, "cross-foot", Severity::kFatal, count.ToString(),
        "hourly and annual wages do not belong together: columns probably "
        "stand "
        "under the wrong headings; take the file again from the publisher"));
  }
}

void CheckPercentileOrder(const FigureTable& table, GateReport* report) {
  for (const Percentiles& measures : {kHourlyPercentiles, kAnnualPercentiles}) {
    const RuleCount count = CheckOrderOf(table, measures, report);
    if (!count.IsAbove(kFatalOrderPercent)) continue;
    report->Add(TableFinding(
        table, "percentile-order", Severity::kFatal, count.ToString(),
        "percentiles do not ascend: columns probably stand under the wrong "
        "headings; take the file again from the publisher"));
  }
}

void CheckIntervalCollapse(const FigureTable& table, GateReport* report) {
  const auto [p75, p90] = UpperPercentiles(table);
  for (size_t row = 0; row < table.row_codes.size(); ++row) {
    if (!IsPublished(p75, row) || !IsPublished(p90, row)) continue;
    if (p75->figures[row].value != p90->figures[row].value) continue;
    report->Add(RowFinding(
        table, row, p90, "interval-collapse", Severity::kWarning,
        TextAt(*p90, row),
        absl::StrCat(RowName(table, row),
                     ": the 75th and the 90th percentile are the same; do not "
                     "compute ratios or intervals from them")));
  }
}

void CheckChangeArithmetic(const FigureTable& table, GateReport* report) {
  const FigureColumn* base = FindColumn(table, Measure::kBaseEmployment);
  const FigureColumn* projected =
      FindColumn(table, Measure::kProjectedEmployment);
  const FigureColumn* change = FindColumn(table, Measure::kEmploymentChange);
  const FigureColumn* percent =
      FindColumn(table, Measure::kEmploymentChangePercent);
  RuleCount count;
  for (size_t row = 0; row < table.row_codes.size(); ++row) {
    if (!IsPublished(base, row) || !IsPublished(projected, row) ||
        !IsPublished(change, row)) {
      continue;
    }
    ++count.looked_at;
    const Change numbers = {base->figures[row].value,
                            projected->figures[row].value,
                            change->figures[row].value};
    const bool percent_off = IsPublished(percent, row) &&
                             PercentIsOff(numbers, percent->figures[row].value);
    if (!percent_off && !ChangeIsOff(numbers)) continue;
    ++count.broken;
    const FigureColumn& wrong = percent_off ? *percent : *change;
    report->Add(RowFinding(
        table, row, &wrong, "change-arithmetic", Severity::kWarning,
        TextAt(wrong, row),
        absl::StrCat(RowName(table, row), ": from ", TextAt(*base, row), " to ",
                     TextAt(*projected, row),
                     " is another change; compare the row with the publisher's "
                     "file")));
  }
  if (count.IsAbove(kFatalArithmeticPercent)) {
    report->Add(TableFinding(
        table, "change-arithmetic", Severity::kFatal, count.ToString(),
        "changes do not follow from the employment beside them: columns or "
        "their unit are not what the headings say; take the file again"));
  }
}

}  // namespace plumbline::labor::gates
