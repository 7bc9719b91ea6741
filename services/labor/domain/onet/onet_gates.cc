#include "services/labor/domain/onet/onet_gates.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/labor/domain/onet/file_layouts.h"

namespace plumbline::labor::onet {
namespace {

void AddNote(absl::string_view rule, Place place, size_t count,
             std::string message, GateReport* report) {
  report->Add({.severity = Severity::kNote,
               .rule = std::string(rule),
               .place = std::move(place),
               .value = absl::StrCat(count),
               .message = std::move(message)});
}

template <typename Numbers>
size_t CountAbsent(const Numbers& numbers) {
  return static_cast<size_t>(
      std::count_if(numbers.begin(), numbers.end(),
                    [](const auto& number) { return !number.present(); }));
}

size_t CountYes(const std::vector<Answer>& answers) {
  return static_cast<size_t>(
      std::count(answers.begin(), answers.end(), Answer::kYes));
}

size_t CountDistinct(std::vector<uint32_t> numbers) {
  std::sort(numbers.begin(), numbers.end());
  return static_cast<size_t>(std::unique(numbers.begin(), numbers.end()) -
                             numbers.begin());
}

void AddMissing(const RatingTable& table, const Place& place,
                GateReport* report) {
  const std::pair<absl::string_view, size_t> columns[] = {
      {"Data Value", CountAbsent(table.value)},
      {"N", CountAbsent(table.respondents)},
      {"Standard Error", CountAbsent(table.standard_error)},
      {"Lower CI Bound", CountAbsent(table.lower_bound)},
      {"Upper CI Bound", CountAbsent(table.upper_bound)},
  };
  for (const auto& [column, absent] : columns) {
    if (absent == 0) continue;
    if (!table.has_precision && column != "Data Value") continue;
    Place here = place;
    here.column = std::string(column);
    AddNote("missing-census", std::move(here), absent,
            absl::StrCat(absent, " of ", table.size(),
                         " rows give no such number; it is kept as not given, "
                         "not as 0."),
            report);
  }
}

void AddAnswers(const RatingTable& table, const Place& place,
                GateReport* report) {
  const size_t suppress = CountYes(table.recommend_suppress);
  if (suppress > 0) {
    AddNote("suppress-census", place, suppress,
            absl::StrCat(suppress, " of ", table.size(),
                         " values are marked too imprecise to rely on."),
            report);
  }
  const size_t not_relevant = CountYes(table.not_relevant);
  if (not_relevant > 0) {
    AddNote("not-relevant-census", place, not_relevant,
            absl::StrCat(not_relevant, " of ", table.size(),
                         " levels are marked as not relevant."),
            report);
  }
}

Place PlaceOf(const std::string& name,
              const std::map<std::string, Member>& members) {
  const auto member = members.find(name);
  if (member == members.end()) return {.file = name};
  return {.file = member->second.file, .sheet = member->second.sheet};
}

}  // namespace

void AddCensus(const OnetTables& tables,
               const std::map<std::string, Member>& members,
               GateReport* report) {
  for (const RatingTable& table : tables.ratings) {
    const Place place = PlaceOf(table.file, members);
    AddMissing(table, place, report);
    AddAnswers(table, place, report);
    const size_t rated = CountDistinct(table.occupation);
    AddNote("occupations-rated", place, rated,
            absl::StrCat(rated, " of ", tables.occupations.size(),
                         " occupations are rated."),
            report);
  }
  AddNote(
      "job-zone-census", PlaceOf("Job Zones.txt", members),
      tables.job_zones.size(),
      absl::StrCat(tables.job_zones.size(), " of ", tables.occupations.size(),
                   " occupations have a job zone."),
      report);
}

void NoteFiles(const std::map<std::string, Member>& members,
               GateReport* report) {
  for (const auto& names : ExpectedFiles()) {
    if (std::any_of(names.begin(), names.end(), [&](absl::string_view name) {
          return members.count(std::string(name)) > 0;
        })) {
      continue;
    }
    AddNote("file-missing", {.file = std::string(names.front())}, 0,
            absl::StrCat("The release has no ", absl::StrJoin(names, " or "),
                         ": what it would say is not published here."),
            report);
  }
  for (const auto& [name, member] : members) {
    if (LayoutOf(name) != nullptr) continue;
    AddNote(
        "file-unknown", {.file = member.file, .sheet = member.sheet}, 0,
        absl::StrCat(name, " is no file of a known release and was not read."),
        report);
  }
}

}  // namespace plumbline::labor::onet
