// Any text as any file of an O*NET release, beside a list of occupations: the
// reader stays in bounds, each row that it reads is either in a table or a
// finding, and what editions carry refers to what there is.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>

#include "services/labor/domain/onet/read_onet.h"

namespace {

namespace labor = plumbline::labor;

constexpr absl::string_view kOccupations =
    "O*NET-SOC Code\tTitle\tDescription\n"
    "11-1011.00\tChief Executives\tLead.\n"
    "29-1141.00\tRegistered Nurses\tNurse.\n";
constexpr absl::string_view kNames[] = {
    "Skills.txt",           "Work Styles.txt",         "Job Zones.txt",
    "Tasks to DWAs.txt",    "Task Statements.txt",     "Job Zone Reference.txt",
    "Scales Reference.txt", "Alternate Titles.txt",    "Technology Skills.txt",
    "DWA Reference.txt",    "Occupation Data.txt",     "Education.txt",
    "Read Me.txt",          "Related Occupations.txt", "Task Ratings.txt",
    "Task Categories.txt"};

void CheckCounts(const labor::ReleaseTables& release) {
  int64_t rejections = 0;
  for (const auto& [rule, count] : release.report.counts_by_rule()) {
    if (rule != "title-duplicate" && rule != "element-name") {
      rejections += count;
    }
  }
  const labor::RowCounts& rows = release.onet_counts;
  if (rows.accepted < 0 || rows.rejected() < 0) std::abort();
  if (rows.rejected() > rejections) std::abort();
}

void CheckDescriptors(const labor::ReleaseTables& release) {
  for (const labor::DescriptorTable& table : release.descriptors) {
    for (size_t i = 0; i < table.rows.size(); ++i) {
      if (table.rows.elements[i] >= table.elements.size()) std::abort();
      if (i > 0 && table.rows.onet_codes[i] < table.rows.onet_codes[i - 1]) {
        std::abort();
      }
    }
  }
}

}  // namespace

// The first byte chooses the file, the rest are its bytes.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  if (size == 0) return 0;
  const std::string name =
      "db_30_1_text/" + std::string(kNames[bytes[0] % std::size(kNames)]);
  const absl::string_view text(reinterpret_cast<const char*>(bytes) + 1,
                               size - 1);
  std::vector<labor::SourceFile> files = {{name, text}};
  if (name != "db_30_1_text/Occupation Data.txt") {
    files.push_back({"db_30_1_text/Occupation Data.txt", kOccupations});
  }
  const auto release = labor::onet::ReadOnet(files);
  if (!release.ok()) return 0;
  CheckCounts(*release);
  CheckDescriptors(*release);
  return 0;
}
