#ifndef PLUMBLINE_SERVICES_ALIGNMENT_STORE_SQLITE_ALIGNMENT_STORE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_STORE_SQLITE_ALIGNMENT_STORE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/alignment/store/alignment_store.h"

namespace plumbline::alignment {

// Opens the store in the SQLite file at `path`, which is created when it is not
// there; its directory is not. ":memory:" lives as long as the store.
//
// Errors: those of storage::SqliteConnection::Open and storage::Migrate.
absl::StatusOr<std::unique_ptr<AlignmentStore>> OpenSqliteAlignmentStore(
    absl::string_view path);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_STORE_SQLITE_ALIGNMENT_STORE_H_
