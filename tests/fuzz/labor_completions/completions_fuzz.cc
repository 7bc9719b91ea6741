// Rows of any bytes under the right headings, and any bytes at all.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "services/labor/domain/completions/read_completions.h"

namespace plumbline::labor {
namespace {

// Every row that was kept says something that can be.
void Check(const absl::StatusOr<ReleaseTables>& release) {
  if (!release.ok()) return;
  for (const CompletionTable& table : release->completions) {
    const CompletionRows& rows = table.rows;
    if (table.counts.accepted > table.counts.read ||
        static_cast<int64_t>(rows.size()) > table.counts.accepted ||
        rows.awards.size() != rows.size() ||
        rows.institutions.size() != rows.size()) {
      std::abort();
    }
    for (size_t i = 0; i < rows.size(); ++i) {
      if (rows.institutions[i] >= table.institutions.size() ||
          rows.cips[i] == 0 || rows.cips[i] > 999999 || rows.majors[i] == 0 ||
          rows.majors[i] > 2 || rows.award_levels[i] > 21) {
        std::abort();
      }
    }
  }
}

void Read(const std::string& awards, const std::string& places) {
  const SourceFile files[] = {{"c2024_a.csv", awards}, {"hd2024.csv", places}};
  Check(completions::ReadCompletions(files));
}

}  // namespace
}  // namespace plumbline::labor

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const std::string awards =
      "UNITID,CIPCODE,MAJORNUM,AWLEVEL,XCTOTALT,CTOTALT,CTOTALM,CTOTALW\n";
  const std::string places = "UNITID,INSTNM,FIPS,COUNTYCD\n";
  plumbline::labor::Read(awards + bytes, places);
  plumbline::labor::Read(awards + "188890,99,1,2,R,1,1,0\n", places + bytes);
  plumbline::labor::Read(bytes, bytes);
  return 0;
}
