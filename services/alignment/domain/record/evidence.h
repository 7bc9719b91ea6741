#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_RECORD_EVIDENCE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_RECORD_EVIDENCE_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/number.h"
#include "services/alignment/domain/policy/outcome.h"
#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/record/decision.h"
#include "services/alignment/domain/uncertainty/estimate.h"
#include "services/alignment/domain/uncertainty/statistic_error.h"

namespace plumbline::alignment {

// What the evaluation of a clause saw, exact and without prose: the canonical
// record is made of it, and the sentences for people.

// A quantity of an occupation.
struct Measured {
  // Empty when there is no number; `missing` then says why.
  std::optional<Interval> value;
  vocabulary::FigureStatus missing = vocabulary::FigureStatus::kUnspecified;
  // One figure, or numerator and denominator.
  std::array<CellFigure, 2> cells;
  uint8_t cell_count = 0;
  // Where the figures are of; empty when the region lies in no such place.
  std::optional<RegionIndex> place;
  bool borrowed = false;

  absl::Span<const CellFigure> figures() const {
    return absl::MakeConstSpan(cells.data(), cell_count);
  }
};

// What a quantity is compared with in a place.
struct BenchmarkValue {
  // After the policy's share of it was taken.
  std::optional<Interval> value;
  vocabulary::FigureStatus missing = vocabulary::FigureStatus::kUnspecified;
  std::optional<RegionIndex> place;
  // The row of all occupations: one figure, or two for a ratio.
  std::vector<CellFigure> cells;
  // For a statistic: over how many occupations, and the digest of their codes
  // and figures.
  uint32_t occupation_count = 0;
  std::string population_sha256;
  std::string reference_period;
};

// The error of what a quantity is compared with in a place.
struct BenchmarkError {
  Estimate estimate;
  // The row of all occupations, of which an occupation is a part.
  bool is_whole = false;
  // For a statistic: the mean or a quantile of so many occupations.
  std::optional<StatisticError> statistic;
  bool is_mean = false;
  int64_t member_count = 0;
};

struct ClauseResult {
  const Clause* clause = nullptr;
  Outcome outcome = Outcome::kUnspecified;
  // Why it is unknown.
  FlagMask reasons = 0;
  Measured measured;
  // kRank: the sum of the group; kScore: the sum of points, in thousandths.
  std::optional<Interval> sum;
  // kRank: the group's place among the groups; 0 without one.
  uint32_t rank = 0;
  // kClassify: the class; null when it is not known. kInList: the entry.
  const ClassOption* option = nullptr;
  const ListEntry* entry = nullptr;
  // kCompare, where both figures have a known error: the probability that it
  // passes, in thousandths; else -1.
  int32_t probability_milli = -1;
  ErrorModel measured_model = ErrorModel::kExact;
  ErrorModel benchmark_model = ErrorModel::kExact;
  // Null for clauses that compare nothing.
  const BenchmarkValue* benchmark = nullptr;
  std::vector<ClauseResult> clauses;
};

// What the policy says of an occupation in a region.
struct OccupationResult {
  Outcome outcome = Outcome::kUnspecified;
  // In the policy's order.
  std::vector<Outcome> dimension_outcomes;
  std::vector<ClauseResult> dimensions;
  // In the policy's order.
  std::vector<ClauseResult> guards;
  // True when a guard, or missing data, leaves the occupation without a rating.
  bool unrated = false;
  // What lets it in or keeps it out as a whole; null for none.
  const PolicyException* exception = nullptr;
  // The same for each dimension, in the policy's order.
  std::vector<const PolicyException*> dimension_exceptions;
  // The reasons of what keeps the occupation's outcome unknown.
  FlagMask unknown_reasons = 0;
  bool borrowed = false;
  // Under a weighted link rule.
  std::optional<CellFigure> weight;

  bool by_exception() const {
    return exception != nullptr ||
           std::any_of(
               dimension_exceptions.begin(), dimension_exceptions.end(),
               [](const PolicyException* one) { return one != nullptr; });
  }
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_RECORD_EVIDENCE_H_
