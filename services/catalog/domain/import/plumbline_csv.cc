#include "services/catalog/domain/import/plumbline_csv.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/catalog/domain/import/csv_table.h"
#include "services/catalog/domain/import/new_jersey_etpl.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/tabular/cell_text.h"

namespace plumbline::catalog {
namespace {

template <typename Value>
struct ReadRow {
  RowPlace place;
  Value value;
};

struct SequencedCourse {
  int32_t sequence = 0;
  Course course;
};

// The tables' rows by program, as they come.
struct Tables {
  std::vector<Candidate> programs;
  std::map<ProgramKey, std::vector<ReadRow<SequencedCourse>>> courses;
  std::map<ProgramKey, std::vector<ReadRow<Credential>>> credentials;
};

ProgramKey KeyOf(const CsvRow& row) {
  return {row.Text("provider_id"), row.Text("program_id")};
}

// The value of a word; a word that is none is rejected with the row.
template <typename Enum>
std::optional<Enum> WordIn(const CsvRow& row, absl::string_view column,
                           std::optional<Enum> (*parse)(absl::string_view),
                           absl::string_view words,
                           ImportCollector& collector) {
  const std::string word = row.Text(column);
  const auto value = parse(word);
  if (!value.has_value()) {
    collector.Reject(row.place(), column, word, base::reason::kArgumentInvalid,
                     absl::StrCat("write ", words, " or nothing"));
  }
  return value;
}

// `29-2042`, or with its classification `soc-2018:29-2042`.
DeclaredOccupation OccupationOf(absl::string_view text) {
  const size_t colon = text.find(':');
  if (colon == absl::string_view::npos) return {std::string(text), ""};
  return {std::string(tabular::Trim(text.substr(colon + 1))),
          std::string(tabular::Trim(text.substr(0, colon)))};
}

// How tables write a count that is too small to be told.
bool SaysSmallCell(absl::string_view text) {
  return text == "<10" || text == "*" || text == "suppressed";
}

void TakeProvider(const CsvRow& row, ImportCollector& collector) {
  collector.OfferProvider(
      row.place(), {row.Text("provider_id"), row.Text("title"),
                    row.Text("state"), row.Text("county"), row.Text("city"),
                    row.Text("kind"), row.Text("region")});
}

void TakeProgram(const CsvRow& row, ImportCollector& collector,
                 Tables& tables) {
  const auto level = WordIn(row, "level", ProgramLevelOf,
                            "secondary, postsecondary, adult", collector);
  if (!level.has_value()) return;
  Candidate candidate;
  candidate.place = row.place();
  Program& program = candidate.program;
  program.key = KeyOf(row);
  program.title = row.Text("title");
  program.description = row.Text("description");
  program.cip = row.Text("cip");
  program.cip_vintage = row.Text("cip_vintage");
  program.level = *level;
  for (const std::string& text : row.List("occupations")) {
    program.occupations.push_back(OccupationOf(text));
  }
  program.region = row.Text("region");
  program.work_based_learning = row.List("work_based_learning");
  program.articulations = row.List("articulations");
  program.clock_hours = row.Count("clock_hours", collector).value_or(0);
  program.completers_suppressed = SaysSmallCell(row.Text("completers"));
  if (!program.completers_suppressed) {
    program.completers = row.Count("completers", collector);
  }
  program.completers_year = row.Count("completers_year", collector).value_or(0);
  program.completers_source = row.Text("completers_source");
  SuppressSmallCell(program);
  program.city = row.Text("city");
  program.county = row.Text("county");
  tables.programs.push_back(std::move(candidate));
}

// Credits in thousandths; -1, which is refused later, for what is no number.
int32_t CreditsOf(const CsvRow& row) {
  const std::string text = row.Text("credits");
  if (text.empty()) return 0;
  const auto value = tabular::ParseDecimal(text, 3);
  const bool fits = value.has_value() && *value >= 0 && *value < (1 << 30);
  return fits ? static_cast<int32_t>(*value) : -1;
}

void TakeCourse(const CsvRow& row, ImportCollector& collector, Tables& tables) {
  const auto level = WordIn(row, "level", CourseLevelOf,
                            "introductory, concentrator, capstone", collector);
  if (!level.has_value()) return;
  const std::string dual_credit = row.Text("dual_credit");
  const auto is_dual_credit = ParseYesNo(dual_credit);
  if (!dual_credit.empty() && !is_dual_credit.has_value()) {
    collector.Reject(row.place(), "dual_credit", dual_credit,
                     base::reason::kArgumentInvalid, "write yes or no");
    return;
  }
  SequencedCourse read;
  read.sequence = row.Count("sequence", collector).value_or(0);
  Course& course = read.course;
  course.code = row.Text("code");
  course.title = row.Text("title");
  course.description = row.Text("description");
  course.sced = row.Text("sced");
  course.level = *level;
  course.credits_milli = CreditsOf(row);
  course.hours = row.Count("hours", collector).value_or(0);
  course.dual_credit = is_dual_credit.value_or(false);
  course.prerequisites = row.List("prerequisites");
  tables.courses[KeyOf(row)].push_back({row.place(), std::move(read)});
}

void TakeCredential(const CsvRow& row, ImportCollector& collector,
                    Tables& tables) {
  const auto kind =
      WordIn(row, "kind", CredentialKindOf,
             "degree, certificate, certification, license", collector);
  if (!kind.has_value()) return;
  tables.credentials[KeyOf(row)].push_back(
      {row.place(), {row.Text("title"), row.Text("issuer"), *kind}});
}

// Adds the valid courses in the order of their sequence; courses that share a
// number stand in the order of their codes and titles.
void AddCourses(std::vector<ReadRow<SequencedCourse>> rows,
                ImportCollector& collector, Candidate& candidate) {
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return std::tie(a.value.sequence, a.value.course.code,
                    a.value.course.title) < std::tie(b.value.sequence,
                                                     b.value.course.code,
                                                     b.value.course.title);
  });
  std::vector<Course>& courses = candidate.program.courses;
  for (ReadRow<SequencedCourse>& row : rows) {
    courses.push_back(std::move(row.value.course));
    const auto violations = CourseViolations(courses, courses.size() - 1);
    if (violations.empty()) {
      candidate.children.push_back(row.place);
      continue;
    }
    courses.pop_back();
    collector.Reject(row.place, violations);
  }
}

