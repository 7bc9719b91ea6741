#ifndef PLUMBLINE_SERVICES_RESCORING_FETCH_HTTP_EXCHANGE_H_
#define PLUMBLINE_SERVICES_RESCORING_FETCH_HTTP_EXCHANGE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/rescoring/domain/address.h"

namespace plumbline::rescoring {

// How long a publisher may take.
struct TimeLimits {
  absl::Duration connect = absl::Seconds(20);
  absl::Duration whole = absl::Minutes(30);
  // Slower than this for so long is given up.
  int64_t bytes_per_second = 1000;
  absl::Duration slow_for = absl::Seconds(30);
};

// One GET, or a POST of a body.
struct HttpRequest {
  std::string url;
  std::vector<std::string> headers;  // "Name: value"
  std::string user_agent;
  TimeLimits limits;
  AddressRules rules;
  std::optional<std::string> body = {};
};

// The head of an answer. Headers that did not come are empty.
struct HttpHead {
  int code = 0;
  std::string etag;
  std::string last_modified;
  std::string content_type;
  std::string retry_after;
  std::string location;
  std::string content_range;
  std::optional<int64_t> content_length;
};

// What becomes of an answer as it comes. An error stops the exchange, which
// returns it.
struct HttpSink {
  absl::FunctionRef<absl::Status(const HttpHead&)> head;
  absl::FunctionRef<absl::Status(absl::string_view bytes)> body;
};

// Makes one exchange and follows nothing. No proxy, no password file, nothing
// else of the environment is used; connections are opened to addresses that
// MayConnect allows only, after the name was resolved.
//
// Errors, beside those of `sink`:
//   kInvalidArgument, SOURCE_ADDRESS_REFUSED: the name leads to an address that
//   may not be asked.
//   kDeadlineExceeded, SOURCE_TOO_SLOW: a limit passed.
//   kUnavailable, SOURCE_UNREACHABLE: no connection, or it broke off before the
//   answer was whole.
absl::StatusOr<HttpHead> Exchange(const HttpRequest& request,
                                  const HttpSink& sink);

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_FETCH_HTTP_EXCHANGE_H_
