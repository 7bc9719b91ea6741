#include "services/alignment/domain/scoring/quantities/quantity_row.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "services/alignment/domain/scoring/quantities/descriptor_count.h"
#include "services/alignment/domain/scoring/quantities/quantity_arithmetic.h"

namespace plumbline::alignment {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;

// Sums of three and products of two stay within 128 bits.
constexpr int64_t kLargest = int64_t{1} << 61;

bool Fits(int64_t number) { return number < kLargest && number > -kLargest; }

bool Fits(const Rational& number) {
  return number.numerator < kLargest && number.numerator > -kLargest &&
         number.denominator < kLargest;
}

Figure FigureOf(const FigureRow& row, size_t i) {
  return {row.statuses[i], row.values[i]};
}

// The row without any number: only the marks stay.
QuantityRow EmptyOf(QuantityRow row) {
  QuantityRow empty;
  empty.place = row.place;
  empty.marks = std::move(row.marks);
  return empty;
}

// What a place says of a quantity that nobody prints there.
QuantityRow NothingPrinted(size_t occupations, RegionIndex place) {
  QuantityRow row;
  row.place = place;
  row.marks.assign(occupations, QuantityRow::kMayBeElsewhere);
  return row;
}

// Which occupations count for those that share a combined code.
class CountedOnce {
 public:
  // Of an occupation with a number, in their order; `combined` is FigureRow's.
  // Whether it counts itself.
  bool Counts(size_t occupation, uint64_t combined) {
    if (combined == 0) return true;
    const auto i = static_cast<OccupationIndex>(occupation);
    const auto [held, is_new] = first_.emplace(combined, i);
    if (!is_new) others_.emplace_back(i, held->second);
    return is_new;
  }

  // QuantityRow::counted_as.
  std::vector<OccupationIndex> Take(size_t occupations) const {
    if (others_.empty()) return {};
    std::vector<OccupationIndex> counted_as(occupations);
    std::iota(counted_as.begin(), counted_as.end(), OccupationIndex{0});
    for (const auto& [other, first] : others_) counted_as[other] = first;
    return counted_as;
  }

 private:
  absl::flat_hash_map<uint64_t, OccupationIndex> first_;
  std::vector<std::pair<OccupationIndex, OccupationIndex>> others_;
};

// Collects a row number by number, all denominators kept until the end.
class RowBuilder {
 public:
  RowBuilder(size_t occupations, std::optional<RegionIndex> place) {
    row_.place = place;
    row_.marks.resize(occupations);
    lows_.resize(occupations);
    highs_.resize(occupations);
    row_.low_denominators.assign(occupations, 1);
    row_.high_denominators.assign(occupations, 1);
  }

  void Mark(size_t i, QuantityRow::Mark mark) {
    row_.marks[i] = static_cast<uint8_t>(row_.marks[i] | mark);
  }
  void Missing(size_t i, FigureStatus status) {
    if (MayBeElsewhere(status)) Mark(i, QuantityRow::kMayBeElsewhere);
  }
  // `combined` is FigureRow's.
  void Known(size_t i, const Interval& value, uint64_t combined) {
    Mark(i, QuantityRow::kKnown);
    any_known_ = true;
    if (counted_.Counts(i, combined)) Mark(i, QuantityRow::kCounts);
    if (!Fits(value.low) || (value.high && !Fits(*value.high))) {
      Mark(i, QuantityRow::kLarge);
      row_.has_large = true;
      return;
    }
    lows_[i] = static_cast<int64_t>(value.low.numerator);
    row_.low_denominators[i] = static_cast<int64_t>(value.low.denominator);
    highs_[i] = QuantityRow::kNoBound;
    if (!value.high) return;
    highs_[i] = static_cast<int64_t>(value.high->numerator);
    row_.high_denominators[i] = static_cast<int64_t>(value.high->denominator);
  }

  QuantityRow Take() {
    if (!any_known_) return EmptyOf(std::move(row_));
    if (Unify()) {
      row_.low_denominators = {};
      row_.high_denominators = {};
      if (lows_ == highs_) highs_ = {};
    }
    row_.lows = Numerators(lows_);
    row_.highs = Numerators(highs_);
    row_.counted_as = counted_.Take(row_.marks.size());
    return std::move(row_);
  }

