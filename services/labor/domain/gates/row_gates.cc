#include "services/labor/domain/gates/row_gates.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/labor/domain/gates/table_view.h"

namespace plumbline::labor::gates {
namespace {

using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::SocCode;
using vocabulary::SocLevel;

constexpr int64_t kFatalRejectedPercent = 5;
constexpr int kStatusCount = 9;

bool MayBeNegative(Measure measure) {
  return measure == Measure::kEmploymentChange ||
         measure == Measure::kEmploymentChangePercent;
}

// Openings are a sum of figures that are rounded one by one; California prints
// -10 for a few shrinking occupations.
bool MayRoundBelowZero(Measure measure) {
  return measure == Measure::kTotalOpenings ||
         measure == Measure::kAnnualOpenings;
}

// Whether the table lists occupations of every level: lists of detailed
// occupations only have no total, and no duty to have one.
bool ListsGroups(const FigureTable& table) {
  return std::any_of(
      table.row_levels.begin(), table.row_levels.end(),
      [](SocLevel level) { return level != SocLevel::kDetailed; });
}

}  // namespace

void CheckRejectedRows(const FigureTable& table, GateReport* report) {
  const RuleCount count = {table.counts.read, table.counts.rejected()};
  if (count.looked_at > 0 && table.counts.accepted > 0 &&
      !count.IsAbove(kFatalRejectedPercent)) {
    return;
  }
  report->Add(TableFinding(
      table, "rejected-rows", Severity::kFatal, count.ToString(),
      table.counts.accepted == 0
          ? "no row could be read; take the file again from the publisher"
          : "so many rows were rejected that the rest cannot be trusted; see "
            "the findings of rejected rows and correct the file"));
}

void CheckDuplicates(const FigureTable& table, GateReport* report) {
  const auto key = [&](uint32_t row) {
    return std::make_tuple(
        table.row_regions[row], table.row_codes[row], table.row_levels[row],
        table.industries.empty() ? absl::string_view()
                                 : absl::string_view(table.industries[row]));
  };
  std::vector<uint32_t> rows(table.row_codes.size());
  std::iota(rows.begin(), rows.end(), 0u);
  std::stable_sort(rows.begin(), rows.end(),
                   [&](uint32_t a, uint32_t b) { return key(a) < key(b); });
  for (size_t i = 1; i < rows.size(); ++i) {
    if (key(rows[i - 1]) != key(rows[i])) continue;
    report->Add(
        RowFinding(table, rows[i], nullptr, "duplicate-row", Severity::kFatal,
                   table.row_codes[rows[i]].ToString(),
                   absl::StrCat(RowName(table, rows[i]), " stands in row ",
                                table.source_rows[rows[i - 1]],
                                " already; leave one of the two out")));
  }
}

void CheckCodeLevels(const FigureTable& table, GateReport* report) {
  for (size_t row = 0; row < table.row_codes.size(); ++row) {
    // Publishers list combined codes below their own level, never above.
    if (table.row_levels[row] >= table.row_codes[row].level()) continue;
    report->Add(RowFinding(
        table, row, nullptr, "code-level", Severity::kWarning,
        table.row_codes[row].ToString(),
        absl::StrCat(RowName(table, row),
                     " is listed as a group and is a code below one; compare "
                     "the row with the publisher's file")));
  }
}

void CheckAreaTotals(const FigureTable& table, GateReport* report) {
  if (!ListsGroups(table)) return;
  std::vector<bool> has_total(table.regions.size(), false);
  for (size_t row = 0; row < table.row_codes.size(); ++row) {
    if (table.row_codes[row] == SocCode()) {
      has_total[table.row_regions[row]] = true;
    }
  }
  for (size_t region = 0; region < has_total.size(); ++region) {
    if (has_total[region]) continue;
    report->Add(TableFinding(
        table, "area-without-total", Severity::kWarning,
        table.regions[region].id,
        absl::StrCat(table.regions[region].title,
                     " has no row 00-0000: benchmarks over all occupations are "
                     "not published there")));
  }
}

void CheckNegativeValues(const FigureTable& table, GateReport* report) {
  for (const FigureColumn& column : table.columns) {
    if (MayBeNegative(column.measure)) continue;
    for (size_t row = 0; row < column.figures.size(); ++row) {
      if (column.figures[row].value >= 0) continue;
      report->Add(RowFinding(
          table, row, &column, "negative-value",
          MayRoundBelowZero(column.measure) ? Severity::kWarning
                                            : Severity::kFatal,
          vocabulary::ToText(column.figures[row], column.measure),
          absl::StrCat(
              RowName(table, row),
              ": the figure cannot be below zero; compare the row with "
              "the publisher's file")));
    }
  }
}

void AddSentinelCensus(const FigureTable& table, GateReport* report) {
  for (const FigureColumn& column : table.columns) {
    std::array<int64_t, kStatusCount> counts = {};
    for (const auto& figure : column.figures) {
      ++counts[static_cast<size_t>(figure.status)];
    }
    for (size_t i = 0; i < counts.size(); ++i) {
      const auto status = static_cast<FigureStatus>(i);
      if (status == FigureStatus::kPublished || counts[i] == 0) continue;
      Finding note = TableFinding(
          table, "sentinel-census", Severity::kNote,
          absl::StrCat(vocabulary::StatusName(status), " ", counts[i]),
          absl::StrCat(counts[i], " of ", column.figures.size(), " figures of ",
                       vocabulary::TraitsOf(column.measure).title, " are ",
                       vocabulary::StatusName(status)));
      note.place.column = column.header;
      report->Add(std::move(note));
    }
  }
}

}  // namespace plumbline::labor::gates
