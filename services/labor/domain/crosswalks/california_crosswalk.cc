// The crosswalk of California's Centers of Excellence from TOP over CIP 2020 to
// SOC 2018, with combined codes of its labor market vendor among the latter.
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/common/tabular/cell_text.h"
#include "services/labor/domain/crosswalks/edge_list.h"
#include "services/labor/domain/crosswalks/program_crosswalk.h"

namespace plumbline::labor::crosswalks {
namespace {

using vocabulary::CipCode;
using vocabulary::SocCode;

enum Heading : size_t { kTop, kCip, kCipTitle, kSoc, kSocTitle };
constexpr absl::string_view kHeadings[] = {"Current TOP Code", "2020 CIP Code",
                                           "2020 CIP Title", "2018 SOC Code",
                                           "2018 SOC Title"};
// Rows that the publisher took out again have another first column beside.
constexpr absl::string_view kListing = "TOP-CIP-SOC";

// What the other sheets of the workbook say about the codes in this one.
struct CodeList {
  // The SOC codes that a combined code stands for; none for "No Match".
  std::map<SocCode, std::vector<SocCode>> combined{};
  // All codes of SOC 2018; empty when the workbook does not list them.
  std::set<SocCode> soc2018{};
};

// The codes at the starts of the lines of "13-1022 Buyers\n13-1021 Agents".
std::vector<SocCode> CodesOfLines(absl::string_view text) {
  std::vector<SocCode> codes;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    const auto code = SocCode::Parse(tabular::Trim(line).substr(0, 7));
    if (code.ok()) codes.push_back(*code);
  }
  return codes;
}

CodeList ReadCodeList(const std::vector<SourceTable>& tables) {
  constexpr absl::string_view kCombined[] = {"Lightcast Code",
                                             "SOC/O*NET matches"};
  constexpr absl::string_view kSocList[] = {"O*NET-SOC 2019 Code",
                                            "2018 SOC Code"};
  CodeList codes;
  for (const SourceTable& table : tables) {
    const auto combined = FindHeadings(table, kCombined);
    const auto listed = FindHeadings(table, kSocList);
    if (!combined && !listed) continue;
    const HeadingRow& headings = combined ? *combined : *listed;
    for (size_t i = headings.row + 1; i < table.rows.size(); ++i) {
      const SourceRow& row = table.rows[i];
      const auto code = SocCode::Parse(
          row.Text(combined ? headings.columns[0] : headings.columns[1]));
      if (!code.ok()) continue;
      if (combined) {
        codes.combined[*code] = CodesOfLines(row.Text(headings.columns[1]));
      } else {
        codes.soc2018.insert(*code);
      }
    }
  }
  return codes;
}

class CaliforniaReader {
 public:
  explicit CaliforniaReader(const CodeList& codes) : codes_(codes) {}

  bool Take(const HeadedRow& row) {
    CipCode cip;
    SocCode soc;
    if (!row.TakeCip(kCip, &cip) || !row.TakeSoc(kSoc, &soc)) return false;
    titles_.See(absl::StrCat("SOC ", soc.ToString()), row, kSocTitle);
    const auto combined = codes_.combined.find(soc);
    if (!soc.IsNoMatch() && combined != codes_.combined.end()) {
      AddCombined(cip, combined->second, row.number());
      ++combined_rows_[soc];
      return true;
    }
    if (!soc.IsNoMatch() && !codes_.soc2018.empty() &&
        codes_.soc2018.count(soc) == 0) {
      return row.Reject(kSoc, "hybrid-unmapped",
                        "The code is not one of SOC 2018 and the workbook does "
                        "not say which codes it stands for: the row was left "
                        "out.");
    }
    edges_.Add(cip, soc, row.number());
    return true;
  }

  void NoteCombined(const SourceTable& table, GateReport* report) const {
    for (const auto& [soc, rows] : combined_rows_) {
      const auto& meant = codes_.combined.at(soc);
      AddFinding(
          table, Severity::kNote, "hybrid-mapped", soc.ToString(),
          meant.empty()
              ? absl::StrCat(rows, " rows with the code ", soc.ToString(),
                             " have no match in SOC 2018, says the "
                             "workbook.")
              : absl::StrCat(rows, " rows with the combined code ",
                             soc.ToString(), " were read as the ", meant.size(),
                             " SOC codes that the workbook lists for "
                             "it."),
          report);
    }
  }

  EdgeList& edges() { return edges_; }

 private:
  void AddCombined(CipCode cip, const std::vector<SocCode>& meant,
                   uint32_t row) {
    for (const SocCode soc : meant) edges_.Add(cip, soc, row);
    if (meant.empty()) edges_.Add(cip, SocCode::FromDigits(999999), row);
  }

  const CodeList& codes_;
  EdgeList edges_;
  TitleCheck titles_;
  std::map<SocCode, int> combined_rows_;
};

}  // namespace

bool ReadCaliforniaCrosswalk(const std::vector<SourceTable>& tables,
                             ReleaseTables* release) {
  const CodeList codes = ReadCodeList(tables);
  bool found = false;
  for (const SourceTable& table : tables) {
    if (!table.sheet.empty() && table.sheet != kListing) continue;
    const auto headings = FindHeadings(table, kHeadings);
    if (!headings) continue;
    found = true;
    CaliforniaReader reader(codes);
    CrosswalkTable crosswalk;
    crosswalk.layer = "california-coe";
    crosswalk.counts =
        ReadRows(table, *headings, &release->report,
                 [&](const HeadedRow& row) { return reader.Take(row); });
    reader.NoteCombined(table, &release->report);
    reader.edges().MoveTo(table, &release->report, &crosswalk);
    release->crosswalks.push_back(std::move(crosswalk));
  }
  return found;
}

}  // namespace plumbline::labor::crosswalks
