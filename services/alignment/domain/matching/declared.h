#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_DECLARED_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_DECLARED_H_

#include <optional>
#include <string>
#include <vector>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/matching/links.h"

namespace plumbline::alignment {

// The occupations that a declared code stands for in SOC 2018.
struct DeclaredMeaning {
  // Sorted, each once; empty when the code means none.
  std::vector<OccupationIndex> occupations;
  // True when the code is not of today's vintage and its successors were taken.
  bool retired = false;
  // What a person should know about the code, if anything.
  std::optional<LinkProblem> problem;
};

// Reads a declared code. Six digits are SOC 2018, else SOC 2010 with its
// successors; eight digits are O*NET-SOC 2019, else O*NET-SOC 2010 with its
// successors. A stated scheme narrows this. 99-9999 means no occupation.
DeclaredMeaning ReadDeclared(const Edition& edition,
                             const DeclaredOccupation& declared);

// Where a public list of credentials says that one leads: what its code means
// as ReadDeclared reads it; eight digits that no vintage knows count as their
// first six, for lists invent suffixes. Sorted, each once; empty for what is no
// code of an occupation.
std::vector<OccupationIndex> ReadListed(const Edition& edition,
                                        const std::string& code);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_DECLARED_H_
