#include "clients/cpp/alignment/alignment_client.h"

#include <utility>

#include "clients/cpp/call/request_id.h"
#include "clients/cpp/call/stub_calls.h"
#include "grpcpp/grpcpp.h"
#include "plumbline/alignment/v1/alignment_service.grpc.pb.h"
#include "plumbline/alignment/v1/change_service.grpc.pb.h"
#include "plumbline/alignment/v1/matching_service.grpc.pb.h"
#include "plumbline/alignment/v1/override_service.grpc.pb.h"
#include "plumbline/alignment/v1/policy_service.grpc.pb.h"
#include "plumbline/alignment/v1/sequence_service.grpc.pb.h"
#include "plumbline/alignment/v1/supply_service.grpc.pb.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"
#include "services/common/rpc/status.h"

namespace plumbline::alignment_client {
namespace {

namespace v1 = alignment::v1;
using client_call::MoveTo;
using client_call::OrFresh;
using Alignments = v1::AlignmentService::Stub;
using Changes = v1::ChangeService::Stub;
using Matching = v1::MatchingService::Stub;
using Overrides = v1::OverrideService::Stub;
using Policies = v1::PolicyService::Stub;
using Sequences = v1::SequenceService::Stub;
using Supply = v1::SupplyService::Stub;

class GrpcAlignmentClient : public AlignmentClient {
 public:
  GrpcAlignmentClient(const std::shared_ptr<grpc::ChannelInterface>& channel,
                      const ClientOptions& options)
      : alignments_(v1::AlignmentService::NewStub(channel), options),
        changes_(v1::ChangeService::NewStub(channel), options),
        matching_(v1::MatchingService::NewStub(channel), options),
        overrides_(v1::OverrideService::NewStub(channel), options),
        policies_(v1::PolicyService::NewStub(channel), options),
        sequences_(v1::SequenceService::NewStub(channel), options),
        supply_(v1::SupplyService::NewStub(channel), options),
        as_of_(options.as_of) {}

  absl::StatusOr<v1::Alignment> GetAlignment(absl::string_view name,
                                             absl::string_view run) override {
    v1::GetAlignmentRequest request;
    request.set_name(std::string(name));
    request.set_run(std::string(run));
    return alignments_.Call<v1::Alignment>(AsOf(request),
                                           &Alignments::GetAlignment);
  }

  absl::StatusOr<v1::BatchGetAlignmentsResponse> BatchGetAlignments(
      const std::vector<std::string>& names, absl::string_view run) override {
    v1::BatchGetAlignmentsRequest request;
    *request.mutable_names() = {names.begin(), names.end()};
    request.set_run(std::string(run));
    return alignments_.Call<v1::BatchGetAlignmentsResponse>(
        AsOf(request), &Alignments::BatchGetAlignments);
  }

