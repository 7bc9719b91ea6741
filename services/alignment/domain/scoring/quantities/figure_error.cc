#include "services/alignment/domain/scoring/quantities/figure_error.h"

#include <utility>
#include <vector>

#include "services/alignment/domain/scoring/quantities/benchmark.h"
#include "services/alignment/domain/scoring/quantities/measured.h"
#include "services/alignment/domain/scoring/quantities/population.h"
#include "services/alignment/domain/uncertainty/probability.h"
#include "services/alignment/domain/uncertainty/projection_error.h"
#include "services/alignment/domain/uncertainty/ratio_error.h"
#include "services/alignment/domain/uncertainty/wage_error.h"

namespace plumbline::alignment {
namespace {

using vocabulary::FigureStatus;
using vocabulary::Measure;

// Reads the figures of an occupation in a place, or of all of them, cell by
// cell.
class CellReader : public ErrorFigureReader {
 public:
  CellReader(const Edition& edition, RegionIndex place,
             std::optional<OccupationIndex> occupation)
      : edition_(edition), place_(place), occupation_(occupation) {}

  RegionKind kind() const override { return edition_.region_kind(place_); }
  ErrorFigure Read(Measure measure, uint32_t horizon) const override {
    const CellFigure cell =
        occupation_ ? edition_.FigureAt(measure, place_, *occupation_, horizon)
                    : edition_.AllOccupationsAt(measure, place_, horizon);
    const uint32_t years = cell.cell ? edition_.HorizonOf(*cell.cell) : 0;
    return {cell.figure, cell.cell.has_value(), cell.divisor, years};
  }

