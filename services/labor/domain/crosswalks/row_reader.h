#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_CROSSWALKS_ROW_READER_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_CROSSWALKS_ROW_READER_H_

#include <map>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "services/common/vocabulary/cip_code.h"
#include "services/common/vocabulary/soc_code.h"
#include "services/labor/domain/crosswalks/source_table.h"
#include "services/labor/domain/release/gate_report.h"

namespace plumbline::labor::crosswalks {

// A row under its headings, by their numbers in the layout.
//
// The Take functions read a code. Each returns false after it rejected the row
// with a finding, which says so when a spreadsheet turned the code into a date.
class HeadedRow {
 public:
  HeadedRow(const SourceTable& table, const HeadingRow& headings,
            const SourceRow& row, GateReport* report)
      : table_(table), headings_(headings), row_(row), report_(report) {}

  uint32_t number() const { return row_.number; }
  const SourceRow& row() const { return row_; }
  absl::string_view Text(size_t heading) const {
    return row_.Text(headings_.columns[heading]);
  }

  bool TakeCip(size_t heading, vocabulary::CipCode* code) const;
  bool TakeSoc(size_t heading, vocabulary::SocCode* code) const;
  bool TakeOnetSoc(size_t heading, vocabulary::OnetSocCode* code) const;

  // Adds a finding about the cell and returns false.
  bool Reject(size_t heading, absl::string_view rule,
              std::string message) const;
  void Report(Severity severity, size_t heading, absl::string_view rule,
              std::string message) const;

 private:
  bool RejectCode(size_t heading, absl::string_view message) const;

  const SourceTable& table_;
  const HeadingRow& headings_;
  const SourceRow& row_;
  GateReport* report_;
};

// Gives each row under the headings that has any text to `accept`, which says
// whether it took the row and, when it did not, has rejected it.
RowCounts ReadRows(const SourceTable& table, const HeadingRow& headings,
                   GateReport* report,
                   absl::FunctionRef<bool(const HeadedRow&)> accept);

// A finding about a whole table.
void AddFinding(const SourceTable& table, Severity severity,
                absl::string_view rule, std::string value, std::string message,
                GateReport* report);

// Gate: a code has one title, wherever a release names it. Blanks, letter case
// and a full stop at the end do not count.
class TitleCheck {
 public:
  // A second title of a code is a warning, once for each code.
  void See(const std::string& code, const HeadedRow& row, size_t heading);

 private:
  std::map<std::string, std::string> titles_;
  std::map<std::string, bool> reported_;
};

// The title without the full stop that NCES puts at its end.
std::string PlainTitle(absl::string_view title);

}  // namespace plumbline::labor::crosswalks

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_CROSSWALKS_ROW_READER_H_
