#ifndef PLUMBLINE_CLIENTS_CPP_CATALOG_CATALOG_CLIENT_H_
#define PLUMBLINE_CLIENTS_CPP_CATALOG_CATALOG_CLIENT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "clients/cpp/call/client_options.h"
#include "plumbline/catalog/v1/catalog_service.pb.h"
#include "plumbline/catalog/v1/program.pb.h"

namespace grpc {
class ChannelInterface;
}  // namespace grpc

namespace plumbline::catalog_client {

// A file to import. `bytes` must outlive the call.
struct ImportFile {
  std::string path;
  absl::string_view bytes;
};

struct ImportOptions {
  // PROGRAM_FORMAT_UNSPECIFIED: recognised by the files' headers.
  catalog::v1::ProgramFormat format = catalog::v1::PROGRAM_FORMAT_UNSPECIFIED;
  // Read and check only: nothing is stored.
  bool validate_only = false;
  // A UUID that makes a repeated call the same call; empty: a fresh one.
  std::string request_id;
};

// What the catalog service answers, for C++ programs.
//
// Errors: those of the service's methods, with their reasons
// (base::ReasonOf), and
//   kUnavailable, UPSTREAM_UNAVAILABLE: the service cannot be reached;
//   kDeadlineExceeded: it did not answer in time.
//
// Thread-safe. Lists fetch all pages, which are of one moment.
class CatalogClient {
 public:
  virtual ~CatalogClient() = default;

  // A client of the same service whose reads ask for what was known at `time`,
  // as far as the service can tell.
  virtual std::unique_ptr<CatalogClient> At(absl::Time time) const = 0;

  virtual absl::StatusOr<catalog::v1::Provider> GetProvider(
      absl::string_view name) = 0;
  virtual absl::StatusOr<std::vector<catalog::v1::Provider>>
  ListProviders() = 0;
  virtual absl::StatusOr<catalog::v1::Provider> CreateProvider(
      const catalog::v1::Provider& provider, absl::string_view provider_id) = 0;

  // `revision_id` may be empty: the latest.
  virtual absl::StatusOr<catalog::v1::Program> GetProgram(
      absl::string_view name, absl::string_view revision_id) = 0;
  // `parent`: `providers/{provider}`, or `providers/-` for all.
  virtual absl::StatusOr<std::vector<catalog::v1::Program>> ListPrograms(
      absl::string_view parent) = 0;
  virtual absl::StatusOr<std::vector<catalog::v1::Program>>
  ListProgramRevisions(absl::string_view name) = 0;
  virtual absl::StatusOr<catalog::v1::Program> CreateProgram(
      absl::string_view parent, const catalog::v1::Program& program,
      absl::string_view program_id) = 0;
  // Writes the fields of `program` named in `fields`; none names all that are
  // set. A set etag must be the present one.
  virtual absl::StatusOr<catalog::v1::Program> UpdateProgram(
      const catalog::v1::Program& program,
      const std::vector<std::string>& fields) = 0;
  // `etag` may be empty.
  virtual absl::Status DeleteProgram(absl::string_view name,
                                     absl::string_view etag) = 0;

  // Imports `files` and waits for the report.
  virtual absl::StatusOr<catalog::v1::ImportReport> ImportPrograms(
      const std::vector<ImportFile>& files, const ImportOptions& options) = 0;
};

// The long deadline is for ImportPrograms.
using ClientOptions = client_call::ClientOptions;

// A client over a gRPC channel.
std::unique_ptr<CatalogClient> MakeCatalogClient(
    std::shared_ptr<grpc::ChannelInterface> channel,
    const ClientOptions& options = {});

}  // namespace plumbline::catalog_client

#endif  // PLUMBLINE_CLIENTS_CPP_CATALOG_CATALOG_CLIENT_H_
