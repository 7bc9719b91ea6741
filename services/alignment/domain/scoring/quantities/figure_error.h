#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_FIGURE_ERROR_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_FIGURE_ERROR_H_

#include <cstdint>
#include <memory>
#include <optional>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/record/evidence.h"
#include "services/alignment/domain/scoring/quantities/wage_percentiles.h"
#include "services/alignment/domain/uncertainty/estimate.h"
#include "services/alignment/domain/uncertainty/statistic_error.h"

namespace plumbline::alignment {

// Whether figures of the quantity are estimates that err: wages, jobs and
// projections do, levels and counts of descriptors do not.
bool IsEstimate(const Quantity& quantity);

// In how many parts of the quantity's unit its estimates count: ratios in
// millionths and shares in millionths of a percent, so that rounding to whole
// numbers takes nothing away.
int64_t ErrorUnits(const Quantity& quantity);

// A quantity's figure in a place with its error, by the model that fits its
// measure; `occupation` without a value is the row of all occupations. Unknown
// with the reason where no model speaks of it.
Estimate ErrorOf(const Edition& edition, const Quantity& quantity,
                 RegionIndex place, std::optional<OccupationIndex> occupation);

// A figure with what models of errors ask of it.
struct ErrorFigure {
  vocabulary::Figure figure;
  // Whether a cell says it.
  bool is_printed = false;
  int64_t divisor = 1;
  // The years that the cell's total or change spans.
  uint32_t years = 0;
};

// Where a model reads the figures of one occupation in one place.
class ErrorFigureReader {
 public:
  virtual ~ErrorFigureReader() = default;
  virtual RegionKind kind() const = 0;
  // `horizon` as in Edition::FigureAt.
  virtual ErrorFigure Read(vocabulary::Measure measure,
                           uint32_t horizon) const = 0;
  // PercentileError of the occupation's wages.
  virtual Estimate ErrorOfPercentile(const WagePercentile& percentile) const;
};

// The figures of a place's row of all occupations.
std::unique_ptr<ErrorFigureReader> ReaderOfAll(const Edition& edition,
                                               RegionIndex place);

// The same of figures read in another way; `all` reads those of all
// occupations of the place.
Estimate ErrorOf(const ErrorFigureReader& reader, const ErrorFigureReader& all,
                 const Quantity& quantity);

// The error of a statistic over so many members.
struct MemberStatistic {
  StatisticError error;
  int64_t member_count = 0;
};

// `members` are the errors of the occupations that the statistic is over, in
// their order, and `value` is what it comes to; `units` are ErrorUnits.
MemberStatistic ErrorOfStatistic(Benchmark::Statistic statistic,
                                 const Interval& value, int64_t units,
                                 absl::Span<const Estimate> members);

// ErrorOfBenchmark for a statistic over occupations that has been worked out:
// `whole` is its value, `share` what the rule takes of it.
BenchmarkError ErrorOfStatisticBenchmark(const Benchmark& innermost,
                                         const std::optional<Interval>& share,
                                         const std::optional<Interval>& whole,
                                         int64_t units,
                                         const MemberStatistic& statistic);

// The error of what a quantity is compared with in a place: exact for numbers
// of the rule itself.
BenchmarkError ErrorOfBenchmark(const Edition& edition, const Policy& policy,
                                const Quantity& quantity, const Benchmark& rule,
                                RegionIndex place);

// The probability that a comparison passes, in thousandths: ProbabilityMilli of
// the sides that the comparator has; kNotKnown when either error is unknown.
int32_t ComparisonMilli(const Estimate& measured, Comparator comparator,
                        const Estimate& benchmark, double correlation);

// How the error of an occupation's figure goes with that of its benchmark: as a
// part of its whole, or as one of the occupations that a statistic is over.
double CorrelationOf(const Edition& edition, const Estimate& measured,
                     RegionIndex place, OccupationIndex occupation,
                     const BenchmarkError& benchmark,
                     std::optional<RegionIndex> benchmark_place);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_FIGURE_ERROR_H_
