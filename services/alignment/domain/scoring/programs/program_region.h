#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_PROGRAM_REGION_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_PROGRAM_REGION_H_

#include <optional>
#include <string>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/matching/links.h"

namespace plumbline::alignment {

// The region that a program is scored in when a run names none.
struct RegionChoice {
  RegionIndex region = 0;
  // The region that the program names first, when that is not `region`:
  // `regions/us-county-06007`. Empty when it names none.
  std::string instead_of;
};

// The smallest region with data that the program names: the first of its
// regions that the edition has figures for, or the first on that one's ladder
// that has; then the same for the next one it names; then the nation. Nothing
// when the edition has no nation either.
std::optional<RegionChoice> ChooseRegion(const Edition& edition,
                                         const ProgramFacts& program);

// True when `region` is what is chosen instead of the region that the program
// names.
bool FellBack(const Edition& edition, RegionIndex region,
              const ProgramFacts& program);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_PROGRAM_REGION_H_
