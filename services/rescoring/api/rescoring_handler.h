#ifndef PLUMBLINE_SERVICES_RESCORING_API_RESCORING_HANDLER_H_
#define PLUMBLINE_SERVICES_RESCORING_API_RESCORING_HANDLER_H_

#include <functional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "plumbline/rescoring/v1/rescoring_service.grpc.pb.h"
#include "services/common/rpc/page_token.h"
#include "services/common/rpc/work_queue.h"
#include "services/rescoring/api/source_watcher.h"
#include "services/rescoring/store/rescoring_store.h"

namespace plumbline::rescoring {

// The methods of rescoring.v1.RescoringService. Of each there are two: the one
// that gRPC calls and the one that does it.
//
// Thread-safe.
class RescoringHandler : public v1::RescoringService::CallbackService {
 public:
  struct Parts {
    // Outlive the handler.
    RescoringStore& store;
    SourceWatcher& watcher;
    // Publishers are asked on its threads; ends before the handler.
    rpc::WorkQueue& checks;
    // There is something to do.
    std::function<void()> wake;
    std::function<absl::Time()> now;
  };

  explicit RescoringHandler(Parts parts) : parts_(std::move(parts)) {}

  // clang-format off
  grpc::ServerUnaryReactor* CheckSources(grpc::CallbackServerContext* context, const v1::CheckSourcesRequest* request, v1::CheckSourcesResponse* response) override;
  grpc::ServerUnaryReactor* ListSourceChecks(grpc::CallbackServerContext* context, const v1::ListSourceChecksRequest* request, v1::ListSourceChecksResponse* response) override;
  grpc::ServerUnaryReactor* GetJob(grpc::CallbackServerContext* context, const v1::GetJobRequest* request, v1::Job* response) override;
  grpc::ServerUnaryReactor* ListJobs(grpc::CallbackServerContext* context, const v1::ListJobsRequest* request, v1::ListJobsResponse* response) override;
  grpc::ServerUnaryReactor* RetryJob(grpc::CallbackServerContext* context, const v1::RetryJobRequest* request, v1::Job* response) override;
  grpc::ServerUnaryReactor* RunScoring(grpc::CallbackServerContext* context, const v1::RunScoringRequest* request, v1::Job* response) override;
  // clang-format on

  absl::StatusOr<v1::CheckSourcesResponse> CheckSources(
      const v1::CheckSourcesRequest& request);
  absl::StatusOr<v1::ListSourceChecksResponse> ListSourceChecks(
      const v1::ListSourceChecksRequest& request);
  absl::StatusOr<v1::Job> GetJob(const v1::GetJobRequest& request);
  absl::StatusOr<v1::ListJobsResponse> ListJobs(
      const v1::ListJobsRequest& request);
  absl::StatusOr<v1::Job> RetryJob(const v1::RetryJobRequest& request);
  absl::StatusOr<v1::Job> RunScoring(const v1::RunScoringRequest& request);

 private:
  // Below which number a page begins.
  template <typename Request>
  absl::StatusOr<int64_t> Before(const Request& request) const;

  const Parts parts_;
  const rpc::PageTokens tokens_ = rpc::PageTokens::WithRandomKey();
};

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_API_RESCORING_HANDLER_H_
