#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_COMPLETIONS_ROW_CELLS_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_COMPLETIONS_ROW_CELLS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/common/tabular/delimited.h"
#include "services/common/tabular/header.h"
#include "services/labor/domain/release/gate_report.h"

namespace plumbline::labor::completions {

// The cells of one row by their headings, with the findings about them.
class RowCells {
 public:
  // All outlive it.
  RowCells(absl::string_view file, const tabular::HeaderMap& header,
           const tabular::DelimitedRow& row, GateReport* report)
      : file_(file), header_(header), row_(row), report_(report) {}

  // As the file numbers it, from 1.
  uint32_t number() const { return static_cast<uint32_t>(row_.line); }
  bool Has(absl::string_view heading) const {
    return header_.Find(heading).has_value();
  }
  // Trimmed and out of spreadsheet guards; empty without such a column.
  absl::string_view Text(absl::string_view heading) const;
  // A whole number of at most nine digits; nothing for anything else.
  std::optional<uint32_t> Number(absl::string_view heading) const;

  void Report(Severity severity, absl::string_view heading,
              absl::string_view rule, std::string message) const;
  // Reports that the row was left out for this cell; false.
  bool Reject(absl::string_view heading, absl::string_view rule,
              absl::string_view why) const;

 private:
  const absl::string_view file_;
  const tabular::HeaderMap& header_;
  const tabular::DelimitedRow& row_;
  GateReport* const report_;
};

}  // namespace plumbline::labor::completions

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_COMPLETIONS_ROW_CELLS_H_
