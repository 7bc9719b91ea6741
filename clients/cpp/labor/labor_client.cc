#include "clients/cpp/labor/labor_client.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "grpcpp/grpcpp.h"
#include "plumbline/labor/v1/labor_service.grpc.pb.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"
#include "services/common/rpc/status.h"

namespace plumbline::labor_client {
namespace {

namespace v1 = labor::v1;

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

class GrpcLaborClient : public LaborClient {
 public:
  GrpcLaborClient(std::shared_ptr<grpc::ChannelInterface> channel,
                  const ClientOptions& options)
      : stub_(v1::LaborService::NewStub(std::move(channel))),
        options_(options) {}

  absl::StatusOr<std::vector<v1::Source>> ListSources() override {
    return AllPages<v1::Source>(
        v1::ListSourcesRequest(), &v1::LaborService::Stub::ListSources,
        [](v1::ListSourcesResponse& page) { return page.mutable_sources(); });
  }

  absl::StatusOr<v1::Release> ImportRelease(
      absl::string_view release, const std::vector<ImportFile>& files,
      const ImportOptions& options) override {
    v1::ImportReleaseRequest first;
    auto& target = *first.mutable_target();
    target.set_release(std::string(release));
    target.set_address(options.address);
    target.set_validate_only(options.validate_only);
    target.set_request_id(OrFresh(options.request_id));
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto operation,
        Retry<google::longrunning::Operation>(
            options_.long_deadline, [&](grpc::ClientContext* context,
                                        google::longrunning::Operation* reply) {
              return SendFiles(context, first, files, reply);
            }));
    return ReleaseOf(operation);
  }

  absl::StatusOr<v1::Release> GetRelease(absl::string_view name) override {
    v1::GetReleaseRequest request;
    request.set_name(std::string(name));
    return Call<v1::Release>(request, &v1::LaborService::Stub::GetRelease);
  }

  absl::StatusOr<std::vector<v1::Release>> ListReleases(
      absl::string_view parent) override {
    v1::ListReleasesRequest request;
    request.set_parent(std::string(parent));
    return AllPages<v1::Release>(
        request, &v1::LaborService::Stub::ListReleases,
        [](v1::ListReleasesResponse& page) { return page.mutable_releases(); });
  }

  absl::StatusOr<v1::Edition> PublishEdition(
      const std::vector<std::string>& releases,
      const std::vector<std::string>& crosswalk_layers,
      const PublishOptions& options) override {
    v1::PublishEditionRequest request;
    auto& edition = *request.mutable_edition();
    edition.set_name(options.name);
    edition.set_description(options.description);
    *edition.mutable_releases() = {releases.begin(), releases.end()};
    *edition.mutable_crosswalk_layers() = {crosswalk_layers.begin(),
                                           crosswalk_layers.end()};
    request.set_validate_only(options.validate_only);
    request.set_request_id(OrFresh(options.request_id));
    return Call<v1::Edition>(request, &v1::LaborService::Stub::PublishEdition,
                             options_.long_deadline);
  }

  absl::StatusOr<v1::Edition> RollbackEdition(absl::string_view name) override {
    v1::RollbackEditionRequest request;
    request.set_name(std::string(name));
    request.set_request_id(FreshRequestId());
    return Call<v1::Edition>(request, &v1::LaborService::Stub::RollbackEdition);
  }

  absl::StatusOr<v1::Edition> GetEdition(absl::string_view name) override {
    v1::GetEditionRequest request;
    request.set_name(std::string(name));
    return Call<v1::Edition>(request, &v1::LaborService::Stub::GetEdition);
  }

  absl::StatusOr<std::vector<v1::Edition>> ListEditions() override {
    return AllPages<v1::Edition>(
        v1::ListEditionsRequest(), &v1::LaborService::Stub::ListEditions,
        [](v1::ListEditionsResponse& page) { return page.mutable_editions(); });
  }

  absl::StatusOr<std::vector<v1::Region>> ListRegions(
      absl::string_view edition) override {
    v1::ListRegionsRequest request;
    request.set_parent(std::string(edition));
    return AllPages<v1::Region>(
        request, &v1::LaborService::Stub::ListRegions,
        [](v1::ListRegionsResponse& page) { return page.mutable_regions(); });
  }

  absl::StatusOr<v1::Occupation> GetOccupation(
      absl::string_view code, absl::string_view edition) override {
    v1::GetOccupationRequest request;
    request.set_name(absl::StrCat("occupations/", code));
    request.set_edition(std::string(edition));
    return Call<v1::Occupation>(request,
                                &v1::LaborService::Stub::GetOccupation);
  }

  absl::StatusOr<std::vector<v1::Occupation>> ListOccupations(
      absl::string_view edition) override {
    v1::ListOccupationsRequest request;
    request.set_parent(std::string(edition));
    return AllPages<v1::Occupation>(request,
                                    &v1::LaborService::Stub::ListOccupations,
                                    [](v1::ListOccupationsResponse& page) {
                                      return page.mutable_occupations();
                                    });
  }

