#ifndef PLUMBLINE_CLIENTS_CPP_CALL_STUB_CALLS_H_
#define PLUMBLINE_CLIENTS_CPP_CALL_STUB_CALLS_H_

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cpp/call/client_options.h"
#include "clients/cpp/call/retry.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"

namespace plumbline::client_call {

// Moves the items of a repeated field to the end of a list.
template <typename Items, typename Item>
void MoveTo(Items* from, std::vector<Item>& to) {
  std::move(from->begin(), from->end(), std::back_inserter(to));
}

// The calls of one stub of a service, repeated as Retry() says. Thread-safe.
template <typename Stub>
class StubCalls {
 public:
  // How a generated stub makes a unary call.
  template <typename Response, typename Request>
  using UnaryMethod = grpc::Status (Stub::*)(grpc::ClientContext*,
                                             const Request&, Response*);

  StubCalls(std::unique_ptr<Stub> stub, const ClientOptions& options)
      : stub_(std::move(stub)), options_(options) {}

  Stub& stub() const { return *stub_; }

  // A request for what was known at the time that the options name.
  template <typename Request>
  Request Dated(Request request) const {
    if (options_.as_of) base::SetTime(*options_.as_of, request.mutable_as_of());
    return request;
  }

  // A call that may take the long deadline; `call(context, &reply)` makes it.
  template <typename Reply, typename CallOnce>
  absl::StatusOr<Reply> CallLong(const CallOnce& call) const {
    return Retry<Reply>(options_, options_.long_deadline, call);
  }

  template <typename Response, typename Request>
  absl::StatusOr<Response> CallLong(
      const Request& request, UnaryMethod<Response, Request> method) const {
    return Call(request, method, options_.long_deadline);
  }

  template <typename Response, typename Request>
  absl::StatusOr<Response> Call(const Request& request,
                                UnaryMethod<Response, Request> method) const {
    return Call(request, method, options_.deadline);
  }

  // Fetches all pages from the first; `take(page)` may move out of each.
  template <typename Response, typename Request, typename Take>
  absl::Status EachPage(Request request, UnaryMethod<Response, Request> method,
                        const Take& take) const {
    request.set_page_size(kPageSize);
    do {
      PLUMBLINE_ASSIGN_OR_RETURN(Response page,
                                 Call<Response>(request, method));
      take(page);
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return absl::OkStatus();
  }

  // The items of all pages; `items_of(page)` points to those of one.
  template <typename Item, typename Request, typename Response,
            typename ItemsOf>
  absl::StatusOr<std::vector<Item>> AllPages(
      const Request& request, UnaryMethod<Response, Request> method,
      const ItemsOf& items_of) const {
    std::vector<Item> all;
    PLUMBLINE_RETURN_IF_ERROR(EachPage<Response>(
        request, method, [&](Response& page) { MoveTo(items_of(page), all); }));
    return all;
  }

 private:
  // The most that the services give; fewer calls for a whole list.
  static constexpr int kPageSize = 1000;

  template <typename Response, typename Request>
  absl::StatusOr<Response> Call(const Request& request,
                                UnaryMethod<Response, Request> method,
                                absl::Duration deadline) const {
    return Retry<Response>(
        options_, deadline, [&](grpc::ClientContext* context, Response* reply) {
          return (stub_.get()->*method)(context, request, reply);
        });
  }

  const std::unique_ptr<Stub> stub_;
  const ClientOptions options_;
};

}  // namespace plumbline::client_call

#endif  // PLUMBLINE_CLIENTS_CPP_CALL_STUB_CALLS_H_
