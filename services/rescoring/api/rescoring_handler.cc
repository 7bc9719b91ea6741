#include "services/rescoring/api/rescoring_handler.h"

#include <limits>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "clients/cpp/call/request_id.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"
#include "services/common/rpc/reply.h"
#include "services/common/rpc/reply_later.h"
#include "services/common/rpc/resource_name.h"
#include "services/rescoring/domain/names.h"

namespace plumbline::rescoring {
namespace {

// What a request asks, without its id. The messages have no maps: their bytes
// are the same each time.
template <typename Request>
RequestKey KeyOf(Request request, absl::string_view method) {
  RequestKey key;
  key.id = request.request_id();
  request.clear_request_id();
  key.sha256 =
      base::Sha256Hex(absl::StrCat(method, "\n", request.SerializeAsString()));
  return key;
}

absl::Status CheckScopes(const v1::RunScoringRequest& request) {
  for (const v1::Job::Scope& scope : request.scopes()) {
    if (!scope.policies().empty()) continue;
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kArgumentInvalid,
                       "a scope names no policy: leave `scopes` empty to score "
                       "what the standing runs scored",
                       {{"field", "scopes.policies"}});
  }
  return absl::OkStatus();
}

absl::Status Busy() {
  return base::Error(absl::StatusCode::kUnavailable, base::reason::kOverloaded,
                     "too many checks wait already: try again a little later");
}

}  // namespace

template <typename Request>
absl::StatusOr<int64_t> RescoringHandler::Before(const Request& request) const {
  int64_t before = std::numeric_limits<int64_t>::max();
  if (request.page_token().empty()) return before;
  PLUMBLINE_ASSIGN_OR_RETURN(const auto cursor,
                             tokens_.Read(request.page_token(), request));
  if (!absl::SimpleAtoi(cursor.last_key, &before)) {
    return absl::InternalError("a page token of ours holds no number");
  }
  return before;
}

absl::StatusOr<v1::CheckSourcesResponse> RescoringHandler::CheckSources(
    const v1::CheckSourcesRequest& request) {
  const RequestKey key = KeyOf(request, "check");
  v1::CheckSourcesResponse response;
  PLUMBLINE_ASSIGN_OR_RETURN(const auto answered, parts_.store.FindAnswer(key));
  if (answered && response.ParseFromString(*answered)) return response;
  if (request.sources().empty()) {
    // A timer outside and the interval of the service do not both ask.
    PLUMBLINE_ASSIGN_OR_RETURN(const CheckSlot last, parts_.store.LastCheck());
    PLUMBLINE_RETURN_IF_ERROR(
        parts_.store.TakeCheck(last, parts_.now()).status());
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const auto checks,
                             parts_.watcher.Check({request.sources().begin(),
                                                   request.sources().end()}));
  for (const v1::SourceCheck& check : checks) {
    *response.add_source_checks() = check;
  }
  PLUMBLINE_RETURN_IF_ERROR(
      parts_.store.KeepAnswer(key, response.SerializeAsString()));
  parts_.wake();
  return response;
}

absl::StatusOr<v1::ListSourceChecksResponse> RescoringHandler::ListSourceChecks(
    const v1::ListSourceChecksRequest& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(const int size,
                             rpc::PageSize(request.page_size()));
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t before, Before(request));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto checks,
                             parts_.store.ListChecks(before, size + 1));
  v1::ListSourceChecksResponse response;
  for (const NumberedCheck& check : checks) {
    if (response.source_checks_size() == size) {
      response.set_next_page_token(
          tokens_.Make({"", absl::StrCat(check.number + 1)}, request));
      break;
    }
    *response.add_source_checks() = check.check;
  }
  return response;
}

absl::StatusOr<v1::Job> RescoringHandler::GetJob(
    const v1::GetJobRequest& request) {
  PLUMBLINE_RETURN_IF_ERROR(
      rpc::ParseName("jobs/{job}", request.name()).status());
  return parts_.store.GetJob(request.name());
}

