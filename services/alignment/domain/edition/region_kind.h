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
  kCounty = 6,
  kComposed = 7,
};

// "a metropolitan area": what a region of this kind is, for people.
inline const char* KindText(RegionKind kind) {
  switch (kind) {
    case RegionKind::kNation:
      return "the nation";
    case RegionKind::kState:
      return "the state";
    case RegionKind::kMetropolitan:
      return "metropolitan area";
    case RegionKind::kNonmetropolitan:
      return "nonmetropolitan area";
    case RegionKind::kStateDefined:
      return "workforce area";
    case RegionKind::kCounty:
      return "county";
    case RegionKind::kComposed:
      return "composed region";
    case RegionKind::kUnspecified:
      break;
  }
  return "region";
}

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_REGION_KIND_H_
