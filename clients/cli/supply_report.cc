#include "clients/cli/supply_report.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "clients/cli/text_table.h"

namespace plumbline::cli {
namespace {

namespace v1 = alignment::v1;

// "30", "29.5", "-0.333".
std::string Decimal(int64_t milli) {
  std::string text =
      absl::StrFormat("%s%d.%03d", milli < 0 ? "-" : "", std::abs(milli / 1000),
                      std::abs(milli % 1000));
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

// "30", "1 to 9", "at least 20".
std::string Text(const v1::CountRange& range) {
  const std::string low = Decimal(range.low_milli());
  if (!range.has_high_milli()) return absl::StrCat("at least ", low);
  if (range.high_milli() == range.low_milli()) return low;
  return absl::StrCat(low, " to ", Decimal(range.high_milli()));
}

// "-130", "-5 to 20", "at most 3", "?".
std::string Text(const v1::GapRange& gap) {
  if (!gap.has_low_milli() && !gap.has_high_milli()) return "?";
  if (!gap.has_low_milli()) {
    return absl::StrCat("at most ", Decimal(gap.high_milli()));
  }
  v1::CountRange range;
  range.set_low_milli(gap.low_milli());
  if (gap.has_high_milli()) range.set_high_milli(gap.high_milli());
  return Text(range);
}

size_t Shown(int size, size_t limit) {
  const auto all = static_cast<size_t>(size);
  return limit == 0 ? all : std::min(limit, all);
}

// Whose awards count, and of which kind.
std::string Awards(const v1::CompletionsCounted& counted) {
  std::vector<std::string> levels;
  for (const v1::CompletionsCounted::OfLevel& level : counted.levels()) {
    levels.push_back(
        absl::StrCat(level.awards(), " of level ", level.award_level()));
  }
  std::string text = absl::StrCat(
      counted.award_count(), " awards of ", counted.institution_count(),
      " institutions in ", counted.reference_period(), ", ",
      counted.second_majors() ? "first and second majors" : "first majors only",
      " (", counted.release(), "): ", absl::StrJoin(levels, ", "), "\n");
  if (counted.superseded_award_count() > 0 ||
      counted.replaced_program_count() > 0) {
    absl::StrAppend(&text, counted.superseded_award_count(),
                    " awards gave way to providers' own counts; awards stand "
                    "for ",
                    counted.replaced_program_count(),
                    " programs without a count\n");
  }
  if (counted.unlocated_institution_count() > 0) {
    absl::StrAppend(&text, counted.unlocated_institution_count(),
                    " institutions may be here or not: the edition does not "
                    "have their county\n");
  }
  if (counted.unknown_cip_award_count() > 0) {
    absl::StrAppend(&text, counted.unknown_cip_award_count(),
                    " awards have a code that the edition does not know\n");
  }
  return text;
}

std::string Heading(const v1::SupplyAndDemand& answer) {
  const v1::SupplyCoverage& coverage = answer.coverage();
  std::string text = absl::StrCat(
      answer.region(), ", ", answer.edition(), ", rule ",
      v1::SupplyAndDemand::Apportioning_Name(answer.apportioning()),
      answer.education_levels().empty()
          ? ""
          : absl::StrCat(", only ",
                         absl::StrJoin(answer.education_levels(), ", ")),
      "\n", coverage.program_count(), " programs: ", coverage.reported_count(),
      " with completers, ", coverage.suppressed_count(), " with 1 to 9, ",
      coverage.not_reported_count(), " without a count\n");
  if (answer.has_completions()) text += Awards(answer.completions());
  absl::StrAppend(
      &text, "completers ", Text(answer.completers()),
      ", openings of their occupations ", Text(answer.openings()),
      "\nunplaced under every rule: ", Text(answer.unplaced()),
      "; unfilled under every rule: ", Text(answer.unfilled()),
      "\nleft out: ", Text(answer.completers_without_occupation()),
      " completers of ",
      coverage.without_occupation_count() + coverage.outside_levels_count(),
      " programs without an occupation that counts; ",
      Text(answer.openings_without_program()), " openings without a program\n");
  return text;
}

template <typename Bottlenecks>
std::string Reasons(const Bottlenecks& bottlenecks, size_t limit) {
  std::string text;
  for (size_t i = 0; i < Shown(bottlenecks.size(), limit); ++i) {
    absl::StrAppend(&text, "  ", bottlenecks[static_cast<int>(i)].sentence(),
                    "\n");
  }
  return text;
}

std::string Occupations(const v1::SupplyAndDemand& answer, size_t limit,
                        size_t width) {
  TextTable table(
      {"OCCUPATION", "TITLE", "OPENINGS", "COMPLETERS", "GAP", "PLACED"});
  for (size_t i = 0; i < Shown(answer.occupations_size(), limit); ++i) {
    const v1::OccupationBalance& balance =
        answer.occupations(static_cast<int>(i));
    const bool divided = balance.has_completers();
    table.AddRow({absl::StrJoin(balance.occupations(), " "), balance.title(),
                  Text(balance.openings()),
                  divided ? Text(balance.completers()) : "-",
                  divided ? Text(balance.gap()) : "-", Text(balance.placed())});
  }
  return table.Render(width);
}

std::string Programs(const v1::SupplyAndDemand& answer, size_t limit,
                     size_t width) {
  if (answer.programs().empty()) return "";
  TextTable table(
      {"PROGRAM", "TITLE", "COMPLETERS", "UNPLACED", "OPENINGS", "GAP"});
  for (size_t i = 0; i < Shown(answer.programs_size(), limit); ++i) {
    const v1::ProgramBalance& balance = answer.programs(static_cast<int>(i));
    const bool divided = balance.has_openings();
    table.AddRow(
        {balance.program(), balance.title(), Text(balance.completers()),
         absl::StrCat("at least ", Decimal(balance.unplaced_at_least_milli())),
         divided ? Text(balance.openings()) : "-",
         divided ? Text(balance.gap()) : "-"});
  }
  return absl::StrCat("\n", table.Render(width));
}

}  // namespace

std::string SupplyText(const v1::SupplyAndDemand& answer, size_t limit,
                       size_t width) {
  return absl::StrCat(Heading(answer), Reasons(answer.surpluses(), limit),
                      Reasons(answer.shortages(), limit), "\n",
                      Occupations(answer, limit, width),
                      Programs(answer, limit, width));
}

}  // namespace plumbline::cli
