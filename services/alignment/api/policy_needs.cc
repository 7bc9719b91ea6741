#include "services/alignment/api/policy_needs.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/common/base/error.h"
#include "services/common/vocabulary/measure.h"

namespace plumbline::alignment {
namespace {

using vocabulary::Measure;

class Search {
 public:
  explicit Search(const BoundPolicy& policy) : policy_(policy) {}

  void Visit(const Clause& clause) {
    Report(clause.id, {clause.quantity.measure, clause.quantity.denominator,
                       clause.benchmark.measure});
    for (const Clause& inner : clause.clauses) Visit(inner);
  }

  void Report(const std::string& place, std::vector<Measure> reads) {
    std::sort(reads.begin(), reads.end());
    reads.erase(std::unique(reads.begin(), reads.end()), reads.end());
    const auto& missing = policy_.missing_measures();
    for (const Measure measure : reads) {
      if (std::find(missing.begin(), missing.end(), measure) == missing.end()) {
        continue;
      }
      problems_.push_back(
          {place,
           absl::StrCat("reads ", vocabulary::TraitsOf(measure).name,
                        ", which no release of ", policy_.edition().name(),
                        " carries: publish an edition with a release "
                        "that does")});
    }
  }

  std::vector<PolicyProblem> Take() { return std::move(problems_); }

 private:
  const BoundPolicy& policy_;
  std::vector<PolicyProblem> problems_;
};

}  // namespace

std::vector<PolicyProblem> MissingMeasures(const BoundPolicy& policy) {
  Search search(policy);
  for (const DimensionRule& rule : policy.policy().dimensions) {
    search.Visit(rule.clause);
  }
  search.Report("link_rule.weight", {policy.policy().link_rule.weight});
  return search.Take();
}

absl::Status CheckMeasures(const BoundPolicy& policy) {
  const std::vector<PolicyProblem> problems = MissingMeasures(policy);
  if (problems.empty()) return absl::OkStatus();
  base::Metadata metadata = {{"policy", policy.policy().name},
                             {"edition", policy.edition().name()}};
  for (const PolicyProblem& problem : problems) {
    metadata.emplace_back(problem.place, problem.message);
  }
  return base::Error(
      absl::StatusCode::kFailedPrecondition, base::reason::kPolicyNeedsData,
      absl::StrCat(policy.policy().name, ": ",
                   absl::StrJoin(problems, "; ",
                                 [](std::string* out, const auto& problem) {
                                   absl::StrAppend(out, "clause ",
                                                   problem.place, " ",
                                                   problem.message);
                                 })),
      metadata);
}

}  // namespace plumbline::alignment
