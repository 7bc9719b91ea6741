#include "services/alignment/domain/policy/validate_surroundings.h"

#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/alignment/domain/policy/code_pattern.h"

namespace plumbline::alignment {
namespace {

void CheckDay(const std::string& day, const std::string& place,
              Problems* problems) {
  if (!day.empty() && !IsDate(day))
    problems->Say(place, absl::StrCat("\"", day,
                                      "\" is not a day; write it as "
                                      "YYYY-MM-DD."));
}

// Names are unique, and following them comes to an end.
void CheckNames(const Policy& policy, Problems* problems) {
  std::map<std::string, const Benchmark*> named;
  for (const NamedBenchmark& entry : policy.benchmarks) {
    if (entry.name.empty() ||
        !named.emplace(entry.name, &entry.benchmark).second)
      problems->Say("benchmarks", absl::StrCat("The name \"", entry.name,
                                               "\" is empty or comes twice."));
  }
  for (const NamedBenchmark& entry : policy.benchmarks) {
    std::set<std::string> seen = {entry.name};
    const Benchmark* benchmark = &entry.benchmark;
    while (benchmark->kind == Benchmark::Kind::kNamed) {
      if (!seen.insert(benchmark->name).second) {
        problems->Say("benchmarks",
                      absl::StrCat("The benchmark \"", entry.name,
                                   "\" is defined by itself; end the chain "
                                   "with a number or a statistic."));
        break;
      }
      const auto next = named.find(benchmark->name);
      if (next == named.end()) {
        problems->Say(
            "benchmarks",
            absl::StrCat("The benchmark \"", entry.name, "\" refers to \"",
                         benchmark->name, "\", which is not there."));
        break;
      }
      benchmark = next->second;
    }
  }
}

void CheckEntry(const ListEntry& entry, const std::string& place,
                Problems* problems) {
  if (!IsCodeBeginning(entry.occupation))
    problems->Say(place, absl::StrCat("\"", entry.occupation,
                                      "\" is no occupation code nor the "
                                      "beginning of one; write it as 29-1141 "
                                      "or 25-2."));
  if (!entry.region.empty() && !absl::StartsWith(entry.region, "regions/"))
    problems->Say(place, absl::StrCat("\"", entry.region,
                                      "\" is no region; write regions/us-oh."));
  CheckDay(entry.expires, place, problems);
}

void CheckLists(const Policy& policy, Problems* problems) {
  std::set<std::string> ids;
  for (const OccupationList& list : policy.lists) {
    const std::string place = absl::StrCat("lists.", list.id);
    if (list.id.empty() || !ids.insert(list.id).second)
      problems->Say(place, "The list's id is empty or comes twice.");
    if (list.citation.authority.empty())
      problems->Say(place, "The list does not say who made it.");
    if (list.valid_from.empty())
      problems->Say(place,
                    "The list does not say from when it is in force; write "
                    "valid_from as YYYY-MM-DD.");
    CheckDay(list.valid_from, place, problems);
    CheckDay(list.valid_until, place, problems);
    if (!list.valid_until.empty() && list.valid_until <= list.valid_from)
      problems->Say(place,
                    "The list ends before it begins; valid_until is the first "
                    "day on which it is no longer in force.");
    for (size_t i = 0; i < list.entries.size(); ++i)
      CheckEntry(list.entries[i], absl::StrCat(place, ".entries[", i, "]"),
                 problems);
  }
}

void CheckTables(const Policy& policy, Problems* problems) {
  std::set<std::string> ids;
  for (const ValueTable& table : policy.tables) {
    const std::string place = absl::StrCat("tables.", table.id);
    if (table.id.empty() || !ids.insert(table.id).second)
      problems->Say(place, "The table's id is empty or comes twice.");
    if (vocabulary::TraitsOf(table.measure).measure ==
        vocabulary::Measure::kUnspecified)
      problems->Say(place,
                    "The table does not say in which measure's unit its "
                    "numbers are.");
    if (table.rows.empty()) problems->Say(place, "The table has no rows.");
    std::set<std::pair<std::string, std::string>> keys;
    for (const ValueTable::Row& row : table.rows) {
      if (!absl::StartsWith(row.region, "regions/"))
        problems->Say(place, absl::StrCat("\"", row.region,
                                          "\" is no region; write "
                                          "regions/us-co."));
      if (!keys.emplace(row.region, row.name).second)
        problems->Say(place, absl::StrCat("The row ", row.name, " of ",
                                          row.region, " comes twice."));
    }
  }
}

void CheckExceptions(const Policy& policy, Problems* problems) {
  for (size_t i = 0; i < policy.exceptions.size(); ++i) {
    const PolicyException& exception = policy.exceptions[i];
    const std::string place = absl::StrCat("exceptions[", i, "]");
    if (exception.kind != PolicyException::Kind::kInclude &&
        exception.kind != PolicyException::Kind::kExclude)
      problems->Say(place, "The exception neither includes nor excludes.");
    if (exception.entry.reason.empty())
      problems->Say(place,
                    "The exception gives no reason; an auditor will ask.");
    CheckEntry(exception.entry, place, problems);
  }
}

void CheckConfidence(const Confidence& confidence, Problems* problems) {
  const int32_t pass = confidence.pass_at_least_milli;
  const int32_t fail = confidence.fail_at_most_milli;
  if (pass == 0 && fail == 0) return;
  if (pass < 500 || pass > 1000 || fail < 0 || fail > 500)
    problems->Say("confidence",
                  "A comparison passes from a probability of 500 to 1,000 "
                  "thousandths on and fails from 0 to 500 on.");
}

}  // namespace

bool IsDate(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(text[i]))) return false;
  }
  const int month = (text[5] - '0') * 10 + (text[6] - '0');
  const int day = (text[8] - '0') * 10 + (text[9] - '0');
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

void CheckSurroundings(const Policy& policy, Problems* problems) {
  CheckNames(policy, problems);
  CheckLists(policy, problems);
  CheckTables(policy, problems);
  CheckExceptions(policy, problems);
  CheckConfidence(policy.confidence, problems);
}

}  // namespace plumbline::alignment
