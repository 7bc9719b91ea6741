#include "services/catalog/server/catalog_wiring.h"

#include "services/catalog/store/sql_catalog_store.h"
#include "services/common/base/status_macros.h"

namespace plumbline::catalog {

absl::StatusOr<CatalogWiring> WireCatalog(absl::string_view database,
                                          rpc::OperationsHandler* operations) {
  CatalogWiring wiring;
  PLUMBLINE_ASSIGN_OR_RETURN(wiring.store, OpenCatalogStore(database));
  wiring.handler = std::make_unique<CatalogHandler>(
      wiring.store.get(), operations, rpc::PageTokens::WithRandomKey());
  return wiring;
}

}  // namespace plumbline::catalog
