#include "services/alignment/api/simulation/draft.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/api/editions/region_names.h"
#include "services/alignment/api/policies/policy_name.h"
#include "services/alignment/api/records/record_codec.h"
#include "services/alignment/api/runs/portfolio.h"
#include "services/alignment/api/runs/run_loader.h"
#include "services/alignment/domain/scoring/programs/evaluate_program.h"
#include "services/alignment/domain/scoring/programs/margin.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"
#include "services/common/rpc/resource_name.h"
#include "services/common/vocabulary/cip_code.h"

namespace plumbline::alignment {
namespace {

absl::Status CheckProgram(const v1::EvaluateProgramRequest& request) {
  if (!request.has_program()) {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kArgumentInvalid,
                       "program is not set: send the program to evaluate",
                       {{"field", "program"}});
  }
  if (!request.program().name().empty()) {
    PLUMBLINE_RETURN_IF_ERROR(
        rpc::ParseName("providers/{provider}/programs/{program}",
                       request.program().name())
            .status());
  }
  if (!request.program().cip().empty()) {
    PLUMBLINE_RETURN_IF_ERROR(
        vocabulary::CipCode::Parse(request.program().cip()).status());
  }
  return absl::OkStatus();
}

// The row that a run would write, with no run.
VerdictRow RowOf(const VerdictKey& key, const PolicyRef& policy,
                 const BoundPolicy& bound, const Decision& decision) {
  VerdictRow row;
  row.key = key;
  row.policy_version = policy.version;
  row.edition = bound.edition().name();
  row.model_version = std::string(kModelVersion.data(), kModelVersion.size());
  row.verdict = static_cast<v1::Verdict>(decision.verdict);
  for (size_t i = 0; i < decision.dimension_verdicts.size(); ++i) {
    row.dimensions.emplace_back(
        static_cast<v1::Dimension>(bound.policy().dimensions[i].dimension),
        static_cast<v1::Verdict>(decision.dimension_verdicts[i]));
  }
  row.record_sha256 = decision.record_sha256;
  return row;
}

}  // namespace

absl::StatusOr<v1::DecisionRecord> EvaluateDraft(
    AlignmentStore& store, EditionCache& editions, const TextReader& texts,
    const v1::EvaluateProgramRequest& request) {
  PLUMBLINE_RETURN_IF_ERROR(CheckProgram(request));
  PLUMBLINE_ASSIGN_OR_RETURN(const PolicyRef ref,
                             ParsePolicyRef(request.policy()));
  PLUMBLINE_ASSIGN_OR_RETURN(v1::Policy content,
                             store.GetPolicy(ref.policy, ref.version));
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto edition, editions.Get(request.edition(), base::AsOf(request)));
  PLUMBLINE_ASSIGN_OR_RETURN(const RegionIndex region,
                             ReadRegion(*edition, request.region()));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto policy,
                             Bind(edition, content, request.day()));
  catalog::v1::Program program = request.program();
  program.clear_revision_id();
  const VerdictKey key{
      program.name().empty() ? "providers/-/programs/-" : program.name(),
      edition->region_id(region), ref.policy};
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto subjects,
      texts.Read(*edition, {policy},
                 {InUse(MakeSubject(std::move(program), {}))}));
  const auto& [subject, facts] = *subjects.front();
  const Decision decision = EvaluateProgram(*policy->bound, region, facts);
  const VerdictRow row = RowOf(key, ref, *policy->bound, decision);
  return RecordToProto(AlignmentToProto(row, subject, *policy->bound, decision),
                       policy->content, *policy->bound, decision,
                       MarginsOf(*policy->bound, region, facts));
}

}  // namespace plumbline::alignment
