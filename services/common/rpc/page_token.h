#ifndef PLUMBLINE_SERVICES_COMMON_RPC_PAGE_TOKEN_H_
#define PLUMBLINE_SERVICES_COMMON_RPC_PAGE_TOKEN_H_

#include <google/protobuf/message.h>

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace plumbline::rpc {

// Where a listing stands: what it was started on and the last row that was
// given.
struct PageCursor {
  std::string
      pinned;  // The edition or run, so that a new one cannot tear the listing.
  std::string
      last_key;  // The sort key of the last row; the next page starts after it.

  friend bool operator==(const PageCursor&, const PageCursor&) = default;
};

// Makes page tokens and reads them back. A token is opaque, is bound to the
// other arguments of the request it was given for, and is signed
// (HMAC-SHA-256), so it cannot be forged or changed.
class PageTokens {
 public:
  // `key`: a secret, the same on every replica of a service; 16 bytes or more.
  // Error: kInvalidArgument when it is shorter.
  static absl::StatusOr<PageTokens> WithKey(absl::string_view key);

  // A random key: tokens live as long as this process.
  static PageTokens WithRandomKey();

  // The token that continues after `cursor` in the listing that `request` asks
  // for.
  std::string Make(const PageCursor& cursor,
                   const google::protobuf::Message& request) const;

  // Reads `request.page_token`, which is not empty (an empty one starts a
  // listing).
  //
  // Error: kInvalidArgument, PAGE_TOKEN_INVALID: it was not made with this key,
  // was changed, or the request's other arguments (all but page_size) are not
  // those it was given for.
  absl::StatusOr<PageCursor> Read(
      absl::string_view token, const google::protobuf::Message& request) const;

 private:
  explicit PageTokens(std::string key) : key_(std::move(key)) {}

  std::string key_;
};

// How many rows to give: `requested`, `default_size` when it is 0, `max_size`
// when it is above. Error: kInvalidArgument when it is negative.
absl::StatusOr<int> PageSize(int32_t requested, int default_size = 100,
                             int max_size = 1000);

}  // namespace plumbline::rpc

#endif  // PLUMBLINE_SERVICES_COMMON_RPC_PAGE_TOKEN_H_
