#include "services/alignment/store/change_table.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "services/alignment/store/canonical_bytes.h"
#include "services/alignment/store/counted_insert.h"
#include "services/alignment/store/stored_message.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

// A part of a run's digests, so that no value of a database grows with a
// nation's programs.
constexpr size_t kPartBytes = size_t{1} << 20;

}  // namespace

absl::StatusOr<int64_t> InsertChanges(storage::Connection& connection,
                                      int64_t run,
                                      absl::Span<const ChangeRow> changes) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto rows,
      connection.InsertInBulk(
          "changes", "run, change, program, region, policy, kinds, content"));
  CountedInsert insert(std::move(rows));
  int64_t number = 0;
  for (const ChangeRow& change : changes) {
    insert.Int64(run);
    insert.Int64(++number);
    insert.Text(change.key.program);
    insert.Text(change.key.region);
    insert.Text(change.key.policy);
    insert.Int64(KindsOf(change.content));
    insert.Blob(CanonicalBytes(change.content));
    PLUMBLINE_RETURN_IF_ERROR(insert.EndRow());
  }
  return insert.Finish();
}

absl::Status InsertRecordDigests(storage::Connection& connection, int64_t run,
                                 absl::string_view digests) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto insert,
      connection.Prepare("INSERT INTO run_records (run, part, content) VALUES "
                         "($1, $2, $3)"));
  for (int64_t part = 0; !digests.empty(); ++part) {
    const absl::string_view bytes = digests.substr(0, kPartBytes);
    insert->BindInt64(1, run);
    insert->BindInt64(2, part);
    insert->BindBlob(3, bytes);
    PLUMBLINE_RETURN_IF_ERROR(insert->Run());
    digests.remove_prefix(bytes.size());
  }
  return absl::OkStatus();
}

absl::Status DeleteChangesAfter(storage::Connection& connection,
                                int64_t published) {
  for (const char* sql : {"DELETE FROM changes WHERE run > $1",
                          "DELETE FROM run_records WHERE run > $1"}) {
    PLUMBLINE_ASSIGN_OR_RETURN(const auto remove, connection.Prepare(sql));
    remove->Bind(published);
    PLUMBLINE_RETURN_IF_ERROR(remove->Run());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::Change>> SelectChangesAfter(
    storage::Connection& connection, const ChangeQuery& query) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto select,
      connection.Prepare(
          "SELECT c.run, c.change, c.content FROM changes c, published p "
          "WHERE c.run <= p.run AND (c.run > $1 OR (c.run = $1 AND c.change > "
          "$2)) AND substr(c.program, 1, length($3)) = $3 AND ($4 = '' OR "
          "c.program = $4) AND ($5 = '' OR c.region = $5) AND ($6 = '' OR "
          "c.policy = $6) AND (CAST($7 AS BIGINT) = 0 OR (c.kinds & $7) <> 0) "
          "ORDER BY c.run, c.change LIMIT $8"));
  select->Bind(query.after.run, query.after.change, query.program_prefix,
               query.program, query.region, query.policy,
               static_cast<int64_t>(query.kinds), query.limit);
  std::vector<v1::Change> changes;
  for (;;) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, select->Step());
    if (!more) return changes;
    PLUMBLINE_ASSIGN_OR_RETURN(
        v1::Change change, ParseStored<v1::Change>(select->Blob(2), "change"));
    change.set_name(ChangeName({select->Int64(0), select->Int64(1)}));
    changes.push_back(std::move(change));
  }
}

absl::StatusOr<std::string> SelectRecordDigests(storage::Connection& connection,
                                                int64_t run) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto select,
      connection.Prepare(
          "SELECT content FROM run_records WHERE run = $1 ORDER BY part"));
  select->Bind(run);
  std::string digests;
  for (;;) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, select->Step());
    if (!more) return digests;
    const absl::string_view part = select->Blob(0);
    digests.append(part.data(), part.size());
  }
}

}  // namespace plumbline::alignment
