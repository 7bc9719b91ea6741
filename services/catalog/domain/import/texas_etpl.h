#ifndef PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_TEXAS_ETPL_H_
#define PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_TEXAS_ETPL_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/catalog/domain/import/import_collector.h"
#include "services/catalog/domain/import/program_import.h"
#include "services/catalog/domain/program.h"
#include "services/common/tabular/header.h"

namespace plumbline::catalog {

// Whether this is the heading of the Texas Workforce Commission's statewide
// list of eligible training providers.
bool IsTexasEtpl(const tabular::HeaderMap& header);

// Reads such a list. Providers become `tx-{Provider ID}`. Columns beside the
// list's own are ignored. Errors: those of ReadRows.
absl::Status ReadTexasEtpl(const ImportFile& file, ImportCollector& collector);

// What kind of credential a "Program Outcome" of the list is; unspecified for
// one without a credential and for what the list does not define.
CredentialKind TexasCredentialKind(absl::string_view outcome);

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_TEXAS_ETPL_H_
