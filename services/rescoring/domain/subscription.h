#ifndef PLUMBLINE_SERVICES_RESCORING_DOMAIN_SUBSCRIPTION_H_
#define PLUMBLINE_SERVICES_RESCORING_DOMAIN_SUBSCRIPTION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace plumbline::rescoring {

// Somebody who is told of changes by a POST to an address of theirs.
struct Subscription {
  std::string name;  // "district-7"
  std::string url;
  // The variable of the environment that has the key of the signature.
  std::string key_environment;
  // What is wanted, as in alignment.v1.ChangeFilter; empty wants all.
  std::string provider;
  std::string region;
  std::string policy;
  std::vector<std::string> kinds;  // "VERDICT"
};

// Reads a list of subscriptions; `file` is for messages.
//
// Errors: kInvalidArgument, FILE_MALFORMED: not a JSON list of objects, a field
// that is unknown, missing or of another kind, a name that is none or comes
// twice, an address that is no URL, a variable that is not named
// PLUMBLINE_WEBHOOK_...: nothing else of the environment may leave the process.
// The message names file, entry and field.
absl::StatusOr<std::vector<Subscription>> ParseSubscriptions(
    absl::string_view file, absl::string_view text);

// The header by which a receiver knows who sent a body and when:
// "t=1700000000,v1={hex}", where hex is HMAC-SHA256 over "1700000000." and the
// body, with the key that both have.
std::string Signature(absl::string_view key, int64_t unix_seconds,
                      absl::string_view body);

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_DOMAIN_SUBSCRIPTION_H_
