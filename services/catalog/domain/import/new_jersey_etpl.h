#ifndef PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_NEW_JERSEY_ETPL_H_
#define PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_NEW_JERSEY_ETPL_H_

#include <optional>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/catalog/domain/import/import_collector.h"
#include "services/catalog/domain/import/program_import.h"
#include "services/common/tabular/header.h"

namespace plumbline::catalog {

// Whether this is the heading of New Jersey's list of eligible training
// providers.
bool IsNewJerseyEtpl(const tabular::HeaderMap& header);

// Reads such a list. Providers become `nj-{providerid}`; a program whose status
// is not "Approved" is rejected. Errors: those of ReadRows.
absl::Status ReadNewJerseyEtpl(const ImportFile& file,
                               ImportCollector& collector);

// The list's four spellings of yes and no: `True`/`False`, `t`/`f`, `1`/`2`,
// `yes`/`no`. Nothing for anything else.
std::optional<bool> ParseYesNo(absl::string_view text);

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_NEW_JERSEY_ETPL_H_
