#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_REGIONS_STATE_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_REGIONS_STATE_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace plumbline::labor {

// A state, the District of Columbia or a territory.
struct State {
  // Federal Information Processing Standard code: 6 is California.
  int fips;
  // "CA".
  absl::string_view postal;
  absl::string_view name;
};

// All of them in the order of their FIPS codes.
absl::Span<const State> AllStates();

// The state with this FIPS code, postal code or name (any case); null when
// there is none.
const State* StateByFips(int fips);
const State* StateByPostal(absl::string_view postal);
const State* StateByName(absl::string_view name);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_REGIONS_STATE_H_
