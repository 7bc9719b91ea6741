#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CIP_CHECK_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CIP_CHECK_H_

#include <cstddef>
#include <vector>

#include "services/alignment/domain/matching/fusion.h"
#include "services/alignment/domain/matching/match_index.h"

namespace plumbline::alignment {

// A CIP of the corpus and how near its definition is.
struct NearDefinition {
  size_t cip = 0;
  double similarity = 0;
};

// Whether a program's CIP code fits what its texts say.
struct CipCheck {
  // The numbers are those of CipCheck.Result.
  enum class Result { kNotChecked, kFits, kSuspicious, kTooLittleText };
  Result result = Result::kNotChecked;
  // The nearest definitions, the nearest first.
  std::vector<NearDefinition> nearest;
  // From 1; 0 when nothing was checked.
  size_t definition_rank = 0;
  // Of the best occupation that the crosswalk leads to; 0 when it has none.
  size_t occupation_rank = 0;
};

// A code is suspicious when neither its definition is among the nearest
// kNearDefinitions of all, nor one of its occupations among the first
// kNearOccupations by texts alone.
inline constexpr size_t kNearDefinitions = 25;
inline constexpr size_t kNearOccupations = 50;
// Fewer different words that any definition has say too little.
inline constexpr size_t kFewestWords = 4;

// `scores` rank the candidates by texts alone, WithoutSizes, and are not read
// of a program without a code; `near` says how near the definitions are to it.
CipCheck CheckCip(const MatchIndex& index, absl::string_view cip,
                  const NearDefinitions& near,
                  const std::vector<double>& scores);
// The same, reading the program.
CipCheck CheckCip(const MatchIndex& index, const ProgramText& program,
                  const std::vector<double>& scores, Stemmer* stemmer);

// Where `place` stands among `scores`, the greatest first, from 1: one more
// than there are greater ones.
size_t RankOf(absl::Span<const double> scores, size_t place);
size_t RankOf(absl::Span<const float> scores, size_t place);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CIP_CHECK_H_
