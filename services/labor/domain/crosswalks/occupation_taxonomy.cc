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

using vocabulary::OccupationScheme;
using vocabulary::SocCode;
using vocabulary::SocLevel;

constexpr absl::string_view kStructure[] = {
    "Major Group", "Minor Group", "Broad Group", "Detailed Occupation"};
// Group or level, code, title, and the definition where there is one.
constexpr absl::string_view kDefinitions[] = {
    "SOC Group|SOCGroup", "SOC Code|SOCCode", "SOC Title|SOCTitle",
    "SOC Definition|SOCDefinition"};
constexpr absl::string_view kFlattened[] = {"Hierarchical_structure", "code",
                                            "title", "parent"};
constexpr absl::string_view kOnet2010[] = {"O*NET-SOC 2010 Code",
                                           "O*NET-SOC 2010 Title",
                                           "O*NET-SOC 2010 Description"};

using Entry = OccupationTable::Entry;
using EntryReader = bool (*)(const HeadedRow& row, TitleCheck* titles,
                             Entry* entry);

// Gate: the level that the publisher names is the one that the code's zeros
// say.
void CheckLevel(const HeadedRow& row, size_t heading, SocCode code,
                SocLevel level) {
  if (code.level() == level) return;
  row.Report(Severity::kWarning, heading, "level-disagrees",
             absl::StrCat(code.ToString(),
                          " stands at another level than its digits say; the "
                          "publisher's level is kept."));
}

void See(TitleCheck* titles, const HeadedRow& row, size_t heading,
         SocCode code) {
  titles->See(absl::StrCat("SOC ", code.ToString()), row, heading);
}

bool TakeStructureRow(const HeadedRow& row, TitleCheck* /*titles*/,
                      Entry* entry) {
  constexpr SocLevel kLevels[] = {SocLevel::kMajor, SocLevel::kMinor,
                                  SocLevel::kBroad, SocLevel::kDetailed};
  size_t heading = 0;
  while (heading < 3 && row.Text(heading).empty()) ++heading;
  SocCode code;
  if (!row.TakeSoc(heading, &code)) return false;
  CheckLevel(row, heading, code, kLevels[heading]);
  entry->code = code.digits();
  entry->level = kLevels[heading];
  // The title's column has no heading: it is the last one with text.
  for (const std::string& cell : row.row().cells) {
    if (!cell.empty()) entry->title = PlainTitle(cell);
  }
  return true;
}

bool TakeLevel(const HeadedRow& row, size_t heading, SocLevel* level) {
  constexpr std::pair<absl::string_view, SocLevel> kNames[] = {
      {"Major", SocLevel::kMajor},
      {"Minor", SocLevel::kMinor},
      {"Broad", SocLevel::kBroad},
      {"Detailed", SocLevel::kDetailed}};
  for (const auto& [name, named] : kNames) {
    if (row.Text(heading) != name) continue;
    *level = named;
    return true;
  }
  return row.Reject(heading, "level-unknown",
                    "The level is none of Major, Minor, Broad and Detailed: "
                    "the row was left out.");
}

bool TakeFlattenedRow(const HeadedRow& row, TitleCheck* titles, Entry* entry) {
  SocCode code;
  if (!row.TakeSoc(1, &code) || !TakeLevel(row, 0, &entry->level)) return false;
  CheckLevel(row, 1, code, entry->level);
  See(titles, row, 2, code);
  entry->code = code.digits();
  entry->title = PlainTitle(row.Text(2));
  return true;
}

bool TakeDefinitionsRow(const HeadedRow& row, TitleCheck* titles,
                        Entry* entry) {
  entry->definition = std::string(row.Text(3));
  return TakeFlattenedRow(row, titles, entry);
}

bool TakeOnetRow(const HeadedRow& row, TitleCheck* titles, Entry* entry) {
  vocabulary::OnetSocCode code;
  if (!row.TakeOnetSoc(0, &code)) return false;
  titles->See(absl::StrCat("O*NET-SOC ", code.ToString()), row, 1);
  entry->code = code.digits();
  entry->title = PlainTitle(row.Text(1));
  entry->definition = std::string(row.Text(2));
  return true;
}

struct Layout {
  Headings headings;
  OccupationScheme scheme;
  EntryReader take;
};

const Layout kLayouts[] = {
    {kStructure, OccupationScheme::kSoc2018, TakeStructureRow},
    {kDefinitions, OccupationScheme::kSoc2018, TakeDefinitionsRow},
    {kFlattened, OccupationScheme::kSoc2018, TakeFlattenedRow},
    {kOnet2010, OccupationScheme::kOnetSoc2010, TakeOnetRow},
};

OccupationTable ReadEntries(const SourceTable& source, const Layout& layout,
                            const HeadingRow& headings, TitleCheck* titles,
                            GateReport* report) {
  OccupationTable table;
  table.file = source.file;
  table.sheet = source.sheet;
  table.scheme = layout.scheme;
  std::set<int32_t> seen;
  table.counts = ReadRows(source, headings, report, [&](const HeadedRow& row) {
    Entry entry;
    entry.source_row = row.number();
    if (!layout.take(row, titles, &entry)) return false;
    if (!seen.insert(entry.code).second) {
      return row.Reject(layout.take == TakeOnetRow ? 0 : 1, "key-duplicate",
                        "The code comes twice: the first one counts.");
    }
    table.entries.push_back(std::move(entry));
    return true;
  });
  std::sort(table.entries.begin(), table.entries.end(),
            [](const Entry& a, const Entry& b) { return a.code < b.code; });
  return table;
}

}  // namespace

absl::StatusOr<ReleaseTables> ReadOccupationTaxonomy(SourceFiles files) {
  ReleaseTables release;
  TitleCheck titles;
  PLUMBLINE_RETURN_IF_ERROR(ReadKnownTables(
      files, kLayouts, "a classification of occupations",
      [&](const SourceTable& source, const Layout& layout,
          const HeadingRow& headings) {
        release.occupations.push_back(
            ReadEntries(source, layout, headings, &titles, &release.report));
      }));
  release.reference_period =
      std::string(SchemeName(release.occupations.front().scheme));
  return release;
}

}  // namespace plumbline::labor::crosswalks
