#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_ABSTENTION_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_ABSTENTION_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "services/alignment/domain/matching/text/term_table.h"

namespace plumbline::alignment {

// Why a program is left to people. The numbers are those of
// ProgramMatches.Abstention.
enum class Abstention : uint8_t {
  // It is not: one occupation is ahead of all others.
  kNone,
  // It has neither title nor text.
  kNothingSaid,
  // No word of it is in any text about an occupation.
  kNoKnownWord,
  // Most of its words are those of another language, or of none.
  kNotEnglish,
  // It says that it leads to every occupation.
  kClaimsEverything,
  // The best occupation is less probable than it should be ahead.
  kNoneStandsOut,
  // The best two are nearly as probable.
  kNearlyAlike,
};

// Whether the texts point to no occupation at all, so that none may be named.
// Under the others there are some to choose from.
constexpr bool PointsNowhere(Abstention why) {
  return why >= Abstention::kNothingSaid &&
         why <= Abstention::kClaimsEverything;
}

// Whether one occupation may be named, and by how much it is ahead.
struct Lead {
  Abstention abstention = Abstention::kNone;
  // The probability of the best less that of the second; 0 where the texts
  // point nowhere.
  double margin = 0;
  // What the model asks for at least.
  double least_margin = 0;
};

// A text of at least kFewestForeign words of which not even half are familiar
// is not English. Of 4,900 programs of Texas and New Jersey and definitions of
// CIP none is.
inline constexpr size_t kFewestForeign = 5;
constexpr bool IsForeign(const WordCounts& counts) {
  return counts.words >= kFewestForeign && 2 * counts.familiar < counts.words;
}

// Whether a folded text speaks of every job, all occupations, any career.
bool SpeaksOfEveryJob(absl::string_view folded);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_ABSTENTION_H_
