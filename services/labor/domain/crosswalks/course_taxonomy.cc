#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_replace.h"
#include "services/common/base/status_macros.h"
#include "services/labor/domain/crosswalks/row_reader.h"
#include "services/labor/domain/crosswalks/source_table.h"
#include "services/labor/domain/crosswalks/taxonomies.h"

namespace plumbline::labor::crosswalks {
namespace {

enum Heading : size_t { kCode, kTitle, kDescription };
constexpr absl::string_view kHeadings[] = {"SCED Course Code", "Course Title",
                                           "Course Description"};
constexpr size_t kDigits = 5;

// The printed table sets `fi` and `fl` as one character.
std::string SpelledOut(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"\xEF\xAC\x80", "ff"},
                                    {"\xEF\xAC\x81", "fi"},
                                    {"\xEF\xAC\x82", "fl"},
                                    {"\xEF\xAC\x83", "ffi"},
                                    {"\xEF\xAC\x84", "ffl"}});
}

// A spreadsheet takes the zero from the front of a code.
bool ReadCode(absl::string_view text, int32_t* code) {
  const bool digits =
      std::all_of(text.begin(), text.end(),
                  [](unsigned char byte) { return absl::ascii_isdigit(byte); });
  return digits && (text.size() == kDigits || text.size() + 1 == kDigits) &&
         absl::SimpleAtoi(text, code);
}

CourseTable ReadEntries(const SourceTable& source, const HeadingRow& headings,
                        GateReport* report) {
  CourseTable table;
  table.file = source.file;
  std::set<int32_t> seen;
  table.counts = ReadRows(source, headings, report, [&](const HeadedRow& row) {
    int32_t code = 0;
    if (!ReadCode(row.Text(kCode), &code)) {
      return row.Reject(kCode, "code-malformed",
                        "A SCED course code has five digits, such as 10152.");
    }
    if (!seen.insert(code).second) {
      return row.Reject(kCode, "key-duplicate",
                        "The code comes twice: the first one counts.");
    }
    table.entries.push_back({code, SpelledOut(row.Text(kTitle)),
                             SpelledOut(row.Text(kDescription)), row.number()});
    return true;
  });
  std::sort(table.entries.begin(), table.entries.end(),
            [](const auto& a, const auto& b) { return a.code < b.code; });
  return table;
}

}  // namespace

absl::StatusOr<ReleaseTables> ReadCourseTaxonomy(SourceFiles files) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::vector<SourceTable> sources,
                             LoadTables(files));
  ReleaseTables release;
  release.reference_period = "sced";
  for (const SourceTable& source : sources) {
    if (const auto headings = FindHeadings(source, kHeadings))
      release.courses.push_back(
          ReadEntries(source, *headings, &release.report));
  }
  if (release.courses.empty()) {
    return NoKnownTable(files,
                        "a list of course codes (SCED Course Code, Course "
                        "Title, Course Description)");
  }
  return release;
}

}  // namespace plumbline::labor::crosswalks
