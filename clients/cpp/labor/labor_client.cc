#include "clients/cpp/labor/labor_client.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cpp/call/request_id.h"
#include "clients/cpp/call/stub_calls.h"
#include "clients/cpp/call/upload.h"
#include "grpcpp/grpcpp.h"
#include "plumbline/labor/v1/labor_service.grpc.pb.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"
#include "services/common/rpc/status.h"

namespace plumbline::labor_client {
namespace {

namespace v1 = labor::v1;
using client_call::FreshRequestId;
using client_call::OrFresh;
using Stub = v1::LaborService::Stub;

class GrpcLaborClient : public LaborClient {
 public:
  GrpcLaborClient(std::shared_ptr<grpc::ChannelInterface> channel,
                  const ClientOptions& options)
      : channel_(std::move(channel)),
        options_(options),
        calls_(v1::LaborService::NewStub(channel_), options) {}

  std::unique_ptr<LaborClient> At(absl::Time time) const override {
    ClientOptions options = options_;
    options.as_of = time;
    return std::make_unique<GrpcLaborClient>(channel_, options);
  }

  absl::StatusOr<std::vector<v1::Source>> ListSources() override {
    return calls_.AllPages<v1::Source>(
        v1::ListSourcesRequest(), &Stub::ListSources,
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
        calls_.CallLong<google::longrunning::Operation>(
            [&](grpc::ClientContext* context,
                google::longrunning::Operation* reply) {
              const auto writer = calls_.stub().ImportRelease(context, reply);
              return client_call::Upload(first, files, *writer);
            }));
    return ReleaseOf(operation);
  }

  absl::StatusOr<v1::Release> GetRelease(absl::string_view name) override {
    v1::GetReleaseRequest request;
    request.set_name(std::string(name));
    return calls_.Call<v1::Release>(request, &Stub::GetRelease);
  }

