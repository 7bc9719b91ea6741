#ifndef PLUMBLINE_SERVICES_ALIGNMENT_STORE_CHANGE_TABLE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_STORE_CHANGE_TABLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/alignment/store/alignment_store.h"
#include "services/common/storage/connection.h"

// The statements on changes and on the digests of a run's records;
// AlignmentStore says what they do.
namespace plumbline::alignment {

// Inside a transaction for writing. Answers with the bytes of the rows.
absl::StatusOr<int64_t> InsertChanges(storage::Connection& connection,
                                      int64_t run,
                                      absl::Span<const ChangeRow> changes);
absl::Status InsertRecordDigests(storage::Connection& connection, int64_t run,
                                 absl::string_view digests);
// Inside a transaction for writing: what was written for runs after
// `published`.
absl::Status DeleteChangesAfter(storage::Connection& connection,
                                int64_t published);

absl::StatusOr<std::vector<v1::Change>> SelectChangesAfter(
    storage::Connection& connection, const ChangeQuery& query);
absl::StatusOr<std::string> SelectRecordDigests(storage::Connection& connection,
                                                int64_t run);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_STORE_CHANGE_TABLE_H_
