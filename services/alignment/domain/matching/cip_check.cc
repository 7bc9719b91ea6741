#include "services/alignment/domain/matching/cip_check.h"

#include <algorithm>
#include <numeric>

namespace plumbline::alignment {
namespace {

constexpr size_t kNearestShown = 3;

std::vector<NearDefinition> NearestOf(const std::vector<float>& near) {
  std::vector<size_t> order(near.size());
  std::iota(order.begin(), order.end(), size_t{0});
  const size_t shown = std::min(kNearestShown, order.size());
  std::partial_sort(order.begin(),
                    order.begin() + static_cast<std::ptrdiff_t>(shown),
                    order.end(), [&](size_t a, size_t b) {
                      return near[a] != near[b] ? near[a] > near[b] : a < b;
                    });
  std::vector<NearDefinition> nearest;
  for (size_t i = 0; i < shown && near[order[i]] > 0; ++i)
    nearest.push_back({order[i], near[order[i]]});
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
