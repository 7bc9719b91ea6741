#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_BENCHMARK_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_BENCHMARK_H_

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/record/evidence.h"

namespace plumbline::alignment {

// What a kCompare clause compares with in a place.
BenchmarkValue ComputeBenchmark(const Edition& edition, const Clause& clause,
                                RegionIndex place);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_BENCHMARK_H_
