#include "services/labor/store/release_rows.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/labor/store/onet_codec.h"
#include "services/labor/store/report_codec.h"

namespace plumbline::labor {
namespace {

using storage::Connection;
using storage::Statement;

constexpr absl::string_view kReleaseColumns =
    "SELECT name, state, digest, reference_period, address, known_time, "
    "summary, added_bytes";

// `sources/{source}/releases/{release}` without what comes after the source.
std::string SourceOf(absl::string_view name) {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  return parts.size() > 1 ? parts[1] : std::string();
}

// The columns of kReleaseColumns.
absl::StatusOr<ReleaseRecord> RecordOf(Statement& row) {
  ReleaseRecord release;
  release.name = std::string(row.Text(0));
  release.state = static_cast<ReleaseState>(row.Int64(1));
  release.digest = std::string(row.Text(2));
  release.reference_period = std::string(row.Text(3));
  release.address = std::string(row.Text(4));
  release.known_time = absl::FromUnixMicros(row.Int64(5));
  PLUMBLINE_RETURN_IF_ERROR(DecodeSummary(row.Blob(6), &release));
  release.added_bytes = row.Int64(7);
  return release;
}

absl::Status ReadFiles(Connection& connection, ReleaseRecord* release) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto rows,
      connection.Prepare("SELECT path, sha256, size_bytes "
                         "FROM labor_release_file WHERE release_name = $1 "
                         "ORDER BY path"));
  rows->Bind(release->name);
  while (true) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, rows->Step());
    if (!more) return absl::OkStatus();
    release->files.push_back({std::string(rows->Text(0)),
                              std::string(rows->Text(1)), rows->Int64(2)});
  }
}

absl::Status InsertFile(Connection& connection, const std::string& release,
                        const ReleaseFile& file, absl::string_view bytes) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto content,
      connection.Prepare("INSERT INTO labor_file (sha256, content) "
                         "VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING"));
  content->BindText(1, file.sha256);
  content->BindBlob(2, bytes);
  PLUMBLINE_RETURN_IF_ERROR(content->Run());
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto place, connection.Prepare("INSERT INTO labor_release_file "
                                     "(release_name, path, sha256, size_bytes) "
                                     "VALUES ($1, $2, $3, $4)"));
  place->Bind(release, file.path, file.sha256, file.size_bytes);
  return place->Run();
}

}  // namespace

absl::Status ReleaseUnknown(absl::string_view name) {
  return base::Error(absl::StatusCode::kNotFound, base::reason::kReleaseUnknown,
                     absl::StrCat("there is no release ", name,
                                  ": import it, or list the releases"),
                     {{"release", std::string(name)}});
}

absl::StatusOr<std::optional<std::string>> SelectRequest(
    Connection& connection, const RequestKey& key) {
  if (key.id.empty()) return std::nullopt;
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row, connection.Prepare("SELECT fingerprint, answer "
                                   "FROM labor_request WHERE id = $1"));
  row->Bind(key.id);
  PLUMBLINE_ASSIGN_OR_RETURN(const bool seen, row->Step());
  if (!seen) return std::nullopt;
  if (row->Text(0) != key.fingerprint) {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kRequestIdReused,
                       absl::StrCat("request_id ", key.id,
                                    " came with another request before: use a "
                                    "fresh UUID for each request"),
                       {{"field", "request_id"}, {"value", key.id}});
  }
  return std::string(row->Text(1));
}

absl::Status InsertRequest(Connection& connection, const RequestKey& key,
                           absl::string_view answer) {
  if (key.id.empty()) return absl::OkStatus();
  PLUMBLINE_ASSIGN_OR_RETURN(auto row,
                             connection.Prepare("INSERT INTO labor_request "
                                                "(id, fingerprint, answer) "
                                                "VALUES ($1, $2, $3)"));
  row->Bind(key.id, key.fingerprint, answer);
  return row->Run();
}

absl::StatusOr<std::optional<std::string>> SelectBlob(Connection& connection,
                                                      absl::string_view sql,
                                                      absl::string_view key) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto row, connection.Prepare(sql));
  row->Bind(key);
  PLUMBLINE_ASSIGN_OR_RETURN(const bool found, row->Step());
  if (!found) return std::nullopt;
  return std::string(row->Blob(0));
}

absl::StatusOr<std::optional<ReleaseRecord>> SelectRelease(
    Connection& connection, absl::string_view name) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row,
      connection.Prepare(absl::StrCat(
          kReleaseColumns, ", report FROM labor_release WHERE name = $1")));
  row->Bind(name);
  PLUMBLINE_ASSIGN_OR_RETURN(const bool found, row->Step());
  if (!found) return std::nullopt;
  PLUMBLINE_ASSIGN_OR_RETURN(ReleaseRecord release, RecordOf(*row));
  PLUMBLINE_ASSIGN_OR_RETURN(release.report, DecodeReport(row->Blob(8)));
  PLUMBLINE_RETURN_IF_ERROR(ReadFiles(connection, &release));
  return release;
}

