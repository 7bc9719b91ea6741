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
    storage::Connection& connection, int64_t before, int limit,
    absl::Time known_by);
// Error: kNotFound, NOTHING_PUBLISHED.
absl::StatusOr<EditionRecord> SelectEditionServedAt(
    storage::Connection& connection, absl::Time time);
absl::StatusOr<std::vector<Serving>> SelectServings(
    storage::Connection& connection);

// Gives the edition the next sequence number.
absl::Status InsertEdition(storage::Connection& connection,
                           const EditionRecord& edition,
                           absl::string_view snapshot);
// Stores the snapshot of an edition whose snapshot was purged again.
//
// Errors: kFailedPrecondition, EDITION_PURGED: `snapshot` are other bytes.
absl::Status RestoreEdition(storage::Connection& connection,
                            const EditionRecord& kept,
                            absl::string_view snapshot);
absl::Status PointLatestAt(storage::Connection& connection,
                           absl::string_view name, absl::Time since);
// Answers with the bytes that this frees; 0 for one that is served or purged
// already.
absl::StatusOr<int64_t> PurgeEdition(storage::Connection& connection,
                                     const std::string& name,
                                     const EditionPurge& purge);

absl::Status EditionUnknown(absl::string_view name);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_STORE_EDITION_ROWS_H_
