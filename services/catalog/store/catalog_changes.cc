#include "services/catalog/store/catalog_changes.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/catalog/domain/validation.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::catalog {
namespace {

std::string NameOf(const ProgramKey& key) {
  return absl::StrCat("providers/", key.provider_id, "/programs/",
                      key.program_id);
}

absl::Status AlreadyExists(absl::string_view name) {
  return base::Error(absl::StatusCode::kAlreadyExists,
                     base::reason::kAlreadyExists,
                     absl::StrCat(name, " is there already: choose another id"),
                     {{"name", std::string(name)}});
}

absl::Status ProgramUnknown(const ProgramKey& key) {
  const std::string name = NameOf(key);
  return base::Error(
      absl::StatusCode::kNotFound, base::reason::kProgramUnknown,
      absl::StrCat("there is no ", name, ": list the programs of providers/",
                   key.provider_id),
      {{"name", name}});
}

absl::Status CheckEtag(const StoredProgram& stored, absl::string_view etag) {
  if (etag.empty() || etag == stored.stamp.Etag()) return absl::OkStatus();
  const std::string name = NameOf(stored.program.key);
  return base::Error(
      absl::StatusCode::kAborted, base::reason::kEtagMismatch,
      absl::StrCat(name,
                   " was changed since it was read: read it again and "
                   "repeat the change on its present content"),
      {{"name", name}, {"etag", stored.stamp.Etag()}});
}

}  // namespace

absl::StatusOr<StoredProgram> GetLiveProgram(const CatalogReader& reader,
                                             const ProgramKey& key, Moment at) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto stored, reader.FindProgram(key, at));
  if (!stored.has_value()) return ProgramUnknown(key);
  if (!stored->ended) return *std::move(stored);
  const std::string name = NameOf(key);
  return base::Error(
      absl::StatusCode::kNotFound, base::reason::kProgramUnknown,
      absl::StrCat(name, " was ended: its revisions can still be listed"),
      {{"name", name}});
}

absl::StatusOr<StoredProgram> GetRevision(const CatalogReader& reader,
                                          const ProgramKey& key,
                                          absl::string_view revision_id,
                                          Moment at) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto stored,
                             reader.FindRevision(key, revision_id, at));
  if (stored.has_value()) return *std::move(stored);
  const std::string name = NameOf(key);
  return base::Error(
      absl::StatusCode::kNotFound, base::reason::kProgramUnknown,
      absl::StrCat(name, " has no revision ", revision_id,
                   ": ListProgramRevisions lists those it has"),
      {{"name", name}, {"revision_id", std::string(revision_id)}});
}

absl::Status CheckProgram(const CatalogReader& reader, const ProgramKey& key,
                          Moment at) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto stored, reader.FindProgram(key, at));
  return stored.has_value() ? absl::OkStatus() : ProgramUnknown(key);
}

absl::StatusOr<StoredProvider> CreateProvider(CatalogWriter& writer,
                                              const Provider& provider) {
  PLUMBLINE_RETURN_IF_ERROR(ToStatus(Violations(provider)));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto present,
                             writer.FindProvider(provider.id, kNow));
  if (present.has_value()) {
    return AlreadyExists(absl::StrCat("providers/", provider.id));
  }
  return writer.AddRevision(provider);
}

absl::StatusOr<StoredProgram> CreateProgram(CatalogWriter& writer,
                                            const Program& program) {
  PLUMBLINE_RETURN_IF_ERROR(ToStatus(Violations(program)));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto provider, writer.FindProvider(program.key.provider_id, kNow));
  if (!provider.has_value()) {
    const std::string name =
        absl::StrCat("providers/", program.key.provider_id);
    return base::Error(absl::StatusCode::kNotFound, base::reason::kNotFound,
                       absl::StrCat("there is no ", name, ": create it first"),
                       {{"name", name}});
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const auto present,
                             writer.FindProgram(program.key, kNow));
  if (present.has_value() && !present->ended) {
    return AlreadyExists(NameOf(program.key));
  }
  return writer.AddRevision(program, std::nullopt);
}

absl::StatusOr<StoredProgram> UpdateProgram(
    CatalogWriter& writer, const ProgramKey& key, absl::string_view etag,
    absl::FunctionRef<absl::StatusOr<Program>(const Program&)> edit) {
  PLUMBLINE_ASSIGN_OR_RETURN(StoredProgram stored, GetLiveProgram(writer, key));
  PLUMBLINE_RETURN_IF_ERROR(CheckEtag(stored, etag));
  PLUMBLINE_ASSIGN_OR_RETURN(const Program edited, edit(stored.program));
  PLUMBLINE_RETURN_IF_ERROR(ToStatus(Violations(edited)));
  if (edited == stored.program) return stored;
  return writer.AddRevision(edited, std::nullopt);
}

absl::Status EndProgram(CatalogWriter& writer, const ProgramKey& key,
                        absl::string_view etag) {
  PLUMBLINE_ASSIGN_OR_RETURN(const StoredProgram stored,
                             GetLiveProgram(writer, key));
  PLUMBLINE_RETURN_IF_ERROR(CheckEtag(stored, etag));
  return writer.AddEnd(stored);
}

absl::StatusOr<ImportCounts> WriteImport(CatalogWriter& writer,
                                         const ProgramImport& import) {
  ImportCounts counts;
  for (const Provider& provider : import.providers) {
    PLUMBLINE_ASSIGN_OR_RETURN(const auto present,
                               writer.FindProvider(provider.id, kNow));
    if (present.has_value() && present->provider == provider) continue;
    PLUMBLINE_RETURN_IF_ERROR(writer.AddRevision(provider).status());
    ++counts.providers_written;
  }
  for (const ReadProgram& read : import.programs) {
    PLUMBLINE_ASSIGN_OR_RETURN(const auto present,
                               writer.FindProgram(read.program.key, kNow));
    if (present.has_value() && !present->ended &&
        present->program == read.program) {
      ++counts.programs_unchanged;
      continue;
    }
    PLUMBLINE_RETURN_IF_ERROR(
        writer.AddRevision(read.program, read.source).status());
    ++counts.programs_written;
  }
  return counts;
}

}  // namespace plumbline::catalog
