#ifndef PLUMBLINE_SERVICES_CATALOG_API_CATALOG_HANDLER_H_
#define PLUMBLINE_SERVICES_CATALOG_API_CATALOG_HANDLER_H_

#include <cstddef>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "plumbline/catalog/v1/catalog_service.grpc.pb.h"
#include "services/catalog/api/import_upload.h"
#include "services/catalog/store/catalog_store.h"
#include "services/common/rpc/operations.h"
#include "services/common/rpc/page_token.h"
#include "services/common/rpc/work_queue.h"

namespace plumbline::catalog {

struct CatalogHandlerOptions {
  // Says when a revision was written; nothing else depends on it.
  std::function<absl::Time()> now = absl::Now;
  UploadLimits upload;
  // How many whole uploads may wait while another is imported: each holds its
  // files in memory.
  size_t max_waiting_imports = 16;
};

// The methods of catalog.v1.CatalogService: each parses, asks, converts. Of
// each there are two: the one that gRPC calls and the one that does it, which
// tests call.
//
// Thread-safe.
class CatalogHandler : public v1::CatalogService::CallbackService {
 public:
  // `store` and `operations` outlive the handler.
  CatalogHandler(CatalogStore* store, rpc::OperationsHandler* operations,
                 rpc::PageTokens page_tokens,
                 CatalogHandlerOptions options = {});

  // clang-format off
  grpc::ServerUnaryReactor* GetProvider(grpc::CallbackServerContext* context, const v1::GetProviderRequest* request, v1::Provider* response) override;
  grpc::ServerUnaryReactor* ListProviders(grpc::CallbackServerContext* context, const v1::ListProvidersRequest* request, v1::ListProvidersResponse* response) override;
  grpc::ServerUnaryReactor* CreateProvider(grpc::CallbackServerContext* context, const v1::CreateProviderRequest* request, v1::Provider* response) override;
  grpc::ServerUnaryReactor* GetProgram(grpc::CallbackServerContext* context, const v1::GetProgramRequest* request, v1::Program* response) override;
  grpc::ServerUnaryReactor* ListPrograms(grpc::CallbackServerContext* context, const v1::ListProgramsRequest* request, v1::ListProgramsResponse* response) override;
  grpc::ServerUnaryReactor* ListProgramRevisions(grpc::CallbackServerContext* context, const v1::ListProgramRevisionsRequest* request, v1::ListProgramRevisionsResponse* response) override;
  grpc::ServerUnaryReactor* CreateProgram(grpc::CallbackServerContext* context, const v1::CreateProgramRequest* request, v1::Program* response) override;
  grpc::ServerUnaryReactor* UpdateProgram(grpc::CallbackServerContext* context, const v1::UpdateProgramRequest* request, v1::Program* response) override;
  grpc::ServerUnaryReactor* DeleteProgram(grpc::CallbackServerContext* context, const v1::DeleteProgramRequest* request, google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportProgramsRequest>* ImportPrograms(grpc::CallbackServerContext* context, google::longrunning::Operation* response) override;
  // clang-format on

  absl::StatusOr<v1::Provider> GetProvider(
      const v1::GetProviderRequest& request) const;
  absl::StatusOr<v1::ListProvidersResponse> ListProviders(
      const v1::ListProvidersRequest& request) const;
  absl::StatusOr<v1::Provider> CreateProvider(
      const v1::CreateProviderRequest& request);
  absl::StatusOr<v1::Program> GetProgram(
      const v1::GetProgramRequest& request) const;
  absl::StatusOr<v1::ListProgramsResponse> ListPrograms(
      const v1::ListProgramsRequest& request) const;
  absl::StatusOr<v1::ListProgramRevisionsResponse> ListProgramRevisions(
      const v1::ListProgramRevisionsRequest& request) const;
  absl::StatusOr<v1::Program> CreateProgram(
      const v1::CreateProgramRequest& request);
  absl::StatusOr<v1::Program> UpdateProgram(
      const v1::UpdateProgramRequest& request);
  absl::StatusOr<google::protobuf::Empty> DeleteProgram(
      const v1::DeleteProgramRequest& request);
  absl::StatusOr<google::longrunning::Operation> ImportPrograms(
      const ImportUpload& upload);

 private:
  // Where a listing starts: the moment it is pinned to and the key after which
  // it goes on.
  struct ListStart {
    Moment at = 0;
    std::string after;
  };
  // Errors: kNotFound, NOTHING_KNOWN; kInvalidArgument, PAGE_TOKEN_INVALID.
  template <typename Request>
  absl::StatusOr<ListStart> StartOf(const Request& request,
                                    const CatalogReader& reader) const;

  // What `find(reader)` answers on a consistent view.
  template <typename Response, typename Find>
  absl::StatusOr<Response> Read(const Find& find) const;

  // What `change(writer)` answers, in one transaction, once per request id.
  template <typename Response, typename Change>
  absl::StatusOr<Response> Write(const std::string& request_id,
                                 std::string fingerprint, bool validate_only,
                                 const Change& change);

  CatalogStore& store_;
  rpc::OperationsHandler& operations_;
  const rpc::PageTokens page_tokens_;
  const CatalogHandlerOptions options_;
  // Imports write: one at a time is enough. Last: what is queued uses the
  // others.
  rpc::WorkQueue imports_;
};

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_API_CATALOG_HANDLER_H_
