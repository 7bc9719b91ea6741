#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_VALIDATE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_VALIDATE_H_

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/policy/problems.h"
#include "services/common/vocabulary/measure.h"

namespace plumbline::alignment {

// How deep clauses may nest, and how many a policy may have.
inline constexpr int kMaxClauseDepth = 32;
inline constexpr int kMaxClauses = 1000;

// What is wrong with a policy, in the order of its text; empty when nothing
// is. Only a policy without problems may be evaluated.
std::vector<PolicyProblem> ValidatePolicy(const Policy& policy);

// What releases have to carry: a measure, for projections over a horizon of so
// many years; 0 is any.
struct DataNeed {
  vocabulary::Measure measure = vocabulary::Measure::kUnspecified;
  int32_t horizon_years = 0;
  constexpr auto operator<=>(const DataNeed&) const = default;
};

// What the clause itself reads, not what is inside it: each need once, in the
// order of the measures' numbers.
std::vector<DataNeed> DataReadBy(const Clause& clause);

// What a policy without problems reads, in the same order.
std::vector<DataNeed> DataNeeded(const Policy& policy);

// Whether some clause counts O*NET descriptors.
bool NeedsDescriptors(const Policy& policy);

// In plain words: a sentence for each dimension, for how they combine, for the
// link rule and for the geography.
std::vector<std::string> DescribePolicy(const Policy& policy);

// A quantity in plain words, without its place: "median annual wage".
std::string DescribeQuantity(const Quantity& quantity);

// A clause in plain words: "median annual wage above that of all occupations".
std::string DescribeClause(const Clause& clause);

// SHA-256, in hexadecimal, over all that decides a verdict: every field but the
// prose (title, citations, draft reasons, readings).
std::string PolicyDigest(const Policy& policy);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_VALIDATE_H_
