#ifndef PLUMBLINE_CLIENTS_CPP_ALIGNMENT_ALIGNMENT_CLIENT_H_
#define PLUMBLINE_CLIENTS_CPP_ALIGNMENT_ALIGNMENT_CLIENT_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "clients/cpp/call/client_options.h"
#include "plumbline/alignment/v1/alignment.pb.h"
#include "plumbline/alignment/v1/alignment_service.pb.h"
#include "plumbline/alignment/v1/change_service.pb.h"
#include "plumbline/alignment/v1/matching.pb.h"
#include "plumbline/alignment/v1/matching_service.pb.h"
#include "plumbline/alignment/v1/override.pb.h"
#include "plumbline/alignment/v1/override_service.pb.h"
#include "plumbline/alignment/v1/policy.pb.h"
#include "plumbline/alignment/v1/policy_service.pb.h"
#include "plumbline/alignment/v1/sequence.pb.h"
#include "plumbline/alignment/v1/sequence_service.pb.h"
#include "plumbline/alignment/v1/supply.pb.h"
#include "plumbline/alignment/v1/supply_service.pb.h"

namespace grpc {
class ChannelInterface;
}  // namespace grpc

namespace plumbline::alignment_client {

// All pages of a listing, which are of one run.
struct ListedAlignments {
  std::string run;
  std::vector<alignment::v1::Alignment> alignments;
};
struct ListedFlags {
  std::string run;
  std::vector<alignment::v1::Flag> flags;
};

// What the alignment service answers, for C++ programs: its AlignmentService,
// its PolicyService and its SupplyService.
//
// Errors: those of the services' methods, with their reasons
// (base::ReasonOf), and
//   kUnavailable, UPSTREAM_UNAVAILABLE: the service cannot be reached;
//   kDeadlineExceeded: it did not answer in time.
//
// Thread-safe. Lists fetch all pages.
class AlignmentClient {
 public:
  virtual ~AlignmentClient() = default;

  // `run` may be empty: the one that is served.
  virtual absl::StatusOr<alignment::v1::Alignment> GetAlignment(
      absl::string_view name, absl::string_view run) = 0;
  virtual absl::StatusOr<alignment::v1::BatchGetAlignmentsResponse>
  BatchGetAlignments(const std::vector<std::string>& names,
                     absl::string_view run) = 0;
  // `parent`: `providers/{provider}`, or `providers/-` for all.
  virtual absl::StatusOr<ListedAlignments> ListAlignments(
      absl::string_view parent,
      const alignment::v1::AlignmentFilter& filter) = 0;
  virtual absl::StatusOr<ListedFlags> ListFlags(
      absl::string_view parent,
      const alignment::v1::AlignmentFilter& filter) = 0;
  virtual absl::StatusOr<alignment::v1::DecisionRecord> ExplainAlignment(
      absl::string_view name, absl::string_view run) = 0;
  // The same with pins.
  virtual absl::StatusOr<alignment::v1::DecisionRecord> ExplainAlignment(
      const alignment::v1::ExplainAlignmentRequest& request) = 0;
  virtual absl::StatusOr<alignment::v1::Alignment> GetAlignment(
      const alignment::v1::GetAlignmentRequest& request) = 0;
  virtual absl::StatusOr<alignment::v1::DecisionRecord> EvaluateProgram(
      const alignment::v1::EvaluateProgramRequest& request) = 0;

  // Scores what `run` says: edition, policies, regions, provider. An empty
  // `request_id` is a fresh one.
  virtual absl::StatusOr<alignment::v1::Run> CreateRun(
      const alignment::v1::Run& run, absl::string_view request_id) = 0;
  // `name`: `runs/{run}` or `runs/latest`.
  virtual absl::StatusOr<alignment::v1::Run> GetRun(absl::string_view name) = 0;
  virtual absl::StatusOr<std::vector<alignment::v1::Run>> ListRuns() = 0;
  // Scores a stored run again from what it pinned and compares.
  // Removes the verdicts of runs that the service's rule does not keep; only
  // says which with `validate_only`.
  virtual absl::StatusOr<alignment::v1::PurgeRunsResponse> PurgeRuns(
      bool validate_only) = 0;
  virtual absl::StatusOr<alignment::v1::ReplayRunResponse> ReplayRun(
      absl::string_view name) = 0;

