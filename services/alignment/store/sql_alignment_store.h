#ifndef PLUMBLINE_SERVICES_ALIGNMENT_STORE_SQL_ALIGNMENT_STORE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_STORE_SQL_ALIGNMENT_STORE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/alignment/store/alignment_store.h"

namespace plumbline::alignment {

// Opens the store in `database`, as storage::OpenDatabase takes it; ":memory:"
// lives as long as the store.
//
// Errors: those of storage::OpenDatabase.
absl::StatusOr<std::unique_ptr<AlignmentStore>> OpenAlignmentStore(
    absl::string_view database);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_STORE_SQL_ALIGNMENT_STORE_H_
