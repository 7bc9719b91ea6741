#include "services/catalog/store/sql_catalog_writer.h"

#include "services/catalog/domain/canonical_form.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"

namespace plumbline::catalog {
namespace {

constexpr absl::string_view kInsertProvider =
    "INSERT INTO provider_revision (provider_id, moment, revision_id, "
    "update_micros, content) VALUES ($1, $2, $3, $4, $5)";
constexpr absl::string_view kInsertProgram =
    "INSERT INTO program_revision (provider_id, program_id, moment, "
    "revision_id, update_micros, content, source_file, source_sha256, "
    "source_row, ended) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

}  // namespace

absl::StatusOr<StoredProvider> SqlCatalogWriter::AddRevision(
    const Provider& provider) {
  if (insert_provider_ == nullptr) {
    PLUMBLINE_ASSIGN_OR_RETURN(insert_provider_,
                               connection_.Prepare(kInsertProvider));
  }
  const std::string content = CanonicalText(provider);
  const RevisionStamp stamp = {moment_, base::Sha256Hex(content), now_};
  insert_provider_->Bind(provider.id, moment_, stamp.revision_id,
                         absl::ToUnixMicros(now_), content);
  PLUMBLINE_RETURN_IF_ERROR(insert_provider_->Run());
  return StoredProvider{provider, stamp};
}

absl::StatusOr<StoredProgram> SqlCatalogWriter::AddRevision(
    const Program& program, const std::optional<ProgramSource>& source) {
  const StoredProgram stored = {
      program, source, {moment_, RevisionId(program), now_}};
  PLUMBLINE_RETURN_IF_ERROR(Insert(stored));
  return stored;
}

absl::Status SqlCatalogWriter::AddEnd(const StoredProgram& last) {
  StoredProgram end = last;
  end.stamp.moment = moment_;
  end.stamp.update_time = now_;
  end.ended = true;
  return Insert(end);
}

absl::Status SqlCatalogWriter::Insert(const StoredProgram& stored) {
  if (insert_program_ == nullptr) {
    PLUMBLINE_ASSIGN_OR_RETURN(insert_program_,
                               connection_.Prepare(kInsertProgram));
  }
  const ProgramKey& key = stored.program.key;
  insert_program_->Bind(key.provider_id, key.program_id, stored.stamp.moment,
                        stored.stamp.revision_id,
                        absl::ToUnixMicros(stored.stamp.update_time),
                        CanonicalText(stored.program), nullptr, nullptr,
                        nullptr, stored.ended ? 1 : 0);
  if (stored.source.has_value()) {
    insert_program_->BindText(7, stored.source->file);
    insert_program_->BindText(8, stored.source->sha256);
    insert_program_->BindInt64(9, stored.source->row);
  }
  return insert_program_->Run();
}

}  // namespace plumbline::catalog
