#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_UNPACK_AHEAD_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_UNPACK_AHEAD_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/common/tabular/zip_archive.h"

namespace plumbline::tabular {

// ZipArchive::StreamEntry, but the entry is unpacked on a second thread, at
// most 1 MiB ahead of `sink`, which is called on the caller's. The sink sees
// the same pieces and the errors are the same. Where no thread can be started,
// unpacks on the caller's.
absl::Status StreamEntryAhead(const ZipArchive& archive,
                              absl::string_view entry, ChunkSink sink);

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_UNPACK_AHEAD_H_
