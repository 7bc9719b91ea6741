#ifndef PLUMBLINE_SERVICES_COMMON_RPC_OPERATIONS_H_
#define PLUMBLINE_SERVICES_COMMON_RPC_OPERATIONS_H_

#include <cstdint>
#include <deque>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/longrunning/operations.grpc.pb.h"
#include "google/longrunning/operations.pb.h"
#include "google/protobuf/message.h"
#include "services/common/base/mutex.h"
#include "services/common/rpc/page_token.h"

namespace plumbline::rpc {

// The google.longrunning.Operations service over operations that are done.
//
// Work here runs inside the call that asks for it, so every operation is done
// when it is answered. The newest 1,000 are remembered until the process ends;
// what they made stays where it was stored.
//
// One object serves all services of a process. Thread-safe.
class OperationsHandler
    : public google::longrunning::Operations::CallbackService {
 public:
  // Remembers that `service` ("labor") ended `metadata`'s work at `now` with
  // `response`, and gives it a name: `operations/labor-7`.
  google::longrunning::Operation Record(
      absl::string_view service, const google::protobuf::Message& metadata,
      const google::protobuf::Message& response);

  // Error: kNotFound, NOT_FOUND.
  absl::StatusOr<google::longrunning::Operation> GetOperation(
      const google::longrunning::GetOperationRequest& request);
  // The newest first. `filter` must be empty. Errors: kInvalidArgument,
  // ARGUMENT_INVALID, PAGE_TOKEN_INVALID.
  absl::StatusOr<google::longrunning::ListOperationsResponse> ListOperations(
      const google::longrunning::ListOperationsRequest& request);
  // Forgets the operation; what it made stays. Error: kNotFound, NOT_FOUND.
  absl::StatusOr<google::protobuf::Empty> DeleteOperation(
      const google::longrunning::DeleteOperationRequest& request);
  // Does nothing: the operation is done. Error: kNotFound, NOT_FOUND.
  absl::StatusOr<google::protobuf::Empty> CancelOperation(
      const google::longrunning::CancelOperationRequest& request);

  grpc::ServerUnaryReactor* GetOperation(
      grpc::CallbackServerContext* context,
      const google::longrunning::GetOperationRequest* request,
      google::longrunning::Operation* response) override;
  grpc::ServerUnaryReactor* ListOperations(
      grpc::CallbackServerContext* context,
      const google::longrunning::ListOperationsRequest* request,
      google::longrunning::ListOperationsResponse* response) override;
  grpc::ServerUnaryReactor* DeleteOperation(
      grpc::CallbackServerContext* context,
      const google::longrunning::DeleteOperationRequest* request,
      google::protobuf::Empty* response) override;
  grpc::ServerUnaryReactor* CancelOperation(
      grpc::CallbackServerContext* context,
      const google::longrunning::CancelOperationRequest* request,
      google::protobuf::Empty* response) override;
  grpc::ServerUnaryReactor* WaitOperation(
      grpc::CallbackServerContext* context,
      const google::longrunning::WaitOperationRequest* request,
      google::longrunning::Operation* response) override;

 private:
  struct Entry {
    int64_t number;
    google::longrunning::Operation operation;
  };

  base::Mutex mutex_;
  // The oldest first.
  std::deque<Entry> entries_ ABSL_GUARDED_BY(mutex_);
  int64_t last_number_ ABSL_GUARDED_BY(mutex_) = 0;
  const PageTokens page_tokens_ = PageTokens::WithRandomKey();
};

}  // namespace plumbline::rpc

#endif  // PLUMBLINE_SERVICES_COMMON_RPC_OPERATIONS_H_
