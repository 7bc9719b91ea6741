#include "services/common/rpc/operation.h"

#include "absl/strings/str_cat.h"

namespace plumbline::rpc {

google::longrunning::Operation FinishedOperation(
    absl::string_view id, const google::protobuf::Message& response,
    const google::protobuf::Message& metadata) {
  google::longrunning::Operation operation;
  operation.set_name(absl::StrCat("operations/", id));
  operation.set_done(true);
  operation.mutable_response()->PackFrom(response);
  operation.mutable_metadata()->PackFrom(metadata);
  return operation;
}

}  // namespace plumbline::rpc
