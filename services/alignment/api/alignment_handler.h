#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_ALIGNMENT_HANDLER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_ALIGNMENT_HANDLER_H_

#include <grpcpp/support/byte_buffer.h>

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "plumbline/alignment/v1/alignment_service.grpc.pb.h"
#include "services/alignment/api/matching/text_reader.h"
#include "services/alignment/api/overrides/override_index.h"
#include "services/alignment/api/runs/run_views.h"
#include "services/alignment/api/scoring/pinned_views.h"
#include "services/alignment/api/scoring/run_maker.h"
#include "services/common/base/retention.h"
#include "services/common/rpc/page_token.h"
#include "services/common/rpc/work_queue.h"

namespace plumbline::alignment {

// AlignmentService over the run that is served and the store behind it. What
// each method answers and refuses is in the contract.
//
// GetAlignment at the served run is answered on gRPC's own thread; everything
// else may wait for the store or for labor and is done on `reads`, runs on
// `runs`, which has one thread.
//
// GetAlignment sends the bytes that the run keeps: making a message of them
// only to write it out again would cost more than the look-up. Overrides are no
// part of a run: they are added to the few answers that they stand beside.
class AlignmentHandler final
    : public v1::AlignmentService::WithRawCallbackMethod_GetAlignment<
          v1::AlignmentService::CallbackService> {
 public:
  // What the handler works with; all outlive it.
  struct Parts {
    AlignmentStore& store;
    RunViews& views;
    EditionCache& editions;
    RunMaker& maker;
    const rpc::PageTokens& tokens;
    rpc::WorkQueue& reads;
    rpc::WorkQueue& runs;
    const OverrideIndex& overrides;
    const TextReader& texts;
    PinnedViews& pinned;
    std::function<absl::Time()> clock;
    int threads = 1;
    // Which runs PurgeRuns leaves alone.
    base::RetentionRule retention = {};
  };
  explicit AlignmentHandler(const Parts& parts) : parts_(parts) {}

  // The bytes of a v1::Alignment.
  absl::StatusOr<grpc::ByteBuffer> GetAlignment(
      const v1::GetAlignmentRequest& request) const;
  absl::StatusOr<v1::BatchGetAlignmentsResponse> BatchGetAlignments(
      const v1::BatchGetAlignmentsRequest& request) const;
  absl::StatusOr<v1::ListAlignmentsResponse> ListAlignments(
      const v1::ListAlignmentsRequest& request) const;
  absl::StatusOr<v1::ListFlagsResponse> ListFlags(
      const v1::ListFlagsRequest& request) const;
  absl::StatusOr<v1::DecisionRecord> ExplainAlignment(
      const v1::ExplainAlignmentRequest& request) const;
  absl::StatusOr<v1::DecisionRecord> EvaluateProgram(
      const v1::EvaluateProgramRequest& request) const;
  absl::StatusOr<v1::Run> CreateRun(const v1::CreateRunRequest& request) const;
  absl::StatusOr<v1::ReplayRunResponse> ReplayRun(
      const v1::ReplayRunRequest& request) const;
  absl::StatusOr<v1::PurgeRunsResponse> PurgeRuns(
      const v1::PurgeRunsRequest& request) const;
  absl::StatusOr<v1::Run> GetRun(const v1::GetRunRequest& request) const;
  absl::StatusOr<v1::ListRunsResponse> ListRuns(
      const v1::ListRunsRequest& request) const;

  grpc::ServerUnaryReactor* GetAlignment(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* BatchGetAlignments(
      grpc::CallbackServerContext* context,
      const v1::BatchGetAlignmentsRequest* request,
      v1::BatchGetAlignmentsResponse* response) override;
  grpc::ServerUnaryReactor* ListAlignments(
      grpc::CallbackServerContext* context,
      const v1::ListAlignmentsRequest* request,
      v1::ListAlignmentsResponse* response) override;
  grpc::ServerUnaryReactor* ListFlags(grpc::CallbackServerContext* context,
                                      const v1::ListFlagsRequest* request,
                                      v1::ListFlagsResponse* response) override;
  grpc::ServerUnaryReactor* ExplainAlignment(
      grpc::CallbackServerContext* context,
      const v1::ExplainAlignmentRequest* request,
      v1::DecisionRecord* response) override;
  grpc::ServerUnaryReactor* EvaluateProgram(
      grpc::CallbackServerContext* context,
      const v1::EvaluateProgramRequest* request,
      v1::DecisionRecord* response) override;
  grpc::ServerUnaryReactor* CreateRun(grpc::CallbackServerContext* context,
                                      const v1::CreateRunRequest* request,
                                      v1::Run* response) override;
  grpc::ServerUnaryReactor* ReplayRun(grpc::CallbackServerContext* context,
                                      const v1::ReplayRunRequest* request,
                                      v1::ReplayRunResponse* response) override;
  grpc::ServerUnaryReactor* PurgeRuns(grpc::CallbackServerContext* context,
                                      const v1::PurgeRunsRequest* request,
                                      v1::PurgeRunsResponse* response) override;
  grpc::ServerUnaryReactor* GetRun(grpc::CallbackServerContext* context,
                                   const v1::GetRunRequest* request,
                                   v1::Run* response) override;
  grpc::ServerUnaryReactor* ListRuns(grpc::CallbackServerContext* context,
                                     const v1::ListRunsRequest* request,
                                     v1::ListRunsResponse* response) override;

 private:
  // The view of a listing: the run that its token pins, or what it asks for.
  template <typename Request>
  absl::StatusOr<std::shared_ptr<const RunView>> ViewOfPage(
      const Request& request) const;
  // The day whose overrides stand beside the answers of `view`: that of a run
  // that was asked for by name or by time, else today.
  std::string OverrideDay(const RunView& view, const std::string& run,
                          const v1::Pins& pins) const;

  const Parts parts_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_ALIGNMENT_HANDLER_H_
