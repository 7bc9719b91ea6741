#ifndef PLUMBLINE_CLIENTS_CPP_ALIGNMENT_MOCK_ALIGNMENT_CLIENT_H_
#define PLUMBLINE_CLIENTS_CPP_ALIGNMENT_MOCK_ALIGNMENT_CLIENT_H_

#include <functional>
#include <string>
#include <vector>

#include "clients/cpp/alignment/alignment_client.h"
#include "gmock/gmock.h"

namespace plumbline::alignment_client {

// An AlignmentClient for tests of programs that use one.
class MockAlignmentClient : public AlignmentClient {
 public:
  MOCK_METHOD(absl::StatusOr<alignment::v1::Alignment>, GetAlignment,
              (absl::string_view name, absl::string_view run), (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::BatchGetAlignmentsResponse>,
              BatchGetAlignments,
              (const std::vector<std::string>& names, absl::string_view run),
              (override));
  MOCK_METHOD(absl::StatusOr<ListedAlignments>, ListAlignments,
              (absl::string_view parent,
               const alignment::v1::AlignmentFilter& filter),
              (override));
  MOCK_METHOD(absl::StatusOr<ListedFlags>, ListFlags,
              (absl::string_view parent,
               const alignment::v1::AlignmentFilter& filter),
              (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::DecisionRecord>, ExplainAlignment,
              (absl::string_view name, absl::string_view run), (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::DecisionRecord>, EvaluateProgram,
              (const alignment::v1::EvaluateProgramRequest& request),
              (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::Run>, CreateRun,
              (const alignment::v1::Run& run, absl::string_view request_id),
              (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::Run>, GetRun,
              (absl::string_view name), (override));
  MOCK_METHOD(absl::StatusOr<std::vector<alignment::v1::Run>>, ListRuns, (),
              (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::PurgeRunsResponse>, PurgeRuns,
              (bool validate_only), (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::ReplayRunResponse>, ReplayRun,
              (absl::string_view name), (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::ListChangesResponse>, ListChanges,
              (const alignment::v1::ListChangesRequest& request), (override));
  MOCK_METHOD(
      absl::StatusOr<std::string>, WatchChanges,
      (const alignment::v1::WatchChangesRequest& request,
       const std::function<bool(const alignment::v1::WatchChangesResponse&)>&
           take),
      (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::CompareRunsResponse>, CompareRuns,
              (const alignment::v1::CompareRunsRequest& request), (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::DecisionRecord>, ExplainAlignment,
              (const alignment::v1::ExplainAlignmentRequest& request),
              (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::Alignment>, GetAlignment,
              (const alignment::v1::GetAlignmentRequest& request), (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::Policy>, CreatePolicyVersion,
              (absl::string_view parent, const alignment::v1::Policy& policy,
               absl::string_view request_id),
              (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::Policy>, GetPolicy,
              (absl::string_view name), (override));
  MOCK_METHOD(absl::StatusOr<std::vector<alignment::v1::Policy>>, ListPolicies,
              (), (override));
  MOCK_METHOD(absl::StatusOr<std::vector<alignment::v1::PolicyProblem>>,
              ValidatePolicy,
              (const alignment::v1::Policy& policy, absl::string_view edition),
              (override));
  MOCK_METHOD(absl::StatusOr<std::vector<std::string>>, DescribePolicy,
              (absl::string_view name), (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::SimulatePolicyResponse>,
              SimulatePolicy,
              (const alignment::v1::SimulatePolicyRequest& request),
              (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::Override>, CreateOverride,
              (const alignment::v1::Override& content,
               absl::string_view request_id),
              (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::Override>, GetOverride,
              (absl::string_view name), (override));
  MOCK_METHOD(absl::StatusOr<std::vector<alignment::v1::Override>>,
              ListOverrides,
              (const alignment::v1::OverrideFilter& filter,
               absl::string_view day),
              (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::Override>, ReviewOverride,
              (const alignment::v1::ReviewOverrideRequest& request),
              (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::Override>, WithdrawOverride,
              (const alignment::v1::WithdrawOverrideRequest& request),
              (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::SupplyAndDemand>,
              CompareSupplyAndDemand,
              (const alignment::v1::CompareSupplyAndDemandRequest& request),
              (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::ProgramMatches>, MatchProgram,
              (const alignment::v1::MatchProgramRequest& request), (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::LinkExplanation>, ExplainLink,
              (const alignment::v1::ExplainLinkRequest& request), (override));
  MOCK_METHOD(absl::StatusOr<alignment::v1::SequenceAudit>, AuditSequence,
              (const alignment::v1::AuditSequenceRequest& request), (override));
};

}  // namespace plumbline::alignment_client

#endif  // PLUMBLINE_CLIENTS_CPP_ALIGNMENT_MOCK_ALIGNMENT_CLIENT_H_
