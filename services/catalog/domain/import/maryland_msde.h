#ifndef PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_MARYLAND_MSDE_H_
#define PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_MARYLAND_MSDE_H_

#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/status.h"
#include "services/catalog/domain/import/import_collector.h"
#include "services/catalog/domain/import/program_import.h"
#include "services/common/tabular/header.h"

namespace plumbline::catalog {

// Whether this is the crosswalk of programs of study of the Maryland State
// Department of Education (MSDE), as JSON: clusters with `hs_programs`.
bool IsMarylandCrosswalk(const nlohmann::json& document);

// Reads it. A high-school program is a program of `md-msde`; what a community
// college offers after it is a program of that college. Each is a row, numbered
// from 1 as they come. Universities' bachelor's degrees are not read: they are
// no programs below a bachelor's degree. No program has a CIP code.
void ReadMarylandCrosswalk(const std::string& file,
                           const nlohmann::json& document,
                           ImportCollector& collector);

// The same department's table of one cluster: Pathway, Institution, ...
bool IsMarylandClusterTable(const tabular::HeaderMap& header);

// Reads it; rows of institutions that are not community colleges are rejected.
// Errors: those of ReadRows.
absl::Status ReadMarylandClusterTable(const ImportFile& file,
                                      ImportCollector& collector);

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_MARYLAND_MSDE_H_
