#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_REGION_KIND_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_REGION_KIND_H_

#include <cstdint>

namespace plumbline::alignment {

// The numbers are those of labor's Region.Kind.
enum class RegionKind : uint8_t {
  kUnspecified = 0,
  kNation = 1,
  kState = 2,
  kMetropolitan = 3,
  kNonmetropolitan = 4,
  kStateDefined = 5,
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_REGION_KIND_H_
