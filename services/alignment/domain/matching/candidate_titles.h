#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CANDIDATE_TITLES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CANDIDATE_TITLES_H_

#include <string>
#include <vector>

#include "services/alignment/domain/matching/corpus.h"

namespace plumbline::alignment {

// All titles of an occupation as they are compared: folded, reported ones
// without what stands in brackets. Sorted, each once.
std::vector<std::string> TitlesOf(const CandidateText& candidate);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CANDIDATE_TITLES_H_