 private:
  // Whether all numbers have one denominator: it is then the row's.
  bool Unify() {
    bool found = false;
    for (size_t i = 0; i < row_.marks.size(); ++i) {
      if (!row_.Has(i, QuantityRow::kKnown)) continue;
      if (!found) row_.denominator = row_.low_denominators[i];
      found = true;
      if (row_.low_denominators[i] != row_.denominator ||
          (highs_[i] != QuantityRow::kNoBound &&
           row_.high_denominators[i] != row_.denominator))
        return false;
    }
    return true;
  }

  QuantityRow row_;
  std::vector<int64_t> lows_;
  std::vector<int64_t> highs_;
  bool any_known_ = false;
  CountedOnce counted_;
};

// Printed figures as they are, over different numbers of years.
QuantityRow MixedRow(const FigureRow& figures, RegionIndex place) {
  RowBuilder builder(figures.values.size(), place);
  for (size_t i = 0; i < figures.values.size(); ++i) {
    const Figure figure = FigureOf(figures, i);
    if (figure.status == FigureStatus::kPublished)
      builder.Mark(i, QuantityRow::kPublished);
    if (const auto value = IntervalOf(figure, figures.divisors[i]))
      builder.Known(i, *value, figures.combined[i]);
    else
      builder.Missing(i, figure.status);
  }
  return builder.Take();
}

// The marks of a plain figure, without kCounts and kLarge.
uint8_t MarksOf(FigureStatus status) {
  if (status == FigureStatus::kPublished)
    return QuantityRow::kKnown | QuantityRow::kPublished;
  if (status == FigureStatus::kTopCoded) return QuantityRow::kKnown;
  return MayBeElsewhere(status) ? QuantityRow::kMayBeElsewhere : 0;
}

// The most frequent row, taken over as it is: figures that fit and have one
// divisor. Nothing for others.
std::optional<QuantityRow> WholeRow(const FigureRow& figures,
                                    RegionIndex place) {
  const size_t count = figures.values.size();
  QuantityRow row;
  row.place = place;
  row.marks.resize(count);
  CountedOnce counted;
  bool any_known = false;
  bool any_bound = false;
  uint8_t* __restrict marks = row.marks.data();
  const auto* __restrict statuses = figures.statuses.data();
  const int64_t* __restrict values = figures.values.data();
  const uint32_t* __restrict divisors = figures.divisors.data();
  const uint64_t* __restrict combined = figures.combined.data();
  uint32_t divisor = 1;
  for (size_t i = 0; i < count; ++i) {
    marks[i] = MarksOf(statuses[i]);
    if ((marks[i] & QuantityRow::kKnown) == 0) continue;
    if (!any_known) divisor = divisors[i];
    any_known = true;
    any_bound = any_bound || statuses[i] == FigureStatus::kTopCoded;
    if (divisors[i] != divisor || !Fits(values[i])) return std::nullopt;
    if (combined[i] == 0 || counted.Counts(i, combined[i]))
      marks[i] |= QuantityRow::kCounts;
  }
  row.denominator = divisor;
  if (!any_known) return row;
  row.lows = Numerators(figures.values);
  row.counted_as = counted.Take(count);
  if (!any_bound) return row;
  std::vector<int64_t> highs = figures.values;
  for (size_t i = 0; i < count; ++i) {
    if (figures.statuses[i] == FigureStatus::kTopCoded)
      highs[i] = QuantityRow::kNoBound;
  }
  row.highs = Numerators(highs);
  return row;
}

QuantityRow PlainRow(const FigureRow& figures, RegionIndex place) {
  auto whole = WholeRow(figures, place);
  return whole ? *std::move(whole) : MixedRow(figures, place);
}

QuantityRow RatioRow(const Edition& edition, const Quantity& quantity,
                     RegionIndex place, const FigureRow& figures) {
  const auto horizon = static_cast<uint32_t>(quantity.horizon_years);
  const FigureRow below =
      edition.FiguresIn(quantity.denominator, place, horizon);
  const auto next = NextPercentile(quantity.measure);
  FigureRow above;
  if (next) above = edition.FiguresIn(*next, place, horizon);
  RowBuilder builder(figures.values.size(), place);
  for (size_t i = 0; i < figures.values.size(); ++i) {
    const Figure top = FigureOf(figures, i);
    const Figure bottom = below.values.empty()
                              ? Figure::Without(FigureStatus::kNotPublished)
                              : FigureOf(below, i);
    if (!top.HasValue() || !bottom.HasValue()) {
      builder.Missing(i, top.HasValue() ? bottom.status : top.status);
      continue;
    }
    // As HasCollapsed in measured.cc.
    if (!above.values.empty() && top.status == FigureStatus::kPublished &&
        FigureOf(above, i) == top)
      continue;
    const auto ratio = DivideIntervals(*IntervalOf(top, figures.divisors[i]),
                                       *IntervalOf(bottom, below.divisors[i]));
    if (ratio) builder.Known(i, *ratio, figures.combined[i]);
  }
  return builder.Take();
}

QuantityRow ShareRow(const Edition& edition, const Quantity& quantity,
                     RegionIndex place, const FigureRow& figures) {
  const CellFigure all = edition.AllOccupationsAt(
      quantity.measure, place, static_cast<uint32_t>(quantity.horizon_years));
  const auto whole = IntervalOf(all.figure, all.divisor);
  RowBuilder builder(figures.values.size(), place);
  for (size_t i = 0; i < figures.values.size(); ++i) {
    const Figure figure = FigureOf(figures, i);
    const auto part = IntervalOf(figure, figures.divisors[i]);
    if (!part || !whole) {
      builder.Missing(i, part ? all.figure.status : figure.status);
    } else if (const auto share = ShareOfWhole(*part, *whole)) {
      builder.Known(i, *share, figures.combined[i]);
    }
  }
  return builder.Take();
}

QuantityRow YearlyRow(const Quantity& quantity, RegionIndex place,
                      const FigureRow& figures) {
  RowBuilder builder(figures.values.size(), place);
  for (size_t i = 0; i < figures.values.size(); ++i) {
    const Figure figure = FigureOf(figures, i);
    if (!figure.HasValue()) {
      builder.Missing(i, figure.status);
    } else if (figures.years[i] != 0) {
      builder.Known(i,
                    Interval::Exactly(YearlyRate(quantity.method, figure.value,
                                                 figures.years[i])),
                    figures.combined[i]);
    }
  }
  return builder.Take();
}

QuantityRow DescriptorRow(const Edition& edition, const Quantity& quantity) {
  RowBuilder builder(edition.occupation_count(), edition.nation());
  for (size_t i = 0; i < edition.occupation_count(); ++i) {
    const Measured measured =
        CountDescriptors(edition, quantity, static_cast<OccupationIndex>(i));
    if (measured.value)
      builder.Known(i, *measured.value, 0);
    else
      builder.Missing(i, measured.missing);
  }
  return builder.Take();
}

std::optional<Interval> MeanOf(const QuantityRow& row, Int128 count) {
  Interval sum = Interval::Exactly({});
  for (size_t i = 0; i < row.marks.size(); ++i) {
    if (!row.Has(i, QuantityRow::kCounts)) continue;
    sum.low.numerator += row.lows[i];
    const int64_t high = row.highs.empty() ? row.lows[i] : row.highs[i];
    if (high == QuantityRow::kNoBound) sum.high.reset();
    if (sum.high) sum.high->numerator += high;
  }
  sum.low.denominator = count * row.denominator;
  if (sum.high) sum.high->denominator = count * row.denominator;
  return sum;
}

// The number of that rank; all have the same denominator.
Rational Ranked(std::vector<int64_t>* numbers, size_t rank,
                int64_t denominator) {
  const auto place = numbers->begin() + static_cast<ptrdiff_t>(rank);
  std::nth_element(numbers->begin(), place, numbers->end());
  return {*place, denominator};
}

// A number with what is near it, by which most pairs are told apart.
struct NearlyKnown {
  double nearly = 0;
  Rational exactly;

