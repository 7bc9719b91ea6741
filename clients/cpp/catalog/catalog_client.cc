#include "clients/cpp/catalog/catalog_client.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cpp/call/request_id.h"
#include "clients/cpp/call/stub_calls.h"
#include "clients/cpp/call/upload.h"
#include "grpcpp/grpcpp.h"
#include "plumbline/catalog/v1/catalog_service.grpc.pb.h"
#include "services/common/base/status_macros.h"

namespace plumbline::catalog_client {
namespace {

namespace v1 = catalog::v1;
using client_call::FreshRequestId;
using client_call::OrFresh;
using Stub = v1::CatalogService::Stub;

class GrpcCatalogClient : public CatalogClient {
 public:
  GrpcCatalogClient(std::shared_ptr<grpc::ChannelInterface> channel,
                    const ClientOptions& options)
      : channel_(std::move(channel)),
        options_(options),
        calls_(v1::CatalogService::NewStub(channel_), options) {}

  std::unique_ptr<CatalogClient> At(absl::Time time) const override {
    ClientOptions options = options_;
    options.as_of = time;
    return std::make_unique<GrpcCatalogClient>(channel_, options);
  }

  absl::StatusOr<v1::Provider> GetProvider(absl::string_view name) override {
    v1::GetProviderRequest request;
    request.set_name(std::string(name));
    return calls_.Call<v1::Provider>(calls_.Dated(request), &Stub::GetProvider);
  }

  absl::StatusOr<std::vector<v1::Provider>> ListProviders() override {
    return calls_.AllPages<v1::Provider>(
        calls_.Dated(v1::ListProvidersRequest()), &Stub::ListProviders,
        [](v1::ListProvidersResponse& page) {
          return page.mutable_providers();
        });
  }

  absl::StatusOr<v1::Provider> CreateProvider(
      const v1::Provider& provider, absl::string_view provider_id) override {
    v1::CreateProviderRequest request;
    *request.mutable_provider() = provider;
    request.set_provider_id(std::string(provider_id));
    request.set_request_id(FreshRequestId());
    return calls_.Call<v1::Provider>(request, &Stub::CreateProvider);
  }

  absl::StatusOr<v1::Program> GetProgram(
      absl::string_view name, absl::string_view revision_id) override {
    v1::GetProgramRequest request;
    request.set_name(std::string(name));
    request.set_revision_id(std::string(revision_id));
    return calls_.Call<v1::Program>(calls_.Dated(request), &Stub::GetProgram);
  }

  absl::StatusOr<std::vector<v1::Program>> ListPrograms(
      absl::string_view parent) override {
    v1::ListProgramsRequest request;
    request.set_parent(std::string(parent));
    return calls_.AllPages<v1::Program>(
        calls_.Dated(request), &Stub::ListPrograms,
        [](v1::ListProgramsResponse& page) { return page.mutable_programs(); });
  }

  absl::StatusOr<std::vector<v1::Program>> ListProgramRevisions(
      absl::string_view name) override {
    v1::ListProgramRevisionsRequest request;
    request.set_name(std::string(name));
    return calls_.AllPages<v1::Program>(
        calls_.Dated(request), &Stub::ListProgramRevisions,
        [](v1::ListProgramRevisionsResponse& page) {
          return page.mutable_programs();
        });
  }

  absl::StatusOr<v1::Program> CreateProgram(
      absl::string_view parent, const v1::Program& program,
      absl::string_view program_id) override {
    v1::CreateProgramRequest request;
    request.set_parent(std::string(parent));
    *request.mutable_program() = program;
    request.set_program_id(std::string(program_id));
    request.set_request_id(FreshRequestId());
    return calls_.Call<v1::Program>(request, &Stub::CreateProgram);
  }

  absl::StatusOr<v1::Program> UpdateProgram(
      const v1::Program& program,
      const std::vector<std::string>& fields) override {
    v1::UpdateProgramRequest request;
    *request.mutable_program() = program;
    *request.mutable_update_mask()->mutable_paths() = {fields.begin(),
                                                       fields.end()};
    request.set_request_id(FreshRequestId());
    return calls_.Call<v1::Program>(request, &Stub::UpdateProgram);
  }

  absl::Status DeleteProgram(absl::string_view name,
                             absl::string_view etag) override {
    v1::DeleteProgramRequest request;
    request.set_name(std::string(name));
    request.set_etag(std::string(etag));
    request.set_request_id(FreshRequestId());
    return calls_.Call<google::protobuf::Empty>(request, &Stub::DeleteProgram)
        .status();
  }

  absl::StatusOr<v1::ImportReport> ImportPrograms(
      const std::vector<ImportFile>& files,
      const ImportOptions& options) override {
    v1::ImportProgramsRequest first;
    auto& target = *first.mutable_target();
    target.set_format(options.format);
    target.set_validate_only(options.validate_only);
    target.set_request_id(OrFresh(options.request_id));
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto operation,
        calls_.CallLong<google::longrunning::Operation>(
            [&](grpc::ClientContext* context,
                google::longrunning::Operation* reply) {
              const auto writer = calls_.stub().ImportPrograms(context, reply);
              return client_call::Upload(first, files, *writer);
            }));
    return ReportOf(operation);
  }

 private:
  static absl::StatusOr<v1::ImportReport> ReportOf(
      const google::longrunning::Operation& operation) {
    v1::ImportReport report;
    if (!operation.done() || !operation.response().UnpackTo(&report)) {
      return absl::InternalError(
          absl::StrCat(operation.name(),
                       " ended without a report: list the programs to see "
                       "what was imported"));
    }
    return report;
  }

  const std::shared_ptr<grpc::ChannelInterface> channel_;
  const ClientOptions options_;
  const client_call::StubCalls<Stub> calls_;
};

}  // namespace

std::unique_ptr<CatalogClient> MakeCatalogClient(
    std::shared_ptr<grpc::ChannelInterface> channel,
    const ClientOptions& options) {
  return std::make_unique<GrpcCatalogClient>(std::move(channel), options);
}

}  // namespace plumbline::catalog_client