absl::StatusOr<v1::ListJobsResponse> RescoringHandler::ListJobs(
    const v1::ListJobsRequest& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(const int size,
                             rpc::PageSize(request.page_size()));
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t before, Before(request));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto jobs,
                             parts_.store.ListJobs(before, size + 1));
  v1::ListJobsResponse response;
  for (const NumberedJob& job : jobs) {
    if (response.jobs_size() == size) {
      response.set_next_page_token(
          tokens_.Make({"", absl::StrCat(job.number + 1)}, request));
      break;
    }
    *response.add_jobs() = job.job;
  }
  return response;
}

absl::StatusOr<v1::Job> RescoringHandler::RetryJob(
    const v1::RetryJobRequest& request) {
  PLUMBLINE_RETURN_IF_ERROR(
      rpc::ParseName("jobs/{job}", request.name()).status());
  const RequestKey key = KeyOf(request, "retry");
  PLUMBLINE_ASSIGN_OR_RETURN(const auto answered, parts_.store.FindAnswer(key));
  PLUMBLINE_ASSIGN_OR_RETURN(v1::Job job, parts_.store.GetJob(request.name()));
  if (answered || job.state() == v1::Job::DONE) return job;
  if (job.state() == v1::Job::QUARANTINED) job.set_step(v1::Job::CHECKED);
  job.set_state(v1::Job::ACTIVE);
  job.clear_next_attempt_time();
  job.clear_failed_attempts();
  PLUMBLINE_ASSIGN_OR_RETURN(job, parts_.store.ReviveJob(job));
  PLUMBLINE_RETURN_IF_ERROR(parts_.store.KeepAnswer(key, ""));
  parts_.wake();
  return job;
}

absl::StatusOr<v1::Job> RescoringHandler::RunScoring(
    const v1::RunScoringRequest& request) {
  PLUMBLINE_RETURN_IF_ERROR(CheckScopes(request));
  const RequestKey key = KeyOf(request, "score");
  v1::Job job;
  job.set_name(ScoringJobName(client_call::OrFresh(key.id)));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto answered, parts_.store.FindAnswer(key));
  if (answered) return parts_.store.GetJob(*answered);
  job.set_state(v1::Job::ACTIVE);
  job.set_step(v1::Job::IMPORTED);
  *job.mutable_plan()->mutable_scopes() = request.scopes();
  base::SetTime(parts_.now(), job.mutable_create_time());
  *job.mutable_update_time() = job.create_time();
  PLUMBLINE_RETURN_IF_ERROR(parts_.store.AddJob(job, {}).status());
  PLUMBLINE_RETURN_IF_ERROR(parts_.store.KeepAnswer(key, job.name()));
  parts_.wake();
  return parts_.store.GetJob(job.name());
}

#define PLUMBLINE_UNARY(Method, Request, Response)                  \
  grpc::ServerUnaryReactor* RescoringHandler::Method(               \
      grpc::CallbackServerContext* context, const Request* request, \
      Response* response) {                                         \
    return rpc::ReplyWith(context, response,                        \
                          [&] { return Method(*request); });        \
  }

PLUMBLINE_UNARY(ListSourceChecks, v1::ListSourceChecksRequest,
                v1::ListSourceChecksResponse)
PLUMBLINE_UNARY(GetJob, v1::GetJobRequest, v1::Job)
PLUMBLINE_UNARY(ListJobs, v1::ListJobsRequest, v1::ListJobsResponse)
PLUMBLINE_UNARY(RetryJob, v1::RetryJobRequest, v1::Job)
PLUMBLINE_UNARY(RunScoring, v1::RunScoringRequest, v1::Job)

#undef PLUMBLINE_UNARY

grpc::ServerUnaryReactor* RescoringHandler::CheckSources(
    grpc::CallbackServerContext* context,
    const v1::CheckSourcesRequest* request,
    v1::CheckSourcesResponse* response) {
  return rpc::ReplyLater(context, response, parts_.checks, Busy(),
                         [this, request] { return CheckSources(*request); });
}

}  // namespace plumbline::rescoring
