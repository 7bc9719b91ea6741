#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_STRATUM_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_STRATUM_H_

#include <array>
#include <cstddef>

#include "absl/strings/string_view.h"

namespace plumbline::alignment {

// What is known of a program decides which weights serve. The numbers are those
// of ProgramMatches.Stratum.
enum class Stratum {
  // A CIP code, whatever else.
  kGivenCip = 1,
  // A name and more text.
  kText = 2,
  // A name alone, of a field: "carpentry".
  kName = 3,
  // A name alone that reads like a job title: "dental assistant".
  kJobTitle = 4,
};
inline constexpr std::array kStrata = {Stratum::kGivenCip, Stratum::kText,
                                       Stratum::kName, Stratum::kJobTitle};

constexpr size_t PlaceOf(Stratum stratum) {
  return static_cast<size_t>(stratum) - 1;
}

// The name of its weights in a model.
constexpr absl::string_view NameOf(Stratum stratum) {
  constexpr std::array<absl::string_view, kStrata.size()> kNames = {
      "given_cip", "text", "name", "job_title"};
  return kNames[PlaceOf(stratum)];
}

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_STRATUM_H_
