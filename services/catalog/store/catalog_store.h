#ifndef PLUMBLINE_SERVICES_CATALOG_STORE_CATALOG_STORE_H_
#define PLUMBLINE_SERVICES_CATALOG_STORE_CATALOG_STORE_H_

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/catalog/domain/program.h"

// Providers and programs as revisions that are only ever added.
//
// Every write that changes something has a moment: 1, 2, 3, ... What was true
// at a moment can be read for good, which is how a page token and a scoring run
// see one portfolio while others write.
namespace plumbline::catalog {

using Moment = int64_t;

// After every write that there is.
inline constexpr Moment kNow = std::numeric_limits<Moment>::max();

// When and how a revision was written.
struct RevisionStamp {
  Moment moment = 0;
  std::string revision_id;
  absl::Time update_time;

  // Changes with every change, also back to an earlier content.
  std::string Etag() const;
};

struct StoredProvider {
  Provider provider;
  RevisionStamp stamp;
};

struct StoredProgram {
  Program program;
  std::optional<ProgramSource> source;  // Nothing: entered through the API.
  RevisionStamp stamp;
  bool ended = false;  // This revision ends the program.
};

// Which programs to list, in the order of their keys.
struct ProgramQuery {
  std::optional<std::string> provider_id;  // Nothing: of all providers.
  Moment at = 0;                           // As of this moment.
  ProgramKey after;                        // Those after this key.
  int64_t limit = 0;                       // 0: all.
};

// A consistent view: everything read through one object is of one moment or an
// earlier one that is asked for.
//
// Errors of all: those of storage::Connection.
class CatalogReader {
 public:
  virtual ~CatalogReader() = default;

  // The moment of the last change; 0 before the first.
  virtual absl::StatusOr<Moment> LastMoment() const = 0;

  // The moment of the last change that was made at `time` or before.
  //
  // Errors: kNotFound, NOTHING_KNOWN: there was none.
  virtual absl::StatusOr<Moment> MomentAt(absl::Time time) const = 0;

  // The provider as of `at`; nothing when there was no such provider.
  virtual absl::StatusOr<std::optional<StoredProvider>> FindProvider(
      absl::string_view id, Moment at) const = 0;

  // The providers after `after` in the order of their ids, as of `at`; `limit`
  // 0 is all.
  virtual absl::StatusOr<std::vector<StoredProvider>> ListProviders(
      Moment at, absl::string_view after, int64_t limit) const = 0;

  // The newest revision as of `at`, which may be the one that ends the program;
  // nothing when there never was such a program.
  virtual absl::StatusOr<std::optional<StoredProgram>> FindProgram(
      const ProgramKey& key, Moment at) const = 0;

  // The newest revision of this content as of `at` that does not end the
  // program.
  virtual absl::StatusOr<std::optional<StoredProgram>> FindRevision(
      const ProgramKey& key, absl::string_view revision_id,
      Moment at) const = 0;

  // The programs that were not ended. 10,000 of them take well under 100 ms.
  virtual absl::StatusOr<std::vector<StoredProgram>> ListPrograms(
      const ProgramQuery& query) const = 0;

  // The revisions of a program before moment `before`, the newest first; the
  // revision that ends a program is not among them. `limit` 0 is all.
  virtual absl::StatusOr<std::vector<StoredProgram>> ListRevisions(
      const ProgramKey& key, Moment before, int64_t limit) const = 0;
};

// A view that can also write. All its writes have one moment.
//
// Errors of the writes: those of storage::Connection; kAlreadyExists when one
// program or provider is written twice through the same object.
class CatalogWriter : public CatalogReader {
 public:
  virtual absl::StatusOr<StoredProvider> AddRevision(
      const Provider& provider) = 0;
  virtual absl::StatusOr<StoredProgram> AddRevision(
      const Program& program, const std::optional<ProgramSource>& source) = 0;
  // Ends a program; `last` is its newest revision.
  virtual absl::Status AddEnd(const StoredProgram& last) = 0;
};

// How a write is made.
struct WriteOptions {
  // Names the call: a second one with the same id and the same fingerprint gets
  // the first one's answer. Empty: every call is a new one.
  std::string request_id;
  // A digest of what is asked.
  std::string fingerprint;
  // Do everything, then undo it.
  bool validate_only = false;
  // What the new revisions have as update time.
  absl::Time now;
};

// Thread-safe. Readers do not wait for writers.
class CatalogStore {
 public:
  virtual ~CatalogStore() = default;

  // Runs `read` on a consistent view and returns its status.
  virtual absl::Status Read(
      absl::FunctionRef<absl::Status(const CatalogReader&)> read) const = 0;

  // Runs `write` in one transaction and returns the answer that it gives, an
  // opaque text. The answer is kept with the request id in that transaction.
  // Nothing is written when `write` fails or `validate_only` is set.
  //
  // Errors: those of `write`; kInvalidArgument, REQUEST_ID_REUSED: the request
  // id was used for another request.
  virtual absl::StatusOr<std::string> Write(
      const WriteOptions& options,
      absl::FunctionRef<absl::StatusOr<std::string>(CatalogWriter&)> write) = 0;
};

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_STORE_CATALOG_STORE_H_
