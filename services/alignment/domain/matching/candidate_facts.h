#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CANDIDATE_FACTS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CANDIDATE_FACTS_H_

#include <string>
#include <vector>

#include "services/alignment/domain/matching/corpus.h"

namespace plumbline::alignment {

// A title of an occupation.
struct ReadTitle {
  // As it is compared: folded, a reported one without what stands in brackets.
  std::string key;
  // Folded in spoken order.
  std::string spoken;
  auto operator<=>(const ReadTitle&) const = default;
};
// All of them, sorted by key, each key once.
std::vector<ReadTitle> TitlesOf(const CandidateText& candidate);

// ln of the jobs, less its mean over the candidates whose jobs somebody says; 0
// for the others.
std::vector<float> EmploymentOf(const Corpus& corpus);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CANDIDATE_FACTS_H_
