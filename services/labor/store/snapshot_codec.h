#ifndef PLUMBLINE_SERVICES_LABOR_STORE_SNAPSHOT_CODEC_H_
#define PLUMBLINE_SERVICES_LABOR_STORE_SNAPSHOT_CODEC_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/labor/domain/edition/edition.h"

namespace plumbline::labor {

// The bytes of the EditionSnapshot of `edition`: docs/formats/snapshot.md. The
// same edition gives the same bytes.
std::string EncodeSnapshot(const Edition& edition);

// The edition of a snapshot's bytes.
//
// Errors: kDataLoss, STORAGE_FAILED: the bytes are no snapshot, or an index or
// a length in it is impossible.
absl::StatusOr<Edition> DecodeSnapshot(absl::string_view bytes);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_STORE_SNAPSHOT_CODEC_H_
