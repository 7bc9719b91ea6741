#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_EDITIONS_REGION_NAMES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_EDITIONS_REGION_NAMES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/repeated_field.h"
#include "services/alignment/domain/edition/edition.h"

namespace plumbline::alignment {

// The region of the edition that a request names, `regions/us-ca`: the one way
// in which every method reads it.
//
// Errors:
//   kInvalidArgument, NAME_INVALID: the name is malformed.
//   kFailedPrecondition, REGION_WRONG_VINTAGE: the region belongs to an older
//   delineation than the edition's. With metadata `successors`, the names of
//   the regions that took its place, comma-separated.
//   kNotFound, REGION_UNKNOWN: the edition knows nothing of it.
absl::StatusOr<RegionIndex> ReadRegion(const Edition& edition,
                                       absl::string_view name);

// The regions that a request names, each once, in the edition's order.
//
// Errors: those of ReadRegion.
absl::StatusOr<std::vector<RegionIndex>> ReadRegions(
    const Edition& edition,
    const google::protobuf::RepeatedPtrField<std::string>& names);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_EDITIONS_REGION_NAMES_H_
