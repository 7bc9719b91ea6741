#include "clients/cpp/catalog/catalog_client.h"

#include <chrono>
#include <iterator>
#include <random>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "grpcpp/grpcpp.h"
#include "plumbline/catalog/v1/catalog_service.grpc.pb.h"
#include "services/common/base/status_macros.h"
#include "services/common/rpc/status.h"

namespace plumbline::catalog_client {
namespace {

namespace v1 = catalog::v1;

constexpr size_t kChunkBytes = size_t{1} << 20;
constexpr int kPageSize = 1000;

// A UUID of version 4. Randomness here names a call; no result depends on it.
std::string FreshRequestId() {
  std::random_device source;
  std::uniform_int_distribution<uint64_t> bits;
  const uint64_t high = bits(source);
  const uint64_t low = bits(source);
  return absl::StrFormat("%08x-%04x-4%03x-%04x-%012x", high >> 32,
                         (high >> 16) & 0xffff, high & 0xfff,
                         0x8000 | ((low >> 48) & 0x3fff), low & 0xffffffffffff);
}

std::string OrFresh(const std::string& request_id) {
  return request_id.empty() ? FreshRequestId() : request_id;
}

class GrpcCatalogClient : public CatalogClient {
 public:
  GrpcCatalogClient(std::shared_ptr<grpc::ChannelInterface> channel,
                    const ClientOptions& options)
      : stub_(v1::CatalogService::NewStub(std::move(channel))),
        options_(options) {}

  absl::StatusOr<v1::Provider> GetProvider(absl::string_view name) override {
    v1::GetProviderRequest request;
    request.set_name(std::string(name));
    return Call<v1::Provider>(request, &Stub::GetProvider);
  }

  absl::StatusOr<std::vector<v1::Provider>> ListProviders() override {
    return AllPages<v1::Provider>(v1::ListProvidersRequest(),
                                  &Stub::ListProviders,
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
    return Call<v1::Provider>(request, &Stub::CreateProvider);
  }

  absl::StatusOr<v1::Program> GetProgram(
      absl::string_view name, absl::string_view revision_id) override {
    v1::GetProgramRequest request;
    request.set_name(std::string(name));
    request.set_revision_id(std::string(revision_id));
    return Call<v1::Program>(request, &Stub::GetProgram);
  }

  absl::StatusOr<std::vector<v1::Program>> ListPrograms(
      absl::string_view parent) override {
    v1::ListProgramsRequest request;
    request.set_parent(std::string(parent));
    return AllPages<v1::Program>(
        request, &Stub::ListPrograms,
        [](v1::ListProgramsResponse& page) { return page.mutable_programs(); });
  }

  absl::StatusOr<std::vector<v1::Program>> ListProgramRevisions(
      absl::string_view name) override {
    v1::ListProgramRevisionsRequest request;
    request.set_name(std::string(name));
    return AllPages<v1::Program>(request, &Stub::ListProgramRevisions,
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
    return Call<v1::Program>(request, &Stub::CreateProgram);
  }

  absl::StatusOr<v1::Program> UpdateProgram(
      const v1::Program& program,
      const std::vector<std::string>& fields) override {
    v1::UpdateProgramRequest request;
    *request.mutable_program() = program;
    *request.mutable_update_mask()->mutable_paths() = {fields.begin(),
                                                       fields.end()};
    request.set_request_id(FreshRequestId());
    return Call<v1::Program>(request, &Stub::UpdateProgram);
  }

  absl::Status DeleteProgram(absl::string_view name,
                             absl::string_view etag) override {
    v1::DeleteProgramRequest request;
    request.set_name(std::string(name));
    request.set_etag(std::string(etag));
    request.set_request_id(FreshRequestId());
    return Call<google::protobuf::Empty>(request, &Stub::DeleteProgram)
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
        Retry<google::longrunning::Operation>(
            options_.long_deadline, [&](grpc::ClientContext* context,
                                        google::longrunning::Operation* reply) {
              return SendFiles(context, first, files, reply);
            }));
    return ReportOf(operation);
  }

 private:
  using Stub = v1::CatalogService::Stub;

  // Makes `call(context, &reply)` until it succeeds, fails with anything but
  // UNAVAILABLE, or the attempts are used up.
  template <typename Reply, typename CallOnce>
  absl::StatusOr<Reply> Retry(absl::Duration deadline,
                              const CallOnce& call) const {
    absl::Duration wait = options_.first_wait;
    for (int attempt = 1;; ++attempt) {
      grpc::ClientContext context;
      context.set_deadline(std::chrono::system_clock::now() +
                           absl::ToChronoMicroseconds(deadline));
      Reply reply;
      const grpc::Status status = call(&context, &reply);
      if (status.ok()) return reply;
      if (status.error_code() != grpc::StatusCode::UNAVAILABLE ||
          attempt >= options_.attempts) {
        return rpc::FromGrpcStatus(status);
      }
      std::this_thread::sleep_for(absl::ToChronoMicroseconds(wait));
      wait *= 2;
    }
  }

  template <typename Response, typename Request>
  using UnaryMethod = grpc::Status (v1::CatalogService::Stub::*)(
      grpc::ClientContext*, const Request&, Response*);

  template <typename Response, typename Request>
  absl::StatusOr<Response> Call(const Request& request,
                                UnaryMethod<Response, Request> method) const {
    return Retry<Response>(
        options_.deadline, [&](grpc::ClientContext* context, Response* reply) {
          return (stub_.get()->*method)(context, request, reply);
        });
  }

  template <typename Item, typename Request, typename Response,
            typename ItemsOf>
  absl::StatusOr<std::vector<Item>> AllPages(
      Request request, UnaryMethod<Response, Request> method,
      const ItemsOf& items_of) const {
    std::vector<Item> all;
    request.set_page_size(kPageSize);
    do {
      PLUMBLINE_ASSIGN_OR_RETURN(Response page,
                                 Call<Response>(request, method));
      auto* items = items_of(page);
      std::move(items->begin(), items->end(), std::back_inserter(all));
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return all;
  }

  grpc::Status SendFiles(grpc::ClientContext* context,
                         const v1::ImportProgramsRequest& first,
                         const std::vector<ImportFile>& files,
                         google::longrunning::Operation* reply) const {
    const auto writer = stub_->ImportPrograms(context, reply);
    bool open = writer->Write(first);
    for (size_t i = 0; open && i < files.size(); ++i) {
      open = SendFile(writer.get(), files[i]);
    }
    writer->WritesDone();
    return writer->Finish();
  }

  // False when the service has stopped listening; Finish() says why.
  static bool SendFile(grpc::ClientWriter<v1::ImportProgramsRequest>* writer,
                       const ImportFile& file) {
    size_t sent = 0;
    do {  // An empty file is sent as one empty chunk.
      const absl::string_view part = file.bytes.substr(sent, kChunkBytes);
      v1::ImportProgramsRequest request;
      request.mutable_chunk()->set_path(file.path);
      request.mutable_chunk()->set_content(part.data(), part.size());
      if (!writer->Write(request)) return false;
      sent += part.size();
    } while (sent < file.bytes.size());
    return true;
  }

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

  const std::unique_ptr<v1::CatalogService::Stub> stub_;
  const ClientOptions options_;
};

}  // namespace

std::unique_ptr<CatalogClient> MakeCatalogClient(
    std::shared_ptr<grpc::ChannelInterface> channel,
    const ClientOptions& options) {
  return std::make_unique<GrpcCatalogClient>(std::move(channel), options);
}

}  // namespace plumbline::catalog_client
