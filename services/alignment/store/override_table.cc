#include "services/alignment/store/override_table.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/store/canonical_bytes.h"
#include "services/alignment/store/override_reason.h"
#include "services/alignment/store/stored_message.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

// What is stored of an override: all that its author said.
v1::Override Said(v1::Override content) {
  content.clear_name();
  content.clear_state();
  content.clear_standing();
  content.clear_standing_day();
  content.clear_audit();
  content.clear_etag();
  return content;
}

// Everything that follows from the entries.
void Finish(v1::Override& content) {
  content.set_state(content.audit(content.audit_size() - 1).to());
  content.set_etag(
      absl::StrCat(content.audit_size(), "-",
                   base::Sha256Hex(CanonicalBytes(content)).substr(0, 16)));
}

absl::Status NoSuchOverride(int64_t number) {
  return base::Error(absl::StatusCode::kNotFound, reason::kOverrideUnknown,
                     absl::StrCat("there is no ", OverrideName(number),
                                  ": ListOverrides names those that there are"),
                     {{"name", OverrideName(number)}});
}

absl::Status ChangedMeanwhile(const v1::Override& present) {
  return base::Error(absl::StatusCode::kAborted, base::reason::kEtagMismatch,
                     absl::StrCat(present.name(),
                                  " was changed since it was read: read it "
                                  "again and decide on what it is now"),
                     {{"name", present.name()}, {"etag", present.etag()}});
}

// Overrides out of rows of override, content, entry, in that order; one for
// each override.
absl::StatusOr<std::vector<v1::Override>> ReadRows(storage::Statement& rows) {
  std::vector<v1::Override> overrides;
  int64_t number = 0;
  for (;;) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, rows.Step());
    if (!more) break;
    if (rows.Int64(0) != number) {
      number = rows.Int64(0);
      PLUMBLINE_ASSIGN_OR_RETURN(
          overrides.emplace_back(),
          ParseStored<v1::Override>(rows.Blob(1), "override"));
      overrides.back().set_name(OverrideName(number));
    }
    PLUMBLINE_ASSIGN_OR_RETURN(*overrides.back().add_audit(),
                               ParseStored<v1::Override::AuditEntry>(
                                   rows.Blob(2), "entry of an audit trail"));
  }
  for (v1::Override& override : overrides) Finish(override);
  return overrides;
}

// An override as it was after its entry `last`.
absl::StatusOr<v1::Override> SelectAfter(storage::Connection& connection,
                                         int64_t number, int64_t last) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto select,
      connection.Prepare(
          "SELECT o.override, o.content, e.content FROM overrides o JOIN "
          "override_entries e ON e.override = o.override WHERE o.override = $1 "
          "AND e.entry <= $2 ORDER BY e.entry"));
  select->Bind(number, last);
  PLUMBLINE_ASSIGN_OR_RETURN(auto found, ReadRows(*select));
  if (found.empty()) return NoSuchOverride(number);
  return std::move(found.front());
}

absl::Status InsertEntry(storage::Connection& connection, int64_t number,
                         int64_t entry_number,
                         const v1::Override::AuditEntry& entry,
                         const RequestKey& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto insert,
      connection.Prepare("INSERT INTO override_entries (override, entry, "
                         "content, request_id, request_sha256) "
                         "VALUES ($1, $2, $3, $4, $5)"));
  insert->BindInt64(1, number);
  insert->BindInt64(2, entry_number);
  insert->BindBlob(3, CanonicalBytes(entry));
  if (request.id.empty()) {
    insert->BindNull(4);
    insert->BindNull(5);
  } else {
    insert->BindText(4, request.id);
    insert->BindText(5, request.sha256);
  }
  return insert->Run();
}

absl::StatusOr<int64_t> NextNumber(storage::Connection& connection) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto select,
      connection.Prepare("SELECT COALESCE(MAX(override), 0) FROM overrides"));
  PLUMBLINE_RETURN_IF_ERROR(select->Step().status());
  return select->Int64(0) + 1;
}

absl::Status InsertContent(storage::Connection& connection, int64_t number,
                           const v1::Override& content) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto insert,
      connection.Prepare(
          "INSERT INTO overrides (override, content) VALUES ($1, $2)"));
  insert->BindInt64(1, number);
  insert->BindBlob(2, CanonicalBytes(Said(content)));
  return insert->Run();
}

}  // namespace

absl::StatusOr<v1::Override> InsertOverride(
    storage::Connection& connection, const v1::Override& content,
    const v1::Override::AuditEntry& first, const RequestKey& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto made,
                             SelectOverrideByRequest(connection, request));
  if (made) return *std::move(made);
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t number, NextNumber(connection));
  PLUMBLINE_RETURN_IF_ERROR(InsertContent(connection, number, content));
  PLUMBLINE_RETURN_IF_ERROR(InsertEntry(connection, number, 1, first, request));
  return SelectOverride(connection, number);
}

absl::StatusOr<v1::Override> AppendOverrideEntry(
    storage::Connection& connection, int64_t number, int seen,
    const v1::Override::AuditEntry& entry, const RequestKey& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto made,
                             SelectOverrideByRequest(connection, request));
  if (made) return *std::move(made);
  PLUMBLINE_ASSIGN_OR_RETURN(const v1::Override present,
                             SelectOverride(connection, number));
  if (present.audit_size() != seen) return ChangedMeanwhile(present);
  PLUMBLINE_RETURN_IF_ERROR(
      InsertEntry(connection, number, seen + 1, entry, request));
  return SelectOverride(connection, number);
}

absl::StatusOr<std::optional<v1::Override>> SelectOverrideByRequest(
    storage::Connection& connection, const RequestKey& request) {
  if (request.id.empty()) return std::nullopt;
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto select,
      connection.Prepare("SELECT override, entry, request_sha256 FROM "
                         "override_entries WHERE request_id = $1"));
  select->Bind(request.id);
  PLUMBLINE_ASSIGN_OR_RETURN(const bool found, select->Step());
  if (!found) return std::nullopt;
  if (select->Text(2) != request.sha256) return RequestIdReused(request.id);
  return SelectAfter(connection, select->Int64(0), select->Int64(1));
}

absl::StatusOr<v1::Override> SelectOverride(storage::Connection& connection,
                                            int64_t number) {
  return SelectAfter(connection, number, INT64_MAX);
}

absl::StatusOr<std::vector<v1::Override>> SelectOverrides(
    storage::Connection& connection) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto select,
      connection.Prepare(
          "SELECT o.override, o.content, e.content FROM overrides o JOIN "
          "override_entries e ON e.override = o.override "
          "ORDER BY o.override, e.entry"));
  return ReadRows(*select);
}

}  // namespace plumbline::alignment
