#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_REQUESTS_REQUEST_KEY_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_REQUESTS_REQUEST_KEY_H_

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/alignment/store/alignment_store.h"
#include "services/alignment/store/canonical_bytes.h"
#include "services/common/base/sha256.h"

namespace plumbline::alignment {

// The content of a request without its id, behind `scope`: what makes two calls
// the same call.
template <typename Request>
RequestKey KeyWithin(absl::string_view scope, Request request) {
  RequestKey key;
  key.id = request.request_id();
  request.clear_request_id();
  key.sha256 = base::Sha256Hex(absl::StrCat(scope, CanonicalBytes(request)));
  return key;
}

// For a method whose ids nobody shares.
template <typename Request>
RequestKey KeyOf(const Request& request) {
  return KeyWithin("", request);
}

// For methods that share their ids: two may take the same fields, and the
// message's name tells them apart.
template <typename Request>
RequestKey KeyWithTypeOf(const Request& request) {
  return KeyWithin(absl::StrCat(request.GetTypeName(), "\n"), request);
}

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_REQUESTS_REQUEST_KEY_H_