  // The next changes after the request's cursor.
  virtual absl::StatusOr<alignment::v1::ListChangesResponse> ListChanges(
      const alignment::v1::ListChangesRequest& request) = 0;
  // The same without an end: calls `take` with each answer until it says false
  // or the stream ends. Comes back with the last cursor.
  virtual absl::StatusOr<std::string> WatchChanges(
      const alignment::v1::WatchChangesRequest& request,
      const std::function<bool(const alignment::v1::WatchChangesResponse&)>&
          take) = 0;
  virtual absl::StatusOr<alignment::v1::CompareRunsResponse> CompareRuns(
      const alignment::v1::CompareRunsRequest& request) = 0;

  // `parent`: `policies/{policy}`. An empty `request_id` is a fresh one.
  virtual absl::StatusOr<alignment::v1::Policy> CreatePolicyVersion(
      absl::string_view parent, const alignment::v1::Policy& policy,
      absl::string_view request_id) = 0;
  virtual absl::StatusOr<alignment::v1::Policy> GetPolicy(
      absl::string_view name) = 0;
  virtual absl::StatusOr<std::vector<alignment::v1::Policy>> ListPolicies() = 0;
  // `edition` may be empty: the policy alone is checked.
  virtual absl::StatusOr<std::vector<alignment::v1::PolicyProblem>>
  ValidatePolicy(const alignment::v1::Policy& policy,
                 absl::string_view edition) = 0;
  virtual absl::StatusOr<std::vector<std::string>> DescribePolicy(
      absl::string_view name) = 0;
  // Who flips under another policy; nothing is stored.
  virtual absl::StatusOr<alignment::v1::SimulatePolicyResponse> SimulatePolicy(
      const alignment::v1::SimulatePolicyRequest& request) = 0;

  // Overrides. An empty `request_id` is a fresh one.
  virtual absl::StatusOr<alignment::v1::Override> CreateOverride(
      const alignment::v1::Override& content, absl::string_view request_id) = 0;
  virtual absl::StatusOr<alignment::v1::Override> GetOverride(
      absl::string_view name) = 0;
  // `day` may be empty: today.
  virtual absl::StatusOr<std::vector<alignment::v1::Override>> ListOverrides(
      const alignment::v1::OverrideFilter& filter, absl::string_view day) = 0;
  virtual absl::StatusOr<alignment::v1::Override> ReviewOverride(
      const alignment::v1::ReviewOverrideRequest& request) = 0;
  virtual absl::StatusOr<alignment::v1::Override> WithdrawOverride(
      const alignment::v1::WithdrawOverrideRequest& request) = 0;

  // Completers against openings; nothing is stored.
  virtual absl::StatusOr<alignment::v1::SupplyAndDemand> CompareSupplyAndDemand(
      const alignment::v1::CompareSupplyAndDemandRequest& request) = 0;

  virtual absl::StatusOr<alignment::v1::ProgramMatches> MatchProgram(
      const alignment::v1::MatchProgramRequest& request) = 0;
  virtual absl::StatusOr<alignment::v1::LinkExplanation> ExplainLink(
      const alignment::v1::ExplainLinkRequest& request) = 0;

  // Whether a program's courses and agreements make a sequence.
  virtual absl::StatusOr<alignment::v1::SequenceAudit> AuditSequence(
      const alignment::v1::AuditSequenceRequest& request) = 0;
};

// The long deadline is for CreateRun, ReplayRun, CompareRuns,
// CompareSupplyAndDemand, MatchProgram, ExplainLink and AuditSequence: the
// first that reads an edition's texts waits for all of them.
using ClientOptions = client_call::ClientOptions;

// A client over a gRPC channel.
std::unique_ptr<AlignmentClient> MakeAlignmentClient(
    std::shared_ptr<grpc::ChannelInterface> channel,
    const ClientOptions& options = {});

}  // namespace plumbline::alignment_client

#endif  // PLUMBLINE_CLIENTS_CPP_ALIGNMENT_ALIGNMENT_CLIENT_H_
