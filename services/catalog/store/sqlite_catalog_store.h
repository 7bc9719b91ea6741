#ifndef PLUMBLINE_SERVICES_CATALOG_STORE_SQLITE_CATALOG_STORE_H_
#define PLUMBLINE_SERVICES_CATALOG_STORE_SQLITE_CATALOG_STORE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/catalog/store/catalog_store.h"

namespace plumbline::catalog {

// Opens the store in the SQLite file at `path`, which is created when it is not
// there; ":memory:" is a store that ends with the object.
//
// Errors: those of storage::SqliteConnection::Open and storage::Migrate.
absl::StatusOr<std::unique_ptr<CatalogStore>> OpenSqliteCatalogStore(
    absl::string_view path);

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_STORE_SQLITE_CATALOG_STORE_H_
