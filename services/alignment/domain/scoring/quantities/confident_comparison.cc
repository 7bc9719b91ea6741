#include "services/alignment/domain/scoring/quantities/confident_comparison.h"

#include "services/alignment/domain/scoring/quantities/figure_error.h"

namespace plumbline::alignment {

ConfidentComparison::ConfidentComparison(const Edition& edition,
                                         const Sides& sides, const Rule& rule)
    : edition_(edition),
      sides_(sides),
      rule_(rule),
      correlated_(sides.benchmark.is_whole ||
                  (sides.benchmark.statistic &&
                   sides.place == sides.benchmark_place)) {}

void ConfidentComparison::Compare(absl::Span<const size_t> occupations,
                                  Outcome* outcomes) const {
  auto known = sides_.errors.known.begin();
  const auto end = sides_.benchmark.estimate.known()
                       ? sides_.errors.known.end()
                       : sides_.errors.known.begin();
  for (const size_t i : occupations) {
    while (known != end && known->occupation < i) ++known;
    outcomes[i] = known == end || known->occupation != i
                      ? WithoutProbability(i)
                      : WithProbability(*known);
  }
}

Outcome ConfidentComparison::WithProbability(
    const ErrorRow::Known& known) const {
  switch (CallOf(known.estimate)) {
    case Call::kPasses:
      return Outcome::kPass;
    case Call::kFails:
      return Outcome::kFail;
    case Call::kBetween:
      return Outcome::kUnknown;
    case Call::kOpen:
      break;
  }
  const double correlation =
      CorrelationOf(edition_, known.estimate, sides_.place, known.occupation,
                    sides_.benchmark, sides_.benchmark_place);
  const int32_t milli = ComparisonMilli(known.estimate, rule_.comparator,
                                        sides_.benchmark.estimate, correlation);
  if (milli >= rule_.confidence.pass_at_least_milli) return Outcome::kPass;
  return milli <= rule_.confidence.fail_at_most_milli ? Outcome::kFail
                                                      : Outcome::kUnknown;
}

// A bound that settles the comparison settles it whatever the errors are.
Outcome ConfidentComparison::WithoutProbability(size_t occupation) const {
  const QuantityRow& row = sides_.row;
  const bool bounded =
      row.highs.empty() || row.highs[occupation] != QuantityRow::kNoBound;
  return !bounded && sides_.plain.At(occupation) == Outcome::kPass
             ? Outcome::kPass
             : Outcome::kUnknown;
}

Call ConfidentComparison::CallOf(const Estimate& measured) const {
  const Estimate& benchmark = sides_.benchmark.estimate;
  const bool above = rule_.comparator == Comparator::kGreaterThan ||
                     rule_.comparator == Comparator::kAtLeast;
  return above ? rule_.cuts.CallOf(measured, benchmark, correlated_)
               : rule_.cuts.CallOf(benchmark, measured, correlated_);
}

}  // namespace plumbline::alignment
