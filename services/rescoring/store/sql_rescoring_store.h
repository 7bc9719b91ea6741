#ifndef PLUMBLINE_SERVICES_RESCORING_STORE_SQL_RESCORING_STORE_H_
#define PLUMBLINE_SERVICES_RESCORING_STORE_SQL_RESCORING_STORE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/rescoring/store/rescoring_store.h"

namespace plumbline::rescoring {

// Opens the store in `database`, as storage::OpenDatabase takes it; ":memory:"
// keeps nothing.
//
// Errors: those of storage::OpenDatabase.
absl::StatusOr<std::unique_ptr<RescoringStore>> OpenRescoringStore(
    absl::string_view database);

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_STORE_SQL_RESCORING_STORE_H_
