#ifndef PLUMBLINE_SERVICES_LABOR_STORE_RELEASE_CODEC_H_
#define PLUMBLINE_SERVICES_LABOR_STORE_RELEASE_CODEC_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor {

// The tables of a release as bytes (StoredRelease). The gate report is kept
// apart, and O*NET's own tables are read again from the publisher's files:
// docs/adr/0004-parsed-releases-as-blobs.md.
std::string EncodeTables(const ReleaseTables& tables);

// Errors: kDataLoss, STORAGE_FAILED: the bytes are not such tables.
absl::StatusOr<ReleaseTables> DecodeTables(absl::string_view bytes);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_STORE_RELEASE_CODEC_H_
