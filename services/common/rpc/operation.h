#ifndef PLUMBLINE_SERVICES_COMMON_RPC_OPERATION_H_
#define PLUMBLINE_SERVICES_COMMON_RPC_OPERATION_H_

#include <google/longrunning/operations.pb.h>
#include <google/protobuf/message.h>

#include "absl/strings/string_view.h"

namespace plumbline::rpc {

// The operation of a call whose work is done when it answers: `done`, with this
// response and metadata. `id` becomes its name, `operations/{id}`.
google::longrunning::Operation FinishedOperation(
    absl::string_view id, const google::protobuf::Message& response,
    const google::protobuf::Message& metadata);

}  // namespace plumbline::rpc

#endif  // PLUMBLINE_SERVICES_COMMON_RPC_OPERATION_H_
