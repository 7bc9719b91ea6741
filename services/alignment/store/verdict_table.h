#ifndef PLUMBLINE_SERVICES_ALIGNMENT_STORE_VERDICT_TABLE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_STORE_VERDICT_TABLE_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/alignment/store/alignment_store.h"
#include "services/common/storage/connection.h"

// The statements on verdicts and subjects; AlignmentStore says what they do.
namespace plumbline::alignment {

// Inside a transaction for writing. Removes what runs after `published` left
// behind when they were not published.
absl::Status DeleteVerdictsAfter(storage::Connection& connection,
                                 int64_t published);
// These answer with the bytes of the rows.
absl::StatusOr<int64_t> InsertVerdicts(storage::Connection& connection,
                                       int64_t run,
                                       absl::Span<const VerdictRow> rows);
// Subjects that are stored already are left as they are.
absl::StatusOr<int64_t> InsertSubjects(storage::Connection& connection,
                                       absl::Span<const Subject> subjects);

absl::StatusOr<std::vector<VerdictRow>> SelectVerdictsAt(
    storage::Connection& connection, int64_t run);
absl::StatusOr<std::vector<Subject>> SelectSubjectsAt(
    storage::Connection& connection, int64_t run);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_STORE_VERDICT_TABLE_H_
