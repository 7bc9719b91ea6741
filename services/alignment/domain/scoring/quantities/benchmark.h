#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_BENCHMARK_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_BENCHMARK_H_

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/record/evidence.h"

namespace plumbline::alignment {

// What a quantity is compared with in a place. Names are followed to what they
// stand for, each with its share.
BenchmarkValue ComputeBenchmark(const Edition& edition, const Policy& policy,
                                const Quantity& quantity, const Benchmark& rule,
                                RegionIndex place);

// What a named benchmark stands for in the end; itself when it is not named.
const Benchmark& InnermostOf(const Policy& policy, const Benchmark& benchmark);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_BENCHMARK_H_
