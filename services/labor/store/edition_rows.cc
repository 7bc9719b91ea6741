#include "services/labor/store/edition_rows.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/time_text.h"
#include "services/labor/store/snapshot_rows.h"

namespace plumbline::labor {
namespace {

using storage::Connection;
using storage::Statement;

constexpr absl::string_view kEditionColumns =
    "SELECT e.name, e.sequence, e.content_digest, e.snapshot_sha256, "
    "e.publish_time, e.description, e.snapshot_bytes, e.added_bytes, "
    "e.purge_time, e.purge_rule FROM labor_edition e ";

EditionRecord RecordOf(Statement& row) {
  EditionRecord edition;
  edition.name = std::string(row.Text(0));
  edition.sequence = row.Int64(1);
  edition.content_digest = std::string(row.Text(2));
  edition.snapshot_sha256 = std::string(row.Text(3));
  edition.publish_time = absl::FromUnixMicros(row.Int64(4));
  edition.description = std::string(row.Text(5));
  edition.snapshot_bytes = row.Int64(6);
  edition.added_bytes = row.Int64(7);
  if (!row.IsNull(8)) edition.purge_time = absl::FromUnixMicros(row.Int64(8));
  edition.purge_rule = std::string(row.Text(9));
  return edition;
}

absl::StatusOr<std::vector<std::string>> SelectNames(
    Connection& connection, absl::string_view sql, const std::string& edition) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto rows, connection.Prepare(sql));
  rows->Bind(edition);
  std::vector<std::string> names;
  while (true) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, rows->Step());
    if (!more) return names;
    names.push_back(std::string(rows->Text(0)));
  }
}

absl::Status ReadPins(Connection& connection, EditionRecord* edition) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      edition->releases,
      SelectNames(connection,
                  "SELECT release_name FROM labor_edition_release "
                  "WHERE edition_name = $1 ORDER BY release_name",
                  edition->name));
  PLUMBLINE_ASSIGN_OR_RETURN(
      edition->layers,
      SelectNames(connection,
                  "SELECT release_name FROM labor_edition_layer "
                  "WHERE edition_name = $1 ORDER BY position",
                  edition->name));
  return absl::OkStatus();
}

// The edition of the row that `statement` gives, if any.
absl::StatusOr<std::optional<EditionRecord>> OnlyEdition(Connection& connection,
                                                         Statement& statement) {
  PLUMBLINE_ASSIGN_OR_RETURN(const bool found, statement.Step());
  if (!found) return std::nullopt;
  EditionRecord edition = RecordOf(statement);
  PLUMBLINE_RETURN_IF_ERROR(ReadPins(connection, &edition));
  return edition;
}

absl::StatusOr<std::optional<EditionRecord>> SelectWhere(
    Connection& connection, absl::string_view where, absl::string_view value) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row, connection.Prepare(absl::StrCat(kEditionColumns, where)));
  row->Bind(value);
  return OnlyEdition(connection, *row);
}

absl::Status InsertPins(Connection& connection, const EditionRecord& edition) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto release, connection.Prepare("INSERT INTO labor_edition_release "
                                       "(edition_name, release_name) "
                                       "VALUES ($1, $2)"));
  for (const std::string& name : edition.releases) {
    release->Bind(edition.name, name);
    PLUMBLINE_RETURN_IF_ERROR(release->Run());
  }
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto layer, connection.Prepare("INSERT INTO labor_edition_layer "
                                     "(edition_name, position, release_name) "
                                     "VALUES ($1, $2, $3)"));
  for (size_t i = 0; i < edition.layers.size(); ++i) {
    layer->Bind(edition.name, static_cast<int64_t>(i), edition.layers[i]);
    PLUMBLINE_RETURN_IF_ERROR(layer->Run());
  }
  return absl::OkStatus();
}

absl::Status NothingServedThen(Connection& connection, absl::Time time) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row, connection.Prepare("SELECT serve_time FROM labor_serving "
                                   "ORDER BY number LIMIT 1"));
  PLUMBLINE_ASSIGN_OR_RETURN(const bool found, row->Step());
  return base::Error(
      absl::StatusCode::kNotFound, base::reason::kNothingPublished,
      absl::StrCat("no edition was served at ", base::TimeText(time), ": ",
                   found ? absl::StrCat("the first was published at ",
                                        base::TimeText(absl::FromUnixMicros(
                                            row->Int64(0))))
                         : std::string("none is published yet")),
      {{"field", "as_of"}});
}

}  // namespace

absl::Status CheckNotPurged(const EditionRecord& edition) {
  if (!edition.purge_time) return absl::OkStatus();
  const std::string time = base::TimeText(*edition.purge_time);
  return base::Error(
      absl::StatusCode::kFailedPrecondition, base::reason::kEditionPurged,
      absl::StrCat("the content of ", edition.name, " was removed at ", time,
                   " by the rule \"", edition.purge_rule,
                   "\"; its pins and its digest are still here: publish the "
                   "same releases to have it again"),
      {{"edition", edition.name},
       {"purge_time", time},
       {"rule", edition.purge_rule}});
}

absl::Status EditionUnknown(absl::string_view name) {
  return base::Error(
      absl::StatusCode::kNotFound, base::reason::kEditionUnknown,
      absl::StrCat("there is no edition ", name, ": list the editions"),
      {{"edition", std::string(name)}});
}

absl::StatusOr<std::optional<EditionRecord>> SelectEdition(
    Connection& connection, absl::string_view name) {
  return SelectWhere(connection, "WHERE e.name = $1", name);
}

