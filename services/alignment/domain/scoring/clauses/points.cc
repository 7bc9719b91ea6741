#include "services/alignment/domain/scoring/clauses/points.h"

#include <algorithm>
#include <cmath>

#include "services/alignment/domain/scoring/quantities/population.h"

namespace plumbline::alignment {
namespace {

constexpr int64_t kFewest = 1;
constexpr int64_t kMost = 10;

double AsDouble(const Rational& number) {
  return static_cast<double>(number.numerator) /
         static_cast<double>(number.denominator);
}

Rational Weighted(int64_t points, int32_t weight_milli) {
  return {static_cast<Int128>(points) * weight_milli, 1};
}

}  // namespace

PointScale PointScale::Of(const Edition& edition,
                          const ScoreComponent& component, RegionIndex place,
                          absl::Span<const Outcome> members) {
  PointScale scale;
  scale.binning_ = component.binning;
  scale.weight_milli_ = component.weight_milli;
  const Population population =
      PopulationIn(edition, component.quantity, place, members);
  for (size_t i = 0; i < population.values.size(); ++i) {
    const Outcome member =
        members.empty() ? Outcome::kPass : population.members[i];
    if (member == Outcome::kFail) continue;
    Ends& ends = member == Outcome::kPass ? scale.sure_ : scale.open_;
    ends.lows.push_back(population.values[i].low);
    if (population.values[i].high)
      ends.highs.push_back(*population.values[i].high);
  }
  for (Ends* ends : {&scale.sure_, &scale.open_}) {
    std::sort(ends->lows.begin(), ends->lows.end(), Less);
    std::sort(ends->highs.begin(), ends->highs.end(), Less);
  }
  // Bounds count as the figure they are: a mean needs a number. Sums run over
  // sorted numbers, so that they are the same on every run.
  const std::vector<Rational>& lows = scale.sure_.lows;
  if (lows.empty() || !scale.open_.lows.empty()) return scale;
  const auto count = static_cast<double>(lows.size());
  for (const Rational& low : lows) scale.mean_ += AsDouble(low) / count;
  double squares = 0;
  for (const Rational& low : lows)
    squares += (AsDouble(low) - scale.mean_) * (AsDouble(low) - scale.mean_);
  scale.deviation_ = std::sqrt(squares / count);
  return scale;
}

std::optional<Interval> PointScale::PointsOf(const Interval& value) const {
  return binning_ == ScoreComponent::Binning::kDecile ? Deciles(value)
                                                      : Deviations(value);
}

std::optional<Interval> PointScale::OfUnknown(const ScoreComponent& component) {
  if (component.binning != ScoreComponent::Binning::kDecile)
    return std::nullopt;
  return Interval{Weighted(kFewest, component.weight_milli),
                  Weighted(kMost, component.weight_milli)};
}

ptrdiff_t PointScale::SurelyBelow(const Ends& ends, const Interval& value) {
  return std::lower_bound(ends.highs.begin(), ends.highs.end(), value.low,
                          Less) -
         ends.highs.begin();
}

ptrdiff_t PointScale::PossiblyBelow(const Ends& ends, const Interval& value) {
  if (!value.high) return static_cast<ptrdiff_t>(ends.lows.size());
  return std::lower_bound(ends.lows.begin(), ends.lows.end(), *value.high,
                          Less) -
         ends.lows.begin();
}

// One more than the tenths of occupations whose figure is smaller: the tenth
// with the smallest figures has one point. Fewest points when only figures
// that are smaller for certain count, and all others that may count do; most
// when all are smaller that may be, and no other counts that need not.
std::optional<Interval> PointScale::Deciles(const Interval& value) const {
  const auto points = [&](ptrdiff_t smaller, ptrdiff_t all) {
    const ptrdiff_t tenths = all == 0 ? 0 : smaller * 10 / all;
    return Weighted(std::min<int64_t>(kMost, kFewest + tenths), weight_milli_);
  };
  const auto sure = static_cast<ptrdiff_t>(sure_.lows.size());
  const auto open = static_cast<ptrdiff_t>(open_.lows.size());
  const ptrdiff_t larger = open - SurelyBelow(open_, value);
  const ptrdiff_t smaller = PossiblyBelow(open_, value);
  return Interval{
      points(SurelyBelow(sure_, value), sure + larger),
      points(PossiblyBelow(sure_, value) + smaller, sure + smaller)};
}

std::optional<Rational> PointScale::EdgeOf(const Interval& own,
                                           int64_t points) const {
  const auto same = [](const Rational& a, const Rational& b) {
    return Compare(a, b) == 0;
  };
  if (binning_ != ScoreComponent::Binning::kDecile || !open_.lows.empty() ||
      !std::equal(sure_.lows.begin(), sure_.lows.end(), sure_.highs.begin(),
                  sure_.highs.end(), same))
    return std::nullopt;
  std::vector<Rational> others = sure_.lows;
  const auto itself =
      std::find_if(others.begin(), others.end(),
                   [&](const Rational& value) { return same(value, own.low); });
  if (itself == others.end()) return std::nullopt;
  others.erase(itself);
  const int64_t now = Round(Deciles(own)->low) / weight_milli_;
  // How many of the others have to be smaller, rounded up; or one more than may
  // be.
  const int64_t tenths = points > now ? points - 1 : points;
  const auto all = static_cast<int64_t>(sure_.lows.size());
  const auto edge = static_cast<size_t>((tenths * all + 9) / 10 - 1);
  if (edge >= others.size()) return std::nullopt;
  return others[edge];
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
