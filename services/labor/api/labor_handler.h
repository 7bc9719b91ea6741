#ifndef PLUMBLINE_SERVICES_LABOR_API_LABOR_HANDLER_H_
#define PLUMBLINE_SERVICES_LABOR_API_LABOR_HANDLER_H_

#include <functional>

#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "plumbline/labor/v1/labor_service.grpc.pb.h"
#include "services/common/base/retention.h"
#include "services/common/rpc/operations.h"
#include "services/common/rpc/page_token.h"
#include "services/common/rpc/work_queue.h"
#include "services/labor/api/edition_cache.h"
#include "services/labor/api/onet_cache.h"
#include "services/labor/api/release_importer.h"
#include "services/labor/store/labor_store.h"

namespace plumbline::labor {

// What a handler works with. Everything outlives it.
struct LaborHandlerOptions {
  LaborStore* store = nullptr;
  // Remembers imports.
  rpc::OperationsHandler* operations = nullptr;
  ImportSteps steps = DefaultImportSteps();
  // How many bytes one import may have, over all its files.
  int64_t max_import_bytes = int64_t{256} << 20;
  std::function<absl::Time()> now = absl::Now;
  // Which editions PurgeEditions leaves alone.
  base::RetentionRule retention = {};
};

// Answers plumbline.labor.v1.LaborService. The methods that take a request
// alone are what the others ask; errors are those of the service.
class LaborHandler : public v1::LaborService::CallbackService {
 public:
  explicit LaborHandler(LaborHandlerOptions options);

  absl::StatusOr<v1::ListSourcesResponse> ListSources(
      const v1::ListSourcesRequest& request) const;
  absl::StatusOr<v1::Release> GetRelease(
      const v1::GetReleaseRequest& request) const;
  absl::StatusOr<v1::ListReleasesResponse> ListReleases(
      const v1::ListReleasesRequest& request) const;
  absl::StatusOr<google::longrunning::Operation> ImportRelease(
      const ImportOrder& order) const;
  absl::StatusOr<v1::Edition> PublishEdition(
      const v1::PublishEditionRequest& request) const;
  absl::StatusOr<v1::Edition> RollbackEdition(
      const v1::RollbackEditionRequest& request) const;
  absl::StatusOr<v1::PurgeEditionsResponse> PurgeEditions(
      const v1::PurgeEditionsRequest& request);
  absl::StatusOr<v1::Edition> GetEdition(
      const v1::GetEditionRequest& request) const;
  absl::StatusOr<v1::ListEditionsResponse> ListEditions(
      const v1::ListEditionsRequest& request) const;
  absl::StatusOr<v1::ListRegionsResponse> ListRegions(
      const v1::ListRegionsRequest& request);
  absl::StatusOr<v1::Occupation> GetOccupation(
      const v1::GetOccupationRequest& request);
  absl::StatusOr<v1::ListOccupationsResponse> ListOccupations(
      const v1::ListOccupationsRequest& request);
  absl::StatusOr<v1::Statistics> GetStatistics(
      const v1::GetStatisticsRequest& request);
  absl::StatusOr<v1::BatchGetStatisticsResponse> BatchGetStatistics(
      const v1::BatchGetStatisticsRequest& request);
  // The snapshot's bytes.
  absl::StatusOr<std::string> ReadSnapshot(
      const v1::DownloadSnapshotRequest& request) const;
  absl::StatusOr<std::string> ComposeSnapshot(
      const v1::ComposeSnapshotRequest& request) const;
  // The texts' bytes.
  absl::StatusOr<std::string> ReadTexts(
      const v1::DownloadTextsRequest& request);

  grpc::ServerUnaryReactor* ListSources(
      grpc::CallbackServerContext* context,
      const v1::ListSourcesRequest* request,
      v1::ListSourcesResponse* response) override;
  grpc::ServerUnaryReactor* GetRelease(grpc::CallbackServerContext* context,
                                       const v1::GetReleaseRequest* request,
                                       v1::Release* response) override;
  grpc::ServerUnaryReactor* ListReleases(
      grpc::CallbackServerContext* context,
      const v1::ListReleasesRequest* request,
      v1::ListReleasesResponse* response) override;
  grpc::ServerReadReactor<v1::ImportReleaseRequest>* ImportRelease(
      grpc::CallbackServerContext* context,
      google::longrunning::Operation* response) override;
  grpc::ServerUnaryReactor* PublishEdition(
      grpc::CallbackServerContext* context,
      const v1::PublishEditionRequest* request, v1::Edition* response) override;
  grpc::ServerUnaryReactor* RollbackEdition(
      grpc::CallbackServerContext* context,
      const v1::RollbackEditionRequest* request,
      v1::Edition* response) override;
  grpc::ServerUnaryReactor* PurgeEditions(
      grpc::CallbackServerContext* context,
      const v1::PurgeEditionsRequest* request,
      v1::PurgeEditionsResponse* response) override;
  grpc::ServerUnaryReactor* GetEdition(grpc::CallbackServerContext* context,
                                       const v1::GetEditionRequest* request,
                                       v1::Edition* response) override;
  grpc::ServerUnaryReactor* ListEditions(
      grpc::CallbackServerContext* context,
      const v1::ListEditionsRequest* request,
      v1::ListEditionsResponse* response) override;
  grpc::ServerUnaryReactor* ListRegions(
      grpc::CallbackServerContext* context,
      const v1::ListRegionsRequest* request,
      v1::ListRegionsResponse* response) override;
  grpc::ServerUnaryReactor* GetOccupation(
      grpc::CallbackServerContext* context,
      const v1::GetOccupationRequest* request,
      v1::Occupation* response) override;
  grpc::ServerUnaryReactor* ListOccupations(
      grpc::CallbackServerContext* context,
      const v1::ListOccupationsRequest* request,
      v1::ListOccupationsResponse* response) override;
  grpc::ServerUnaryReactor* GetStatistics(
      grpc::CallbackServerContext* context,
      const v1::GetStatisticsRequest* request,
      v1::Statistics* response) override;
  grpc::ServerUnaryReactor* BatchGetStatistics(
      grpc::CallbackServerContext* context,
      const v1::BatchGetStatisticsRequest* request,
      v1::BatchGetStatisticsResponse* response) override;
  grpc::ServerWriteReactor<v1::DownloadSnapshotResponse>* DownloadSnapshot(
      grpc::CallbackServerContext* context,
      const v1::DownloadSnapshotRequest* request) override;
  grpc::ServerWriteReactor<v1::DownloadSnapshotResponse>* ComposeSnapshot(
      grpc::CallbackServerContext* context,
      const v1::ComposeSnapshotRequest* request) override;
  grpc::ServerWriteReactor<v1::DownloadTextsResponse>* DownloadTexts(
      grpc::CallbackServerContext* context,
      const v1::DownloadTextsRequest* request) override;

 private:
  const LaborHandlerOptions options_;
  const ReleaseImporter importer_;
  const rpc::PageTokens page_tokens_ = rpc::PageTokens::WithRandomKey();
  EditionCache editions_;
  OnetCache onet_;
  // Imports and publications write: one at a time is enough. What waits holds
  // its files in memory. Last: what is queued uses the others.
  rpc::WorkQueue work_{/*threads=*/1, /*capacity=*/16};
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_API_LABOR_HANDLER_H_
