#include "services/alignment/domain/matching/cip_check.h"

#include <algorithm>

#include "services/alignment/domain/matching/text/greatest.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kNearestShown = 3;

// The first of equally near ones first.
std::vector<NearDefinition> NearestOf(const std::vector<float>& near) {
  std::vector<NearDefinition> nearest;
  for (const uint32_t cip : PlacesOfGreatest(near, kNearestShown))
    nearest.push_back({cip, near[cip]});
  return nearest;
}

// The rank of the occupation with the greatest score; 0 for none.
size_t BestOccupationRank(const CipText& cip,
                          const std::vector<double>& scores) {
  const auto best =
      std::max_element(cip.occupations.begin(), cip.occupations.end(),
                       [&](CandidateIndex a, CandidateIndex b) {
                         return scores[a] < scores[b];
                       });
  if (best == cip.occupations.end()) return 0;
  return RankOf(scores, *best);
}

}  // namespace

size_t RankOf(absl::Span<const double> scores, size_t place) {
  return 1 + CountAbove(scores, scores[place]);
}

size_t RankOf(absl::Span<const float> scores, size_t place) {
  return 1 + CountAbove(scores, scores[place]);
}

CipCheck CheckCip(const MatchIndex& index, const ProgramText& program,
                  const std::vector<double>& scores, Stemmer* stemmer) {
  return CheckCip(index, program.cip, index.DefinitionsNear(program, stemmer),
                  scores);
}

CipCheck CheckCip(const MatchIndex& index, absl::string_view cip,
                  const NearDefinitions& near,
                  const std::vector<double>& scores) {
  CipCheck check;
  check.nearest = NearestOf(near.similarities);
  const auto given = index.FindCip(cip);
  if (!given) return check;
  if (near.known_words < kFewestWords) {
    check.result = CipCheck::Result::kTooLittleText;
    return check;
  }
  check.definition_rank = RankOf(near.similarities, *given);
  check.occupation_rank =
      BestOccupationRank(index.corpus().cips[*given], scores);
  const bool near_occupation =
      check.occupation_rank > 0 && check.occupation_rank <= kNearOccupations;
  check.result = check.definition_rank <= kNearDefinitions || near_occupation
                     ? CipCheck::Result::kFits
                     : CipCheck::Result::kSuspicious;
  return check;
}

}  // namespace plumbline::alignment