  absl::StatusOr<std::vector<v1::Release>> ListReleases(
      absl::string_view parent) override {
    v1::ListReleasesRequest request;
    request.set_parent(std::string(parent));
    return calls_.AllPages<v1::Release>(
        calls_.Dated(request), &Stub::ListReleases,
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
    return calls_.CallLong<v1::Edition>(request, &Stub::PublishEdition);
  }

  absl::StatusOr<v1::Edition> RollbackEdition(absl::string_view name) override {
    v1::RollbackEditionRequest request;
    request.set_name(std::string(name));
    request.set_request_id(FreshRequestId());
    return calls_.Call<v1::Edition>(request, &Stub::RollbackEdition);
  }

  absl::StatusOr<v1::Edition> GetEdition(absl::string_view name) override {
    v1::GetEditionRequest request;
    request.set_name(std::string(name));
    return calls_.Call<v1::Edition>(calls_.Dated(request), &Stub::GetEdition);
  }

  absl::StatusOr<std::vector<v1::Edition>> ListEditions() override {
    return calls_.AllPages<v1::Edition>(
        calls_.Dated(v1::ListEditionsRequest()), &Stub::ListEditions,
        [](v1::ListEditionsResponse& page) { return page.mutable_editions(); });
  }

  absl::StatusOr<v1::PurgeEditionsResponse> PurgeEditions(
      const std::vector<std::string>& pinned, bool validate_only) override {
    v1::PurgeEditionsRequest request;
    *request.mutable_pinned() = {pinned.begin(), pinned.end()};
    request.set_validate_only(validate_only);
    request.set_request_id(FreshRequestId());
    return calls_.CallLong<v1::PurgeEditionsResponse>(request,
                                                      &Stub::PurgeEditions);
  }

  absl::StatusOr<std::vector<v1::Region>> ListRegions(
      absl::string_view edition) override {
    v1::ListRegionsRequest request;
    request.set_parent(std::string(edition));
    return calls_.AllPages<v1::Region>(
        calls_.Dated(request), &Stub::ListRegions,
        [](v1::ListRegionsResponse& page) { return page.mutable_regions(); });
  }

  absl::StatusOr<v1::Occupation> GetOccupation(
      absl::string_view code, absl::string_view edition,
      v1::OccupationView view) override {
    v1::GetOccupationRequest request;
    request.set_name(absl::StrCat("occupations/", code));
    request.set_edition(std::string(edition));
    request.set_view(view);
    return calls_.Call<v1::Occupation>(calls_.Dated(request),
                                       &Stub::GetOccupation);
  }

  absl::StatusOr<std::vector<v1::Occupation>> ListOccupations(
      absl::string_view edition) override {
    v1::ListOccupationsRequest request;
    request.set_parent(std::string(edition));
    return calls_.AllPages<v1::Occupation>(
        calls_.Dated(request), &Stub::ListOccupations,
        [](v1::ListOccupationsResponse& page) {
          return page.mutable_occupations();
        });
  }

  absl::StatusOr<v1::Statistics> GetStatistics(
      absl::string_view name, absl::string_view reference_period) override {
    v1::GetStatisticsRequest request;
    request.set_name(std::string(name));
    request.set_reference_period(std::string(reference_period));
    return calls_.Call<v1::Statistics>(calls_.Dated(request),
                                       &Stub::GetStatistics);
  }

  absl::StatusOr<v1::BatchGetStatisticsResponse> BatchGetStatistics(
      const std::vector<std::string>& names) override {
    v1::BatchGetStatisticsRequest request;
    *request.mutable_names() = {names.begin(), names.end()};
    return calls_.Call<v1::BatchGetStatisticsResponse>(
        calls_.Dated(request), &Stub::BatchGetStatistics);
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
        calls_.CallLong<std::string>(
            [&](grpc::ClientContext* context, std::string* bytes) {
              return Receive<v1::DownloadSnapshotResponse>(
                  calls_.stub().DownloadSnapshot(context, request), bytes);
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

  absl::StatusOr<std::string> ComposeSnapshot(
      const std::vector<std::string>& releases,
      const std::vector<std::string>& crosswalk_layers) override {
    v1::ComposeSnapshotRequest request;
    *request.mutable_releases() = {releases.begin(), releases.end()};
    *request.mutable_crosswalk_layers() = {crosswalk_layers.begin(),
                                           crosswalk_layers.end()};
    return calls_.CallLong<std::string>(
        [&](grpc::ClientContext* context, std::string* bytes) {
          return Receive<v1::DownloadSnapshotResponse>(
              calls_.stub().ComposeSnapshot(context, request), bytes);
        });
  }

  absl::StatusOr<v1::EditionTexts> DownloadTexts(
      absl::string_view edition) override {
    v1::DownloadTextsRequest undated;
    undated.set_name(std::string(edition));
    const v1::DownloadTextsRequest request = calls_.Dated(std::move(undated));
    PLUMBLINE_ASSIGN_OR_RETURN(
        const std::string bytes,
        calls_.CallLong<std::string>(
            [&](grpc::ClientContext* context, std::string* received) {
              return Receive<v1::DownloadTextsResponse>(
                  calls_.stub().DownloadTexts(context, request), received);
            }));
    v1::EditionTexts texts;
    if (texts.ParseFromString(bytes)) return texts;
    return absl::DataLossError(
        absl::StrCat("what labor sent for ", std::string(edition),
                     " are no texts: download them again"));
  }

 private:
  template <typename Part, typename Reader>
  static grpc::Status Receive(const Reader& reader, std::string* bytes) {
    Part part;
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

  const std::shared_ptr<grpc::ChannelInterface> channel_;
  const ClientOptions options_;
  const client_call::StubCalls<Stub> calls_;
};

}  // namespace

std::unique_ptr<LaborClient> MakeLaborClient(
    std::shared_ptr<grpc::ChannelInterface> channel,
    const ClientOptions& options) {
  return std::make_unique<GrpcLaborClient>(std::move(channel), options);
}

}  // namespace plumbline::labor_client
