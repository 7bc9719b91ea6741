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

// What the clause itself reads, not what is inside it.
std::vector<Measure> ReadBy(const Clause& clause) {
  std::vector<Measure> reads = {clause.quantity.measure,
                                clause.quantity.denominator,
                                clause.benchmark.measure};
  for (const ScoreComponent& component : clause.components) {
    reads.push_back(component.quantity.measure);
    reads.push_back(component.quantity.denominator);
  }
  std::sort(reads.begin(), reads.end());
  reads.erase(std::unique(reads.begin(), reads.end()), reads.end());
  return reads;
}

// The measures that no release of the policy's edition carries.
class Lack {
 public:
  explicit Lack(const BoundPolicy& policy) : policy_(policy) {}

  bool Of(Measure measure) const {
    const auto& missing = policy_.missing_measures();
    return std::find(missing.begin(), missing.end(), measure) != missing.end();
  }
  bool OfAny(const std::vector<Measure>& measures) const {
    return std::any_of(measures.begin(), measures.end(),
                       [this](Measure measure) { return Of(measure); });
  }

 private:
  const BoundPolicy& policy_;
};

class Search {
 public:
  explicit Search(const BoundPolicy& policy) : policy_(policy) {}

  void Visit(const Clause& clause) {
    Report(clause.id, ReadBy(clause));
    for (const Clause& inner : clause.clauses) Visit(inner);
  }

  void Report(const std::string& place, const std::vector<Measure>& reads) {
    const Lack lack(policy_);
    for (const Measure measure : reads) {
      if (!lack.Of(measure)) continue;
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

// Which answers a clause may give at all.
struct Answers {
  bool pass = true;
  bool fail = true;
};

// `count` of clauses with these answers.
Answers AtLeastOf(size_t count, const std::vector<Answers>& inner) {
  const auto number = [&](bool Answers::*answer) {
    return static_cast<size_t>(
        std::count_if(inner.begin(), inner.end(),
                      [&](const Answers& one) { return one.*answer; }));
  };
  return {number(&Answers::pass) >= count,
          number(&Answers::fail) + count > inner.size()};
}

// A clause that reads what nobody carries answers nothing.
Answers AnswersOf(const Clause& clause, const Lack& lack) {
  if (lack.OfAny(ReadBy(clause))) return {false, false};
  std::vector<Answers> inner;
  for (const Clause& one : clause.clauses)
    inner.push_back(AnswersOf(one, lack));
  switch (clause.kind) {
    case Clause::Kind::kAll:
      return AtLeastOf(inner.size(), inner);
    case Clause::Kind::kAny:
      return AtLeastOf(1, inner);
    case Clause::Kind::kAtLeast:
      return AtLeastOf(static_cast<size_t>(clause.count), inner);
    case Clause::Kind::kNot:
      return {inner[0].fail, inner[0].pass};
    case Clause::Kind::kClassify: {
      const Answers some = AtLeastOf(1, inner);
      return {some.pass || some.fail, some.pass || some.fail};
    }
    default:
      return {};
  }
}

}  // namespace

std::vector<PolicyProblem> MissingMeasures(const BoundPolicy& policy) {
  Search search(policy);
  for (const Guard& guard : policy.policy().guards) search.Visit(guard.clause);
  for (const DimensionRule& rule : policy.policy().dimensions) {
    search.Visit(rule.clause);
  }
  for (const NamedBenchmark& named : policy.policy().benchmarks) {
    search.Report(absl::StrCat("benchmarks.", named.name),
                  {named.benchmark.measure});
  }
  search.Report("link_rule.weight", {policy.policy().link_rule.weight});
  return search.Take();
}

bool SaysSomething(const BoundPolicy& policy) {
  const Lack lack(policy);
  if (lack.Of(policy.policy().link_rule.weight)) return false;
  for (const Guard& guard : policy.policy().guards) {
    if (guard.action == Guard::Action::kFail &&
        AnswersOf(guard.clause, lack).fail)
      return true;
  }
  std::vector<Answers> dimensions;
  for (const DimensionRule& rule : policy.policy().dimensions)
    dimensions.push_back(AnswersOf(rule.clause, lack));
  const Answers answers = AtLeastOf(
      static_cast<size_t>(policy.policy().dimensions_required), dimensions);
  return answers.pass || answers.fail;
}

absl::Status CheckMeasures(const BoundPolicy& policy) {
  if (SaysSomething(policy)) return absl::OkStatus();
  const std::vector<PolicyProblem> problems = MissingMeasures(policy);
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
