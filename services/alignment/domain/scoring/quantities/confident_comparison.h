#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_CONFIDENT_COMPARISON_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_CONFIDENT_COMPARISON_H_

#include <cstddef>

#include "absl/types/span.h"
#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/record/evidence.h"
#include "services/alignment/domain/scoring/quantities/error_row.h"
#include "services/alignment/domain/scoring/quantities/row_comparison.h"
#include "services/alignment/domain/uncertainty/confidence_cuts.h"

namespace plumbline::alignment {

// A row's numbers against one benchmark at the confidence that a policy asks
// for. Most are settled by bounds; the probability is worked out for the
// others.
class ConfidentComparison {
 public:
  // All arguments outlive the object; `row`, `errors` and `plain` are of one
  // quantity and place.
  struct Sides {
    const QuantityRow& row;
    const ErrorRow& errors;
    const RowComparison& plain;
    const BenchmarkError& benchmark;
    RegionIndex place = 0;
    RegionIndex benchmark_place = 0;
  };
  struct Rule {
    Comparator comparator;
    Confidence confidence;
    // Those of the confidence.
    const ConfidenceCuts& cuts;
  };
  ConfidentComparison(const Edition& edition, const Sides& sides,
                      const Rule& rule);

  // Writes the outcomes of the occupations, which come in their order and all
  // have a number that fits.
  void Compare(absl::Span<const size_t> occupations, Outcome* outcomes) const;

 private:
  Outcome WithoutProbability(size_t occupation) const;
  Outcome WithProbability(const ErrorRow::Known& known) const;
  Call CallOf(const Estimate& measured) const;

  const Edition& edition_;
  const Sides sides_;
  const Rule rule_;
  // Whether the errors of the two sides may go together.
  const bool correlated_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_CONFIDENT_COMPARISON_H_
