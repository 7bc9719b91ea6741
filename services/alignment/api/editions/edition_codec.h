#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_EDITIONS_EDITION_CODEC_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_EDITIONS_EDITION_CODEC_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "plumbline/labor/v1/snapshot.pb.h"
#include "services/alignment/domain/edition/edition.h"

namespace plumbline::alignment {

// The snapshot's tables as plain columns.
EditionTables TablesFromProto(const labor::v1::EditionSnapshot& snapshot);

// The edition out of the bytes that labor sends.
//
// Errors:
//   kDataLoss, FILE_MALFORMED: the bytes are not a snapshot;
//   those of Edition::Create.
absl::StatusOr<std::shared_ptr<const Edition>> EditionFromSnapshot(
    absl::string_view bytes);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_EDITIONS_EDITION_CODEC_H_