  explicit NearlyKnown(const Rational& number)
      : nearly(static_cast<double>(number.numerator) /
               static_cast<double>(number.denominator)),
        exactly(number) {}
  bool operator<(const NearlyKnown& other) const {
    // A quotient of rounded numbers is off by three roundings at most.
    const double gap = 1e-14 * (std::abs(nearly) + std::abs(other.nearly));
    if (nearly < other.nearly - gap) return true;
    return nearly <= other.nearly + gap && Compare(exactly, other.exactly) < 0;
  }
};

Rational Ranked(std::vector<NearlyKnown>* numbers, size_t rank) {
  const auto place = numbers->begin() + static_cast<ptrdiff_t>(rank);
  std::nth_element(numbers->begin(), place, numbers->end());
  return place->exactly;
}

Interval UniformPercentile(const QuantityRow& row, size_t rank) {
  std::vector<int64_t> lows;
  std::vector<int64_t> highs;
  lows.reserve(row.marks.size());
  for (size_t i = 0; i < row.marks.size(); ++i) {
    if (!row.Has(i, QuantityRow::kCounts)) continue;
    lows.push_back(row.lows[i]);
    if (!row.highs.empty() && row.highs[i] != QuantityRow::kNoBound)
      highs.push_back(row.highs[i]);
  }
  Interval result = Interval::Exactly(Ranked(&lows, rank, row.denominator));
  if (row.highs.empty()) return result;
  result.high.reset();
  if (rank < highs.size()) result.high = Ranked(&highs, rank, row.denominator);
  return result;
}

Interval MixedPercentile(const QuantityRow& row, size_t rank) {
  std::vector<NearlyKnown> lows;
  std::vector<NearlyKnown> highs;
  for (size_t i = 0; i < row.marks.size(); ++i) {
    if (!row.Has(i, QuantityRow::kCounts)) continue;
    lows.emplace_back(row.LowOf(i));
    if (const auto high = row.HighOf(i)) highs.emplace_back(*high);
  }
  Interval result{Ranked(&lows, rank), std::nullopt};
  if (rank < highs.size()) result.high = Ranked(&highs, rank);
  return result;
}

}  // namespace