absl::StatusOr<std::optional<EditionRecord>> SelectEditionByContent(
    Connection& connection, absl::string_view content_digest) {
  return SelectWhere(connection, "WHERE e.content_digest = $1", content_digest);
}

absl::StatusOr<std::optional<EditionRecord>> SelectLatestEdition(
    Connection& connection) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row,
      connection.Prepare(absl::StrCat(
          kEditionColumns, "JOIN labor_latest l ON l.edition_name = e.name")));
  return OnlyEdition(connection, *row);
}

absl::StatusOr<std::vector<EditionRecord>> SelectEditions(
    Connection& connection, int64_t before, int limit, absl::Time known_by) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row, connection.Prepare(absl::StrCat(
                    kEditionColumns,
                    "WHERE e.sequence < $1 AND e.publish_time <= $2 "
                    "ORDER BY e.sequence DESC LIMIT $3")));
  row->Bind(before, absl::ToUnixMicros(known_by), limit);
  std::vector<EditionRecord> editions;
  while (true) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, row->Step());
    if (!more) break;
    editions.push_back(RecordOf(*row));
  }
  for (EditionRecord& edition : editions) {
    PLUMBLINE_RETURN_IF_ERROR(ReadPins(connection, &edition));
  }
  return editions;
}

absl::Status InsertEdition(Connection& connection, const EditionRecord& edition,
                           absl::string_view snapshot) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const int64_t added,
      InsertSnapshot(connection, edition.snapshot_sha256, snapshot));
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row,
      connection.Prepare(
          "INSERT INTO labor_edition (name, sequence, content_digest, "
          "snapshot_sha256, publish_time, description, snapshot_bytes, "
          "added_bytes) SELECT $1, COALESCE(MAX(sequence), 0) + 1, $2, $3, "
          "CAST($4 AS BIGINT), $5, CAST($6 AS BIGINT), CAST($7 AS BIGINT) "
          "FROM labor_edition"));
  row->Bind(edition.name, edition.content_digest, edition.snapshot_sha256,
            absl::ToUnixMicros(edition.publish_time), edition.description,
            static_cast<int64_t>(snapshot.size()), added);
  PLUMBLINE_RETURN_IF_ERROR(row->Run());
  return InsertPins(connection, edition);
}

absl::Status PointLatestAt(Connection& connection, absl::string_view name,
                           absl::Time since) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row,
      connection.Prepare("INSERT INTO labor_latest (only_row, edition_name) "
                         "VALUES (1, $1) ON CONFLICT (only_row) "
                         "DO UPDATE SET edition_name = excluded.edition_name"));
  row->Bind(name);
  PLUMBLINE_RETURN_IF_ERROR(row->Run());
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto serving,
      connection.Prepare("INSERT INTO labor_serving (number, edition_name, "
                         "serve_time) SELECT COALESCE(MAX(number), 0) + 1, $1, "
                         "CAST($2 AS BIGINT) FROM labor_serving"));
  serving->Bind(name, absl::ToUnixMicros(since));
  return serving->Run();
}

absl::StatusOr<EditionRecord> SelectEditionServedAt(Connection& connection,
                                                    absl::Time time) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row,
      connection.Prepare(absl::StrCat(
          kEditionColumns, "JOIN labor_serving s ON s.edition_name = e.name ",
          "WHERE s.serve_time <= $1 ORDER BY s.number DESC LIMIT 1")));
  row->Bind(absl::ToUnixMicros(time));
  PLUMBLINE_ASSIGN_OR_RETURN(auto edition, OnlyEdition(connection, *row));
  if (edition) return *std::move(edition);
  return NothingServedThen(connection, time);
}

absl::StatusOr<std::vector<Serving>> SelectServings(Connection& connection) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto rows, connection.Prepare("SELECT edition_name, serve_time FROM "
                                    "labor_serving ORDER BY number"));
  std::vector<Serving> servings;
  for (;;) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, rows->Step());
    if (!more) return servings;
    servings.push_back(
        {std::string(rows->Text(0)), absl::FromUnixMicros(rows->Int64(1))});
  }
}

absl::Status RestoreEdition(Connection& connection, const EditionRecord& kept,
                            absl::string_view snapshot) {
  if (base::Sha256Hex(snapshot) != kept.snapshot_sha256)
    return CheckNotPurged(kept);
  PLUMBLINE_RETURN_IF_ERROR(
      InsertSnapshot(connection, kept.snapshot_sha256, snapshot).status());
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row, connection.Prepare("UPDATE labor_edition SET purge_time = "
                                   "NULL, purge_rule = '' WHERE name = $1"));
  row->Bind(kept.name);
  return row->Run();
}

absl::StatusOr<int64_t> PurgeEdition(Connection& connection,
                                     const std::string& name,
                                     const EditionPurge& purge) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto latest,
                             SelectLatestEdition(connection));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto edition,
                             SelectEdition(connection, name));
  if (!edition) return EditionUnknown(name);
  if (edition->purge_time || (latest && latest->name == name)) return 0;
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row, connection.Prepare("UPDATE labor_edition SET purge_time = $1, "
                                   "purge_rule = $2 WHERE name = $3"));
  row->Bind(absl::ToUnixMicros(purge.time), purge.rule, name);
  PLUMBLINE_RETURN_IF_ERROR(row->Run());
  return DeleteSnapshotParts(connection, edition->snapshot_sha256);
}

}  // namespace plumbline::labor
