#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_POINTS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_POINTS_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/number.h"
#include "services/alignment/domain/policy/outcome.h"
#include "services/alignment/domain/policy/policy.h"

namespace plumbline::alignment {

// How the figures of a place become points of a kScore clause's component.
class PointScale {
 public:
  // Over the detailed occupations that have the quantity in the place and,
  // unless `members` (by occupation) is empty, are members: one that is not
  // known to be may or may not count.
  static PointScale Of(const Edition& edition, const ScoreComponent& component,
                       RegionIndex place,
                       absl::Span<const Outcome> members = {});

  // The weighted points of a figure, in thousandths. Nothing when there is no
  // scale for deviations: no occupation has the quantity, all have the same, or
  // one may not count.
  std::optional<Interval> PointsOf(const Interval& value) const;
  // What the points may be of a figure that is not known: 1 to 10 deciles,
  // wherever it is. Nothing for deviations, which have no end.
  static std::optional<Interval> OfUnknown(const ScoreComponent& component);
  // For a figure of the scale itself: which of the others it would have to pass
  // to have at least so many decile points more than now, or reach to have at
  // most so many fewer. Nothing when none would do, or a figure of the scale is
  // not exact.
  std::optional<Rational> EdgeOf(const Interval& own, int64_t points) const;

 private:
  PointScale() = default;
  std::optional<Interval> Deciles(const Interval& value) const;
  std::optional<Interval> Deviations(const Interval& value) const;

  ScoreComponent::Binning binning_ = ScoreComponent::Binning::kUnspecified;
  int32_t weight_milli_ = 0;
  // Sorted; upper ends only of figures that have one.
  struct Ends {
    std::vector<Rational> lows;
    std::vector<Rational> highs;
  };
  static ptrdiff_t SurelyBelow(const Ends& ends, const Interval& value);
  static ptrdiff_t PossiblyBelow(const Ends& ends, const Interval& value);

  // Of those that count, and of those that may.
  Ends sure_;
  Ends open_;
  double mean_ = 0;
  double deviation_ = 0;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_POINTS_H_
