#ifndef PLUMBLINE_SERVICES_LABOR_STORE_RELEASE_ROWS_H_
#define PLUMBLINE_SERVICES_LABOR_STORE_RELEASE_ROWS_H_

// The SQL of releases and of remembered requests. Each function runs inside the
// caller's transaction or alone.

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/common/storage/connection.h"
#include "services/labor/store/labor_store.h"

namespace plumbline::labor {

absl::StatusOr<std::optional<std::string>> SelectRequest(
    storage::Connection& connection, const RequestKey& key);
absl::Status InsertRequest(storage::Connection& connection,
                           const RequestKey& key, absl::string_view answer);

// With findings; nothing when there is no such release.
absl::StatusOr<std::optional<ReleaseRecord>> SelectRelease(
    storage::Connection& connection, absl::string_view name);
absl::StatusOr<std::vector<ReleaseRecord>> SelectReleases(
    storage::Connection& connection, absl::string_view source,
    absl::string_view after, int limit, absl::Time known_by);
absl::StatusOr<std::optional<std::string>> SelectPreviousRelease(
    storage::Connection& connection, absl::string_view name);
absl::Status InsertRelease(storage::Connection& connection,
                           const ReleaseRecord& release,
                           const std::vector<absl::string_view>& bytes,
                           absl::string_view tables);

// The form in which the O*NET tables of a release are kept; 0 when they are
// not.
absl::StatusOr<int> SelectOnetForm(storage::Connection& connection,
                                   absl::string_view name);
// Keeps O*NET tables in the form kOnetForm, in place of older ones.
absl::Status UpsertOnet(storage::Connection& connection, absl::string_view name,
                        absl::string_view onet);
// Notes by how much the database grew with a release: its tables, and the files
// that no other release has.
absl::Status NoteAddedBytes(storage::Connection& connection,
                            absl::string_view name);
absl::Status UpdateTables(storage::Connection& connection,
                          absl::string_view name, absl::string_view tables);

// The first column of the only row of `sql` with `$1` = `key`, a blob.
absl::StatusOr<std::optional<std::string>> SelectBlob(
    storage::Connection& connection, absl::string_view sql,
    absl::string_view key);

absl::Status ReleaseUnknown(absl::string_view name);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_STORE_RELEASE_ROWS_H_
