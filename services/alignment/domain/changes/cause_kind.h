#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_CHANGES_CAUSE_KIND_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_CHANGES_CAUSE_KIND_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace plumbline::alignment {

// What kind of input of a verdict differs. The numbers are those of Cause.Kind
// in change.proto.
enum class CauseKind : uint8_t {
  kUnspecified = 0,
  kDataRelease = 1,
  kCodeVintage = 2,
  kGeographyVintage = 3,
  kCrosswalk = 4,
  kPolicy = 5,
  kProgram = 6,
  kTexts = 7,
  kOverride = 8,
  kModel = 9,
  kDay = 10,
  kScope = 11,
};

// What a new release of `sources/{source}` is: a classification or a list of
// what became of its codes, a delineation of regions, a crosswalk from programs
// or from credentials to occupations; anything else is data.
CauseKind KindOfSource(absl::string_view source);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_CHANGES_CAUSE_KIND_H_
