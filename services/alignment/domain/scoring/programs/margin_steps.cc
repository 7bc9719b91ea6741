#include "services/alignment/domain/scoring/programs/margin_steps.h"

#include <algorithm>
#include <tuple>

#include "services/alignment/domain/scoring/quantities/measured.h"

namespace plumbline::alignment {
namespace {

constexpr int64_t kMostPoints = 10;

bool IsExact(const std::optional<Interval>& value) {
  return value && value->high && Compare(value->low, *value->high) == 0;
}

// The sums of all groups but one, the largest first; nothing when one of them
// is not known, or may be taken out.
std::optional<std::vector<Rational>> OtherSums(const Ranking& ranking,
                                               const RankedGroup& own) {
  std::vector<Rational> sums;
  for (const RankedGroup& group : ranking.groups) {
    if (&group == &own || group.taken_out == Outcome::kPass) continue;
    if (group.taken_out != Outcome::kFail || !IsExact(group.sum))
      return std::nullopt;
    sums.push_back(group.sum->low);
  }
  std::sort(sums.begin(), sums.end(), [](const Rational& a, const Rational& b) {
    return Compare(a, b) > 0;
  });
  return sums;
}

// Whether groups are taken out by a ranking of the same place, in which the
// figure would move too.
bool TakesOutHere(const BoundPolicy& policy, const BoundClause& bound,
                  RegionIndex place) {
  return std::any_of(bound.clauses.begin(), bound.clauses.end(),
                     [&](const BoundClause& inner) {
                       return PlaceOf(policy.edition(), place,
                                      inner.clause->quantity.scope) == place;
                     });
}

// What gives points, and among whom.
struct Source {
  const Quantity* quantity = nullptr;
  bool among_guarded = false;

  bool Is(const Quantity& other, bool guarded) const {
    const auto key = [](const Quantity& q) {
      return std::tie(q.measure, q.denominator, q.scope, q.horizon_years,
                      q.kind, q.method, q.element_prefix, q.scale, q.minimum);
    };
    return key(*quantity) == key(other) && among_guarded == guarded;
  }
};

// The steps of one figure in one direction.
class Walk {
 public:
  Walk(const BoundPolicy& policy, absl::Span<const SeenClause> scores,
       const Source& source)
      : policy_(policy), scores_(scores), source_(source) {}

  // `component` is that of the clause that gave the source.
  std::vector<FigureStep> Take(const SeenClause& score, size_t component,
                               const Measured& measured,
                               int64_t direction) const {
    const PointScale& scale =
        policy_.ScaleIn(*score.bound, component, *measured.place);
    const int64_t weight =
        score.bound->clause->components[component].weight_milli;
    std::vector<FigureStep> steps;
    const auto points = scale.PointsOf(*measured.value);
    if (!IsExact(points)) return steps;
    const int64_t now = Round(points->low) / weight;
    for (int64_t next = now + direction; next >= 1 && next <= kMostPoints;
         next += direction) {
      const auto edge = scale.EdgeOf(*measured.value, next);
      if (!edge) break;
      steps.push_back({source_.quantity, measured.value->low, *edge,
                       direction > 0 ? 1 : 0, OutcomesAt(next - now)});
    }
    return steps;
  }

 private:
  // What the clauses say when the source gives so many points more.
  std::vector<std::pair<const Clause*, Outcome>> OutcomesAt(
      int64_t more) const {
    std::vector<std::pair<const Clause*, Outcome>> outcomes;
    for (const SeenClause& score : scores_) {
      const Clause& clause = *score.bound->clause;
      if (!score.seen->sum) continue;
      int64_t added = 0;
      for (const ScoreComponent& component : clause.components) {
        if (source_.Is(component.quantity, clause.among_guarded))
          added += more * component.weight_milli;
      }
      if (added == 0) continue;
      outcomes.emplace_back(
          &clause,
          CompareIntervals(Add(*score.seen->sum, Interval::Exactly({added, 1})),
                           clause.comparator,
                           Interval::Exactly({clause.cut_milli, 1})));
    }
    return outcomes;
  }

  const BoundPolicy& policy_;
  const absl::Span<const SeenClause> scores_;
  const Source& source_;
};

}  // namespace

std::optional<FigureStep> RankStep(const BoundPolicy& policy,
                                   const SeenClause& rank,
                                   OccupationIndex occupation) {
  const Clause& clause = *rank.bound->clause;
  const auto& place = rank.seen->measured.place;
  if (!place || rank.seen->outcome == Outcome::kUnknown ||
      TakesOutHere(policy, *rank.bound, *place))
    return std::nullopt;
  const Ranking& ranking = policy.RankingIn(*rank.bound, *place);
  const RankedGroup& own = ranking.Of(occupation);
  if (own.taken_out != Outcome::kFail || !IsExact(own.sum)) return std::nullopt;
  const auto others = OtherSums(ranking, own);
  const auto top = static_cast<size_t>(clause.count);
  if (!others || others->size() < top) return std::nullopt;
  // Groups that tie with the last one are among the first.
  const bool is_in = rank.seen->outcome == Outcome::kPass;
  return FigureStep{&clause.quantity,
                    own.sum->low,
                    (*others)[top - 1],
                    is_in ? -1 : 0,
                    {{&clause, is_in ? Outcome::kFail : Outcome::kPass}}};
}

std::vector<std::vector<FigureStep>> ScoreSteps(
    const BoundPolicy& policy, RegionIndex region, OccupationIndex occupation,
    absl::Span<const SeenClause> scores) {
  std::vector<Source> done;
  std::vector<std::vector<FigureStep>> walks;
  for (const SeenClause& score : scores) {
    const Clause& clause = *score.bound->clause;
    for (size_t i = 0; i < clause.components.size(); ++i) {
      const ScoreComponent& component = clause.components[i];
      const auto is_it = [&](const Source& source) {
        return source.Is(component.quantity, clause.among_guarded);
      };
      if (component.binning != ScoreComponent::Binning::kDecile ||
          std::any_of(done.begin(), done.end(), is_it))
        continue;
      done.push_back({&component.quantity, clause.among_guarded});
      const Measured measured =
          MeasureOccupation(policy.edition(), component.quantity, region,
                            occupation, score.bound->borrow);
      if (!IsExact(measured.value) || measured.borrowed || !measured.place)
        continue;
      const Walk walk(policy, scores, done.back());
      walks.push_back(walk.Take(score, i, measured, 1));
      walks.push_back(walk.Take(score, i, measured, -1));
    }
  }
  return walks;
}

}  // namespace plumbline::alignment
