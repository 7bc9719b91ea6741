#ifndef PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_CSV_TABLE_H_
#define PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_CSV_TABLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/catalog/domain/import/import_collector.h"
#include "services/catalog/domain/import/program_import.h"
#include "services/common/tabular/delimited.h"
#include "services/common/tabular/header.h"

namespace plumbline::catalog {

// One record under its heading, by column name in any spelling that folds to
// the same.
class CsvRow {
 public:
  CsvRow(const RowPlace& place, const tabular::HeaderMap& header,
         const tabular::DelimitedRow& row)
      : place_(place), header_(header), row_(row) {}

  const RowPlace& place() const { return place_; }

  // The field without blanks around it and without one pair of literal quotes;
  // empty when there is no such column.
  std::string Text(absl::string_view column) const;

  // A whole number that is not negative. Empty is nothing; what is no such
  // number is nothing, with a remark.
  std::optional<int32_t> Count(absl::string_view column,
                               ImportCollector& collector) const;

  // The parts of a field that `;` separates, trimmed, without empty ones.
  std::vector<std::string> List(absl::string_view column) const;

  // The first column whose text was damaged (holds U+FFFD); empty when none.
  absl::string_view DamagedColumn() const;

 private:
  const RowPlace& place_;
  const tabular::HeaderMap& header_;
  const tabular::DelimitedRow& row_;
};

// The heading record of a CSV file.
//
// Errors: those of DelimitedReader::Next; kInvalidArgument, LAYOUT_UNKNOWN: the
// file is empty; ARGUMENT_INVALID: a column is about students.
absl::StatusOr<tabular::HeaderMap> ReadHeader(const ImportFile& file);

// Gives every record below the heading to `take`, and counts it; records with
// more fields than the heading are rejected instead.
//
// Errors: those of ReadHeader.
absl::Status ReadRows(const ImportFile& file, ImportCollector& collector,
                      absl::FunctionRef<void(const CsvRow& row)> take);

// An id from a text: lower case, other characters than letters and digits to
// `-`. Cut to the longest id with a digest of the text at its end.
std::string Slug(absl::string_view text);

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_CSV_TABLE_H_
