#include "services/catalog/store/sql_catalog_reader.h"

#include <limits>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/catalog/domain/canonical_form.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/time_text.h"

namespace plumbline::catalog {
namespace {

constexpr absl::string_view kProviderColumns =
    "moment, revision_id, update_micros, content";
constexpr absl::string_view kProgramColumns =
    "moment, revision_id, update_micros, content, source_file, source_sha256, "
    "source_row, ended";
constexpr int64_t kAll = std::numeric_limits<int64_t>::max();

int64_t LimitOf(int64_t limit) { return limit == 0 ? kAll : limit; }

RevisionStamp StampOf(storage::Statement& row) {
  return {row.Int64(0), std::string(row.Text(1)),
          absl::FromUnixMicros(row.Int64(2))};
}

absl::StatusOr<StoredProvider> ProviderOf(storage::Statement& row) {
  PLUMBLINE_ASSIGN_OR_RETURN(Provider provider, ParseProvider(row.Text(3)));
  return StoredProvider{std::move(provider), StampOf(row)};
}

absl::StatusOr<StoredProgram> ProgramOf(storage::Statement& row) {
  PLUMBLINE_ASSIGN_OR_RETURN(Program program, ParseProgram(row.Text(3)));
  StoredProgram stored{std::move(program), std::nullopt, StampOf(row),
                       row.Int64(7) != 0};
  if (!row.IsNull(4)) {
    stored.source = {std::string(row.Text(4)), std::string(row.Text(5)),
                     static_cast<int32_t>(row.Int64(6))};
  }
  return stored;
}

template <typename Value>
absl::StatusOr<std::vector<Value>> All(
    storage::Statement& rows,
    absl::StatusOr<Value> (*value_of)(storage::Statement&)) {
  std::vector<Value> values;
  while (true) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool has_row, rows.Step());
    if (!has_row) return values;
    PLUMBLINE_ASSIGN_OR_RETURN(Value value, value_of(rows));
    values.push_back(std::move(value));
  }
}

template <typename Value>
absl::StatusOr<std::optional<Value>> AtMostOne(
    storage::Statement& rows,
    absl::StatusOr<Value> (*value_of)(storage::Statement&)) {
  PLUMBLINE_ASSIGN_OR_RETURN(const bool has_row, rows.Step());
  if (!has_row) return std::optional<Value>();
  PLUMBLINE_ASSIGN_OR_RETURN(Value value, value_of(rows));
  return std::optional<Value>(std::move(value));
}

}  // namespace

absl::StatusOr<Moment> SqlCatalogReader::LastMoment() const {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto rows, connection_.Prepare("SELECT last FROM catalog_moment"));
  PLUMBLINE_ASSIGN_OR_RETURN(const bool has_row, rows->Step());
  return has_row ? rows->Int64(0) : 0;
}

absl::StatusOr<Moment> SqlCatalogReader::MomentAt(absl::Time time) const {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto rows,
      connection_.Prepare("SELECT moment FROM catalog_write WHERE "
                          "write_micros <= $1 ORDER BY moment DESC LIMIT 1"));
  rows->Bind(absl::ToUnixMicros(time));
  PLUMBLINE_ASSIGN_OR_RETURN(const bool found, rows->Step());
  if (found) return rows->Int64(0);
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto first,
      connection_.Prepare("SELECT write_micros FROM catalog_write ORDER BY "
                          "moment LIMIT 1"));
  PLUMBLINE_ASSIGN_OR_RETURN(const bool any, first->Step());
  return base::Error(
      absl::StatusCode::kNotFound, base::reason::kNothingKnown,
      absl::StrCat("no program was known here at ", base::TimeText(time), ": ",
                   any ? absl::StrCat("the first write was at ",
                                      base::TimeText(absl::FromUnixMicros(
                                          first->Int64(0))))
                       : std::string("nothing was written yet")),
      {{"field", "as_of"}});
}

