#ifndef PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_PLUMBLINE_CSV_H_
#define PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_PLUMBLINE_CSV_H_

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "services/catalog/domain/import/import_collector.h"
#include "services/catalog/domain/import/program_import.h"
#include "services/common/tabular/header.h"

namespace plumbline::catalog {

// Which of our own tables a heading is of.
enum class PlumblineTable {
  kNone,
  kProviders,
  kPrograms,
  kCourses,
  kCredentials
};

PlumblineTable PlumblineTableOf(const tabular::HeaderMap& header);

// Reads our own tables, each told by its heading, in any order. A course or
// credential that is not valid is rejected alone; one whose program is rejected
// goes with it. Errors: those of ReadRows.
absl::Status ReadPlumblineCsv(absl::Span<const ImportFile> files,
                              ImportCollector& collector);

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_PLUMBLINE_CSV_H_
