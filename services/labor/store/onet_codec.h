#ifndef PLUMBLINE_SERVICES_LABOR_STORE_ONET_CODEC_H_
#define PLUMBLINE_SERVICES_LABOR_STORE_ONET_CODEC_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/labor/domain/onet/onet_tables.h"

namespace plumbline::labor {

// The form that EncodeOnet writes. Raised when it, or what is read from the
// publisher's files, changes: tables of another form are read from the files
// again.
inline constexpr int kOnetForm = 1;

// The tables of an O*NET release as bytes (StoredOnet). The same tables give
// the same bytes.
std::string EncodeOnet(const onet::OnetTables& tables);

// Errors: kDataLoss, STORAGE_FAILED: the bytes are not such tables. Whatever
// the bytes are, every index of a table that is returned can be followed.
absl::StatusOr<onet::OnetTables> DecodeOnet(absl::string_view bytes);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_STORE_ONET_CODEC_H_
