#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_EDITION_BUILDER_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_EDITION_BUILDER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/labor/domain/edition/edition.h"

namespace plumbline::labor {

// A release to pin, with what was read from it. `tables` outlive the building.
struct ReleaseToPin {
  PinnedRelease release;
  const ReleaseTables* tables;
};

// Joins releases into an edition called `name`.
//
// `layers` are the names of the releases whose crosswalks link programs to
// occupations, strongest first; when it is empty, the layer "federal" alone
// does. Figures over one industry are left out: no policy reads them.
//
// The order of `releases` does not matter: the same set gives the same edition.
//
// Errors:
//   kInvalidArgument, ARGUMENT_INVALID: a release twice, or a layer that is not
//   among the releases or has no edges.
//   kFailedPrecondition, CODE_VINTAGE_MISMATCH: no release says what SOC 2018
//   is; figures are in another classification and no pinned release says how
//   its codes became those of SOC 2018; or most edges of a layer lead to codes
//   that SOC 2018 does not have. With metadata `release` and `scheme`.
absl::StatusOr<Edition> BuildEdition(absl::string_view name,
                                     std::vector<ReleaseToPin> releases,
                                     const std::vector<std::string>& layers);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_EDITION_BUILDER_H_
