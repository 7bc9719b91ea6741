#ifndef PLUMBLINE_SERVICES_COMMON_STORAGE_STORAGE_ERROR_H_
#define PLUMBLINE_SERVICES_COMMON_STORAGE_STORAGE_ERROR_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace plumbline::storage {

// An error about `sql`, with the reason STORAGE_FAILED; the statement is cut to
// what a log line bears.
absl::Status StorageError(absl::StatusCode code, absl::string_view message,
                          absl::string_view sql);

}  // namespace plumbline::storage

#endif  // PLUMBLINE_SERVICES_COMMON_STORAGE_STORAGE_ERROR_H_
