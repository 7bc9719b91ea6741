#include "services/alignment/domain/scoring/programs/margin.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/domain/policy/validate.h"
#include "services/alignment/domain/record/evidence.h"
#include "services/alignment/domain/scoring/clauses/evaluate_occupation.h"
#include "services/alignment/domain/scoring/programs/link_rule.h"
#include "services/alignment/domain/scoring/programs/margin_steps.h"
#include "services/common/vocabulary/figure.h"

namespace plumbline::alignment {
namespace {

using vocabulary::Figure;
using vocabulary::Measure;

// A counted occupation with what the policy saw of it.
struct Counted {
  OccupationIndex occupation = 0;
  OccupationResult result;
  int64_t weight = 1;
};

// Leaves that are taken to say something else: by occupation's place among the
// counted ones and clause.
using Changes = std::map<std::pair<size_t, const Clause*>, Outcome>;

// A comparison of one occupation.
struct Leaf {
  size_t counted = 0;
  const ClauseResult* seen = nullptr;
};

Outcome Opposite(Outcome outcome) {
  return outcome == Outcome::kPass ? Outcome::kFail : Outcome::kPass;
}

// What a clause says once some leaves say something else.
class Replay {
 public:
  Replay(size_t counted, const Changes& changes)
      : counted_(counted), changes_(changes) {}

  Outcome Of(const ClauseResult& seen) const {
    const auto change = changes_.find({counted_, seen.clause});
    if (change != changes_.end()) return change->second;
    if (seen.clauses.empty()) return seen.outcome;
    switch (seen.clause->kind) {
      case Clause::Kind::kAll:
        return Joined(seen, static_cast<int32_t>(seen.clauses.size()));
      case Clause::Kind::kAny:
        return Joined(seen, 1);
      case Clause::Kind::kAtLeast:
        return Joined(seen, seen.clause->count);
      case Clause::Kind::kNot:
        return Not(Of(seen.clauses[0]));
      case Clause::Kind::kClassify:
        return Classified(seen);
      default:
        return seen.outcome;
    }
  }

 private:
  Outcome Joined(const ClauseResult& seen, int32_t count) const {
    std::vector<Outcome> outcomes;
    for (const ClauseResult& inner : seen.clauses)
      outcomes.push_back(Of(inner));
    return AtLeast(count, outcomes);
  }

  Outcome Classified(const ClauseResult& seen) const {
    std::vector<bool> passes;
    for (size_t i = 0; i < seen.clauses.size(); ++i) {
      const Outcome outcome = Of(seen.clauses[i]);
      if (outcome != Outcome::kFail)
        passes.push_back(seen.clause->classes[i].passes);
      if (outcome == Outcome::kPass) return Agreed(passes);
    }
    passes.push_back(seen.clause->otherwise.passes);
    return Agreed(passes);
  }

  static Outcome Agreed(const std::vector<bool>& passes) {
    const auto count = std::count(passes.begin(), passes.end(), true);
    if (count == 0) return Outcome::kFail;
    return static_cast<size_t>(count) == passes.size() ? Outcome::kPass
                                                       : Outcome::kUnknown;
  }