absl::StatusOr<std::vector<ReleaseRecord>> SelectReleases(
    Connection& connection, absl::string_view source, absl::string_view after,
    int limit, absl::Time known_by) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row, connection.Prepare(absl::StrCat(
                    kReleaseColumns,
                    " FROM labor_release WHERE ($1 = '' OR source = $1) "
                    "AND name > $2 AND known_time <= $3 ORDER BY name "
                    "LIMIT $4")));
  row->Bind(source, after, absl::ToUnixMicros(known_by), limit);
  std::vector<ReleaseRecord> releases;
  while (true) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, row->Step());
    if (!more) break;
    PLUMBLINE_ASSIGN_OR_RETURN(ReleaseRecord release, RecordOf(*row));
    releases.push_back(std::move(release));
  }
  for (ReleaseRecord& release : releases) {
    PLUMBLINE_RETURN_IF_ERROR(ReadFiles(connection, &release));
  }
  return releases;
}

absl::StatusOr<std::optional<std::string>> SelectPreviousRelease(
    Connection& connection, absl::string_view name) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row,
      connection.Prepare("SELECT name FROM labor_release WHERE source = $1 "
                         "AND state = $2 AND name < $3 "
                         "ORDER BY name DESC LIMIT 1"));
  row->Bind(SourceOf(name), static_cast<int>(ReleaseState::kAccepted), name);
  PLUMBLINE_ASSIGN_OR_RETURN(const bool found, row->Step());
  if (!found) return std::nullopt;
  return std::string(row->Text(0));
}

absl::Status InsertRelease(Connection& connection, const ReleaseRecord& release,
                           const std::vector<absl::string_view>& bytes,
                           absl::string_view tables) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row, connection.Prepare(
                    "INSERT INTO labor_release (name, source, state, digest, "
                    "reference_period, address, known_time, summary, report) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"));
  row->Bind(release.name, SourceOf(release.name),
            static_cast<int>(release.state), release.digest,
            release.reference_period, release.address,
            absl::ToUnixMicros(release.known_time));
  row->BindBlob(8, EncodeSummary(release.tables, release.report));
  row->BindBlob(9, EncodeReport(release.report));
  PLUMBLINE_RETURN_IF_ERROR(row->Run());
  for (size_t i = 0; i < release.files.size(); ++i) {
    PLUMBLINE_RETURN_IF_ERROR(
        InsertFile(connection, release.name, release.files[i], bytes[i]));
  }
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto content, connection.Prepare("INSERT INTO labor_release_tables "
                                       "(release_name, content) "
                                       "VALUES ($1, $2)"));
  content->BindText(1, release.name);
  content->BindBlob(2, tables);
  return content->Run();
}

absl::StatusOr<int> SelectOnetForm(Connection& connection,
                                   absl::string_view name) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row, connection.Prepare("SELECT form FROM labor_release_onet "
                                   "WHERE release_name = $1"));
  row->Bind(name);
  PLUMBLINE_ASSIGN_OR_RETURN(const bool found, row->Step());
  return found ? static_cast<int>(row->Int64(0)) : 0;
}

absl::Status UpsertOnet(Connection& connection, absl::string_view name,
                        absl::string_view onet) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row,
      connection.Prepare("INSERT INTO labor_release_onet "
                         "(release_name, form, content) VALUES ($1, $2, $3) "
                         "ON CONFLICT (release_name) DO UPDATE SET "
                         "form = excluded.form, content = excluded.content"));
  row->Bind(name, kOnetForm);
  row->BindBlob(3, onet);
  return row->Run();
}

absl::Status NoteAddedBytes(Connection& connection, absl::string_view name) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row,
      connection.Prepare(
          "UPDATE labor_release SET added_bytes = COALESCE((SELECT "
          "CAST(SUM(f.size_bytes) AS BIGINT) FROM labor_release_file f WHERE "
          "f.release_name = $1 AND NOT EXISTS (SELECT 1 FROM "
          "labor_release_file o WHERE o.sha256 = f.sha256 AND "
          "o.release_name <> $1)), 0) + COALESCE((SELECT length(t.content) "
          "FROM labor_release_tables t WHERE t.release_name = $1), 0) + "
          "COALESCE((SELECT length(n.content) FROM labor_release_onet n WHERE "
          "n.release_name = $1), 0) WHERE name = $1"));
  row->Bind(name);
  return row->Run();
}

absl::Status UpdateTables(Connection& connection, absl::string_view name,
                          absl::string_view tables) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row, connection.Prepare("UPDATE labor_release_tables "
                                   "SET content = $2 WHERE release_name = $1"));
  row->BindText(1, name);
  row->BindBlob(2, tables);
  return row->Run();
}

}  // namespace plumbline::labor
