#include "services/alignment/domain/scoring/clauses/outcome_table.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "services/alignment/domain/record/canonical.h"
#include "services/alignment/domain/scoring/clauses/evaluate_occupation.h"
#include "services/alignment/domain/scoring/clauses/region_evaluation.h"
#include "services/alignment/domain/scoring/quantities/reasons.h"
#include "services/common/base/parallel.h"

namespace plumbline::alignment {
namespace {

bool LeavesUnrated(const Policy& policy) {
  const auto rates = [](const Guard& guard) {
    return guard.action == Guard::Action::kUnrated;
  };
  return policy.missing_data == MissingData::kUnrated ||
         std::any_of(policy.guards.begin(), policy.guards.end(), rates);
}

}  // namespace

std::shared_ptr<const OutcomeTable> OutcomeTable::Compute(
    std::shared_ptr<const BoundPolicy> policy, std::vector<RegionIndex> regions,
    const Options& options) {
  std::shared_ptr<OutcomeTable> table(
      new OutcomeTable(std::move(policy), std::move(regions), options));
  if (options.with_records)
    table->ComputeRecords(options);
  else
    table->ComputeRegions(options);
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
  if (LeavesUnrated(policy_->policy())) unrated_.resize(cells);
  if (policy_->policy().link_rule.is_weighted()) weights_.resize(cells, -1);
}

void OutcomeTable::ComputeRegions(const Options& options) {
  std::optional<QuantityRows> own;
  QuantityRows* rows = options.rows;
  if (rows == nullptr) rows = &own.emplace(policy_->shared_edition());
  const RegionEvaluation evaluation(*policy_, rows);
  const size_t cells = occupation_count_ * plane_count_;
  base::ForRanges(
      regions_.size(), options.threads, [&](size_t begin, size_t end) {
        for (size_t position = begin; position < end; ++position) {
          absl::Span<uint8_t> unrated;
          if (leaves_unrated())
            unrated = absl::MakeSpan(unrated_).subspan(
                position * occupation_count_, occupation_count_);
          evaluation.Evaluate(
              regions_[position],
              absl::MakeSpan(outcomes_).subspan(position * cells, cells),
              unrated);
          if (!weights_.empty()) ComputeWeights(position);
        }
      });
}

void OutcomeTable::ComputeWeights(size_t position) {
  for (size_t i = 0; i < occupation_count_; ++i)
    weights_[position * occupation_count_ + i] = WeightUnits(WeightOf(
        *policy_, regions_[position], static_cast<OccupationIndex>(i)));
}

void OutcomeTable::ComputeRecords(const Options& options) {
  // Parts of occupations within regions, so that one region takes all threads
  // too.
  base::ForRanges(regions_.size() * occupation_count_, options.threads,
                  [&](size_t begin, size_t end) {
                    for (size_t cell = begin; cell < end; ++cell) {
                      if (!options.wanted.empty() && options.wanted[cell] == 0)
                        continue;
                      ComputeWithRecord(cell / occupation_count_,
                                        static_cast<OccupationIndex>(
                                            cell % occupation_count_));
                    }
                  });
}

void OutcomeTable::ComputeWithRecord(size_t position,
                                     OccupationIndex occupation) {
  const size_t cell = position * occupation_count_ + occupation;
  if (!weights_.empty())
    weights_[cell] =
        WeightUnits(WeightOf(*policy_, regions_[position], occupation));
  const OccupationResult result =
      EvaluateOccupation(*policy_, regions_[position], occupation);
  const auto write = [&](size_t plane, Outcome outcome) {
    outcomes_[(position * plane_count_ + plane) * occupation_count_ +
              occupation] = outcome;
  };
  write(0, result.outcome);
  for (size_t d = 0; d < result.dimension_outcomes.size(); ++d)
    write(d + 1, result.dimension_outcomes[d]);
  Score& score = scores_[cell];
  score.unknown_reasons = result.unknown_reasons;
  score.borrowed = result.borrowed;
  score.by_exception = result.by_exception();
  if (leaves_unrated()) unrated_[cell] = result.unrated ? 1 : 0;
  if (result.weight && WeightUnits(*result.weight) < 0)
    score.weight_reasons = FlagOf(result.weight->figure.status);
  score.occupation_part =
      base::Sha256(OccupationPart(policy_->edition(), occupation, result));
}

}  // namespace plumbline::alignment
