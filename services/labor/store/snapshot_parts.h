#ifndef PLUMBLINE_SERVICES_LABOR_STORE_SNAPSHOT_PARTS_H_
#define PLUMBLINE_SERVICES_LABOR_STORE_SNAPSHOT_PARTS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

// How the bytes of a snapshot are kept in parts that editions share.
namespace plumbline::labor {

// Cuts bytes where what stands before the cut says so, and nothing else does:
// parts that two snapshots have in common are the same parts wherever they
// stand, so a new release costs about as much as its own columns. One after the
// other the parts are the bytes again. From 8 KiB to 256 KiB each, 40 KiB on
// average; the last one may be smaller.
std::vector<absl::string_view> SplitIntoParts(absl::string_view bytes);

// A part as it is stored: deflated (RFC 1950).
std::string PackPart(absl::string_view part);

// The part whose size was `size`.
//
// Errors: kDataLoss, STORAGE_FAILED: `packed` is no part of that size.
absl::StatusOr<std::string> UnpackPart(absl::string_view packed, size_t size);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_STORE_SNAPSHOT_PARTS_H_
