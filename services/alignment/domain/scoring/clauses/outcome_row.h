#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_OUTCOME_ROW_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_OUTCOME_ROW_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/policy/outcome.h"

namespace plumbline::alignment {

// An outcome for each occupation, joined for all at once. An outcome is two
// bits, whether it may be a pass and whether it may be a fail, so that joining
// is a few operations on bits that compilers do for many bytes at a time.
// Outcomes are pass, fail or unknown, never unspecified.
using OutcomeRow = std::vector<Outcome>;

inline constexpr auto kMayPass = static_cast<uint8_t>(Outcome::kPass);
inline constexpr auto kMayFail = static_cast<uint8_t>(Outcome::kFail);
inline constexpr auto kMayBoth = static_cast<uint8_t>(Outcome::kUnknown);
static_assert((kMayPass | kMayFail) == kMayBoth && (kMayPass & kMayFail) == 0);

inline uint8_t BitsOf(Outcome outcome) { return static_cast<uint8_t>(outcome); }
inline Outcome OutcomeOfBits(int bits) { return static_cast<Outcome>(bits); }

// Both, either, and the opposite; all rows are of the same length.
void AndInto(const OutcomeRow& other, OutcomeRow* row);
void OrInto(const OutcomeRow& other, OutcomeRow* row);
void Negate(OutcomeRow* row);

// AtLeast of rows that come one after the other.
class OutcomeCounts {
 public:
  explicit OutcomeCounts(size_t occupations)
      : passes_(occupations), fails_(occupations) {}

  void Add(const OutcomeRow& row);
  OutcomeRow AtLeast(int32_t count) const;

 private:
  int32_t rows_ = 0;
  // How many may be passes, and how many may be fails.
  std::vector<uint16_t> passes_;
  std::vector<uint16_t> fails_;
};

// The classes that each occupation may be of, the first that holds taking
// precedence, and whether they pass.
class ClassCandidates {
 public:
  explicit ClassCandidates(size_t occupations)
      : open_(occupations, 1), passes_(occupations), fails_(occupations) {}

  // The next class holds for each occupation as the row says.
  void Add(const OutcomeRow& holds, bool passes);
  // With those for which no class holds for certain.
  OutcomeRow Otherwise(bool passes) const;

 private:
  // 1 while no class holds for certain.
  std::vector<uint8_t> open_;
  // 1 where a class that passes, or one that does not, is a candidate.
  std::vector<uint8_t> passes_;
  std::vector<uint8_t> fails_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_OUTCOME_ROW_H_
