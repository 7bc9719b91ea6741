#ifndef PLUMBLINE_SERVICES_LABOR_STORE_SCHEMA_H_
#define PLUMBLINE_SERVICES_LABOR_STORE_SCHEMA_H_

#include "absl/types/span.h"
#include "services/common/storage/migrate.h"

namespace plumbline::labor {

// The history of the tables of labor.
absl::Span<const storage::Migration> LaborMigrations();

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_STORE_SCHEMA_H_
