#include "services/alignment/domain/matching/cip_check.h"

#include <algorithm>

namespace plumbline::alignment {
namespace {

constexpr size_t kNearestShown = 3;

// The first of equally near ones first.
std::vector<NearDefinition> NearestOf(const std::vector<float>& near) {
  std::vector<NearDefinition> nearest;
  double least = 0;
  for (size_t cip = 0; cip < near.size(); ++cip) {
    if (near[cip] <= least) continue;
    auto at = nearest.end();
    while (at != nearest.begin() && (at - 1)->similarity < near[cip]) --at;
    nearest.insert(at, {cip, near[cip]});
    if (nearest.size() > kNearestShown) nearest.pop_back();
    if (nearest.size() == kNearestShown) least = nearest.back().similarity;
  }
  return nearest;
}

template <typename Number>
size_t RankAmong(absl::Span<const Number> scores, size_t place) {
  return 1 + static_cast<size_t>(std::count_if(
                 scores.begin(), scores.end(),
                 [&](Number score) { return score > scores[place]; }));
}

size_t BestOccupationRank(const CipText& cip,
                          const std::vector<double>& scores) {
  size_t best = 0;
  for (const CandidateIndex candidate : cip.occupations) {
    const size_t rank = RankAmong<double>(scores, candidate);
    if (best == 0 || rank < best) best = rank;
  }
  return best;
}

}  // namespace

size_t RankOf(absl::Span<const double> scores, size_t place) {
  return RankAmong(scores, place);
}

size_t RankOf(absl::Span<const float> scores, size_t place) {
  return RankAmong(scores, place);
}

CipCheck CheckCip(const MatchIndex& index, const ProgramText& program,
                  const std::vector<double>& scores, Stemmer* stemmer) {
  return CheckCip(index, program, index.DefinitionsNear(program, stemmer),
                  scores);
}

CipCheck CheckCip(const MatchIndex& index, const ProgramText& program,
                  const NearDefinitions& near,
                  const std::vector<double>& scores) {
  CipCheck check;
  check.nearest = NearestOf(near.similarities);
  const auto given = index.FindCip(program.cip);
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
