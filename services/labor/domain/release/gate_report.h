#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_GATE_REPORT_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_GATE_REPORT_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace plumbline::labor {

// How much a finding matters. The numbers are those of GateFinding.Severity.
enum class Severity : uint8_t {
  // Worth knowing: a census of markers, a count of unmatched codes.
  kNote = 1,
  // Worth a look: intervals that collapse, codes that vanished.
  kWarning = 2,
  // One row could not be read and was rejected.
  kRowRejected = 3,
  // The release cannot be trusted and is quarantined.
  kFatal = 4,
};

// Where something stands in a publisher's file.
struct Place {
  std::string file{};
  // The sheet or archive member; empty for a plain text file.
  std::string sheet{};
  // The row as the publisher's file numbers it, from 1; 0 for the whole table.
  uint32_t row = 0;
  // The column's header as the publisher spells it; empty for the whole row.
  std::string column{};
};

// Something a gate saw: where, what value, which rule, and what to do.
struct Finding {
  Severity severity = Severity::kNote;
  // The rule's stable name: "cross-foot", "percentile-order", "header-columns",
  // ...
  std::string rule{};
  Place place{};
  // The offending value, cut to 200 characters.
  std::string value{};
  // One sentence: what is wrong and what to do.
  std::string message{};
};

// Rows of one file or sheet. Accepted plus rejected is always read.
struct RowCounts {
  int64_t read = 0;
  int64_t accepted = 0;
  int64_t rejected() const { return read - accepted; }
};

// What the gates found in a release. Keeps at most 1,000 findings of each rule
// and counts all of them, so that a file in which every row is wrong stays a
// report and not a flood.
class GateReport {
 public:
  static constexpr size_t kFindingsKeptPerRule = 1000;

  void Add(Finding finding);

  // True when a finding is fatal: the release is to be quarantined.
  bool IsFatal() const { return fatal_; }
  // The most severe first, then by file, sheet, row, column and rule.
  std::vector<Finding> Sorted() const;
  // How many findings each rule had in all, by rule.
  const std::map<std::string, int64_t>& counts_by_rule() const {
    return counts_;
  }

  // Takes over the findings of `other`.
  void Merge(const GateReport& other);

 private:
  std::vector<Finding> findings_;
  std::map<std::string, int64_t> counts_;
  bool fatal_ = false;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_GATE_REPORT_H_
