#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_FIGURE_ERROR_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_FIGURE_ERROR_H_

#include <optional>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/record/evidence.h"
#include "services/alignment/domain/uncertainty/estimate.h"

namespace plumbline::alignment {

// Whether figures of the quantity are estimates that err: wages, jobs and
// projections do, levels and counts of descriptors do not.
bool IsEstimate(const Quantity& quantity);

// A quantity's figure in a place with its error, by the model that fits its
// measure; `occupation` without a value is the row of all occupations. Unknown
// with the reason where no model speaks of it.
Estimate ErrorOf(const Edition& edition, const Quantity& quantity,
                 RegionIndex place, std::optional<OccupationIndex> occupation);

// The error of what a quantity is compared with in a place: exact for numbers
// of the rule itself.
BenchmarkError ErrorOfBenchmark(const Edition& edition, const Policy& policy,
                                const Quantity& quantity, const Benchmark& rule,
                                RegionIndex place);

// How the error of an occupation's figure goes with that of its benchmark: as a
// part of its whole, or as one of the occupations that a statistic is over.
double CorrelationOf(const Edition& edition, const Estimate& measured,
                     RegionIndex place, OccupationIndex occupation,
                     const BenchmarkError& benchmark,
                     std::optional<RegionIndex> benchmark_place);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_FIGURE_ERROR_H_