  const size_t counted_;
  const Changes& changes_;
};

// A whole number for people, and the exact one for comparisons.
bool IsExact(const std::optional<Interval>& value) {
  return value && value->high && Compare(value->low, *value->high) == 0;
}

// (to - from) / |from| in thousandths of a percent; nothing from 0.
std::optional<int64_t> RelativeChange(const Rational& from,
                                      const Rational& to) {
  if (from.numerator == 0) return std::nullopt;
  const double start = static_cast<double>(from.numerator) /
                       static_cast<double>(from.denominator);
  const double end =
      static_cast<double>(to.numerator) / static_cast<double>(to.denominator);
  const double change = (end - start) / std::abs(start);
  return static_cast<int64_t>(change * 100000.0 + (change < 0 ? -0.5 : 0.5));
}

std::string Text(const Rational& number, const Quantity& quantity) {
  const Rational shown = quantity.is_ratio() ? Rational{number.numerator * 1000,
                                                        number.denominator}
                                             : number;
  return vocabulary::ToText(Figure::Published(Round(shown)),
                            quantity.shown_as());
}

std::string ByHowMuch(int64_t change_milli_percent) {
  if (change_milli_percent == 0) return "move at all";
  return absl::StrCat(
      change_milli_percent < 0 ? "fall by " : "rise by ",
      vocabulary::ToText(Figure::Published(std::abs(change_milli_percent)),
                         Measure::kEmploymentChangePercent));
}

// Whether a figure that equals its benchmark says something else once the
// benchmark moves up (1) or down (-1).
bool TieTurns(Comparator comparator, int direction) {
  const bool upwards =
      comparator == Comparator::kAtLeast || comparator == Comparator::kLessThan;
  return upwards == (direction > 0);
}

// Searches the changes that turn one verdict.
class Search {
 public:
  Search(const BoundPolicy& policy, RegionIndex region,
         const ProgramFacts& program)
      : policy_(policy), edition_(policy.edition()), region_(region) {
    const LinkRule& rule = policy.policy().link_rule;
    for (const RuledLink& link :
         ApplyLinkRule(edition_, rule, FindLinks(edition_, program, rule))) {
      if (!link.counted()) continue;
      Counted counted{link.link.occupation,
                      EvaluateOccupation(policy, region, link.link.occupation),
                      1};
      if (counted.result.weight)
        counted.weight = WeightUnits(*counted.result.weight);
      counted_.push_back(std::move(counted));
    }
    verdict_ = VerdictWith({}, std::nullopt);
    scores_.resize(counted_.size());
    for (size_t i = 0; i < counted_.size(); ++i) {
      const auto& dimensions = counted_[i].result.dimensions;
      for (size_t d = 0; d < dimensions.size(); ++d)
        CollectLeaves(i, policy.dimensions()[d], dimensions[d]);
    }
  }

  std::vector<Margin> Run() {
    SearchFigures();
    SearchRanks();
    SearchPoints();
    SearchThresholds();
    SearchLinks();
    std::stable_sort(
        found_.begin(), found_.end(), [](const Margin& a, const Margin& b) {
          return std::pair(Order(a.kind), std::abs(a.change_milli_percent)) <
                 std::pair(Order(b.kind), std::abs(b.change_milli_percent));
        });
    return std::move(found_);
  }

 private:
  // Figures and thresholds compete; the others come after.
  static int Order(Margin::Kind kind) {
    return kind == Margin::Kind::kLink            ? 1
           : kind == Margin::Kind::kUnknownFigure ? 2
                                                  : 0;
  }

  void CollectLeaves(size_t counted, const BoundClause& bound,
                     const ClauseResult& seen) {
    if (seen.clause->kind == Clause::Kind::kCompare)
      leaves_.push_back({counted, &seen});
    if (seen.clause->kind == Clause::Kind::kRank)
      ranks_.emplace_back(counted, SeenClause{&bound, &seen});
    if (seen.clause->kind == Clause::Kind::kScore)
      scores_[counted].push_back({&bound, &seen});
    for (size_t i = 0; i < seen.clauses.size(); ++i)
      CollectLeaves(counted, bound.clauses[i], seen.clauses[i]);
  }

  Outcome OutcomeWith(size_t i, const Changes& changes) const {
    const OccupationResult& result = counted_[i].result;
    const bool guarded = std::all_of(result.guards.begin(), result.guards.end(),
                                     [](const ClauseResult& guard) {
                                       return guard.outcome == Outcome::kPass;
                                     });
    // By name, or by a guard: no figure of a dimension changes that.
    if (result.exception != nullptr || !guarded) return result.outcome;
    const Replay replay(i, changes);
    std::vector<Outcome> outcomes;
    for (size_t d = 0; d < result.dimensions.size(); ++d)
      outcomes.push_back(result.dimension_exceptions[d] != nullptr
                             ? result.dimension_outcomes[d]
                             : replay.Of(result.dimensions[d]));
    return AtLeast(policy_.policy().dimensions_required, outcomes);
  }

  Verdict VerdictWith(const Changes& changes,
                      std::optional<size_t> without) const {
    std::vector<WeighedOutcome> outcomes;
    bool all_unrated = true;
    for (size_t i = 0; i < counted_.size(); ++i) {
      if (without == i) continue;
      outcomes.push_back({OutcomeWith(i, changes), counted_[i].weight});
      all_unrated = all_unrated && counted_[i].result.unrated;
    }
    return OrUnrated(ApplyToOutcomes(policy_.policy().link_rule, outcomes),
                     all_unrated);
  }

