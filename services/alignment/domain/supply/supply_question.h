#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_SUPPLY_QUESTION_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_SUPPLY_QUESTION_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "services/alignment/domain/supply/count_range.h"
#include "services/common/vocabulary/figure.h"
#include "services/common/vocabulary/measure.h"

namespace plumbline::alignment {

// How a program's completers, or an occupation's openings, are divided where
// they could go several ways. No source says who goes where; each rule is an
// assumption, and the bounds hold under all of them.
enum class Apportioning : uint8_t {
  // Every occupation counts all completers of every program that leads to it.
  // A completer counts as often as the program has occupations, so the column
  // may not be added up.
  kNone = 1,
  // A program's completers in equal parts to each of its occupations.
  kEqual = 2,
  // A program's completers to its occupations in proportion to the openings of
  // each; in equal parts where none has any.
  kByOpenings = 3,
  // The other way round: an occupation's openings to the programs that lead to
  // it in proportion to the completers of each, in equal parts where none has
  // any. Says which programs have more completers than their part of the
  // openings; no occupation gets a figure of completers.
  kByCompleters = 4,
};

// A program of the question.
struct ProgramSupply {
  // People who finish in a year. A small cell that is withheld is a range, an
  // unknown number is any from 0 on.
  CountRange completers;
  // Places in SupplyQuestion::occupations, in any order.
  std::vector<uint32_t> occupations;
};

// An occupation of the question: one published figure of openings. Occupations
// that a release prints as one are one here too, or their openings would count
// twice.
struct OccupationDemand {
  // Jobs to fill in a year: `openings.value` / `divisor`, with a divisor above
  // 1 where a total over years is printed. Top-coded is any number from the
  // bound on; every other status is any number from 0 on.
  vocabulary::Figure openings;
  int64_t divisor = 1;
  // Empty where no release of the edition says it.
  std::optional<vocabulary::EducationLevel> typical_education;
};

// Completers against openings.
struct SupplyQuestion {
  // In an order that does not depend on chance, such as that of their names:
  // equal remainders go to the first.
  std::vector<ProgramSupply> programs;
  // The same: in the order of their codes.
  std::vector<OccupationDemand> occupations;
  // Only openings whose typical education is one of these count, and no
  // completer is taken to look for another; empty is all. An occupation whose
  // education is not known may count or not: its openings are from 0 on.
  std::vector<vocabulary::EducationLevel> education_levels;
  Apportioning apportioning = Apportioning::kEqual;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_SUPPLY_QUESTION_H_
