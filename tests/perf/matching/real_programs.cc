#include "tests/perf/matching/real_programs.h"

#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/status_macros.h"
#include "services/common/vocabulary/cip_code.h"
#include "tests/eval/tables.h"

namespace plumbline::perf {
namespace {

using alignment::ProgramTexts;

struct Columns {
  const char* file;
  const char* title;
  const char* description;
  const char* cip;
};

constexpr Columns kLists[] = {
    {"programs/twc-etpl/2024-03-20/twc_etpl_programs.labelled.half.csv",
     "Program Name", "Program Description", "Instructional Program (CIP) Code"},
    {"programs/nj-etpl/2021-04/nj_etpl_programs.subset.csv", "officialname",
     "description", "cipcode"}};
constexpr size_t kCourses = 5;

std::string CipOf(absl::string_view printed) {
  const auto code = vocabulary::CipCode::Parse(
      std::string(absl::StripAsciiWhitespace(printed)));
  return code.ok() ? code->ToString() : "";
}

absl::Status ReadList(const std::filesystem::path& data, const Columns& columns,
                      std::vector<ProgramTexts>* programs) {
  const std::filesystem::path file = data / columns.file;
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string bytes, eval::ReadFile(file));
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  return eval::ForEachRow(
      file.string(), bytes, eval::kLenientCsv,
      {columns.title, columns.description, columns.cip}, [&](eval::Fields row) {
        const std::string title(absl::StripAsciiWhitespace(row[0]));
        const std::string description(absl::StripAsciiWhitespace(row[1]));
        const std::string cip = CipOf(row[2]);
        if (seen.emplace(title, description, cip).second)
          programs->push_back(
              {{{"title", title}, {"description", description}}, cip});
      });
}

}  // namespace

absl::StatusOr<std::vector<ProgramTexts>> ListedPrograms(
    const std::filesystem::path& data) {
  std::vector<ProgramTexts> programs;
  for (const Columns& columns : kLists)
    PLUMBLINE_RETURN_IF_ERROR(ReadList(data, columns, &programs));
  return programs;
}

absl::StatusOr<std::vector<ProgramTexts>> ProgramsWithCourses(
    const std::filesystem::path& data, size_t count) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto listed, ListedPrograms(data));
  const std::filesystem::path file = data / "sced/v12/sced_v12.csv";
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string bytes, eval::ReadFile(file));
  std::vector<std::pair<std::string, std::string>> courses;
  PLUMBLINE_RETURN_IF_ERROR(eval::ForEachRow(
      file.string(), bytes, eval::kLenientCsv,
      {"Course Title", "Course Description"}, [&](eval::Fields row) {
        courses.emplace_back(std::string(row[0]), std::string(row[1]));
      }));
  std::vector<ProgramTexts> programs;
  for (size_t i = 0; i < count; ++i) {
    ProgramTexts program = listed[i * 7 % listed.size()];
    program.fields.resize(1);
    for (size_t j = 0; j < kCourses; ++j) {
      const auto& course = courses[(i * 11 + j) % courses.size()];
      const std::string path = absl::StrCat("courses[", j, "]");
      program.fields.push_back({path + ".title", course.first});
      program.fields.push_back({path + ".description", course.second});
    }
    programs.push_back(std::move(program));
  }
  return programs;
}

}  // namespace plumbline::perf
