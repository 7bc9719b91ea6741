#ifndef PLUMBLINE_SERVICES_RESCORING_STORE_SCHEMA_H_
#define PLUMBLINE_SERVICES_RESCORING_STORE_SCHEMA_H_

#include "absl/types/span.h"
#include "services/common/storage/migrate.h"

namespace plumbline::rescoring {

// The tables of the rescoring database, step by step.
absl::Span<const storage::Migration> Schema();

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_STORE_SCHEMA_H_
