#include "services/labor/domain/completions/award_rows.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/common/tabular/cell_text.h"
#include "services/common/vocabulary/cip_code.h"
#include "services/labor/domain/completions/directory_rows.h"

namespace plumbline::labor::completions {
namespace {

// What the publisher writes for all programs of an institution.
constexpr absl::string_view kAllPrograms = "99";
// More than any institution ever awarded by a factor of ten.
constexpr uint32_t kMostAwards = 999999;

// AWLEVEL as it is and was: 1 to 11 and 17 to 21.
bool IsAwardLevel(uint32_t level) {
  return (level >= 1 && level <= 11) || (level >= 17 && level <= 21);
}

bool ReadCip(const RowCells& cells, uint32_t* digits) {
  const absl::string_view text = cells.Text("CIPCODE");
  *digits = 0;
  if (text == kAllPrograms) return true;
  if (tabular::LooksLikeMangledCode(text)) {
    return cells.Reject("CIPCODE", "code-mangled",
                        "A spreadsheet seems to have turned the code into a "
                        "date");
  }
  const auto cip = vocabulary::CipCode::Parse(text);
  if (!cip.ok() || cip->length() != 6 || cip->IsNoMatch() ||
      cip->digits() == 0) {
    return cells.Reject("CIPCODE", "code-malformed",
                        "A program has a code of six digits, and the total of "
                        "an institution has 99");
  }
  *digits = static_cast<uint32_t>(cip->digits());
  return true;
}

}  // namespace

bool AwardRows::Read(const RowCells& cells, Row* row) {
  const auto unitid = UnitidOf(cells);
  if (!unitid) {
    return cells.Reject("UNITID", "institution-code",
                        "An institution's number has six digits");
  }
  if (!ReadCip(cells, &row->cip)) return false;
  const uint32_t major = cells.Number("MAJORNUM").value_or(0);
  if (major != 1 && major != 2) {
    return cells.Reject("MAJORNUM", "major-number",
                        "It is neither 1, a first major, nor 2, a second one");
  }
  const uint32_t level = cells.Number("AWLEVEL").value_or(0);
  if (!IsAwardLevel(level)) {
    return cells.Reject("AWLEVEL", "award-level",
                        "It is no award level of the publisher");
  }
  const auto awards = cells.Number("CTOTALT");
  if (!awards || *awards > kMostAwards) {
    return cells.Reject("CTOTALT", "award-count",
                        "It is no count of awards from 0 to 999999");
  }
  const absl::string_view flag = cells.Text("XCTOTALT");
  if (flag.size() > 1 ||
      (!flag.empty() &&
       !absl::ascii_isupper(static_cast<unsigned char>(flag[0])))) {
    return cells.Reject("XCTOTALT", "imputation-flag",
                        "It is no flag of one capital letter");
  }
  row->unitid = *unitid;
  row->major = static_cast<uint8_t>(major);
  row->level = static_cast<uint8_t>(level);
  row->awards = *awards;
  row->imputation = flag.empty() ? 0 : static_cast<uint8_t>(flag[0]);
  row->number = cells.number();
  return true;
}

void AwardRows::CheckSexes(const RowCells& cells, const Row& row) const {
  const auto men = cells.Number("CTOTALM");
  const auto women = cells.Number("CTOTALW");
  if (!men || !women || *men + *women == row.awards) return;
  cells.Report(Severity::kWarning, "CTOTALT", "sex-cross-foot",
               absl::StrCat("Men and women are ", *men + *women,
                            " together, not the row's total: compare with the "
                            "publisher's file."));
}

bool AwardRows::Take(const RowCells& cells) {
  Row row;
  if (!Read(cells, &row)) return false;
  // 20 bits each for institution and program, 2 for the major, 5 for the level.
  const uint64_t key = (uint64_t{row.unitid} << 27) | (uint64_t{row.cip} << 7) |
                       (uint64_t{row.major} << 5) | row.level;
  if (!seen_.insert(key).second) {
    return cells.Reject("CIPCODE", "completion-twice",
                        "An earlier row has the same institution, program, "
                        "major and award level");
  }
  CheckSexes(cells, row);
  if (row.imputation != 0) ++imputations_[static_cast<char>(row.imputation)];
  const CrossFoot::Key sums(row.unitid, row.major, row.level);
  if (row.cip == 0) {
    cross_foot_.AddTotal(sums, row.awards, row.number);
  } else {
    cross_foot_.AddProgram(sums, row.awards);
    rows_.push_back(row);
  }
  return true;
}

void AwardRows::ReportImputations(const CompletionTable& table,
                                  GateReport* report) const {
  for (const auto& [flag, count] : imputations_) {
    report->Add(
        {.severity = Severity::kNote,
         .rule = "imputation-census",
         .place = {.file = table.file, .column = "XCTOTALT"},
         .value = std::string(1, flag),
         .message = absl::StrCat(count, " rows are flagged ",
                                 std::string(1, flag), "; R is as reported.")});
  }
}

void AwardRows::Finish(CompletionTable* table, GateReport* report) && {
  seen_ = {};
  std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
    return std::tie(a.unitid, a.cip, a.major, a.level) <
           std::tie(b.unitid, b.cip, b.major, b.level);
  });
  for (const Row& row : rows_) {
    if (table->institutions.empty() ||
        table->institutions.back().unitid != row.unitid) {
      table->institutions.push_back({row.unitid, "", "", ""});
    }
    CompletionRows& rows = table->rows;
    rows.institutions.push_back(
        static_cast<uint32_t>(table->institutions.size() - 1));
    rows.cips.push_back(row.cip);
    rows.majors.push_back(row.major);
    rows.award_levels.push_back(row.level);
    rows.awards.push_back(row.awards);
    rows.imputations.push_back(row.imputation);
    rows.source_rows.push_back(row.number);
  }
  cross_foot_.Report(table->file, report);
  ReportImputations(*table, report);
  if (!rows_.empty()) return;
  report->Add({.severity = Severity::kFatal,
               .rule = "no-completions",
               .place = {.file = table->file},
               .message = "No row of awards could be read: see the rejected "
                          "rows, and get the file anew."});
}

}  // namespace plumbline::labor::completions
