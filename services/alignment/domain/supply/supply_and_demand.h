#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_SUPPLY_AND_DEMAND_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_SUPPLY_AND_DEMAND_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/domain/supply/count_range.h"
#include "services/alignment/domain/supply/supply_question.h"

namespace plumbline::alignment {

// Every count below is in `SupplyAndDemand::units_per_person` of a person: an
// average of openings over years is a fraction, and so is a part of a division.

// An occupation that a program of the question leads to.
struct OccupationBalance {
  // Its place in the question.
  uint32_t occupation = 0;
  // The openings that count.
  CountRange openings;
  // The completers of all programs that lead to it, each counted in full.
  CountRange linked;
  // What the rule gives it; empty under kByCompleters.
  std::optional<CountRange> completers;
  // Openings less completers under the rule: above 0 there are more openings.
  std::optional<GapRange> gap;
  // How many completers a largest placement may place here: at least
  // `placed.low` and at most `placed.high`, whatever the unknown numbers are.
  CountRange placed;
  // Openings that no completer of these programs can fill, looking at this
  // occupation alone.
  int64_t unfilled_at_least = 0;
};

struct ProgramBalance {
  enum class Reach : uint8_t {
    // It leads to an occupation that counts.
    kLinked = 1,
    // It leads to none at all.
    kNoOccupation = 2,
    // All of its occupations are outside the education levels.
    kOutsideLevels = 3,
  };
  Reach reach = Reach::kLinked;
  CountRange completers;
  // Completers for whom its occupations have no opening, looking at this
  // program alone.
  int64_t unplaced_at_least = 0;
  // What kByCompleters gives it of the openings, and these less its completers;
  // empty under the other rules.
  std::optional<CountRange> openings;
  std::optional<GapRange> gap;
};

// Programs and occupations that explain a bound: a connected part of a minimum
// cut.
struct Bottleneck {
  // Places in the question, ascending.
  std::vector<uint32_t> programs;
  std::vector<uint32_t> occupations;
  // What stands against what: of a surplus the least completers and the most
  // openings there can be, of a shortage the most completers and the least
  // openings.
  int64_t completers = 0;
  int64_t openings = 0;
  // The difference: the people without a place, or the openings without people.
  int64_t amount = 0;
};

struct SupplyAndDemand {
  int64_t units_per_person = 1;
  // In the order of the question; only occupations with a program that counts.
  std::vector<OccupationBalance> occupations;
  // One for each program of the question.
  std::vector<ProgramBalance> programs;

  // Of linked programs, and openings of their occupations.
  CountRange completers;
  CountRange openings;
  // Completers of the programs that lead to no occupation that counts.
  CountRange completers_without_occupation;
  // Openings that count and to which no program leads.
  CountRange openings_without_program;

  // Linked completers that no allocation can place, in any of which each
  // completer takes one opening of an occupation of the own program. `low` is a
  // lower bound for every allocation and every value of the unknown numbers;
  // `high` is what is left over at worst after a largest placement.
  CountRange unplaced;
  // The same for openings of linked occupations that no allocation can fill.
  CountRange unfilled;

  // Why `unplaced.low` and `unfilled.low` people and openings are left: their
  // amounts add up to these. The largest first.
  std::vector<Bottleneck> surpluses;
  std::vector<Bottleneck> shortages;
};

// Weighs completers against openings. The answer does not depend on the order
// of a program's occupations, nor, but for its own order and equal remainders,
// on that of programs and occupations.
//
// Errors:
//   kInvalidArgument, ARGUMENT_INVALID: an occupation out of range, a count
//   that is negative or above 10^12 in all, bounds that cross, a divisor that
//   is not positive, divisors whose common multiple is above 10^5.
absl::StatusOr<SupplyAndDemand> CompareSupplyAndDemand(
    const SupplyQuestion& question);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_SUPPLY_AND_DEMAND_H_
