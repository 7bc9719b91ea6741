#ifndef PLUMBLINE_CLIENTS_CPP_CALL_CLIENT_OPTIONS_H_
#define PLUMBLINE_CLIENTS_CPP_CALL_CLIENT_OPTIONS_H_

#include <optional>

#include "absl/time/time.h"

namespace plumbline::client_call {

// How a client calls its service.
struct ClientOptions {
  // For calls that read or write little.
  absl::Duration deadline = absl::Seconds(30);
  // For those that carry files or compute: each client says which.
  absl::Duration long_deadline = absl::Minutes(10);
  // How often a call is made at most while the service is UNAVAILABLE. Every
  // method is safe to repeat: reads read, writes carry a request_id.
  int attempts = 4;
  // The wait before the second attempt; it doubles each time.
  absl::Duration first_wait = absl::Milliseconds(100);
  // What every read asks for: the answer of this time, as far as the service
  // can give one; nothing: that of now.
  std::optional<absl::Time> as_of = std::nullopt;
};

}  // namespace plumbline::client_call

#endif  // PLUMBLINE_CLIENTS_CPP_CALL_CLIENT_OPTIONS_H_
