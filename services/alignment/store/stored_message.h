#ifndef PLUMBLINE_SERVICES_ALIGNMENT_STORE_STORED_MESSAGE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_STORE_STORED_MESSAGE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/common/base/error.h"

namespace plumbline::alignment {

// A message out of a column. Error: kDataLoss, STORAGE_FAILED, naming `what`.
template <typename Message>
absl::StatusOr<Message> ParseStored(absl::string_view bytes,
                                    absl::string_view what) {
  Message message;
  if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return base::Error(
        absl::StatusCode::kDataLoss, base::reason::kStorageFailed,
        absl::StrCat("a stored ", what,
                     " cannot be read: restore the database from its copy"));
  }
  return message;
}

inline absl::Status RequestIdReused(absl::string_view request_id) {
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kRequestIdReused,
      absl::StrCat("request_id \"", request_id,
                   "\" came before with other arguments: use a fresh UUID for "
                   "another request"),
      {{"field", "request_id"}, {"request_id", std::string(request_id)}});
}

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_STORE_STORED_MESSAGE_H_
