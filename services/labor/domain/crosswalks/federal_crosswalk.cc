// The crosswalk of NCES and BLS: the same edges once by CIP and once by SOC.
#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/labor/domain/crosswalks/edge_list.h"
#include "services/labor/domain/crosswalks/program_crosswalk.h"

namespace plumbline::labor::crosswalks {
namespace {

enum Heading : size_t { kCip, kCipTitle, kSoc, kSocTitle };
constexpr absl::string_view kHeadings[] = {"CIP2020Code", "CIP2020Title",
                                           "SOC2018Code", "SOC2018Title"};

enum class Part { kByCip, kBySoc, kUnmatched, kExtract };

// What a sheet with these headings is: a text is known by its first column, a
// sheet by its name as well, for six of them have the same headings.
Part PartOf(const SourceTable& table, const HeadingRow& headings) {
  const bool by_cip = headings.columns[kCip] < headings.columns[kSoc];
  if (table.sheet.empty()) return by_cip ? Part::kByCip : Part::kBySoc;
  if (table.sheet == "CIP-SOC") return Part::kByCip;
  if (table.sheet == "SOC-CIP") return Part::kBySoc;
  return absl::StartsWith(table.sheet, "Unmatched") ? Part::kUnmatched
                                                    : Part::kExtract;
}

RowCounts ReadEdges(const SourceTable& table, const HeadingRow& headings,
                    TitleCheck* titles, GateReport* report, EdgeList* edges) {
  return ReadRows(table, headings, report, [&](const HeadedRow& row) {
    vocabulary::CipCode cip;
    vocabulary::SocCode soc;
    if (!row.TakeCip(kCip, &cip) || !row.TakeSoc(kSoc, &soc)) return false;
    titles->See(absl::StrCat("CIP ", cip.ToString()), row, kCipTitle);
    titles->See(absl::StrCat("SOC ", soc.ToString()), row, kSocTitle);
    edges->Add(cip, soc, row.number());
    return true;
  });
}

// One of the two listings.
struct Listing {
  const SourceTable* source = nullptr;
  EdgeList edges{};
  RowCounts counts{};
};

// Warns of each edge of `listing` that `other` lacks.
void Compare(const Listing& listing, const Listing& other, GateReport* report) {
  for (const CrosswalkEdge& edge : listing.edges.edges()) {
    if (other.edges.Contains(edge.cip, edge.soc)) continue;
    report->Add(
        {.severity = Severity::kWarning,
         .rule = "sheets-disagree",
         .place = {.file = listing.source->file,
                   .sheet = listing.source->sheet,
                   .row = edge.source_row},
         .value = absl::StrCat(edge.cip.ToString(), " ", edge.soc.ToString()),
         .message = absl::StrCat("The sheet ", other.source->sheet,
                                 " lacks this edge; it is kept.")});
  }
}

// Keeps of `table` only what `first` lacks, so that the layer says nothing
// twice.
void KeepWhatLacks(const CrosswalkTable& first, CrosswalkTable* table) {
  const auto lacks = [](const auto& sorted, const auto& key) {
    return !std::binary_search(sorted.begin(), sorted.end(), key);
  };
  const auto pair = [](const CrosswalkEdge& edge) {
    return std::pair(edge.cip, edge.soc);
  };
  std::vector<std::pair<vocabulary::CipCode, vocabulary::SocCode>> edges;
  for (const CrosswalkEdge& edge : first.edges) edges.push_back(pair(edge));
  std::erase_if(table->edges, [&](const CrosswalkEdge& edge) {
    return !lacks(edges, pair(edge));
  });
  std::erase_if(table->unmatched_cips, [&](const auto& code) {
    return !lacks(first.unmatched_cips, code);
  });
  std::erase_if(table->unmatched_socs, [&](const auto& code) {
    return !lacks(first.unmatched_socs, code);
  });
}

CrosswalkTable Finish(Listing* listing, GateReport* report) {
  CrosswalkTable table;
  table.layer = "federal";
  table.counts = listing->counts;
  listing->edges.MoveTo(*listing->source, report, &table);
  return table;
}

// Gate: the sheet of unmatched codes lists as many as the listing has.
void CheckUnmatched(const SourceTable& sheet, const HeadingRow& headings,
                    const ReleaseTables& release, GateReport* report) {
  const size_t listed = sheet.rows.size() - headings.row - 1;
  const bool by_cip = headings.columns[kCip] < headings.columns[kSoc];
  size_t found = 0;
  for (const CrosswalkTable& table : release.crosswalks) {
    found = std::max(found, by_cip ? table.unmatched_cips.size()
                                   : table.unmatched_socs.size());
  }
  if (listed == found) return;
  AddFinding(
      sheet, Severity::kWarning, "unmatched-count", absl::StrCat(listed),
      absl::StrCat("The sheet lists ", listed,
                   " codes without a match and the crosswalk has ", found, "."),
      report);
}

using Sheets = std::vector<std::pair<const SourceTable*, HeadingRow>>;

void ReadListing(const SourceTable& table, const HeadingRow& headings,
                 TitleCheck* titles, GateReport* report, Listing* listing) {
  if (listing->source != nullptr) {
    AddFinding(table, Severity::kFatal, "table-twice", "",
               "The crosswalk is given twice: import one release at a time.",
               report);
    return;
  }
  listing->source = &table;
  listing->counts = ReadEdges(table, headings, titles, report, &listing->edges);
}

// Compares the listings and moves them into `release`, the one by CIP first.
void AddListings(Listing* by_cip, Listing* by_soc, ReleaseTables* release) {
  std::vector<Listing*> listings;
  for (Listing* listing : {by_cip, by_soc}) {
    if (listing->source != nullptr) listings.push_back(listing);
  }
  if (listings.size() == 2) {
    Compare(*by_cip, *by_soc, &release->report);
    Compare(*by_soc, *by_cip, &release->report);
  }
  for (Listing* listing : listings) {
    release->crosswalks.push_back(Finish(listing, &release->report));
  }
  if (listings.size() == 2) {
    KeepWhatLacks(release->crosswalks[0], &release->crosswalks[1]);
  }
}

}  // namespace

bool ReadFederalCrosswalk(const std::vector<SourceTable>& tables,
                          ReleaseTables* release) {
  Listing by_cip, by_soc;
  TitleCheck titles;
  Sheets unmatched;
  for (const SourceTable& table : tables) {
    const auto headings = FindHeadings(table, kHeadings);
    if (!headings) continue;
    switch (PartOf(table, *headings)) {
      case Part::kByCip:
        ReadListing(table, *headings, &titles, &release->report, &by_cip);
        break;
      case Part::kBySoc:
        ReadListing(table, *headings, &titles, &release->report, &by_soc);
        break;
      case Part::kUnmatched:
        unmatched.emplace_back(&table, *headings);
        break;
      case Part::kExtract:
        AddFinding(table, Severity::kNote, "sheet-not-read", "",
                   "The sheet repeats rows of the whole listing.",
                   &release->report);
        break;
    }
  }
  AddListings(&by_cip, &by_soc, release);
  for (const auto& [sheet, headings] : unmatched) {
    CheckUnmatched(*sheet, headings, *release, &release->report);
  }
  return by_cip.source != nullptr || by_soc.source != nullptr;
}

}  // namespace plumbline::labor::crosswalks
