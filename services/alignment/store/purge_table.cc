#include "services/alignment/store/purge_table.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "services/alignment/store/run_table.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

using storage::Connection;
using storage::ConnectionPool;

// In one transaction: others wait for no longer than this takes.
constexpr int64_t kRowsAtOnce = 10'000;

// Of a purged run only those go that a newer verdict on the same stands in
// front of in the next run that is kept: what nobody asks for any more.
constexpr absl::string_view kRemoveVerdicts =
    "DELETE FROM verdicts WHERE (program, region, policy, run) IN (SELECT "
    "v.program, v.region, v.policy, v.run FROM verdicts v WHERE v.run = $1 AND "
    "EXISTS (SELECT 1 FROM verdicts w WHERE w.program = v.program AND "
    "w.region = v.region AND w.policy = v.policy AND w.run > v.run AND "
    "w.run <= $2) LIMIT $3)";
constexpr absl::string_view kRemoveSubjects =
    "DELETE FROM subjects WHERE sha256 IN (SELECT sha256 FROM subjects EXCEPT "
    "SELECT subject FROM verdicts LIMIT $1)";

struct RunsByFate {
  std::vector<int64_t> kept;  // Ascending.
  std::vector<int64_t> purged;
};

absl::StatusOr<RunsByFate> ReadFates(Connection& connection) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto runs,
                             SelectRunsBefore(connection, 0, INT32_MAX));
  RunsByFate fates;
  for (const v1::Run& run : runs) {
    PLUMBLINE_ASSIGN_OR_RETURN(const int64_t number, ParseRunName(run.name()));
    (run.has_purge_time() ? fates.purged : fates.kept).push_back(number);
  }
  std::reverse(fates.kept.begin(), fates.kept.end());
  return fates;
}

// Runs a DELETE that takes at most kRowsAtOnce until it finds nothing more.
template <typename Bind>
absl::StatusOr<int64_t> RemoveAll(ConnectionPool& pool, absl::string_view sql,
                                  const Bind& bind) {
  int64_t removed = 0;
  for (;;) {
    const ConnectionPool::Lease connection = pool.Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, connection->Begin());
    int64_t rows = 0;
    {
      PLUMBLINE_ASSIGN_OR_RETURN(const auto remove, connection->Prepare(sql));
      bind(*remove);
      PLUMBLINE_RETURN_IF_ERROR(remove->Run());
      rows = remove->ChangedRows();
    }
    PLUMBLINE_RETURN_IF_ERROR(transaction.Commit());
    removed += rows;
    if (rows < kRowsAtOnce) return removed;
  }
}

}  // namespace

absl::StatusOr<int64_t> RemovePurged(ConnectionPool& pool) {
  PLUMBLINE_ASSIGN_OR_RETURN(const RunsByFate fates, ReadFates(*pool.Reader()));
  int64_t removed = 0;
  for (const int64_t run : fates.purged) {
    PLUMBLINE_RETURN_IF_ERROR(
        RemoveAll(pool, "DELETE FROM run_records WHERE run = $1 AND part < $2",
                  [&](auto& remove) { remove.Bind(run, kRowsAtOnce); })
            .status());
    // The published run is always among the kept ones, and the last.
    const auto next =
        std::upper_bound(fates.kept.begin(), fates.kept.end(), run);
    if (next == fates.kept.end()) continue;
    PLUMBLINE_ASSIGN_OR_RETURN(
        const int64_t rows, RemoveAll(pool, kRemoveVerdicts, [&](auto& remove) {
          remove.Bind(run, *next, kRowsAtOnce);
        }));
    removed += rows;
  }
  if (fates.purged.empty()) return removed;
  PLUMBLINE_RETURN_IF_ERROR(RemoveAll(pool, kRemoveSubjects, [&](auto& remove) {
                              remove.Bind(kRowsAtOnce);
                            }).status());
  return removed;
}

}  // namespace plumbline::alignment
