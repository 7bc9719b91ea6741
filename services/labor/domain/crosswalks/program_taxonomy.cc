#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/status_macros.h"
#include "services/labor/domain/crosswalks/row_reader.h"
#include "services/labor/domain/crosswalks/source_table.h"
#include "services/labor/domain/crosswalks/taxonomies.h"

namespace plumbline::labor::crosswalks {
namespace {

using vocabulary::CipCode;
using vocabulary::CipVintage;

enum Heading : size_t { kCode, kAction, kTitle, kDefinition };
constexpr absl::string_view kHeadings[] = {"CIPCode", "Action", "CIPTitle",
                                           "CIPDefinition"};

// Groups and series that are codes of one vintage only.
constexpr int32_t kOnlyIn2020[] = {18200,  151700, 191000, 307000, 307100,
                                   390800, 430400, 470700, 550000, 610000};
constexpr int32_t kOnlyIn2010[] = {150503, 150505, 360119, 430106,
                                   430111, 430116, 430117, 430118};

bool Has(const std::set<int32_t>& groups, absl::Span<const int32_t> marks) {
  return std::any_of(marks.begin(), marks.end(),
                     [&](int32_t mark) { return groups.count(mark) > 0; });
}

struct CipList {
  CipTable table{};
  // Codes of the vintage before that the list still names.
  int64_t retired = 0;
};

CipList ReadEntries(const SourceTable& source, const HeadingRow& headings,
                    GateReport* report) {
  CipList list;
  list.table.file = source.file;
  std::set<CipCode> seen;
  list.table.counts =
      ReadRows(source, headings, report, [&](const HeadedRow& row) {
        CipCode code;
        if (!row.TakeCip(kCode, &code)) return false;
        const absl::string_view action = row.Text(kAction);
        if (action == "Moved from" || action == "Deleted") {
          ++list.retired;
          return true;
        }
        if (!seen.insert(code).second) {
          return row.Reject(kCode, "key-duplicate",
                            "The code comes twice: the first one counts.");
        }
        list.table.entries.push_back({code, PlainTitle(row.Text(kTitle)),
                                      std::string(row.Text(kDefinition)),
                                      row.number()});
        return true;
      });
  std::sort(list.table.entries.begin(), list.table.entries.end(),
            [](const auto& a, const auto& b) { return a.code < b.code; });
  return list;
}

// Which vintage the codes are of; nothing when no code tells.
std::optional<CipVintage> VintageOf(const CipTable& table) {
  std::set<int32_t> codes;
  for (const CipTable::Entry& entry : table.entries) {
    codes.insert(entry.code.digits());
    codes.insert(entry.code.group().digits());
    codes.insert(entry.code.series().digits());
  }
  if (Has(codes, kOnlyIn2020)) return CipVintage::kCip2020;
  if (Has(codes, kOnlyIn2010)) return CipVintage::kCip2010;
  return std::nullopt;
}

}  // namespace

absl::StatusOr<ReleaseTables> ReadProgramTaxonomy(SourceFiles files) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::vector<SourceTable> sources,
                             LoadTables(files));
  ReleaseTables release;
  for (const SourceTable& source : sources) {
    const auto headings = FindHeadings(source, kHeadings);
    if (!headings) continue;
    CipList list = ReadEntries(source, *headings, &release.report);
    const std::optional<CipVintage> vintage = VintageOf(list.table);
    if (!vintage) continue;
    list.table.vintage = *vintage;
    AddFinding(source, Severity::kNote, "retired-census",
               absl::StrCat(list.retired),
               absl::StrCat(list.retired,
                            " codes of the vintage before are listed as moved "
                            "or deleted; they are no codes of this one."),
               &release.report);
    release.reference_period =
        *vintage == CipVintage::kCip2020 ? "cip-2020" : "cip-2010";
    release.cips.push_back(std::move(list.table));
  }
  if (release.cips.empty()) {
    return NoKnownTable(files,
                        "a list of CIP codes (CIPCode, Action, CIPTitle, "
                        "CIPDefinition) with codes that tell its vintage");
  }
  return release;
}

}  // namespace plumbline::labor::crosswalks