void AddCredentials(std::vector<ReadRow<Credential>> rows,
                    ImportCollector& collector, Candidate& candidate) {
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return std::tie(a.value.title, a.value.issuer, a.value.kind) <
           std::tie(b.value.title, b.value.issuer, b.value.kind);
  });
  for (ReadRow<Credential>& row : rows) {
    if (row.value.title.empty()) {
      collector.Reject(row.place, "title", "", base::reason::kArgumentInvalid,
                       "the credential has no title: give it one");
      continue;
    }
    candidate.program.credentials.push_back(std::move(row.value));
    candidate.children.push_back(row.place);
  }
}

template <typename Rows>
void RejectOrphans(const Rows& rows_by_program, ImportCollector& collector) {
  for (const auto& [key, rows] : rows_by_program) {
    for (const auto& row : rows) {
      collector.Reject(row.place, "program_id", key.program_id,
                       base::reason::kRowRejected,
                       absl::StrCat("no row of the programs table has program ",
                                    key.program_id, " of provider ",
                                    key.provider_id, ": add it"));
    }
  }
}

// Joins the tables. A program's row that is there twice is taken once; where
// rows of one id differ, all of them are rejected later, and the courses and
// credentials with the first.
void Join(Tables tables, ImportCollector& collector) {
  std::map<ProgramKey, std::pair<RowPlace, Program>> first_rows;
  for (Candidate& candidate : tables.programs) {
    const ProgramKey key = candidate.program.key;
    const auto [first, is_new] =
        first_rows.try_emplace(key, candidate.place, candidate.program);
    if (!is_new && first->second.second == candidate.program) {
      collector.Reject(
          candidate.place, "program_id", key.program_id,
          base::reason::kRowRejected,
          absl::StrCat("it says the same as row ", first->second.first.row,
                       " of ", first->second.first.file,
                       ", which was read: remove it"));
      continue;
    }
    if (auto courses = tables.courses.extract(key); !courses.empty()) {
      AddCourses(std::move(courses.mapped()), collector, candidate);
    }
    if (auto found = tables.credentials.extract(key); !found.empty()) {
      AddCredentials(std::move(found.mapped()), collector, candidate);
    }
    collector.OfferProgram(std::move(candidate));
  }
  RejectOrphans(tables.courses, collector);
  RejectOrphans(tables.credentials, collector);
}

}  // namespace

PlumblineTable PlumblineTableOf(const tabular::HeaderMap& header) {
  if (!header.Find("provider_id") || !header.Find("title")) {
    return PlumblineTable::kNone;
  }
  if (!header.Find("program_id")) return PlumblineTable::kProviders;
  if (header.Find("cip")) return PlumblineTable::kPrograms;
  if (header.Find("sequence")) return PlumblineTable::kCourses;
  if (header.Find("issuer")) return PlumblineTable::kCredentials;
  return PlumblineTable::kNone;
}

absl::Status ReadPlumblineCsv(absl::Span<const ImportFile> files,
                              ImportCollector& collector) {
  Tables tables;
  for (const ImportFile& file : files) {
    PLUMBLINE_ASSIGN_OR_RETURN(const tabular::HeaderMap header,
                               ReadHeader(file));
    const PlumblineTable table = PlumblineTableOf(header);
    PLUMBLINE_RETURN_IF_ERROR(ReadRows(file, collector, [&](const CsvRow& row) {
      if (table == PlumblineTable::kProviders) TakeProvider(row, collector);
      if (table == PlumblineTable::kPrograms) {
        TakeProgram(row, collector, tables);
      }
      if (table == PlumblineTable::kCourses) {
        TakeCourse(row, collector, tables);
      }
      if (table == PlumblineTable::kCredentials) {
        TakeCredential(row, collector, tables);
      }
    }));
  }
  Join(std::move(tables), collector);
  return absl::OkStatus();
}

}  // namespace plumbline::catalog