  absl::StatusOr<ListedAlignments> ListAlignments(
      absl::string_view parent, const v1::AlignmentFilter& filter) override {
    v1::ListAlignmentsRequest request;
    request.set_parent(std::string(parent));
    *request.mutable_filter() = filter;
    ListedAlignments listed;
    PLUMBLINE_RETURN_IF_ERROR(alignments_.EachPage<v1::ListAlignmentsResponse>(
        AsOf(request), &Alignments::ListAlignments,
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
    PLUMBLINE_RETURN_IF_ERROR(alignments_.EachPage<v1::ListFlagsResponse>(
        AsOf(request), &Alignments::ListFlags,
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
    return alignments_.Call<v1::DecisionRecord>(AsOf(request),
                                                &Alignments::ExplainAlignment);
  }

  absl::StatusOr<v1::DecisionRecord> EvaluateProgram(
      const v1::EvaluateProgramRequest& request) override {
    return alignments_.Call<v1::DecisionRecord>(alignments_.Dated(request),
                                                &Alignments::EvaluateProgram);
  }

  absl::StatusOr<v1::Run> CreateRun(const v1::Run& run,
                                    absl::string_view request_id) override {
    v1::CreateRunRequest request;
    *request.mutable_run() = run;
    request.set_request_id(OrFresh(request_id));
    return alignments_.CallLong<v1::Run>(request, &Alignments::CreateRun);
  }

  absl::StatusOr<v1::Run> GetRun(absl::string_view name) override {
    v1::GetRunRequest request;
    request.set_name(std::string(name));
    return alignments_.Call<v1::Run>(
        name == "runs/latest" ? alignments_.Dated(request) : request,
        &Alignments::GetRun);
  }

  absl::StatusOr<std::vector<v1::Run>> ListRuns() override {
    return alignments_.AllPages<v1::Run>(
        alignments_.Dated(v1::ListRunsRequest()), &Alignments::ListRuns,
        [](v1::ListRunsResponse& page) { return page.mutable_runs(); });
  }

  absl::StatusOr<v1::PurgeRunsResponse> PurgeRuns(bool validate_only) override {
    v1::PurgeRunsRequest request;
    request.set_validate_only(validate_only);
    request.set_request_id(OrFresh(""));
    return alignments_.CallLong<v1::PurgeRunsResponse>(request,
                                                       &Alignments::PurgeRuns);
  }

  absl::StatusOr<v1::ReplayRunResponse> ReplayRun(
      absl::string_view name) override {
    v1::ReplayRunRequest request;
    request.set_name(std::string(name));
    return alignments_.CallLong<v1::ReplayRunResponse>(request,
                                                       &Alignments::ReplayRun);
  }

  absl::StatusOr<v1::ListChangesResponse> ListChanges(
      const v1::ListChangesRequest& request) override {
    return changes_.Call<v1::ListChangesResponse>(request,
                                                  &Changes::ListChanges);
  }

  absl::StatusOr<std::string> WatchChanges(
      const v1::WatchChangesRequest& request,
      const std::function<bool(const v1::WatchChangesResponse&)>& take)
      override {
    grpc::ClientContext context;
    const auto stream = changes_.stub().WatchChanges(&context, request);
    std::string cursor = request.cursor();
    v1::WatchChangesResponse answer;
    bool wanted = true;
    while (wanted && stream->Read(&answer)) {
      wanted = take(answer);
      cursor = answer.cursor();
    }
    if (!wanted) {
      context.TryCancel();
      while (stream->Read(&answer)) {
      }
    }
    const grpc::Status status = stream->Finish();
    if (wanted && !status.ok()) return rpc::FromGrpcStatus(status);
    return cursor;
  }

  absl::StatusOr<v1::CompareRunsResponse> CompareRuns(
      const v1::CompareRunsRequest& request) override {
    return changes_.CallLong<v1::CompareRunsResponse>(request,
                                                      &Changes::CompareRuns);
  }

  absl::StatusOr<v1::DecisionRecord> ExplainAlignment(
      const v1::ExplainAlignmentRequest& request) override {
    return alignments_.Call<v1::DecisionRecord>(AsOf(request),
                                                &Alignments::ExplainAlignment);
  }

  absl::StatusOr<v1::Alignment> GetAlignment(
      const v1::GetAlignmentRequest& request) override {
    return alignments_.Call<v1::Alignment>(AsOf(request),
                                           &Alignments::GetAlignment);
  }

  absl::StatusOr<v1::Policy> CreatePolicyVersion(
      absl::string_view parent, const v1::Policy& policy,
      absl::string_view request_id) override {
    v1::CreatePolicyVersionRequest request;
    request.set_parent(std::string(parent));
    *request.mutable_policy() = policy;
    request.set_request_id(OrFresh(request_id));
    return policies_.Call<v1::Policy>(request, &Policies::CreatePolicyVersion);
  }

  absl::StatusOr<v1::Policy> GetPolicy(absl::string_view name) override {
    v1::GetPolicyRequest request;
    request.set_name(std::string(name));
    return policies_.Call<v1::Policy>(request, &Policies::GetPolicy);
  }

  absl::StatusOr<std::vector<v1::Policy>> ListPolicies() override {
    return policies_.AllPages<v1::Policy>(
        v1::ListPoliciesRequest(), &Policies::ListPolicies,
        [](v1::ListPoliciesResponse& page) { return page.mutable_policies(); });
  }

  absl::StatusOr<std::vector<v1::PolicyProblem>> ValidatePolicy(
      const v1::Policy& policy, absl::string_view edition) override {
    v1::ValidatePolicyRequest request;
    *request.mutable_policy() = policy;
    request.set_edition(std::string(edition));
    PLUMBLINE_ASSIGN_OR_RETURN(v1::ValidatePolicyResponse response,
                               policies_.Call<v1::ValidatePolicyResponse>(
                                   request, &Policies::ValidatePolicy));
    std::vector<v1::PolicyProblem> problems;
    MoveTo(response.mutable_problems(), problems);
    return problems;
  }

  absl::StatusOr<std::vector<std::string>> DescribePolicy(
      absl::string_view name) override {
    v1::DescribePolicyRequest request;
    request.set_name(std::string(name));
    PLUMBLINE_ASSIGN_OR_RETURN(v1::DescribePolicyResponse response,
                               policies_.Call<v1::DescribePolicyResponse>(
                                   request, &Policies::DescribePolicy));
    std::vector<std::string> sentences;
    MoveTo(response.mutable_sentences(), sentences);
    return sentences;
  }

  absl::StatusOr<v1::SimulatePolicyResponse> SimulatePolicy(
      const v1::SimulatePolicyRequest& request) override {
    return policies_.Call<v1::SimulatePolicyResponse>(
        policies_.Dated(request), &Policies::SimulatePolicy);
  }

  absl::StatusOr<v1::Override> CreateOverride(
      const v1::Override& content, absl::string_view request_id) override {
    v1::CreateOverrideRequest request;
    *request.mutable_override() = content;
    request.set_request_id(OrFresh(request_id));
    return overrides_.Call<v1::Override>(request, &Overrides::CreateOverride);
  }

  absl::StatusOr<v1::Override> GetOverride(absl::string_view name) override {
    v1::GetOverrideRequest request;
    request.set_name(std::string(name));
    return overrides_.Call<v1::Override>(request, &Overrides::GetOverride);
  }

  absl::StatusOr<std::vector<v1::Override>> ListOverrides(
      const v1::OverrideFilter& filter, absl::string_view day) override {
    v1::ListOverridesRequest request;
    *request.mutable_filter() = filter;
    request.set_day(std::string(day));
    return overrides_.AllPages<v1::Override>(
        request, &Overrides::ListOverrides,
        [](v1::ListOverridesResponse& page) {
          return page.mutable_overrides();
        });
  }

  absl::StatusOr<v1::Override> ReviewOverride(
      const v1::ReviewOverrideRequest& request) override {
    v1::ReviewOverrideRequest sent = request;
    sent.set_request_id(OrFresh(request.request_id()));
    return overrides_.Call<v1::Override>(sent, &Overrides::ReviewOverride);
  }

  absl::StatusOr<v1::Override> WithdrawOverride(
      const v1::WithdrawOverrideRequest& request) override {
    v1::WithdrawOverrideRequest sent = request;
    sent.set_request_id(OrFresh(request.request_id()));
    return overrides_.Call<v1::Override>(sent, &Overrides::WithdrawOverride);
  }

  absl::StatusOr<v1::SupplyAndDemand> CompareSupplyAndDemand(
      const v1::CompareSupplyAndDemandRequest& request) override {
    return supply_.CallLong<v1::SupplyAndDemand>(
        supply_.Dated(request), &Supply::CompareSupplyAndDemand);
  }

  absl::StatusOr<v1::ProgramMatches> MatchProgram(
      const v1::MatchProgramRequest& request) override {
    return matching_.CallLong<v1::ProgramMatches>(matching_.Dated(request),
                                                  &Matching::MatchProgram);
  }

  absl::StatusOr<v1::LinkExplanation> ExplainLink(
      const v1::ExplainLinkRequest& request) override {
    return matching_.CallLong<v1::LinkExplanation>(matching_.Dated(request),
                                                   &Matching::ExplainLink);
  }

  absl::StatusOr<v1::SequenceAudit> AuditSequence(
      const v1::AuditSequenceRequest& request) override {
    return sequences_.CallLong<v1::SequenceAudit>(sequences_.Dated(request),
                                                  &Sequences::AuditSequence);
  }

 private:
  // A request for what was served at the time that the options name.
  template <typename Request>
  Request AsOf(Request request) const {
    if (as_of_) base::SetTime(*as_of_, request.mutable_pins()->mutable_as_of());
    return request;
  }
  const client_call::StubCalls<Alignments> alignments_;
  const client_call::StubCalls<Changes> changes_;
  const client_call::StubCalls<Matching> matching_;
  const client_call::StubCalls<Overrides> overrides_;
  const client_call::StubCalls<Policies> policies_;
  const client_call::StubCalls<Sequences> sequences_;
  const client_call::StubCalls<Supply> supply_;
  const std::optional<absl::Time> as_of_;
};

}  // namespace

std::unique_ptr<AlignmentClient> MakeAlignmentClient(
    std::shared_ptr<grpc::ChannelInterface> channel,
    const ClientOptions& options) {
  return std::make_unique<GrpcAlignmentClient>(channel, options);
}

}  // namespace plumbline::alignment_client