  absl::StatusOr<v1::Statistics> GetStatistics(
      absl::string_view name, absl::string_view reference_period) override {
    v1::GetStatisticsRequest request;
    request.set_name(std::string(name));
    request.set_reference_period(std::string(reference_period));
    return Call<v1::Statistics>(request,
                                &v1::LaborService::Stub::GetStatistics);
  }

  absl::StatusOr<v1::BatchGetStatisticsResponse> BatchGetStatistics(
      const std::vector<std::string>& names) override {
    v1::BatchGetStatisticsRequest request;
    *request.mutable_names() = {names.begin(), names.end()};
    return Call<v1::BatchGetStatisticsResponse>(
        request, &v1::LaborService::Stub::BatchGetStatistics);
  }

  absl::StatusOr<DownloadedSnapshot> DownloadSnapshot(
      absl::string_view edition) override {
    DownloadedSnapshot result;
    // The real name first: `latest` may move while the bytes come.
    PLUMBLINE_ASSIGN_OR_RETURN(result.edition, GetEdition(edition));
    v1::DownloadSnapshotRequest request;
    request.set_name(result.edition.name());
    PLUMBLINE_ASSIGN_OR_RETURN(
        result.bytes,
        Retry<std::string>(
            options_.long_deadline,
            [&](grpc::ClientContext* context, std::string* bytes) {
              return Receive(context, request, bytes);
            }));
    const std::string digest = base::Sha256Hex(result.bytes);
    if (digest != result.edition.snapshot_sha256()) {
      return absl::DataLossError(absl::StrCat(
          "the snapshot of ", result.edition.name(), " arrived with SHA-256 ",
          digest, " instead of ", result.edition.snapshot_sha256(),
          ": download it again"));
    }
    return result;
  }

 private:
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
  using UnaryMethod = grpc::Status (v1::LaborService::Stub::*)(
      grpc::ClientContext*, const Request&, Response*);

  template <typename Response, typename Request>
  absl::StatusOr<Response> Call(const Request& request,
                                UnaryMethod<Response, Request> method,
                                absl::Duration deadline) const {
    return Retry<Response>(
        deadline, [&](grpc::ClientContext* context, Response* reply) {
          return (stub_.get()->*method)(context, request, reply);
        });
  }
  template <typename Response, typename Request>
  absl::StatusOr<Response> Call(const Request& request,
                                UnaryMethod<Response, Request> method) const {
    return Call(request, method, options_.deadline);
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
                         const v1::ImportReleaseRequest& first,
                         const std::vector<ImportFile>& files,
                         google::longrunning::Operation* reply) const {
    const auto writer = stub_->ImportRelease(context, reply);
    bool open = writer->Write(first);
    for (size_t i = 0; open && i < files.size(); ++i) {
      open = SendFile(writer.get(), files[i]);
    }
    writer->WritesDone();
    return writer->Finish();
  }

  // False when the service has stopped listening; Finish() says why.
  static bool SendFile(grpc::ClientWriter<v1::ImportReleaseRequest>* writer,
                       const ImportFile& file) {
    size_t sent = 0;
    do {  // An empty file is sent as one empty chunk.
      const absl::string_view part = file.bytes.substr(sent, kChunkBytes);
      v1::ImportReleaseRequest request;
      request.mutable_chunk()->set_path(file.path);
      request.mutable_chunk()->set_content(part.data(), part.size());
      if (!writer->Write(request)) return false;
      sent += part.size();
    } while (sent < file.bytes.size());
    return true;
  }

  grpc::Status Receive(grpc::ClientContext* context,
                       const v1::DownloadSnapshotRequest& request,
                       std::string* bytes) const {
    const auto reader = stub_->DownloadSnapshot(context, request);
    v1::DownloadSnapshotResponse part;
    while (reader->Read(&part)) bytes->append(part.content());
    return reader->Finish();
  }

  static absl::StatusOr<v1::Release> ReleaseOf(
      const google::longrunning::Operation& operation) {
    if (operation.has_error()) {
      return rpc::FromGrpcStatus(grpc::Status(
          static_cast<grpc::StatusCode>(operation.error().code()),
          operation.error().message(), operation.error().SerializeAsString()));
    }
    v1::Release release;
    if (!operation.done() || !operation.response().UnpackTo(&release)) {
      return absl::InternalError(absl::StrCat(
          operation.name(),
          " ended without a release: ask for the release by name"));
    }
    return release;
  }

  const std::unique_ptr<v1::LaborService::Stub> stub_;
  const ClientOptions options_;
};

}  // namespace

std::unique_ptr<LaborClient> MakeLaborClient(
    std::shared_ptr<grpc::ChannelInterface> channel,
    const ClientOptions& options) {
  return std::make_unique<GrpcLaborClient>(std::move(channel), options);
}

}  // namespace plumbline::labor_client
