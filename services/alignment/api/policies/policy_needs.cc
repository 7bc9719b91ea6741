#include "services/alignment/api/policies/policy_needs.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/common/base/error.h"
#include "services/common/vocabulary/measure.h"

namespace plumbline::alignment {
namespace {

// `PROJECTED_EMPLOYMENT over 2 years`.
std::string TextOf(const DataNeed& need) {
  const auto name = vocabulary::TraitsOf(need.measure).name;
  if (need.horizon_years == 0) return std::string(name);
  return absl::StrCat(name, " over ", need.horizon_years, " years");
}

// What no release of the policy's edition carries.
class Lack {
 public:
  explicit Lack(const BoundPolicy& policy) : policy_(policy) {}

  bool Of(const DataNeed& need) const {
    const auto& missing = policy_.missing();
    return std::find(missing.begin(), missing.end(), need) != missing.end();
  }
  bool OfAny(const std::vector<DataNeed>& needs) const {
    return std::any_of(needs.begin(), needs.end(),
                       [this](const DataNeed& need) { return Of(need); });
  }
  bool Of(const Quantity& quantity) const {
    return Of(DataNeed{quantity.measure, quantity.horizon_years}) ||
           Of(DataNeed{quantity.denominator, quantity.horizon_years});
  }

 private:
  const BoundPolicy& policy_;
};

class Search {
 public:
  explicit Search(const BoundPolicy& policy) : policy_(policy) {}

  void Visit(const Clause& clause) {
    Report(clause.id, DataReadBy(clause));
    for (const Clause& inner : clause.clauses) Visit(inner);
  }

  void Report(const std::string& place, const std::vector<DataNeed>& reads) {
    const Lack lack(policy_);
    for (const DataNeed& need : reads) {
      if (!lack.Of(need)) continue;
      problems_.push_back(
          {place, absl::StrCat("reads ", TextOf(need), ", which no release of ",
                               policy_.edition().name(),
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

// A sum of points by decile answers where those that nobody carries cannot
// matter, whatever the others are.
Answers AnswersOfScore(const Clause& clause, const Lack& lack) {
  // What the sum may be, at least and at most, when the rest is largest and
  // when it is smallest; in thousandths of a point.
  int64_t highest_least = 0;
  int64_t lowest_most = 0;
  int64_t lowest = 0;
  int64_t highest = 0;
  for (const ScoreComponent& component : clause.components) {
    const bool lacks = lack.Of(component.quantity);
    if (lacks && component.binning != ScoreComponent::Binning::kDecile)
      return {false, false};
    const int64_t one = component.weight_milli;
    lowest += one;
    highest += 10 * one;
    highest_least += lacks ? one : 10 * one;
    lowest_most += lacks ? 10 * one : one;
  }
  const auto outcome = [&](int64_t from, int64_t to) {
    return CompareIntervals({{from, 1}, Rational{to, 1}}, clause.comparator,
                            Interval::Exactly({clause.cut_milli, 1}));
  };
  const Outcome best = outcome(highest_least, highest);
  const Outcome worst = outcome(lowest, lowest_most);
  return {best == Outcome::kPass || worst == Outcome::kPass,
          best == Outcome::kFail || worst == Outcome::kFail};
}

// A class decides when its clause can hold and those before it can fail, or say
// the same.
Answers AnswersOfClasses(const Clause& clause,
                         const std::vector<Answers>& inner) {
  Answers some{false, false};
  for (const bool passes : {true, false}) {
    bool reached = true;
    bool decided = false;
    for (size_t i = 0; i < inner.size(); ++i) {
      const bool same = clause.classes[i].passes == passes;
      decided = decided || (reached && same && inner[i].pass);
      reached = reached && (same || inner[i].fail);
    }
    decided = decided || (reached && clause.otherwise.passes == passes);
    (passes ? some.pass : some.fail) = decided;
  }
  return some;
}

// A clause that reads what nobody carries answers nothing.
Answers AnswersOf(const Clause& clause, const Lack& lack) {
  if (clause.kind == Clause::Kind::kScore) return AnswersOfScore(clause, lack);
  if (lack.OfAny(DataReadBy(clause))) return {false, false};
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
    case Clause::Kind::kClassify:
      return AnswersOfClasses(clause, inner);
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
                  {DataNeed{named.benchmark.measure, 0}});
  }
  search.Report("link_rule.weight",
                {DataNeed{policy.policy().link_rule.weight, 0}});
  return search.Take();
}

bool SaysSomething(const BoundPolicy& policy) {
  const Lack lack(policy);
  if (lack.Of(DataNeed{policy.policy().link_rule.weight, 0})) return false;
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
