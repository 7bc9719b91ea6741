#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_POLICIES_POLICY_NEEDS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_POLICIES_POLICY_NEEDS_H_

#include <vector>

#include "absl/status/status.h"
#include "services/alignment/domain/policy/validate.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"

namespace plumbline::alignment {

// Where a policy reads a measure that no release of its edition carries, in the
// order of its text: the clause, or `link_rule.weight`.
std::vector<PolicyProblem> MissingMeasures(const BoundPolicy& policy);

// Whether the policy can let any occupation pass or fail without the measures
// that no release of its edition carries.
bool SaysSomething(const BoundPolicy& policy);

// OK when the policy says something.
//
// Error: kFailedPrecondition, POLICY_NEEDS_DATA, naming each of those places.
absl::Status CheckMeasures(const BoundPolicy& policy);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_POLICIES_POLICY_NEEDS_H_