Rational QuantityRow::LowOf(size_t occupation) const {
  return {lows[occupation],
          is_uniform() ? denominator : low_denominators[occupation]};
}

std::optional<Rational> QuantityRow::HighOf(size_t occupation) const {
  if (highs.empty()) return LowOf(occupation);
  if (highs[occupation] == kNoBound) return std::nullopt;
  return Rational{highs[occupation],
                  is_uniform() ? denominator : high_denominators[occupation]};
}

QuantityRow ReadQuantityRow(const Edition& edition, const Quantity& quantity,
                            RegionIndex place) {
  if (quantity.kind == Quantity::Kind::kDescriptorCount)
    return DescriptorRow(edition, quantity);
  const FigureRow figures = edition.FiguresIn(
      quantity.measure, place, static_cast<uint32_t>(quantity.horizon_years));
  if (figures.values.empty())
    return NothingPrinted(edition.occupation_count(), place);
  switch (quantity.kind) {
    case Quantity::Kind::kRatio:
      return RatioRow(edition, quantity, place, figures);
    case Quantity::Kind::kShare:
      return ShareRow(edition, quantity, place, figures);
    case Quantity::Kind::kYearlyGrowth:
      return YearlyRow(quantity, place, figures);
    default:
      return PlainRow(figures, place);
  }
}

std::optional<Interval> StatisticOf(const QuantityRow& row,
                                    Benchmark::Statistic statistic,
                                    int32_t percentile_milli, bool* exact) {
  const auto count = std::count_if(
      row.marks.begin(), row.marks.end(),
      [](uint8_t marks) { return (marks & QuantityRow::kCounts) != 0; });
  const bool is_mean = statistic == Benchmark::Statistic::kMean;
  *exact = !row.has_large && (row.is_uniform() || !is_mean);
  if (count == 0 || !*exact) return std::nullopt;
  if (is_mean) return MeanOf(row, count);
  const Int128 wanted =
      (static_cast<Int128>(count) * percentile_milli + 99999) / 100000;
  const auto rank = static_cast<size_t>(wanted - 1);
  return row.is_uniform() ? UniformPercentile(row, rank)
                          : MixedPercentile(row, rank);
}

}  // namespace plumbline::alignment
