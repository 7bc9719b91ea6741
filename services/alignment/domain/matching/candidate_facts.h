#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CANDIDATE_FACTS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CANDIDATE_FACTS_H_

#include <string>
#include <vector>

#include "services/alignment/domain/matching/corpus.h"

namespace plumbline::alignment {

// All titles of an occupation as they are compared: folded, reported ones
// without what stands in brackets. Sorted, each once.
std::vector<std::string> TitlesOf(const CandidateText& candidate);

// ln of the jobs, less its mean over the candidates whose jobs somebody says; 0
// for the others.
std::vector<float> EmploymentOf(const Corpus& corpus);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CANDIDATE_FACTS_H_
