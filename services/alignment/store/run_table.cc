#include "services/alignment/store/run_table.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/store/canonical_bytes.h"
#include "services/alignment/store/stored_message.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/time_text.h"
#include "services/common/base/timestamp.h"

namespace plumbline::alignment {
namespace {

// Columns run, content.
absl::StatusOr<v1::Run> ReadRun(storage::Statement& row) {
  PLUMBLINE_ASSIGN_OR_RETURN(v1::Run run,
                             ParseStored<v1::Run>(row.Blob(1), "run"));
  run.set_name(RunName(row.Int64(0)));
  return run;
}

absl::Status UnknownRun(int64_t run) {
  return base::Error(absl::StatusCode::kNotFound, base::reason::kRunUnknown,
                     absl::StrCat("there is no ", RunName(run),
                                  ": ListRuns names those that there are"),
                     {{"run", RunName(run)}});
}

}  // namespace

absl::StatusOr<int64_t> SelectPublishedRun(storage::Connection& connection) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto select,
      connection.Prepare("SELECT run FROM published WHERE pointer = 1"));
  PLUMBLINE_ASSIGN_OR_RETURN(const bool found, select->Step());
  if (!found) {
    return base::Error(absl::StatusCode::kDataLoss,
                       base::reason::kStorageFailed,
                       "the pointer to the published run is not there: restore "
                       "the database from its copy");
  }
  return select->Int64(0);
}

absl::Status CheckPublished(storage::Connection& connection, int64_t run) {
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t published,
                             SelectPublishedRun(connection));
  return run < 1 || run > published ? UnknownRun(run) : absl::OkStatus();
}

absl::Status CheckKept(storage::Connection& connection, int64_t run) {
  PLUMBLINE_ASSIGN_OR_RETURN(const v1::Run content, SelectRun(connection, run));
  if (!content.has_purge_time()) return absl::OkStatus();
  const std::string time = base::TimeText(base::TimeOf(content.purge_time()));
  return base::Error(
      absl::StatusCode::kFailedPrecondition, base::reason::kRunPurged,
      absl::StrCat("the verdicts of ", content.name(), " were removed at ",
                   time, " by the rule \"", content.purge_rule(),
                   "\"; what it pinned, its counts, its digest and its changes "
                   "are still here"),
      {{"run", content.name()},
       {"purge_time", time},
       {"rule", content.purge_rule()}});
}

absl::Status MarkPurged(storage::Connection& connection, int64_t run,
                        const RunPurge& purge) {
  PLUMBLINE_ASSIGN_OR_RETURN(v1::Run content, SelectRun(connection, run));
  if (content.has_purge_time()) return absl::OkStatus();
  content.clear_name();
  base::SetTime(purge.time, content.mutable_purge_time());
  content.set_purge_rule(purge.rule);
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto update,
      connection.Prepare("UPDATE runs SET content = $1 WHERE run = $2"));
  update->BindBlob(1, CanonicalBytes(content));
  update->BindInt64(2, run);
  return update->Run();
}

absl::Status InsertRun(storage::Connection& connection, int64_t number,
                       v1::Run content, const RequestKey& request) {
  content.clear_name();
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto insert,
      connection.Prepare("INSERT INTO runs (run, content, request_id, "
                         "request_sha256) VALUES ($1, $2, $3, $4)"));
  insert->BindInt64(1, number);
  insert->BindBlob(2, CanonicalBytes(content));
  if (request.id.empty()) {
    insert->BindNull(3);
    insert->BindNull(4);
  } else {
    insert->BindText(3, request.id);
    insert->BindText(4, request.sha256);
  }
  return insert->Run();
}

absl::Status MovePointer(storage::Connection& connection, int64_t number) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto update,
      connection.Prepare("UPDATE published SET run = $1 WHERE pointer = 1"));
  update->Bind(number);
  return update->Run();
}

absl::StatusOr<v1::Run> SelectRun(storage::Connection& connection,
                                  int64_t run) {
  PLUMBLINE_RETURN_IF_ERROR(CheckPublished(connection, run));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto select,
      connection.Prepare("SELECT run, content FROM runs WHERE run = $1"));
  select->Bind(run);
  PLUMBLINE_ASSIGN_OR_RETURN(const bool found, select->Step());
  if (!found) return UnknownRun(run);
  return ReadRun(*select);
}

absl::StatusOr<std::optional<v1::Run>> SelectRunByRequest(
    storage::Connection& connection, const RequestKey& request) {
  if (request.id.empty()) return std::nullopt;
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto select,
      connection.Prepare("SELECT r.run, r.content, r.request_sha256 FROM runs "
                         "r, published p WHERE r.request_id = $1 AND r.run <= "
                         "p.run"));
  select->Bind(request.id);
  PLUMBLINE_ASSIGN_OR_RETURN(const bool found, select->Step());
  if (!found) return std::nullopt;
  if (select->Text(2) != request.sha256) return RequestIdReused(request.id);
  PLUMBLINE_ASSIGN_OR_RETURN(v1::Run run, ReadRun(*select));
  return run;
}

absl::StatusOr<std::vector<v1::Run>> SelectRunsBefore(
    storage::Connection& connection, int64_t before, int limit) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto select,
      connection.Prepare("SELECT r.run, r.content FROM runs r, published p "
                         "WHERE r.run <= p.run AND (r.run < $1 OR $1 = 0) "
                         "ORDER BY r.run DESC LIMIT $2"));
  select->Bind(before, limit);
  std::vector<v1::Run> runs;
  for (;;) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, select->Step());
    if (!more) return runs;
    PLUMBLINE_ASSIGN_OR_RETURN(v1::Run run, ReadRun(*select));
    runs.push_back(std::move(run));
  }
}

}  // namespace plumbline::alignment
