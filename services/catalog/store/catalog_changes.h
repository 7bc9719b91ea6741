#ifndef PLUMBLINE_SERVICES_CATALOG_STORE_CATALOG_CHANGES_H_
#define PLUMBLINE_SERVICES_CATALOG_STORE_CATALOG_CHANGES_H_

#include <cstdint>
#include <optional>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/catalog/domain/import/program_import.h"
#include "services/catalog/store/catalog_store.h"

// The changes that can be made to a catalog, whatever it is stored in. Each
// checks what it is given (kInvalidArgument, see ToStatus in
// domain/validation.h) and works inside the writer's transaction.
namespace plumbline::catalog {

// Errors: kAlreadyExists, ALREADY_EXISTS.
absl::StatusOr<StoredProvider> CreateProvider(CatalogWriter& writer,
                                              const Provider& provider);

// Errors: kNotFound, NOT_FOUND: no such provider; kAlreadyExists,
// ALREADY_EXISTS. An id whose program was ended may be used again.
absl::StatusOr<StoredProgram> CreateProgram(CatalogWriter& writer,
                                            const Program& program);

// Writes what `edit` makes of the program; the present revision again when that
// is the same. `etag` may be empty.
//
// Errors: kNotFound, PROGRAM_UNKNOWN; kAborted, ETAG_MISMATCH; those of `edit`.
absl::StatusOr<StoredProgram> UpdateProgram(
    CatalogWriter& writer, const ProgramKey& key, absl::string_view etag,
    absl::FunctionRef<absl::StatusOr<Program>(const Program&)> edit);

// Errors: kNotFound, PROGRAM_UNKNOWN; kAborted, ETAG_MISMATCH.
absl::Status EndProgram(CatalogWriter& writer, const ProgramKey& key,
                        absl::string_view etag);

struct ImportCounts {
  int64_t providers_written = 0;
  int64_t programs_written = 0;
  int64_t programs_unchanged = 0;
};

// Writes what is new or different. A program that was ended is there again.
absl::StatusOr<ImportCounts> WriteImport(CatalogWriter& writer,
                                         const ProgramImport& import);

// The program that was there at the moment `at`. Errors: kNotFound,
// PROGRAM_UNKNOWN: there was none, or it was ended.
absl::StatusOr<StoredProgram> GetLiveProgram(const CatalogReader& reader,
                                             const ProgramKey& key,
                                             Moment at = kNow);

// The revision of this id, as of `at`. Errors: kNotFound, PROGRAM_UNKNOWN.
absl::StatusOr<StoredProgram> GetRevision(const CatalogReader& reader,
                                          const ProgramKey& key,
                                          absl::string_view revision_id,
                                          Moment at = kNow);

// OK when there is or was such a program, as of `at`. Errors: kNotFound,
// PROGRAM_UNKNOWN.
absl::Status CheckProgram(const CatalogReader& reader, const ProgramKey& key,
                          Moment at = kNow);

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_STORE_CATALOG_CHANGES_H_