 private:
  const Edition& edition_;
  const RegionIndex place_;
  const std::optional<OccupationIndex> occupation_;
};

ProjectionArea AreaOf(RegionKind kind) {
  switch (kind) {
    case RegionKind::kNation:
      return ProjectionArea::kNation;
    case RegionKind::kState:
      return ProjectionArea::kState;
    default:
      return ProjectionArea::kPartOfState;
  }
}

Estimate ProjectionErrorOf(const ErrorFigureReader& reader,
                           const Quantity& quantity) {
  const auto horizon = static_cast<uint32_t>(quantity.horizon_years);
  const ErrorFigure cell = reader.Read(quantity.measure, horizon);
  const ErrorFigure base = reader.Read(Measure::kBaseEmployment, horizon);
  const auto nothing = [&](WhyUnknown why) {
    return Unknown(cell.figure.value, ErrorModel::kProjections, why);
  };
  if (cell.figure.status != FigureStatus::kPublished || !cell.is_printed)
    return nothing(WhyUnknown::kNoFigure);
  if (base.figure.status != FigureStatus::kPublished || base.figure.value <= 0)
    return nothing(WhyUnknown::kNoPublishedError);
  const auto years = static_cast<int32_t>(cell.years);
  if (years <= 0) return nothing(WhyUnknown::kOutsideModel);
  const Projection projection{AreaOf(reader.kind()), base.figure.value, years};
  const int64_t value = cell.figure.value;
  switch (quantity.measure) {
    case Measure::kProjectedEmployment:
      return ProjectedEmploymentError(projection, value);
    case Measure::kEmploymentChange:
      return EmploymentChangeError(projection, value);
    case Measure::kEmploymentChangePercent: {
      const Estimate growth = GrowthError(projection, value);
      return quantity.kind == Quantity::Kind::kYearlyGrowth
                 ? Scaled(growth, 1, years)
                 : growth;
    }
    case Measure::kAnnualOpenings:
    case Measure::kTotalOpenings:
      if (value <= 0) return nothing(WhyUnknown::kNotPositive);
      return Scaled(OpeningsError(projection, value), 1, cell.divisor);
    default:
      return nothing(WhyUnknown::kOutsideModel);
  }
}

Estimate MeasureErrorOf(const ErrorFigureReader& reader,
                        const Quantity& quantity) {
  if (const auto percentile = WagePercentileOf(quantity.measure))
    return reader.ErrorOfPercentile(*percentile);
  const auto figure = [&](Measure measure) {
    return reader.Read(measure, 0).figure;
  };
  switch (quantity.measure) {
    case Measure::kAnnualMean:
    case Measure::kHourlyMean:
      return PublishedError(figure(quantity.measure),
                            figure(Measure::kMeanWageRse));
    case Measure::kEmployment:
      return PublishedError(figure(Measure::kEmployment),
                            figure(Measure::kEmploymentRse));
    default:
      return ProjectionErrorOf(reader, quantity);
  }
}

// Two percentiles of one survey's wages go together; what else does is not
// published, and independence is the wider error wherever it goes the same way.
double RatioCorrelation(const Quantity& quantity) {
  const auto top = WagePercentileOf(quantity.measure);
  const auto bottom = WagePercentileOf(quantity.denominator);
  return top && bottom && top->unit == bottom->unit
             ? PercentileCorrelation(top->percent(), bottom->percent())
             : 0;
}

Estimate RatioErrorOf(const ErrorFigureReader& reader,
                      const Quantity& quantity) {
  Quantity side = quantity;
  side.kind = Quantity::Kind::kMeasure;
  const Estimate top = MeasureErrorOf(reader, side);
  side.measure = quantity.denominator;
  return RatioError(top, MeasureErrorOf(reader, side),
                    RatioCorrelation(quantity), ErrorUnits(quantity));
}

// In parts of a thousandth of a percent.
Estimate ShareErrorOf(const ErrorFigureReader& reader,
                      const ErrorFigureReader& all, const Quantity& quantity) {
  constexpr int64_t kWhole = 100000;
  const Estimate part = MeasureErrorOf(reader, quantity);
  const Estimate whole = MeasureErrorOf(all, quantity);
  return RatioError(part, whole, PartCorrelation(part, whole),
                    kWhole * ErrorUnits(quantity));
}

int64_t InUnits(const Rational& number, int64_t units) {
  return Round({number.numerator * units, number.denominator});
}

std::vector<Estimate> ErrorsOfMembers(const Edition& edition,
                                      const Quantity& quantity,
                                      RegionIndex place) {
  std::vector<Estimate> members;
  for (const OccupationIndex occupation :
       PopulationIn(edition, quantity, place).occupations)
    members.push_back(ErrorOf(edition, quantity, place, occupation));
  return members;
}

BenchmarkError OfStatistic(const Benchmark& rule,
                           const MemberStatistic& statistic) {
  BenchmarkError error;
  error.is_mean = rule.statistic == Benchmark::Statistic::kMean;
  error.member_count = statistic.member_count;
  error.statistic = statistic.error;
  error.estimate = statistic.error.estimate;
  return error;
}

// Errors grow and shrink with the share that a rule takes of a benchmark.
void TakeShare(const Interval& share, const Interval& whole, int64_t units,
               BenchmarkError* error) {
  const int64_t scaled = InUnits(share.low, units);
  const int64_t unscaled = InUnits(whole.low, units);
  if (scaled != unscaled && unscaled > 0 && scaled >= 0)
    error->estimate = Scaled(error->estimate, scaled, unscaled);
}

std::optional<BenchmarkError> WithoutUpperBound(
    const std::optional<Interval>& value) {
  if (value && value->high) return std::nullopt;
  BenchmarkError error;
  error.estimate =
      Unknown(0, ErrorModel::kExact,
              value ? WhyUnknown::kTopCoded : WhyUnknown::kNoFigure);
  return error;
}

}  // namespace

Estimate ErrorFigureReader::ErrorOfPercentile(
    const WagePercentile& percentile) const {
  WageProfile profile;
  for (size_t i = 0; i < profile.percentiles.size(); ++i)
    profile.percentiles[i] = Read(MeasureOf({percentile.unit, i}), 0).figure;
  profile.mean_rse = Read(Measure::kMeanWageRse, 0).figure;
  return PercentileError(profile, percentile.percent());
}

bool IsEstimate(const Quantity& quantity) {
  return quantity.kind != Quantity::Kind::kDescriptorCount &&
         vocabulary::TraitsOf(quantity.measure).unit !=
             vocabulary::Unit::kLevel;
}

int64_t ErrorUnits(const Quantity& quantity) {
  if (quantity.kind == Quantity::Kind::kRatio) return 1'000'000;
  return quantity.kind == Quantity::Kind::kShare ? 1'000 : 1;
}

std::unique_ptr<ErrorFigureReader> ReaderOfAll(const Edition& edition,
                                               RegionIndex place) {
  return std::make_unique<CellReader>(edition, place, std::nullopt);
}

Estimate ErrorOf(const ErrorFigureReader& reader, const ErrorFigureReader& all,
                 const Quantity& quantity) {
  switch (quantity.kind) {
    case Quantity::Kind::kMeasure:
      return MeasureErrorOf(reader, quantity);
    case Quantity::Kind::kYearlyGrowth:
      return ProjectionErrorOf(reader, quantity);
    case Quantity::Kind::kRatio:
      return RatioErrorOf(reader, quantity);
    case Quantity::Kind::kShare:
      return ShareErrorOf(reader, all, quantity);
    default:
      return Unknown(0, ErrorModel::kPublished, WhyUnknown::kOutsideModel);
  }
}

Estimate ErrorOf(const Edition& edition, const Quantity& quantity,
                 RegionIndex place, std::optional<OccupationIndex> occupation) {
  return ErrorOf(CellReader(edition, place, occupation),
                 CellReader(edition, place, std::nullopt), quantity);
}

MemberStatistic ErrorOfStatistic(Benchmark::Statistic statistic,
                                 const Interval& value, int64_t units,
                                 absl::Span<const Estimate> members) {
  const int64_t number = InUnits(value.low, units);
  const std::vector<int64_t> ones(members.size(), 1);
  return {statistic == Benchmark::Statistic::kMean
              ? WeightedMeanError(number, members, ones)
              : QuantileError(number, members),
          static_cast<int64_t>(members.size())};
}

BenchmarkError ErrorOfStatisticBenchmark(const Benchmark& innermost,
                                         const std::optional<Interval>& share,
                                         const std::optional<Interval>& whole,
                                         int64_t units,
                                         const MemberStatistic& statistic) {
  if (auto error = WithoutUpperBound(share)) return *error;
  BenchmarkError error = OfStatistic(innermost, statistic);
  TakeShare(*share, *whole, units, &error);
  return error;
}

BenchmarkError ErrorOfBenchmark(const Edition& edition, const Policy& policy,
                                const Quantity& quantity, const Benchmark& rule,
                                RegionIndex place) {
  const int64_t units = ErrorUnits(quantity);
  const BenchmarkValue value =
      ComputeBenchmark(edition, policy, quantity, rule, place);
  if (auto error = WithoutUpperBound(value.value)) return *error;
  const Benchmark& innermost = InnermostOf(policy, rule);
  // The statistic before any share of it: errors scale with the share.
  Benchmark whole = innermost;
  whole.percent_milli = 0;
  const BenchmarkValue whole_value =
      ComputeBenchmark(edition, policy, quantity, whole, place);
  BenchmarkError error;
  if (innermost.kind == Benchmark::Kind::kAllOccupations) {
    Quantity measured = quantity;
    if (innermost.measure != Measure::kUnspecified)
      measured.measure = innermost.measure;
    error.estimate = ErrorOf(edition, measured, place, std::nullopt);
    error.is_whole = true;
  } else if (innermost.kind == Benchmark::Kind::kAcrossOccupations) {
    error = OfStatistic(
        innermost,
        ErrorOfStatistic(innermost.statistic, *whole_value.value, units,
                         ErrorsOfMembers(edition, quantity, place)));
  } else {
    error.estimate = Exact(InUnits(value.value->low, units));
    return error;
  }
  TakeShare(*value.value, *whole_value.value, units, &error);
  return error;
}

int32_t ComparisonMilli(const Estimate& measured, Comparator comparator,
                        const Estimate& benchmark, double correlation) {
  const bool above = comparator == Comparator::kGreaterThan ||
                     comparator == Comparator::kAtLeast;
  const Tie tie =
      comparator == Comparator::kAtLeast || comparator == Comparator::kAtMost
          ? Tie::kPasses
          : Tie::kFails;
  return above ? ProbabilityMilli(measured, benchmark, correlation, tie)
               : ProbabilityMilli(benchmark, measured, correlation, tie);
}

double CorrelationOf(const Edition& edition, const Estimate& measured,
                     RegionIndex place, OccupationIndex occupation,
                     const BenchmarkError& benchmark,
                     std::optional<RegionIndex> benchmark_place) {
  if (benchmark.statistic && place == benchmark_place) {
    return benchmark.is_mean
               ? MeanCorrelation(*benchmark.statistic, measured, 1,
                                 benchmark.member_count)
               : QuantileCorrelation(*benchmark.statistic, measured);
  }
  if (!benchmark.is_whole || !benchmark_place) return 0;
  const vocabulary::Figure part =
      edition.FigureAt(Measure::kEmployment, place, occupation).figure;
  const vocabulary::Figure whole =
      edition.AllOccupationsAt(Measure::kEmployment, *benchmark_place).figure;
  if (part.status != FigureStatus::kPublished ||
      whole.status != FigureStatus::kPublished)
    return 0;
  return PartWholeCorrelation(part.value, whole.value);
}

}  // namespace plumbline::alignment
