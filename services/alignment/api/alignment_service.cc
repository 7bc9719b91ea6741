// What gRPC calls: each method hands its request to the overload that answers
// it, on the thread that fits.

#include <grpcpp/impl/codegen/proto_utils.h>

#include <utility>

#include "services/alignment/api/alignment_handler.h"
#include "services/alignment/api/requests/refusals.h"
#include "services/common/base/error.h"
#include "services/common/rpc/reply.h"
#include "services/common/rpc/reply_later.h"

namespace plumbline::alignment {
namespace {

absl::Status TooManyRuns() {
  return base::Error(
      absl::StatusCode::kAborted, base::reason::kRunConflict,
      "a run is being made and others wait already: try again when it is done");
}

absl::Status Unreadable() {
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kArgumentInvalid,
                     "the request is not a GetAlignmentRequest: generate the "
                     "client from the published contract");
}

grpc::ServerUnaryReactor* Refuse(grpc::CallbackServerContext* context,
                                 const absl::Status& status) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  reactor->Finish(rpc::ToGrpcStatus(status));
  return reactor;
}

}  // namespace

grpc::ServerUnaryReactor* AlignmentHandler::GetAlignment(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  v1::GetAlignmentRequest asked;
  grpc::ByteBuffer bytes = *request;  // Reading empties it.
  const grpc::Status read =
      grpc::SerializationTraits<v1::GetAlignmentRequest>::Deserialize(&bytes,
                                                                      &asked);
  if (!read.ok()) return Refuse(context, Unreadable());
  const bool served = asked.run().empty() && !asked.has_pins();
  auto answer = [this, asked = std::move(asked)] {
    return GetAlignment(asked);
  };
  if (served) return rpc::ReplyWith(context, response, answer);
  return rpc::ReplyLater(context, response, parts_.reads, TooManyCalls(),
                         answer);
}

grpc::ServerUnaryReactor* AlignmentHandler::BatchGetAlignments(
    grpc::CallbackServerContext* context,
    const v1::BatchGetAlignmentsRequest* request,
    v1::BatchGetAlignmentsResponse* response) {
  return rpc::ReplyLater(
      context, response, parts_.reads, TooManyCalls(),
      [this, request] { return BatchGetAlignments(*request); });
}

grpc::ServerUnaryReactor* AlignmentHandler::ListAlignments(
    grpc::CallbackServerContext* context,
    const v1::ListAlignmentsRequest* request,
    v1::ListAlignmentsResponse* response) {
  return rpc::ReplyLater(context, response, parts_.reads, TooManyCalls(),
                         [this, request] { return ListAlignments(*request); });
}

grpc::ServerUnaryReactor* AlignmentHandler::ListFlags(
    grpc::CallbackServerContext* context, const v1::ListFlagsRequest* request,
    v1::ListFlagsResponse* response) {
  return rpc::ReplyLater(context, response, parts_.reads, TooManyCalls(),
                         [this, request] { return ListFlags(*request); });
}

grpc::ServerUnaryReactor* AlignmentHandler::ExplainAlignment(
    grpc::CallbackServerContext* context,
    const v1::ExplainAlignmentRequest* request, v1::DecisionRecord* response) {
  return rpc::ReplyLater(
      context, response, parts_.reads, TooManyCalls(),
      [this, request] { return ExplainAlignment(*request); });
}

grpc::ServerUnaryReactor* AlignmentHandler::EvaluateProgram(
    grpc::CallbackServerContext* context,
    const v1::EvaluateProgramRequest* request, v1::DecisionRecord* response) {
  return rpc::ReplyLater(context, response, parts_.reads, TooManyCalls(),
                         [this, request] { return EvaluateProgram(*request); });
}

grpc::ServerUnaryReactor* AlignmentHandler::CreateRun(
    grpc::CallbackServerContext* context, const v1::CreateRunRequest* request,
    v1::Run* response) {
  return rpc::ReplyLater(context, response, parts_.runs, TooManyRuns(),
                         [this, request] { return CreateRun(*request); });
}

grpc::ServerUnaryReactor* AlignmentHandler::ReplayRun(
    grpc::CallbackServerContext* context, const v1::ReplayRunRequest* request,
    v1::ReplayRunResponse* response) {
  return rpc::ReplyLater(context, response, parts_.runs, TooManyRuns(),
                         [this, request] { return ReplayRun(*request); });
}

grpc::ServerUnaryReactor* AlignmentHandler::PurgeRuns(
    grpc::CallbackServerContext* context, const v1::PurgeRunsRequest* request,
    v1::PurgeRunsResponse* response) {
  return rpc::ReplyLater(context, response, parts_.runs, TooManyRuns(),
                         [this, request] { return PurgeRuns(*request); });
}

grpc::ServerUnaryReactor* AlignmentHandler::GetRun(
    grpc::CallbackServerContext* context, const v1::GetRunRequest* request,
    v1::Run* response) {
  return rpc::ReplyLater(context, response, parts_.reads, TooManyCalls(),
                         [this, request] { return GetRun(*request); });
}

grpc::ServerUnaryReactor* AlignmentHandler::ListRuns(
    grpc::CallbackServerContext* context, const v1::ListRunsRequest* request,
    v1::ListRunsResponse* response) {
  return rpc::ReplyLater(context, response, parts_.reads, TooManyCalls(),
                         [this, request] { return ListRuns(*request); });
}

}  // namespace plumbline::alignment
