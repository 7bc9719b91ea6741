#ifndef PLUMBLINE_SERVICES_CATALOG_SERVER_CATALOG_WIRING_H_
#define PLUMBLINE_SERVICES_CATALOG_SERVER_CATALOG_WIRING_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/catalog/api/catalog_handler.h"
#include "services/catalog/store/catalog_store.h"
#include "services/common/rpc/operations.h"
#include "services/common/rpc/server.h"

namespace plumbline::catalog {

// The catalog service, ready to be hosted by a process of its own or with
// others.
struct CatalogWiring {
  std::unique_ptr<CatalogStore> store;
  std::unique_ptr<CatalogHandler> handler;  // Goes before the store.

  rpc::HostedService hosted() const {
    return {v1::CatalogService::service_full_name(), handler.get()};
  }
};

// Opens the state in `database`: an SQLite file, a postgresql:// address, or
// ":memory:", which keeps none.
// `operations` serves all services of the process and outlives the wiring.
//
// Errors: those of OpenCatalogStore.
absl::StatusOr<CatalogWiring> WireCatalog(absl::string_view database,
                                          rpc::OperationsHandler* operations);

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_SERVER_CATALOG_WIRING_H_
