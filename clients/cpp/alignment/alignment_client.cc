#include "clients/cpp/alignment/alignment_client.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <random>
#include <thread>
#include <utility>

#include "absl/strings/str_format.h"
#include "grpcpp/grpcpp.h"
#include "plumbline/alignment/v1/alignment_service.grpc.pb.h"
#include "plumbline/alignment/v1/policy_service.grpc.pb.h"
#include "services/common/base/status_macros.h"
#include "services/common/rpc/status.h"

namespace plumbline::alignment_client {
namespace {

namespace v1 = alignment::v1;
using Alignments = v1::AlignmentService::Stub;
using Policies = v1::PolicyService::Stub;

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

std::string OrFresh(absl::string_view request_id) {
  return request_id.empty() ? FreshRequestId() : std::string(request_id);
}

template <typename Items, typename Item>
void MoveTo(Items* from, std::vector<Item>& to) {
  std::move(from->begin(), from->end(), std::back_inserter(to));
}

class GrpcAlignmentClient : public AlignmentClient {
 public:
  GrpcAlignmentClient(const std::shared_ptr<grpc::ChannelInterface>& channel,
                      const ClientOptions& options)
      : alignments_(v1::AlignmentService::NewStub(channel)),
        policies_(v1::PolicyService::NewStub(channel)),
        options_(options) {}

  absl::StatusOr<v1::Alignment> GetAlignment(absl::string_view name,
                                             absl::string_view run) override {
    v1::GetAlignmentRequest request;
    request.set_name(std::string(name));
    request.set_run(std::string(run));
    return Call<v1::Alignment>(*alignments_, request,
                               &Alignments::GetAlignment);
  }

  absl::StatusOr<v1::BatchGetAlignmentsResponse> BatchGetAlignments(
      const std::vector<std::string>& names, absl::string_view run) override {
    v1::BatchGetAlignmentsRequest request;
    *request.mutable_names() = {names.begin(), names.end()};
    request.set_run(std::string(run));
    return Call<v1::BatchGetAlignmentsResponse>(
        *alignments_, request, &Alignments::BatchGetAlignments);
  }

  absl::StatusOr<ListedAlignments> ListAlignments(
      absl::string_view parent, const v1::AlignmentFilter& filter) override {
    v1::ListAlignmentsRequest request;
    request.set_parent(std::string(parent));
    *request.mutable_filter() = filter;
    ListedAlignments listed;
    PLUMBLINE_RETURN_IF_ERROR(EachPage<v1::ListAlignmentsResponse>(
        *alignments_, request, &Alignments::ListAlignments,
        [&](v1::ListAlignmentsResponse& page) {
          listed.run = page.run();
          MoveTo(page.mutable_alignments(), listed.alignments);
        }));
    return listed;
  }

  absl::StatusOr<ListedFlags> ListFlags(
      absl::string_view parent, const v1::AlignmentFilter& filter) override {
    v1::ListFlagsRequest request;
    request.set_parent(std::string(parent));
    *request.mutable_filter() = filter;
    ListedFlags listed;
    PLUMBLINE_RETURN_IF_ERROR(EachPage<v1::ListFlagsResponse>(
        *alignments_, request, &Alignments::ListFlags,
        [&](v1::ListFlagsResponse& page) {
          listed.run = page.run();
          MoveTo(page.mutable_flags(), listed.flags);
        }));
    return listed;
  }

  absl::StatusOr<v1::DecisionRecord> ExplainAlignment(
      absl::string_view name, absl::string_view run) override {
    v1::ExplainAlignmentRequest request;
    request.set_name(std::string(name));
    request.set_run(std::string(run));
    return Call<v1::DecisionRecord>(*alignments_, request,
                                    &Alignments::ExplainAlignment);
  }

  absl::StatusOr<v1::DecisionRecord> EvaluateProgram(
      const v1::EvaluateProgramRequest& request) override {
    return Call<v1::DecisionRecord>(*alignments_, request,
                                    &Alignments::EvaluateProgram);
  }

  absl::StatusOr<v1::Run> CreateRun(const v1::Run& run,
                                    absl::string_view request_id) override {
    v1::CreateRunRequest request;
    *request.mutable_run() = run;
    request.set_request_id(OrFresh(request_id));
    return Call<v1::Run>(*alignments_, request, &Alignments::CreateRun,
                         options_.long_deadline);
  }

  absl::StatusOr<v1::Run> GetRun(absl::string_view name) override {
    v1::GetRunRequest request;
    request.set_name(std::string(name));
    return Call<v1::Run>(*alignments_, request, &Alignments::GetRun);
  }

  absl::StatusOr<std::vector<v1::Run>> ListRuns() override {
    std::vector<v1::Run> runs;
    PLUMBLINE_RETURN_IF_ERROR(EachPage<v1::ListRunsResponse>(
        *alignments_, v1::ListRunsRequest(), &Alignments::ListRuns,
        [&](v1::ListRunsResponse& page) {
          MoveTo(page.mutable_runs(), runs);
        }));
    return runs;
  }