absl::StatusOr<std::optional<StoredProvider>> SqlCatalogReader::FindProvider(
    absl::string_view id, Moment at) const {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto rows,
      connection_.Prepare(
          absl::StrCat("SELECT ", kProviderColumns, " FROM provider_revision ",
                       "WHERE provider_id = $1 AND moment <= $2 ",
                       "ORDER BY moment DESC LIMIT 1")));
  rows->Bind(id, at);
  return AtMostOne(*rows, ProviderOf);
}

absl::StatusOr<std::vector<StoredProvider>> SqlCatalogReader::ListProviders(
    Moment at, absl::string_view after, int64_t limit) const {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto rows,
      connection_.Prepare(absl::StrCat(
          "SELECT ", kProviderColumns, " FROM provider_revision r ",
          "WHERE r.provider_id > $1 AND r.moment = ",
          "(SELECT MAX(n.moment) FROM provider_revision n ",
          "WHERE n.provider_id = r.provider_id AND n.moment <= $2) ",
          "ORDER BY r.provider_id LIMIT $3")));
  rows->Bind(after, at, LimitOf(limit));
  return All(*rows, ProviderOf);
}

absl::StatusOr<std::optional<StoredProgram>> SqlCatalogReader::FindProgram(
    const ProgramKey& key, Moment at) const {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto rows,
      connection_.Prepare(
          absl::StrCat("SELECT ", kProgramColumns, " FROM program_revision ",
                       "WHERE provider_id = $1 AND program_id = $2 ",
                       "AND moment <= $3 ORDER BY moment DESC LIMIT 1")));
  rows->Bind(key.provider_id, key.program_id, at);
  return AtMostOne(*rows, ProgramOf);
}

absl::StatusOr<std::optional<StoredProgram>> SqlCatalogReader::FindRevision(
    const ProgramKey& key, absl::string_view revision_id, Moment at) const {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto rows,
      connection_.Prepare(absl::StrCat(
          "SELECT ", kProgramColumns, " FROM program_revision ",
          "WHERE provider_id = $1 AND program_id = $2 AND revision_id = $3 ",
          "AND moment <= $4 AND ended = 0 ORDER BY moment DESC LIMIT 1")));
  rows->Bind(key.provider_id, key.program_id, revision_id, at);
  return AtMostOne(*rows, ProgramOf);
}

absl::StatusOr<std::vector<StoredProgram>> SqlCatalogReader::ListPrograms(
    const ProgramQuery& query) const {
  const absl::string_view of_provider =
      query.provider_id.has_value() ? "AND r.provider_id = $5 " : "";
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto rows,
      connection_.Prepare(
          absl::StrCat("SELECT ", kProgramColumns, " FROM program_revision r ",
                       "WHERE (r.provider_id, r.program_id) > ($1, $2) ",
                       of_provider, "AND r.ended = 0 AND r.moment = ",
                       "(SELECT MAX(n.moment) FROM program_revision n ",
                       "WHERE n.provider_id = r.provider_id ",
                       "AND n.program_id = r.program_id AND n.moment <= $3) ",
                       "ORDER BY r.provider_id, r.program_id LIMIT $4")));
  rows->Bind(query.after.provider_id, query.after.program_id, query.at,
             LimitOf(query.limit));
  if (query.provider_id.has_value()) rows->BindText(5, *query.provider_id);
  return All(*rows, ProgramOf);
}

absl::StatusOr<std::vector<StoredProgram>> SqlCatalogReader::ListRevisions(
    const ProgramKey& key, Moment before, int64_t limit) const {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto rows,
      connection_.Prepare(absl::StrCat(
          "SELECT ", kProgramColumns, " FROM program_revision ",
          "WHERE provider_id = $1 AND program_id = $2 AND moment < $3 ",
          "AND ended = 0 ORDER BY moment DESC LIMIT $4")));
  rows->Bind(key.provider_id, key.program_id, before, LimitOf(limit));
  return All(*rows, ProgramOf);
}

}  // namespace plumbline::catalog
