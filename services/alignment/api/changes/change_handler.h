#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_CHANGE_HANDLER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_CHANGE_HANDLER_H_

#include "absl/status/statusor.h"
#include "plumbline/alignment/v1/change_service.grpc.pb.h"
#include "services/alignment/api/changes/change_watch.h"
#include "services/alignment/api/changes/changes_between.h"
#include "services/alignment/api/runs/run_views.h"
#include "services/alignment/store/alignment_store.h"
#include "services/common/rpc/work_queue.h"

namespace plumbline::alignment {

// Answers ChangeService; its contract says what each method answers and
// refuses. Thread-safe.
class ChangeHandler : public v1::ChangeService::CallbackService {
 public:
  // All outlive the handler.
  struct Parts {
    AlignmentStore& store;
    RunViews& views;
    ChangeWatch& watch;
    ChangeSearch search;
    rpc::WorkQueue& reads;
    // For what takes long: comparing runs.
    rpc::WorkQueue& runs;
  };
  explicit ChangeHandler(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<v1::ListChangesResponse> ListChanges(
      const v1::ListChangesRequest& request) const;
  absl::StatusOr<v1::CompareRunsResponse> CompareRuns(
      const v1::CompareRunsRequest& request) const;

  grpc::ServerUnaryReactor* ListChanges(
      grpc::CallbackServerContext* context,
      const v1::ListChangesRequest* request,
      v1::ListChangesResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchChangesResponse>* WatchChanges(
      grpc::CallbackServerContext* context,
      const v1::WatchChangesRequest* request) override;
  grpc::ServerUnaryReactor* CompareRuns(
      grpc::CallbackServerContext* context,
      const v1::CompareRunsRequest* request,
      v1::CompareRunsResponse* response) override;

 private:
  const Parts parts_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_CHANGE_HANDLER_H_
