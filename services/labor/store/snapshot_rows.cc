#include "services/labor/store/snapshot_rows.h"

#include <memory>
#include <vector>

#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"
#include "services/labor/store/snapshot_parts.h"

namespace plumbline::labor {
namespace {

using storage::Connection;

absl::StatusOr<std::vector<std::string>> PartsOf(Connection& connection,
                                                 absl::string_view sha256) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto rows,
      connection.Prepare("SELECT DISTINCT part_sha256 FROM labor_snapshot_part "
                         "WHERE snapshot_sha256 = $1 ORDER BY part_sha256"));
  rows->Bind(sha256);
  std::vector<std::string> parts;
  for (;;) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, rows->Step());
    if (!more) return parts;
    parts.push_back(std::string(rows->Text(0)));
  }
}

absl::StatusOr<bool> HasParts(Connection& connection,
                              absl::string_view sha256) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto rows,
      connection.Prepare("SELECT 1 FROM labor_snapshot_part WHERE "
                         "snapshot_sha256 = $1 LIMIT 1"));
  rows->Bind(sha256);
  return rows->Step();
}

// Answers with the bytes that are new.
absl::StatusOr<int64_t> InsertParts(Connection& connection,
                                    absl::string_view sha256,
                                    absl::string_view bytes) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto find,
      connection.Prepare("SELECT 1 FROM labor_part WHERE sha256 = $1"));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto insert,
      connection.Prepare("INSERT INTO labor_part (sha256, size_bytes, content) "
                         "VALUES ($1, $2, $3)"));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto place,
      connection.Prepare("INSERT INTO labor_snapshot_part (snapshot_sha256, "
                         "position, part_sha256) VALUES ($1, $2, $3)"));
  int64_t added = 0;
  int64_t position = 0;
  for (const absl::string_view part : SplitIntoParts(bytes)) {
    const std::string digest = base::Sha256Hex(part);
    find->Bind(digest);
    PLUMBLINE_ASSIGN_OR_RETURN(const bool is_here, find->Step());
    PLUMBLINE_RETURN_IF_ERROR(find->Reset());
    if (!is_here) {
      const std::string packed = PackPart(part);
      insert->BindText(1, digest);
      insert->BindInt64(2, static_cast<int64_t>(part.size()));
      insert->BindBlob(3, packed);
      PLUMBLINE_RETURN_IF_ERROR(insert->Run());
      added += static_cast<int64_t>(packed.size());
    }
    place->Bind(sha256, position++, digest);
    PLUMBLINE_RETURN_IF_ERROR(place->Run());
  }
  return added;
}

absl::Status DeleteIfUnused(Connection& connection, const std::string& part,
                            int64_t* freed) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto unused,
      connection.Prepare("SELECT length(p.content) FROM labor_part p WHERE "
                         "p.sha256 = $1 AND NOT EXISTS (SELECT 1 FROM "
                         "labor_snapshot_part s WHERE s.part_sha256 = $1)"));
  unused->Bind(part);
  PLUMBLINE_ASSIGN_OR_RETURN(const bool found, unused->Step());
  if (!found) return absl::OkStatus();
  *freed += unused->Int64(0);
  PLUMBLINE_RETURN_IF_ERROR(unused->Reset());
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto remove,
      connection.Prepare("DELETE FROM labor_part WHERE sha256 = $1"));
  remove->Bind(part);
  return remove->Run();
}

}  // namespace

absl::StatusOr<int64_t> InsertSnapshot(Connection& connection,
                                       absl::string_view sha256,
                                       absl::string_view bytes) {
  PLUMBLINE_ASSIGN_OR_RETURN(const bool kept, HasParts(connection, sha256));
  if (kept) return 0;
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto known,
      connection.Prepare("INSERT INTO labor_snapshot (sha256, content) "
                         "VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING"));
  known->BindText(1, sha256);
  known->BindBlob(2, "");
  PLUMBLINE_RETURN_IF_ERROR(known->Run());
  return InsertParts(connection, sha256, bytes);
}

absl::StatusOr<std::optional<std::string>> SelectSnapshot(
    Connection& connection, absl::string_view sha256) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto rows,
      connection.Prepare(
          "SELECT p.size_bytes, p.content FROM labor_snapshot_part s JOIN "
          "labor_part p ON p.sha256 = s.part_sha256 WHERE s.snapshot_sha256 = "
          "$1 ORDER BY s.position"));
  rows->Bind(sha256);
  std::optional<std::string> bytes;
  for (;;) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, rows->Step());
    if (!more) return bytes;
    PLUMBLINE_ASSIGN_OR_RETURN(
        const std::string part,
        UnpackPart(rows->Blob(1), static_cast<size_t>(rows->Int64(0))));
    if (!bytes) bytes.emplace();
    *bytes += part;
  }
}

absl::StatusOr<int64_t> DeleteSnapshotParts(Connection& connection,
                                            absl::string_view sha256) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto parts, PartsOf(connection, sha256));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto remove,
      connection.Prepare("DELETE FROM labor_snapshot_part WHERE "
                         "snapshot_sha256 = $1"));
  remove->Bind(sha256);
  PLUMBLINE_RETURN_IF_ERROR(remove->Run());
  int64_t freed = 0;
  for (const std::string& part : parts)
    PLUMBLINE_RETURN_IF_ERROR(DeleteIfUnused(connection, part, &freed));
  return freed;
}

absl::StatusOr<bool> TakeApartOneSnapshot(Connection& connection) {
  std::string sha256;
  std::string bytes;
  {
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto whole,
        connection.Prepare("SELECT s.sha256, s.content FROM labor_snapshot s "
                           "JOIN labor_edition e ON e.snapshot_sha256 = "
                           "s.sha256 WHERE length(s.content) > 0 "
                           "ORDER BY e.sequence LIMIT 1"));
    PLUMBLINE_ASSIGN_OR_RETURN(const bool found, whole->Step());
    if (!found) return false;
    sha256 = std::string(whole->Text(0));
    bytes = std::string(whole->Blob(1));
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t added,
                             InsertParts(connection, sha256, bytes));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto edition,
      connection.Prepare("UPDATE labor_edition SET added_bytes = $1 WHERE "
                         "snapshot_sha256 = $2"));
  edition->Bind(added, sha256);
  PLUMBLINE_RETURN_IF_ERROR(edition->Run());
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto empty,
      connection.Prepare("UPDATE labor_snapshot SET content = $1 WHERE "
                         "sha256 = $2"));
  empty->BindBlob(1, "");
  empty->BindText(2, sha256);
  PLUMBLINE_RETURN_IF_ERROR(empty->Run());
  return true;
}

}  // namespace plumbline::labor
