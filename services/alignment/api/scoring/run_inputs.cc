#include "services/alignment/api/scoring/run_inputs.h"

#include <map>
#include <string>
#include <utility>

#include "services/alignment/api/editions/region_names.h"
#include "services/alignment/api/policies/policy_name.h"
#include "services/alignment/api/runs/run_loader.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {

absl::StatusOr<RunInputs> InputsOfRun(AlignmentStore& store,
                                      EditionCache& editions,
                                      const v1::Run& run) {
  RunInputs inputs;
  PLUMBLINE_ASSIGN_OR_RETURN(inputs.edition, editions.Get(run.edition()));
  PLUMBLINE_ASSIGN_OR_RETURN(inputs.regions,
                             ReadRegions(*inputs.edition, run.regions()));
  inputs.day = run.day();
  for (const std::string& name : run.policies()) {
    PLUMBLINE_ASSIGN_OR_RETURN(const PolicyRef ref, ParsePolicyRef(name));
    PLUMBLINE_ASSIGN_OR_RETURN(v1::Policy content,
                               store.GetPolicy(ref.policy, ref.version));
    PLUMBLINE_ASSIGN_OR_RETURN(
        auto policy, Bind(inputs.edition, std::move(content), inputs.day));
    inputs.policies.push_back(std::move(policy));
  }
  return inputs;
}

std::vector<std::shared_ptr<const SubjectInUse>> SubjectsIn(
    absl::Span<const ViewRow> rows) {
  std::map<std::string, std::shared_ptr<const SubjectInUse>> by_name;
  for (const ViewRow& row : rows)
    by_name[row.subject->subject.program.name()] = row.subject;
  std::vector<std::shared_ptr<const SubjectInUse>> subjects;
  subjects.reserve(by_name.size());
  for (auto& [name, subject] : by_name) subjects.push_back(std::move(subject));
  return subjects;
}

}  // namespace plumbline::alignment
