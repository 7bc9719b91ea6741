#ifndef PLUMBLINE_SERVICES_COMMON_RPC_STATUS_H_
#define PLUMBLINE_SERVICES_COMMON_RPC_STATUS_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace plumbline::rpc {

// The status as it goes to the wire: code, message, and a google.rpc.Status in
// the details that holds exactly one ErrorInfo (domain "plumbline", the reason,
// the metadata). A status without a reason gets its code's name as one.
// Metadata named `field` also becomes a BadRequest violation.
//
// Message and metadata are cut to what fits a peer's 8 KiB of headers, at a
// character; bytes that are not UTF-8 become U+FFFD.
grpc::Status ToGrpcStatus(const absl::Status& status);

// The status as it was before the wire; metadata is sorted by key. Details of
// another domain are left out. UNAVAILABLE without details, which is the
// transport's own, gets UPSTREAM_UNAVAILABLE.
absl::Status FromGrpcStatus(const grpc::Status& status);

}  // namespace plumbline::rpc

#endif  // PLUMBLINE_SERVICES_COMMON_RPC_STATUS_H_
