#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_RECORD_DECISION_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_RECORD_DECISION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/matching/links.h"
#include "services/alignment/domain/policy/outcome.h"
#include "services/alignment/domain/policy/policy.h"

namespace plumbline::alignment {

// The version of the code that links and scores. It changes whenever the same
// inputs could give another verdict or another record.
inline constexpr absl::string_view kModelVersion = "links-1.scoring-5";

// The answer to a question about a program. The numbers are those of Verdict in
// alignment.proto.
enum class Verdict : uint8_t {
  kUnspecified = 0,
  kAligned = 1,
  kNotAligned = 2,
  kIndeterminate = 3,
  kUnrated = 4,
};

// A stable reason for a flag. The numbers are those of FlagReason in
// alignment.proto.
enum class FlagReason : uint8_t {
  kUnspecified = 0,
  kNotHighWage = 1,
  kNotHighSkill = 2,
  kNotInDemand = 3,
  kNoLink = 4,
  kLinkOnlyTeaching = 5,
  kCipUnknown = 6,
  kCipRetired = 7,
  kCipUnmatched = 8,
  kOccupationUnknown = 9,
  kOccupationRetired = 10,
  kDataWithheld = 11,
  kDataNotPublished = 12,
  kFigureBorrowed = 13,
  kDeclaredOutsideCrosswalk = 14,
  kDataWrongVintage = 15,
  kListNotInForce = 16,
  kUncertain = 17,
  kOutsideRule = 18,
  kDecidedByException = 19,
  kRegionFallback = 20,
  kLinkByText = 21,
  kCipSuspicious = 22,
  // Beside a decision, never in one: changes/grace.h.
  kAtRisk = 23,
};

// A set of reasons: bit `1 << reason`.
using FlagMask = uint32_t;
constexpr FlagMask MaskOf(FlagReason reason) {
  return FlagMask{1} << static_cast<unsigned>(reason);
}

// "ALIGNED", "NOT_HIGH_WAGE", ...: the spelling in the API.
absl::string_view VerdictName(Verdict verdict);
absl::string_view FlagReasonName(FlagReason reason);

// What a benchmark was, and how it came about.
struct BenchmarkRecord {
  // What was compared with, rounded to the unit of the measure (thousandths for
  // a ratio), half away from zero, for people: the comparison itself is exact.
  vocabulary::Figure figure;
  vocabulary::Measure measure = vocabulary::Measure::kUnspecified;
  // True when `figure` is a ratio in thousandths.
  bool is_ratio = false;
  // `all occupations, regions/us`, `median over 815 occupations, regions/us`.
  std::string derivation;
  std::string reference_period;
  // How many occupations a statistic was taken over; 0 for other kinds.
  uint32_t occupation_count = 0;
  // SHA-256, in hexadecimal, over the codes and figures of a statistic.
  std::string population_sha256;
  // The publisher's row of all occupations: one cell, or two for a ratio.
  std::vector<CellFigure> cells;
};

// What a clause said of an occupation, with the figures it saw.
struct ClauseRecord {
  std::string clause;
  Outcome outcome = Outcome::kUnspecified;
  // Why it is unknown.
  FlagMask reasons = 0;
  // Why, in one plain sentence with figures.
  std::string explanation;
  // One figure, or numerator and denominator.
  std::vector<CellFigure> measured;
  std::optional<BenchmarkRecord> benchmark;
  std::vector<ClauseRecord> clauses;
  // The probability that a comparison passes, in thousandths; -1 when the
  // figures' errors are not known.
  int32_t probability_milli = -1;
  // The models that the probability rests on.
  std::vector<std::string> error_models;
  // kClassify: the class; empty when it is not known.
  std::string class_name;
};

// What the policy said of a linked occupation.
struct OccupationRecord {
  RuledLink link;
  // Under the policy as a whole; unspecified for a link that does not count.
  Outcome outcome = Outcome::kUnspecified;
  // In each dimension, in the policy's order; empty for one that does not
  // count.
  std::vector<Outcome> dimension_outcomes;
  std::vector<ClauseRecord> dimensions;
  std::vector<ClauseRecord> guards;
  // What lets it in or keeps it out by name, one sentence each.
  std::vector<std::string> exceptions;
  bool unrated = false;
  // Its weight under the link rule, where there is one.
  std::optional<CellFigure> weight;
};

struct DecisionFlag {
  FlagReason reason = FlagReason::kUnspecified;
  // One plain sentence with the figures that matter.
  std::string message;
  // In the order of their codes.
  std::vector<OccupationIndex> occupations;
  // The clauses it is about, by id.
  std::vector<std::string> clauses;
};

// Everything about one verdict: a program in a region under a policy.
struct Decision {
  Verdict verdict = Verdict::kUnspecified;
  // In the policy's order.
  std::vector<Verdict> dimension_verdicts;
  // The gravest first.
  std::vector<DecisionFlag> flags;
  FlagMask flag_mask = 0;
  LinkSet links;
  // By code, counted or not.
  std::vector<OccupationRecord> occupations;
  // How the link rule made the verdict: one sentence for the whole, one for
  // each dimension.
  std::vector<std::string> link_rule_steps;
  // SHA-256 of the record's canonical form (docs/formats/decision-record.md).
  std::string record_sha256;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_RECORD_DECISION_H_