  void Keep(Margin margin) {
    for (Margin& found : found_) {
      if (found.kind != margin.kind) continue;
      if (std::abs(margin.change_milli_percent) <
          std::abs(found.change_milli_percent))
        found = std::move(margin);
      return;
    }
    found_.push_back(std::move(margin));
  }

  void SearchFigures() {
    for (const Leaf& leaf : leaves_) {
      const ClauseResult& seen = *leaf.seen;
      if (seen.outcome == Outcome::kUnknown) {
        SearchUnknown(leaf);
        continue;
      }
      if (!IsExact(seen.measured.value) || seen.benchmark == nullptr ||
          !IsExact(seen.benchmark->value))
        continue;
      const Verdict verdict =
          VerdictWith({{{leaf.counted, seen.clause}, Opposite(seen.outcome)}},
                      std::nullopt);
      const auto change =
          RelativeChange(seen.measured.value->low, seen.benchmark->value->low);
      if (verdict == verdict_ || !change) continue;
      KeepFigure(leaf, *change, verdict);
    }
  }

  void KeepFigure(const Leaf& leaf, int64_t change, Verdict verdict) {
    const ClauseResult& seen = *leaf.seen;
    const Quantity& quantity = seen.clause->quantity;
    const OccupationIndex occupation = counted_[leaf.counted].occupation;
    Keep({Margin::Kind::kFigure, occupation, seen.clause->id, change, verdict,
          absl::StrCat(edition_.occupation_title(occupation), ": ",
                       DescribeQuantity(quantity), " ",
                       Text(seen.measured.value->low, quantity),
                       " would have to ", ByHowMuch(change), ", to ",
                       Text(seen.benchmark->value->low, quantity), ", for ",
                       VerdictName(verdict), ".")});
  }

  // A group's sum moves what the clause says of all its occupations.
  void SearchRanks() {
    for (const auto& [counted, rank] : ranks_) {
      const OccupationIndex occupation = counted_[counted].occupation;
      const auto step = RankStep(policy_, rank, occupation);
      if (!step) continue;
      const Ranking& ranking =
          policy_.RankingIn(*rank.bound, *rank.seen->measured.place);
      Changes changes;
      for (size_t i = 0; i < counted_.size(); ++i) {
        if (&ranking.Of(counted_[i].occupation) != &ranking.Of(occupation))
          continue;
        for (const auto& [clause, outcome] : step->outcomes)
          changes[{i, clause}] = outcome;
      }
      const std::string whose = absl::StrCat(
          " of its group of ", rank.bound->clause->group_digits, " digits");
      KeepStep(occupation, *rank.bound->clause, *step, changes, whose);
    }
  }

  void SearchPoints() {
    for (size_t i = 0; i < counted_.size(); ++i) {
      const OccupationIndex occupation = counted_[i].occupation;
      for (const auto& walk :
           ScoreSteps(policy_, region_, occupation, scores_[i])) {
        for (const FigureStep& step : walk) {
          Changes changes;
          for (const auto& [clause, outcome] : step.outcomes)
            changes[{i, clause}] = outcome;
          if (KeepStep(occupation, *step.outcomes.front().first, step, changes,
                       ""))
            break;
        }
      }
    }
  }

  // False when the step does not turn the verdict.
  bool KeepStep(OccupationIndex occupation, const Clause& clause,
                const FigureStep& step, const Changes& changes,
                const std::string& whose) {
    const Verdict verdict = VerdictWith(changes, std::nullopt);
    const auto change = RelativeChange(step.from, step.to);
    if (verdict == verdict_ || !change) return false;
    const char* to = step.past == 0  ? ", to "
                     : step.past > 0 ? ", above "
                                     : ", below ";
    Keep({Margin::Kind::kFigure, occupation, clause.id, *change, verdict,
          absl::StrCat(edition_.occupation_title(occupation), ": ",
                       DescribeQuantity(*step.quantity), whose, " ",
                       Text(step.from, *step.quantity), " would have to ",
                       ByHowMuch(*change), to, Text(step.to, *step.quantity),
                       ", for ", VerdictName(verdict), ".")});
    return true;
  }

