#include "services/alignment/domain/scoring/figure_error.h"

#include <utility>
#include <vector>

#include "services/alignment/domain/scoring/benchmark.h"
#include "services/alignment/domain/scoring/measured.h"
#include "services/alignment/domain/scoring/population.h"
#include "services/alignment/domain/uncertainty/probability.h"
#include "services/alignment/domain/uncertainty/projection_error.h"
#include "services/alignment/domain/uncertainty/wage_error.h"

namespace plumbline::alignment {
namespace {

using vocabulary::FigureStatus;
using vocabulary::Measure;

// A place and an occupation, or all of them, whose figures are read.
struct Reader {
  const Edition& edition;
  RegionIndex place;
  std::optional<OccupationIndex> occupation;

  CellFigure Read(Measure measure, uint32_t horizon = 0) const {
    return occupation ? edition.FigureAt(measure, place, *occupation, horizon)
                      : edition.AllOccupationsAt(measure, place, horizon);
  }
};

constexpr std::array<Measure, 5> kAnnualPercentiles = {
    Measure::kAnnualP10, Measure::kAnnualP25, Measure::kAnnualMedian,
    Measure::kAnnualP75, Measure::kAnnualP90};
constexpr std::array<Measure, 5> kHourlyPercentiles = {
    Measure::kHourlyP10, Measure::kHourlyP25, Measure::kHourlyMedian,
    Measure::kHourlyP75, Measure::kHourlyP90};
constexpr std::array<int, 5> kPercents = {10, 25, 50, 75, 90};

std::optional<Estimate> PercentileErrorOf(const Reader& reader,
                                          Measure measure) {
  for (const auto& percentiles : {kAnnualPercentiles, kHourlyPercentiles}) {
    for (size_t i = 0; i < percentiles.size(); ++i) {
      if (percentiles[i] != measure) continue;
      WageProfile profile;
      for (size_t p = 0; p < percentiles.size(); ++p)
        profile.percentiles[p] = reader.Read(percentiles[p]).figure;
      profile.mean_rse = reader.Read(Measure::kMeanWageRse).figure;
      return PercentileError(profile, kPercents[i]);
    }
  }
  return std::nullopt;
}

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

Estimate ProjectionErrorOf(const Reader& reader, const Quantity& quantity) {
  const auto horizon = static_cast<uint32_t>(quantity.horizon_years);
  const CellFigure cell = reader.Read(quantity.measure, horizon);
  const CellFigure base = reader.Read(Measure::kBaseEmployment, horizon);
  const auto nothing = [&](WhyUnknown why) {
    return Unknown(cell.figure.value, ErrorModel::kProjections, why);
  };
  if (cell.figure.status != FigureStatus::kPublished || !cell.cell)
    return nothing(WhyUnknown::kNoFigure);
  if (base.figure.status != FigureStatus::kPublished || base.figure.value <= 0)
    return nothing(WhyUnknown::kNoPublishedError);
  const auto years = static_cast<int32_t>(reader.edition.HorizonOf(*cell.cell));
  if (years <= 0) return nothing(WhyUnknown::kOutsideModel);
  const Projection projection{AreaOf(reader.edition.region_kind(reader.place)),
                              base.figure.value, years};
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

Estimate MeasureErrorOf(const Reader& reader, const Quantity& quantity) {
  if (const auto percentile = PercentileErrorOf(reader, quantity.measure))
    return *percentile;
  const auto figure = [&](Measure measure) {
    return reader.Read(measure).figure;
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

BenchmarkError AcrossOccupations(const Edition& edition,
                                 const Quantity& quantity,
                                 const Benchmark& rule, RegionIndex place,
                                 const BenchmarkValue& value) {
  BenchmarkError error;
  std::vector<Estimate> members;
  for (const OccupationIndex occupation :
       PopulationIn(edition, quantity, place).occupations)
    members.push_back(ErrorOf(edition, quantity, place, occupation));
  // The statistic itself, before the policy takes its share of it.
  const int64_t number = Round(value.value->low);
  error.is_mean = rule.statistic == Benchmark::Statistic::kMean;
  error.member_count = static_cast<int64_t>(members.size());
  error.statistic =
      error.is_mean ? WeightedMeanError(number, members,
                                        std::vector<int64_t>(members.size(), 1))
                    : QuantileError(number, members);
  error.estimate = error.statistic->estimate;
  return error;
}

}  // namespace

bool IsEstimate(const Quantity& quantity) {
  return quantity.kind != Quantity::Kind::kDescriptorCount &&
         vocabulary::TraitsOf(quantity.measure).unit !=
             vocabulary::Unit::kLevel;
}

Estimate ErrorOf(const Edition& edition, const Quantity& quantity,
                 RegionIndex place, std::optional<OccupationIndex> occupation) {
  const Reader reader{edition, place, occupation};
  switch (quantity.kind) {
    case Quantity::Kind::kMeasure:
      return MeasureErrorOf(reader, quantity);
    case Quantity::Kind::kYearlyGrowth:
      return ProjectionErrorOf(reader, quantity);
    default:
      // Numerator and denominator err together in a way that nobody publishes.
      return Unknown(0, ErrorModel::kPublished, WhyUnknown::kOutsideModel);
  }
}

BenchmarkError ErrorOfBenchmark(const Edition& edition, const Policy& policy,
                                const Quantity& quantity, const Benchmark& rule,
                                RegionIndex place) {
  BenchmarkError error;
  const BenchmarkValue value =
      ComputeBenchmark(edition, policy, quantity, rule, place);
  if (!value.value || !value.value->high) {
    error.estimate =
        Unknown(0, ErrorModel::kExact,
                value.value ? WhyUnknown::kTopCoded : WhyUnknown::kNoFigure);
    return error;
  }
  const Benchmark& innermost = InnermostOf(policy, rule);
  // The statistic before any share of it: errors scale with the share.
  Benchmark whole = innermost;
  whole.percent_milli = 0;
  const BenchmarkValue whole_value =
      ComputeBenchmark(edition, policy, quantity, whole, place);
  if (innermost.kind == Benchmark::Kind::kAllOccupations) {
    Quantity measured = quantity;
    if (innermost.measure != Measure::kUnspecified)
      measured.measure = innermost.measure;
    error.estimate = ErrorOf(edition, measured, place, std::nullopt);
    error.is_whole = true;
  } else if (innermost.kind == Benchmark::Kind::kAcrossOccupations) {
    error = AcrossOccupations(edition, quantity, innermost, place, whole_value);
  } else {
    error.estimate = Exact(Round(value.value->low));
    return error;
  }
  const int64_t scaled = Round(value.value->low);
  const int64_t unscaled = Round(whole_value.value->low);
  if (scaled != unscaled && unscaled > 0 && scaled >= 0)
    error.estimate = Scaled(error.estimate, scaled, unscaled);
  return error;
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
