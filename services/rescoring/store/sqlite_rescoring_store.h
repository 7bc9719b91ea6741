#ifndef PLUMBLINE_SERVICES_RESCORING_STORE_SQLITE_RESCORING_STORE_H_
#define PLUMBLINE_SERVICES_RESCORING_STORE_SQLITE_RESCORING_STORE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/rescoring/store/rescoring_store.h"

namespace plumbline::rescoring {

// Opens the store in the SQLite file `path`, which is made when it is not
// there; ":memory:" keeps nothing.
//
// Errors: those of storage::SqliteConnection::Open and storage::Migrate.
absl::StatusOr<std::unique_ptr<RescoringStore>> OpenSqliteRescoringStore(
    absl::string_view path);

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_STORE_SQLITE_RESCORING_STORE_H_
