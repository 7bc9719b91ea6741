#ifndef PLUMBLINE_SERVICES_LABOR_STORE_EDITION_ROWS_H_
#define PLUMBLINE_SERVICES_LABOR_STORE_EDITION_ROWS_H_

// The SQL of editions. Each function runs inside the caller's transaction or
// alone.

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "services/common/storage/connection.h"
#include "services/labor/store/labor_store.h"

namespace plumbline::labor {

absl::StatusOr<std::optional<EditionRecord>> SelectEdition(
    storage::Connection& connection, absl::string_view name);
absl::StatusOr<std::optional<EditionRecord>> SelectEditionByContent(
    storage::Connection& connection, absl::string_view content_digest);
absl::StatusOr<std::optional<EditionRecord>> SelectLatestEdition(
    storage::Connection& connection);
absl::StatusOr<std::vector<EditionRecord>> SelectEditions(
    storage::Connection& connection, int64_t before, int limit);

// Gives the edition the next sequence number.
absl::Status InsertEdition(storage::Connection& connection,
                           const EditionRecord& edition,
                           absl::string_view snapshot);
absl::Status PointLatestAt(storage::Connection& connection,
                           absl::string_view name);

absl::Status EditionUnknown(absl::string_view name);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_STORE_EDITION_ROWS_H_
