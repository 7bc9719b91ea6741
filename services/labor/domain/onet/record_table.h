#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_RECORD_TABLE_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_RECORD_TABLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/common/tabular/delimited.h"
#include "services/labor/domain/onet/file_layouts.h"
#include "services/labor/domain/onet/source_members.h"
#include "services/labor/domain/release/gate_report.h"

namespace plumbline::labor::onet {

// A record of a file, by the reader's own column numbers.
class Record {
 public:
  Record(const Member& member, absl::Span<const int32_t> positions,
         absl::Span<const std::string> headings,
         const tabular::DelimitedRow& row, GateReport* report)
      : member_(member),
        positions_(positions),
        headings_(headings),
        row_(row),
        report_(report) {}

  // Whether the file has this column.
  bool Has(size_t column) const { return positions_[column] >= 0; }
  // The field in this column; empty when the file has no such column.
  absl::string_view Text(size_t column) const {
    return Has(column) ? row_.Text(positions_[column]) : absl::string_view();
  }
  uint32_t number() const { return static_cast<uint32_t>(row_.line); }

  // Adds a finding about this record's field and returns false, for a reader to
  // return in turn.
  bool Reject(size_t column, absl::string_view rule,
              std::string message) const {
    Report(Severity::kRowRejected, column, rule, std::move(message));
    return false;
  }
  void Note(size_t column, absl::string_view rule, std::string message) const {
    Report(Severity::kNote, column, rule, std::move(message));
  }

 private:
  void Report(Severity severity, size_t column, absl::string_view rule,
              std::string message) const;

  const Member& member_;
  absl::Span<const int32_t> positions_;
  absl::Span<const std::string> headings_;
  const tabular::DelimitedRow& row_;
  GateReport* report_;
};

// Gives the records of one file to `accept`, which says whether it took the
// record and, when it did not, has rejected it with a finding.
//
// `columns` are the reader's columns, each a heading or several joined by `|`
// of which the file may have any. A heading that is none of the layout's
// variants, and bytes that are no table, are fatal findings; records with too
// many or too few fields are rejected here.
RowCounts ReadRecords(const Member& member, absl::string_view bytes,
                      const FileLayout& layout,
                      absl::Span<const absl::string_view> columns,
                      GateReport* report,
                      absl::FunctionRef<bool(const Record&)> accept);

}  // namespace plumbline::labor::onet

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_RECORD_TABLE_H_
