#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_MATCH_FEATURES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_MATCH_FEATURES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace plumbline::alignment {

// What speaks for a candidate: one number for each program and candidate.
enum class MatchFeature : uint8_t {
  // Cosines of the program's whole text with ...
  kTextTitles,
  kTextAlternateTitles,
  kTextDescription,
  kTextTasks,
  kTextActivities,
  kTextTechnologies,
  kTextTitlesAndDescription,
  kTextAll,
  // ... and of its name alone.
  kNameTitles,
  kNameAlternateTitles,
  kNameDescription,
  kNameTasks,
  kNameActivities,
  kNameTechnologies,
  kNameTitlesAndDescription,
  kNameAll,
  kLatent,
  // The nearest single title, by words and by characters.
  kNearestTitleWords,
  kNearestTitleCharacters,
  kNeighbourTitlesWords,
  kNeighbourTitlesCharacters,
  kTitleBayes,
  // The share of the titles that end, or begin, with the name's last, or first,
  // word, on a logarithmic scale.
  kLastWord,
  kFirstWord,
  // Where the crosswalk leads from the CIP definitions nearest to the text.
  kRouteTen,
  kRouteThree,
  kRouteName,
  kRouteLatent,
  // The crosswalk of the given CIP code, and of its four-digit family.
  kGivenCip,
  kGivenFamily,
  // How near the definition of the given CIP code is.
  kGivenDefinition,
  kGivenLatent,
  // Whether a licence or an apprenticeship that it names leads there.
  kNamedCredential,
  // What programs like it are known to lead to: the ten nearest, those of the
  // same CIP code, those of its family, ...
  kKnownNeighbours,
  kKnownSameCip,
  kKnownSameFamily,
  // ... those whose names are nearest by characters, one vote for a provider;
  // those of the same name; those of the same name and CIP code.
  kKnownNames,
  kKnownSameName,
  kKnownSameNameAndCip,
  // The same whatever the program: how many titles it has, how many jobs, how
  // often the crosswalk names it, and whether it teaches in a college.
  kTitleCount,
  kEmployment,
  kCrosswalkFrequency,
  kTeachesInCollege,
};

inline constexpr size_t kMatchFeatureCount =
    static_cast<size_t>(MatchFeature::kTeachesInCollege) + 1;

// `text_tasks`: the name in the model file and in explanations.
absl::string_view NameOf(MatchFeature feature);

// True for a feature that is the same whatever the program.
constexpr bool IsPrior(MatchFeature feature) {
  return feature >= MatchFeature::kTitleCount;
}

// True for a feature that follows from the program's name alone.
constexpr bool IsOfName(MatchFeature feature) {
  return (feature >= MatchFeature::kNameTitles &&
          feature <= MatchFeature::kNameAll) ||
         (feature >= MatchFeature::kNearestTitleWords &&
          feature <= MatchFeature::kFirstWord);
}

// True for a feature that is 1 or 0 and is read as it is: that others have it
// too takes nothing from it.
constexpr bool IsBinary(MatchFeature feature) {
  return feature == MatchFeature::kNamedCredential;
}

// Rows of features that stay the same from one program to the next need not be
// filled again. What they hold is known by a number that nothing else has
// (base::UniqueNumber): 0 for nothing.
struct HeldRows {
  // What follows from the program's name alone.
  uint64_t of_name = 0;
  // What is the same whatever the program.
  uint64_t priors = 0;
};

// Every feature of one program for all candidates.
class FeatureMatrix {
 public:
  explicit FeatureMatrix(size_t candidates)
      : candidates_(candidates), values_(kMatchFeatureCount * candidates) {}

  size_t candidates() const { return candidates_; }
  absl::Span<float> Row(MatchFeature feature) {
    return absl::MakeSpan(values_).subspan(Begin(feature), candidates_);
  }
  absl::Span<const float> Row(MatchFeature feature) const {
    return absl::MakeConstSpan(values_).subspan(Begin(feature), candidates_);
  }
  // `count` features from `first` on, one row after the other.
  absl::Span<float> Rows(MatchFeature first, size_t count) {
    return absl::MakeSpan(values_).subspan(Begin(first), count * candidates_);
  }
  // For those who fill rows.
  HeldRows& held() { return held_; }
  const HeldRows& held() const { return held_; }

 private:
  size_t Begin(MatchFeature feature) const {
    return static_cast<size_t>(feature) * candidates_;
  }

  size_t candidates_;
  HeldRows held_;
  std::vector<float> values_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_MATCH_FEATURES_H_