  absl::StatusOr<v1::Policy> CreatePolicyVersion(
      absl::string_view parent, const v1::Policy& policy,
      absl::string_view request_id) override {
    v1::CreatePolicyVersionRequest request;
    request.set_parent(std::string(parent));
    *request.mutable_policy() = policy;
    request.set_request_id(OrFresh(request_id));
    return Call<v1::Policy>(*policies_, request,
                            &Policies::CreatePolicyVersion);
  }

  absl::StatusOr<v1::Policy> GetPolicy(absl::string_view name) override {
    v1::GetPolicyRequest request;
    request.set_name(std::string(name));
    return Call<v1::Policy>(*policies_, request, &Policies::GetPolicy);
  }

  absl::StatusOr<std::vector<v1::Policy>> ListPolicies() override {
    std::vector<v1::Policy> policies;
    PLUMBLINE_RETURN_IF_ERROR(EachPage<v1::ListPoliciesResponse>(
        *policies_, v1::ListPoliciesRequest(), &Policies::ListPolicies,
        [&](v1::ListPoliciesResponse& page) {
          MoveTo(page.mutable_policies(), policies);
        }));
    return policies;
  }

  absl::StatusOr<std::vector<v1::PolicyProblem>> ValidatePolicy(
      const v1::Policy& policy, absl::string_view edition) override {
    v1::ValidatePolicyRequest request;
    *request.mutable_policy() = policy;
    request.set_edition(std::string(edition));
    PLUMBLINE_ASSIGN_OR_RETURN(
        v1::ValidatePolicyResponse response,
        Call<v1::ValidatePolicyResponse>(*policies_, request,
                                         &Policies::ValidatePolicy));
    std::vector<v1::PolicyProblem> problems;
    MoveTo(response.mutable_problems(), problems);
    return problems;
  }

  absl::StatusOr<std::vector<std::string>> DescribePolicy(
      absl::string_view name) override {
    v1::DescribePolicyRequest request;
    request.set_name(std::string(name));
    PLUMBLINE_ASSIGN_OR_RETURN(
        v1::DescribePolicyResponse response,
        Call<v1::DescribePolicyResponse>(*policies_, request,
                                         &Policies::DescribePolicy));
    std::vector<std::string> sentences;
    MoveTo(response.mutable_sentences(), sentences);
    return sentences;
  }

 private:
  template <typename Stub, typename Response, typename Request>
  using UnaryMethod = grpc::Status (Stub::*)(grpc::ClientContext*,
                                             const Request&, Response*);

  // Calls until the service answers with anything but UNAVAILABLE, or the
  // attempts are used up.
  template <typename Response, typename Stub, typename Request>
  absl::StatusOr<Response> Call(Stub& stub, const Request& request,
                                UnaryMethod<Stub, Response, Request> method,
                                absl::Duration deadline) const {
    absl::Duration wait = options_.first_wait;
    for (int attempt = 1;; ++attempt) {
      grpc::ClientContext context;
      context.set_deadline(std::chrono::system_clock::now() +
                           absl::ToChronoMicroseconds(deadline));
      Response reply;
      const grpc::Status status = (stub.*method)(&context, request, &reply);
      if (status.ok()) return reply;
      if (status.error_code() != grpc::StatusCode::UNAVAILABLE ||
          attempt >= options_.attempts) {
        return rpc::FromGrpcStatus(status);
      }
      std::this_thread::sleep_for(absl::ToChronoMicroseconds(wait));
      wait *= 2;
    }
  }

  template <typename Response, typename Stub, typename Request>
  absl::StatusOr<Response> Call(
      Stub& stub, const Request& request,
      UnaryMethod<Stub, Response, Request> method) const {
    return Call(stub, request, method, options_.deadline);
  }

  template <typename Response, typename Stub, typename Request, typename Take>
  absl::Status EachPage(Stub& stub, Request request,
                        UnaryMethod<Stub, Response, Request> method,
                        const Take& take) const {
    request.set_page_size(kPageSize);
    do {
      PLUMBLINE_ASSIGN_OR_RETURN(Response page,
                                 Call<Response>(stub, request, method));
      take(page);
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return absl::OkStatus();
  }

  const std::unique_ptr<Alignments> alignments_;
  const std::unique_ptr<Policies> policies_;
  const ClientOptions options_;
};

}  // namespace

std::unique_ptr<AlignmentClient> MakeAlignmentClient(
    std::shared_ptr<grpc::ChannelInterface> channel,
    const ClientOptions& options) {
  return std::make_unique<GrpcAlignmentClient>(channel, options);
}

}  // namespace plumbline::alignment_client
