#include "services/alignment/api/policy_handler.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/alignment/api/policies/policy_codec.h"
#include "services/alignment/api/policies/policy_name.h"
#include "services/alignment/api/policies/policy_needs.h"
#include "services/alignment/api/requests/refusals.h"
#include "services/alignment/api/requests/request_key.h"
#include "services/alignment/api/sequence/sequence_codec.h"
#include "services/alignment/domain/policy/validate.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/rpc/reply_later.h"

namespace plumbline::alignment {
namespace {

absl::Status InvalidPolicy(const std::vector<PolicyProblem>& problems) {
  base::Metadata metadata = {{"field", "policy"}};
  for (const PolicyProblem& problem : problems) {
    metadata.emplace_back(problem.place, problem.message);
  }
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kPolicyInvalid,
      absl::StrCat(problems[0].place, ": ", problems[0].message,
                   problems.size() == 1
                       ? ""
                       : absl::StrCat(" (and ", problems.size() - 1,
                                      " more; ValidatePolicy lists them)")),
      metadata);
}

std::vector<PolicyProblem> ProblemsOf(const v1::Policy& policy) {
  std::vector<PolicyProblem> problems =
      alignment::ValidatePolicy(PolicyFromProto(policy));
  for (const std::string& name : policy.disabled_sequence_checks()) {
    if (!SequenceCheckOf(name))
      problems.push_back({"disabled_sequence_checks", NoSuchCheck(name)});
  }
  return problems;
}

void AppendProblems(const std::vector<PolicyProblem>& problems,
                    v1::ValidatePolicyResponse& response) {
  for (const PolicyProblem& problem : problems) {
    v1::PolicyProblem& said = *response.add_problems();
    said.set_place(problem.place);
    said.set_message(problem.message);
  }
}

// The policy after which a page starts.
absl::StatusOr<std::string> PoliciesFrom(
    const rpc::PageTokens& tokens, const v1::ListPoliciesRequest& request) {
  if (request.page_token().empty()) return std::string();
  PLUMBLINE_ASSIGN_OR_RETURN(rpc::PageCursor cursor,
                             tokens.Read(request.page_token(), request));
  return std::move(cursor.last_key);
}

}  // namespace

absl::StatusOr<v1::Policy> PolicyHandler::CreatePolicyVersion(
    const v1::CreatePolicyVersionRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string policy,
                             ParsePolicyParent(request.parent()));
  const auto problems = ProblemsOf(request.policy());
  if (!problems.empty()) return InvalidPolicy(problems);
  return store_.CreatePolicyVersion(policy, request.policy(), KeyOf(request));
}

absl::StatusOr<v1::Policy> PolicyHandler::GetPolicy(
    const v1::GetPolicyRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const PolicyRef ref,
                             ParsePolicyRef(request.name()));
  return store_.GetPolicy(ref.policy, ref.version);
}

absl::StatusOr<v1::ListPoliciesResponse> PolicyHandler::ListPolicies(
    const v1::ListPoliciesRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const int size,
                             rpc::PageSize(request.page_size()));
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string from,
                             PoliciesFrom(tokens_, request));
  PLUMBLINE_ASSIGN_OR_RETURN(auto policies,
                             store_.LatestPolicies(from, size + 1));
  v1::ListPoliciesResponse response;
  if (policies.size() > static_cast<size_t>(size)) {
    policies.pop_back();
    PLUMBLINE_ASSIGN_OR_RETURN(const PolicyRef last,
                               ParsePolicyRef(policies.back().name()));
    response.set_next_page_token(tokens_.Make({"", last.policy}, request));
  }
  for (v1::Policy& policy : policies) {
    *response.add_policies() = std::move(policy);
  }
  return response;
}

absl::StatusOr<v1::ValidatePolicyResponse> PolicyHandler::ValidatePolicy(
    const v1::ValidatePolicyRequest& request) const {
  v1::ValidatePolicyResponse response;
  const auto problems = ProblemsOf(request.policy());
  AppendProblems(problems, response);
  if (request.edition().empty()) return response;
  PLUMBLINE_ASSIGN_OR_RETURN(auto edition, editions_.Get(request.edition()));
  if (!problems.empty()) return response;
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto bound, BoundPolicy::Create(std::move(edition),
                                            PolicyFromProto(request.policy())));
  const int before = response.problems_size();
  AppendProblems(MissingMeasures(*bound), response);
  const bool advisory = SaysSomething(*bound);
  for (int i = before; i < response.problems_size(); ++i)
    response.mutable_problems(i)->set_advisory(advisory);
  return response;
}

absl::StatusOr<v1::DescribePolicyResponse> PolicyHandler::DescribePolicy(
    const v1::DescribePolicyRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const PolicyRef ref,
                             ParsePolicyRef(request.name()));
  PLUMBLINE_ASSIGN_OR_RETURN(const v1::Policy policy,
                             store_.GetPolicy(ref.policy, ref.version));
  v1::DescribePolicyResponse response;
  const auto sentences = alignment::DescribePolicy(PolicyFromProto(policy));
  *response.mutable_sentences() = {sentences.begin(), sentences.end()};
  return response;
}

absl::StatusOr<v1::SimulatePolicyResponse> PolicyHandler::SimulatePolicy(
    const v1::SimulatePolicyRequest& request) const {
  return alignment::SimulatePolicy(simulation_, request);
}

template <typename Response, typename Handle>
grpc::ServerUnaryReactor* PolicyHandler::Later(
    grpc::CallbackServerContext* context, Response* response,
    Handle handle) const {
  return rpc::ReplyLater(context, response, reads_, TooManyCalls(),
                         std::move(handle));
}

grpc::ServerUnaryReactor* PolicyHandler::CreatePolicyVersion(
    grpc::CallbackServerContext* context,
    const v1::CreatePolicyVersionRequest* request, v1::Policy* response) {
  return Later(context, response,
               [this, request] { return CreatePolicyVersion(*request); });
}

grpc::ServerUnaryReactor* PolicyHandler::GetPolicy(
    grpc::CallbackServerContext* context, const v1::GetPolicyRequest* request,
    v1::Policy* response) {
  return Later(context, response,
               [this, request] { return GetPolicy(*request); });
}

grpc::ServerUnaryReactor* PolicyHandler::ListPolicies(
    grpc::CallbackServerContext* context,
    const v1::ListPoliciesRequest* request,
    v1::ListPoliciesResponse* response) {
  return Later(context, response,
               [this, request] { return ListPolicies(*request); });
}

grpc::ServerUnaryReactor* PolicyHandler::ValidatePolicy(
    grpc::CallbackServerContext* context,
    const v1::ValidatePolicyRequest* request,
    v1::ValidatePolicyResponse* response) {
  return Later(context, response,
               [this, request] { return ValidatePolicy(*request); });
}

grpc::ServerUnaryReactor* PolicyHandler::DescribePolicy(
    grpc::CallbackServerContext* context,
    const v1::DescribePolicyRequest* request,
    v1::DescribePolicyResponse* response) {
  return Later(context, response,
               [this, request] { return DescribePolicy(*request); });
}

grpc::ServerUnaryReactor* PolicyHandler::SimulatePolicy(
    grpc::CallbackServerContext* context,
    const v1::SimulatePolicyRequest* request,
    v1::SimulatePolicyResponse* response) {
  return Later(context, response,
               [this, request] { return SimulatePolicy(*request); });
}

}  // namespace plumbline::alignment
