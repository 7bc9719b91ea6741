#include "services/alignment/domain/scoring/points.h"

#include <algorithm>
#include <cmath>

#include "services/alignment/domain/scoring/population.h"

namespace plumbline::alignment {
namespace {

bool Less(const Rational& a, const Rational& b) { return Compare(a, b) < 0; }

double AsDouble(const Rational& number) {
  return static_cast<double>(number.numerator) /
         static_cast<double>(number.denominator);
}

Rational Weighted(int64_t points, int32_t weight_milli) {
  return {static_cast<Int128>(points) * weight_milli, 1};
}

}  // namespace

PointScale PointScale::Of(const Edition& edition,
                          const ScoreComponent& component, RegionIndex place) {
  PointScale scale;
  scale.binning_ = component.binning;
  scale.weight_milli_ = component.weight_milli;
  for (const Interval& value :
       PopulationIn(edition, component.quantity, place).values) {
    scale.lows_.push_back(value.low);
    if (value.high) scale.highs_.push_back(*value.high);
  }
  std::sort(scale.lows_.begin(), scale.lows_.end(), Less);
  std::sort(scale.highs_.begin(), scale.highs_.end(), Less);
  // Bounds count as the figure they are: a mean needs a number. Sums run over
  // sorted numbers, so that they are the same on every run.
  const auto count = static_cast<double>(scale.lows_.size());
  for (const Rational& low : scale.lows_) scale.mean_ += AsDouble(low) / count;
  double squares = 0;
  for (const Rational& low : scale.lows_)
    squares += (AsDouble(low) - scale.mean_) * (AsDouble(low) - scale.mean_);
  if (!scale.lows_.empty()) scale.deviation_ = std::sqrt(squares / count);
  return scale;
}

std::optional<Interval> PointScale::PointsOf(const Interval& value) const {
  if (lows_.empty()) return std::nullopt;
  return binning_ == ScoreComponent::Binning::kDecile ? Deciles(value)
                                                      : Deviations(value);
}

std::optional<Interval> PointScale::PointsOfUnknown() const {
  if (lows_.empty() || binning_ != ScoreComponent::Binning::kDecile)
    return std::nullopt;
  return Interval{Weighted(1, weight_milli_), Weighted(10, weight_milli_)};
}

// One more than the tenths of occupations whose figure is smaller: the tenth
// with the smallest figures has one point. Fewest points when only figures
// that are smaller for certain count, most when all count that may be.
std::optional<Interval> PointScale::Deciles(const Interval& value) const {
  const auto points = [&](ptrdiff_t smaller) {
    const auto tenths =
        static_cast<int64_t>(smaller) * 10 / static_cast<int64_t>(lows_.size());
    return Weighted(std::min<int64_t>(10, 1 + tenths), weight_milli_);
  };
  const auto surely =
      std::lower_bound(highs_.begin(), highs_.end(), value.low, Less) -
      highs_.begin();
  const auto possibly =
      value.high
          ? std::lower_bound(lows_.begin(), lows_.end(), *value.high, Less) -
                lows_.begin()
          : static_cast<ptrdiff_t>(lows_.size());
  return Interval{points(surely), points(possibly)};
}

std::optional<Interval> PointScale::Deviations(const Interval& value) const {
  if (!(deviation_ > 0)) return std::nullopt;
  const auto points = [&](const Rational& number) {
    const double deviations = (AsDouble(number) - mean_) / deviation_;
    // Thousandths of a deviation times thousandths of a point's weight.
    return Rational{
        static_cast<Int128>(std::llround(deviations * 1000)) * weight_milli_,
        1000};
  };
  Interval result{points(value.low), std::nullopt};
  if (value.high) result.high = points(*value.high);
  return result;
}

}  // namespace plumbline::alignment
