#ifndef PLUMBLINE_SERVICES_ALIGNMENT_STORE_SCHEMA_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_STORE_SCHEMA_H_

#include "absl/types/span.h"
#include "services/common/storage/migrate.h"

namespace plumbline::alignment {

// The history of the store's tables.
absl::Span<const storage::Migration> AlignmentMigrations();

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_STORE_SCHEMA_H_
