#ifndef PLUMBLINE_SERVICES_CATALOG_STORE_SQL_CATALOG_STORE_H_
#define PLUMBLINE_SERVICES_CATALOG_STORE_SQL_CATALOG_STORE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/catalog/store/catalog_store.h"

namespace plumbline::catalog {

// Opens the store in `database`, as storage::OpenDatabase takes it; ":memory:"
// is a store that ends with the object.
//
// Errors: those of storage::OpenDatabase.
absl::StatusOr<std::unique_ptr<CatalogStore>> OpenCatalogStore(
    absl::string_view database);

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_STORE_SQL_CATALOG_STORE_H_
