#include "services/alignment/domain/scoring/outcome_table.h"

#include <algorithm>
#include <utility>

#include "services/alignment/domain/record/canonical.h"
#include "services/alignment/domain/scoring/evaluate_occupation.h"
#include "services/alignment/domain/scoring/parallel.h"
#include "services/alignment/domain/scoring/reasons.h"

namespace plumbline::alignment {
namespace {

bool IsWeighted(const LinkRule& rule) {
  return rule.kind == LinkRule::Kind::kShare &&
         rule.weight != vocabulary::Measure::kUnspecified;
}

}  // namespace

std::shared_ptr<const OutcomeTable> OutcomeTable::Compute(
    std::shared_ptr<const BoundPolicy> policy, std::vector<RegionIndex> regions,
    const Options& options) {
  std::shared_ptr<OutcomeTable> table(
      new OutcomeTable(std::move(policy), std::move(regions), options));
  // Parts of occupations within regions, so that one region takes all threads
  // too.
  const size_t occupations = table->occupation_count_;
  ForRanges(table->regions_.size() * occupations, options.threads,
            [&](size_t begin, size_t end) {
              for (size_t i = begin; i < end; ++i)
                table->ComputeOne(i / occupations,
                                  static_cast<OccupationIndex>(i % occupations),
                                  options);
            });
  return table;
}

OutcomeTable::OutcomeTable(std::shared_ptr<const BoundPolicy> policy,
                           std::vector<RegionIndex> regions,
                           const Options& options)
    : policy_(std::move(policy)), regions_(std::move(regions)) {
  plane_count_ = policy_->dimensions().size() + 1;
  occupation_count_ = policy_->edition().occupation_count();
  const size_t cells = regions_.size() * occupation_count_;
  outcomes_.resize(cells * plane_count_, Outcome::kUnspecified);
  if (options.with_records) scores_.resize(cells);
  if (IsWeighted(policy_->policy().link_rule)) weights_.resize(cells, -1);
}

void OutcomeTable::ComputeOne(size_t position, OccupationIndex occupation,
                              const Options& options) {
  const size_t cell = position * occupation_count_ + occupation;
  if (options.with_records && !options.wanted.empty() &&
      options.wanted[cell] == 0)
    return;
  if (!weights_.empty())
    weights_[cell] =
        WeightUnits(WeightOf(*policy_, regions_[position], occupation));
  if (options.with_records) {
    ComputeWithRecord(position, occupation);
    return;
  }
  const Outcomes outcomes =
      OutcomesOf(*policy_, regions_[position], occupation);
  std::copy_n(outcomes.begin(), plane_count_,
              outcomes_.begin() + static_cast<ptrdiff_t>(cell * plane_count_));
}

void OutcomeTable::ComputeWithRecord(size_t position,
                                     OccupationIndex occupation) {
  const size_t cell = position * occupation_count_ + occupation;
  const OccupationResult result =
      EvaluateOccupation(*policy_, regions_[position], occupation);
  Outcome* outcomes = &outcomes_[cell * plane_count_];
  outcomes[0] = result.outcome;
  std::copy(result.dimension_outcomes.begin(), result.dimension_outcomes.end(),
            outcomes + 1);
  Score& score = scores_[cell];
  score.unknown_reasons = result.unknown_reasons;
  score.borrowed = result.borrowed;
  score.by_exception = result.by_exception();
  score.unrated = result.unrated;
  if (result.weight && WeightUnits(*result.weight) < 0)
    score.weight_reasons = FlagOf(result.weight->figure.status);
  score.occupation_part =
      base::Sha256(OccupationPart(policy_->edition(), occupation, result));
}

}  // namespace plumbline::alignment
