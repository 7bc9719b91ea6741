#include "services/labor/domain/completions/cross_foot.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace plumbline::labor::completions {
namespace {

constexpr char kRule[] = "cross-foot";
constexpr int64_t kFatalPercent = 1;

std::string Described(const CrossFoot::Key& key) {
  const auto& [unitid, major, level] = key;
  return absl::StrCat("institution ", unitid, ", major ", int{major},
                      ", award level ", int{level});
}

}  // namespace

void CrossFoot::AddProgram(const Key& key, uint32_t awards) {
  sums_[key].programs += awards;
}

bool CrossFoot::AddTotal(const Key& key, uint32_t awards, uint32_t row) {
  Sums& sums = sums_[key];
  if (sums.total.has_value()) return false;
  sums.total = awards;
  sums.row = row;
  return true;
}

void CrossFoot::Report(const std::string& file, GateReport* report) const {
  int64_t wrong = 0;
  for (const auto& [key, sums] : sums_) {
    if (sums.total == sums.programs) continue;
    ++wrong;
    const std::string total = sums.total.has_value()
                                  ? absl::StrCat("its total is ", *sums.total)
                                  : "no total is printed";
    report->Add(
        {.severity = Severity::kWarning,
         .rule = kRule,
         .place = {.file = file, .row = sums.row, .column = "CTOTALT"},
         .value = absl::StrCat(sums.programs),
         .message = absl::StrCat("The programs of ", Described(key),
                                 " add up to ", sums.programs, ", but ", total,
                                 ": compare with the publisher's file.")});
  }
  if (wrong * 100 <= static_cast<int64_t>(sums_.size()) * kFatalPercent) return;
  report->Add({.severity = Severity::kFatal,
               .rule = kRule,
               .place = {.file = file},
               .value = absl::StrCat(wrong),
               .message = absl::StrCat(
                   wrong, " of ", sums_.size(),
                   " totals are not the sums of their programs: rows are "
                   "missing or columns are shifted; get the file anew.")});
}

}  // namespace plumbline::labor::completions
