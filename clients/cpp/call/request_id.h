#ifndef PLUMBLINE_CLIENTS_CPP_CALL_REQUEST_ID_H_
#define PLUMBLINE_CLIENTS_CPP_CALL_REQUEST_ID_H_

#include <string>

#include "absl/strings/string_view.h"

namespace plumbline::client_call {

// A UUID of version 4, as RFC 9562 writes it. It names a call, so that a
// repetition is known as one.
std::string FreshRequestId();

// `request_id`, or a fresh one when it is empty.
std::string OrFresh(absl::string_view request_id);

}  // namespace plumbline::client_call

#endif  // PLUMBLINE_CLIENTS_CPP_CALL_REQUEST_ID_H_
