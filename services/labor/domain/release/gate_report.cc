#include "services/labor/domain/release/gate_report.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace plumbline::labor {
namespace {

constexpr size_t kValueKept = 200;

auto SortKey(const Finding& finding) {
  return std::make_tuple(-static_cast<int>(finding.severity),
                         std::cref(finding.place.file),
                         std::cref(finding.place.sheet), finding.place.row,
                         std::cref(finding.place.column),
                         std::cref(finding.rule), std::cref(finding.message));
}

}  // namespace

void GateReport::Add(Finding finding) {
  fatal_ = fatal_ || finding.severity == Severity::kFatal;
  int64_t& count = counts_[finding.rule];
  ++count;
  if (count > static_cast<int64_t>(kFindingsKeptPerRule)) return;
  if (finding.value.size() > kValueKept) finding.value.resize(kValueKept);
  findings_.push_back(std::move(finding));
}

std::vector<Finding> GateReport::Sorted() const {
  std::vector<Finding> sorted = findings_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Finding& a, const Finding& b) {
                     return SortKey(a) < SortKey(b);
                   });
  return sorted;
}

void GateReport::Merge(const GateReport& other) {
  for (const Finding& finding : other.findings_) Add(finding);
  for (const auto& [rule, count] : other.counts_) {
    const int64_t kept =
        std::min(count, static_cast<int64_t>(kFindingsKeptPerRule));
    counts_[rule] += count - kept;
  }
}

}  // namespace plumbline::labor
