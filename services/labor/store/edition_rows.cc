#include "services/labor/store/edition_rows.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::labor {
namespace {

using storage::Connection;
using storage::Statement;

constexpr absl::string_view kEditionColumns =
    "SELECT e.name, e.sequence, e.content_digest, e.snapshot_sha256, "
    "e.publish_time, e.description FROM labor_edition e ";

EditionRecord RecordOf(Statement& row) {
  EditionRecord edition;
  edition.name = std::string(row.Text(0));
  edition.sequence = row.Int64(1);
  edition.content_digest = std::string(row.Text(2));
  edition.snapshot_sha256 = std::string(row.Text(3));
  edition.publish_time = absl::FromUnixMicros(row.Int64(4));
  edition.description = std::string(row.Text(5));
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

}  // namespace

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
    Connection& connection, int64_t before, int limit) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row,
      connection.Prepare(absl::StrCat(
          kEditionColumns,
          "WHERE e.sequence < $1 ORDER BY e.sequence DESC LIMIT $2")));
  row->Bind(before, limit);
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
      auto content,
      connection.Prepare("INSERT INTO labor_snapshot (sha256, content) "
                         "VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING"));
  content->BindText(1, edition.snapshot_sha256);
  content->BindBlob(2, snapshot);
  PLUMBLINE_RETURN_IF_ERROR(content->Run());
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row,
      connection.Prepare(
          "INSERT INTO labor_edition (name, sequence, content_digest, "
          "snapshot_sha256, publish_time, description) "
          "SELECT $1, COALESCE(MAX(sequence), 0) + 1, $2, $3, "
          "CAST($4 AS BIGINT), $5 FROM labor_edition"));
  row->Bind(edition.name, edition.content_digest, edition.snapshot_sha256,
            absl::ToUnixMicros(edition.publish_time), edition.description);
  PLUMBLINE_RETURN_IF_ERROR(row->Run());
  return InsertPins(connection, edition);
}

absl::Status PointLatestAt(Connection& connection, absl::string_view name) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto row,
      connection.Prepare("INSERT INTO labor_latest (only_row, edition_name) "
                         "VALUES (1, $1) ON CONFLICT (only_row) "
                         "DO UPDATE SET edition_name = excluded.edition_name"));
  row->Bind(name);
  return row->Run();
}

}  // namespace plumbline::labor