  void SearchUnknown(const Leaf& leaf) {
    for (const Outcome known : {Outcome::kPass, Outcome::kFail}) {
      const Verdict verdict = VerdictWith(
          {{{leaf.counted, leaf.seen->clause}, known}}, std::nullopt);
      if (verdict == verdict_) continue;
      const OccupationIndex occupation = counted_[leaf.counted].occupation;
      Keep(
          {Margin::Kind::kUnknownFigure, occupation, leaf.seen->clause->id, 0,
           verdict,
           absl::StrCat(edition_.occupation_title(occupation), ": were the ",
                        DescribeQuantity(leaf.seen->clause->quantity),
                        " known and the clause to ",
                        known == Outcome::kPass ? "pass" : "fail",
                        ", the verdict would be ", VerdictName(verdict), ".")});
      return;
    }
  }

  // Moves the benchmark of each comparison past one occupation after the other,
  // up and down, until the verdict turns.
  void SearchThresholds() {
    std::map<std::string, std::vector<Leaf>> by_clause;
    for (const Leaf& leaf : leaves_) {
      const ClauseResult& seen = *leaf.seen;
      if (seen.outcome != Outcome::kUnknown && IsExact(seen.measured.value) &&
          seen.benchmark != nullptr && IsExact(seen.benchmark->value))
        by_clause[seen.clause->id].push_back(leaf);
    }
    for (auto& [clause, leaves] : by_clause) {
      MoveThreshold(leaves, 1);
      MoveThreshold(leaves, -1);
    }
  }

  void MoveThreshold(const std::vector<Leaf>& leaves, int direction) {
    std::vector<std::pair<int64_t, Leaf>> passed;
    for (const Leaf& leaf : leaves) {
      const auto change = RelativeChange(leaf.seen->benchmark->value->low,
                                         leaf.seen->measured.value->low);
      if (!change) continue;
      if (*change * direction > 0 ||
          (*change == 0 && TieTurns(leaf.seen->clause->comparator, direction)))
        passed.emplace_back(std::abs(*change), leaf);
    }
    std::stable_sort(
        passed.begin(), passed.end(),
        [](const auto& a, const auto& b) { return a.first < b.first; });
    Changes changes;
    for (const auto& [distance, leaf] : passed) {
      // A benchmark that moves towards a figure flips it only from its side.
      changes[{leaf.counted, leaf.seen->clause}] = Opposite(leaf.seen->outcome);
      const Verdict verdict = VerdictWith(changes, std::nullopt);
      if (verdict == verdict_) continue;
      KeepThreshold(leaf, distance * direction, verdict);
      return;
    }
  }

  void KeepThreshold(const Leaf& leaf, int64_t change, Verdict verdict) {
    const ClauseResult& seen = *leaf.seen;
    Keep({Margin::Kind::kThreshold, std::nullopt, seen.clause->id, change,
          verdict,
          absl::StrCat("The benchmark of ", seen.clause->id, ", ",
                       Text(seen.benchmark->value->low, seen.clause->quantity),
                       ", would have to ", ByHowMuch(change), " for ",
                       VerdictName(verdict), ".")});
  }

  void SearchLinks() {
    for (size_t i = 0; i < counted_.size(); ++i) {
      const Verdict verdict = VerdictWith({}, i);
      if (verdict == verdict_) continue;
      const OccupationIndex occupation = counted_[i].occupation;
      Keep({Margin::Kind::kLink, occupation, "", 0, verdict,
            absl::StrCat("Without the link to ",
                         edition_.occupation_title(occupation),
                         " the verdict would be ", VerdictName(verdict), ".")});
      return;
    }
  }

  const BoundPolicy& policy_;
  const Edition& edition_;
  const RegionIndex region_;
  std::vector<Counted> counted_;
  std::vector<Leaf> leaves_;
  std::vector<std::pair<size_t, SeenClause>> ranks_;
  // By counted occupation.
  std::vector<std::vector<SeenClause>> scores_;
  Verdict verdict_ = Verdict::kUnspecified;
  std::vector<Margin> found_;
};

}  // namespace

std::vector<Margin> MarginsOf(const BoundPolicy& policy, RegionIndex region,
                              const ProgramFacts& program) {
  return Search(policy, region, program).Run();
}

}  // namespace plumbline::alignment
