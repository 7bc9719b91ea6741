#include "services/common/rpc/operations.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/rpc/reply.h"

namespace plumbline::rpc {
namespace {

namespace lr = google::longrunning;

constexpr size_t kRemembered = 1000;
constexpr int kDefaultPage = 100;
constexpr int kLargestPage = 1000;

absl::Status NoOperation(const std::string& name) {
  return base::Error(
      absl::StatusCode::kNotFound, base::reason::kNotFound,
      absl::StrCat("there is no operation ", name,
                   ": the newest 1,000 are remembered while the process "
                   "runs; ask for what it made by its own name"),
      {{"name", name}});
}

template <typename Entries>
auto FindByName(Entries& entries, const std::string& name) {
  return std::find_if(entries.begin(), entries.end(), [&](const auto& entry) {
    return entry.operation.name() == name;
  });
}

}  // namespace

lr::Operation OperationsHandler::Record(
    absl::string_view service, const google::protobuf::Message& metadata,
    const google::protobuf::Message& response) {
  lr::Operation operation;
  operation.set_done(true);
  operation.mutable_metadata()->PackFrom(metadata);
  operation.mutable_response()->PackFrom(response);
  base::MutexLock lock(&mutex_);
  ++last_number_;
  operation.set_name(absl::StrCat("operations/", service, "-", last_number_));
  entries_.push_back({last_number_, operation});
  if (entries_.size() > kRemembered) entries_.pop_front();
  return operation;
}

absl::StatusOr<lr::Operation> OperationsHandler::GetOperation(
    const lr::GetOperationRequest& request) {
  base::MutexLock lock(&mutex_);
  const auto found = FindByName(entries_, request.name());
  if (found == entries_.end()) return NoOperation(request.name());
  return found->operation;
}

absl::StatusOr<lr::ListOperationsResponse> OperationsHandler::ListOperations(
    const lr::ListOperationsRequest& request) {
  if (!request.filter().empty()) {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kArgumentInvalid,
                       "operations are not filtered: leave `filter` empty",
                       {{"field", "filter"}, {"value", request.filter()}});
  }
  PLUMBLINE_ASSIGN_OR_RETURN(
      const int size,
      PageSize(request.page_size(), kDefaultPage, kLargestPage));
  int64_t before = INT64_MAX;
  if (!request.page_token().empty()) {
    PLUMBLINE_ASSIGN_OR_RETURN(
        const PageCursor cursor,
        page_tokens_.Read(request.page_token(), request));
    if (!absl::SimpleAtoi(cursor.last_key, &before)) before = 0;
  }
  lr::ListOperationsResponse response;
  base::MutexLock lock(&mutex_);
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    if (entry->number >= before) continue;
    if (response.operations_size() == size) {
      response.set_next_page_token(
          page_tokens_.Make({"", absl::StrCat(before)}, request));
      break;
    }
    *response.add_operations() = entry->operation;
    before = entry->number;
  }
  return response;
}

absl::StatusOr<google::protobuf::Empty> OperationsHandler::DeleteOperation(
    const lr::DeleteOperationRequest& request) {
  base::MutexLock lock(&mutex_);
  const auto found = FindByName(entries_, request.name());
  if (found == entries_.end()) return NoOperation(request.name());
  entries_.erase(found);
  return google::protobuf::Empty();
}

absl::StatusOr<google::protobuf::Empty> OperationsHandler::CancelOperation(
    const lr::CancelOperationRequest& request) {
  lr::GetOperationRequest get;
  get.set_name(request.name());
  PLUMBLINE_RETURN_IF_ERROR(GetOperation(get).status());
  return google::protobuf::Empty();
}

grpc::ServerUnaryReactor* OperationsHandler::GetOperation(
    grpc::CallbackServerContext* context,
    const lr::GetOperationRequest* request, lr::Operation* response) {
  return ReplyWith(context, response, [&] { return GetOperation(*request); });
}

grpc::ServerUnaryReactor* OperationsHandler::ListOperations(
    grpc::CallbackServerContext* context,
    const lr::ListOperationsRequest* request,
    lr::ListOperationsResponse* response) {
  return ReplyWith(context, response, [&] { return ListOperations(*request); });
}

grpc::ServerUnaryReactor* OperationsHandler::DeleteOperation(
    grpc::CallbackServerContext* context,
    const lr::DeleteOperationRequest* request,
    google::protobuf::Empty* response) {
  return ReplyWith(context, response,
                   [&] { return DeleteOperation(*request); });
}

grpc::ServerUnaryReactor* OperationsHandler::CancelOperation(
    grpc::CallbackServerContext* context,
    const lr::CancelOperationRequest* request,
    google::protobuf::Empty* response) {
  return ReplyWith(context, response,
                   [&] { return CancelOperation(*request); });
}

grpc::ServerUnaryReactor* OperationsHandler::WaitOperation(
    grpc::CallbackServerContext* context,
    const lr::WaitOperationRequest* request, lr::Operation* response) {
  lr::GetOperationRequest get;
  get.set_name(request->name());
  return ReplyWith(context, response, [&] { return GetOperation(get); });
}

}  // namespace plumbline::rpc
