#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_SAID_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_SAID_H_

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "plumbline/alignment/v1/change.pb.h"
#include "services/alignment/api/runs/run_view.h"
#include "services/alignment/domain/record/decision.h"

namespace plumbline::alignment {

// All that is said of a program in a region under a policy, without figures.
struct Said {
  // False where the edition has no such region.
  bool scored = false;
  Verdict verdict = Verdict::kUnspecified;
  // By the number of the dimension.
  std::array<Verdict, 4> dimensions = {};
  FlagMask flags = 0;
  // The occupations that count, SOC codes as numbers, sorted.
  std::vector<uint32_t> links;

  friend bool operator==(const Said&, const Said&) = default;
};

// One thing that may differ between what is said before and after.
struct Aspect {
  // VERDICT, DIMENSION, FLAG or LINK.
  v1::Difference::Kind kind = v1::Difference::KIND_UNSPECIFIED;
  // Which dimension, reason or occupation.
  uint32_t number = 0;
};

// What differs, in the order of kinds, then of numbers.
std::vector<Aspect> AspectsThatDiffer(const Said& before, const Said& after);
// Whether both say the same of an aspect.
bool SameIn(const Aspect& aspect, const Said& a, const Said& b);
// The aspect as a difference, without causes.
v1::Difference DifferenceIn(const Aspect& aspect, const Said& before,
                            const Said& after);

// A program in a region, to be asked about.
struct AskedKey {
  std::shared_ptr<const SubjectInUse> subject;
  std::string region;  // `us-tx`
};

// What a policy says of them, in their order. The same on any number of
// threads.
std::vector<Said> Ask(const PolicyInUse& policy,
                      const std::vector<AskedKey>& keys, int threads);

// The occupations that a policy counts of each program's links, as in
// Said::links.
std::vector<std::vector<uint32_t>> CountedCodes(
    const BoundPolicy& policy, absl::Span<const LinkSet* const> programs);

// The occupations that count for each of them, as in Said::links.
std::vector<std::vector<uint32_t>> CountedOccupations(
    const PolicyInUse& policy, const std::vector<AskedKey>& keys);

// The flags of an answer but AT_RISK, which is no part of what was computed.
FlagMask ComputedFlags(const Answer& answer);

// What an answer says, with ComputedFlags; `links` as in Said.
Said SaidBy(const Answer& answer, std::vector<uint32_t> links);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_SAID_H_
