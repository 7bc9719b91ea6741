#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_POINTS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_POINTS_H_

#include <optional>
#include <vector>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/number.h"
#include "services/alignment/domain/policy/policy.h"

namespace plumbline::alignment {

// How the figures of a place become points of a kScore clause's component.
class PointScale {
 public:
  // Over the detailed occupations that have the quantity in the place.
  static PointScale Of(const Edition& edition, const ScoreComponent& component,
                       RegionIndex place);

  // The weighted points of a figure, in thousandths. Nothing when there is no
  // scale: no occupation has the quantity, or all have the same.
  std::optional<Interval> PointsOf(const Interval& value) const;
  // What the points may be of a figure that is not known: 1 to 10 deciles.
  // Nothing for deviations, which have no end.
  std::optional<Interval> PointsOfUnknown() const;

 private:
  PointScale() = default;
  std::optional<Interval> Deciles(const Interval& value) const;
  std::optional<Interval> Deviations(const Interval& value) const;

  ScoreComponent::Binning binning_ = ScoreComponent::Binning::kUnspecified;
  int32_t weight_milli_ = 0;
  // Sorted; upper ends only of figures that have one.
  std::vector<Rational> lows_;
  std::vector<Rational> highs_;
  double mean_ = 0;
  double deviation_ = 0;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_POINTS_H_
