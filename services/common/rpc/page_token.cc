#include "services/common/rpc/page_token.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"

namespace plumbline::rpc {
namespace {

// A token's bytes: the signature, the pinned name's length in two bytes, the
// pinned name, the key.
constexpr size_t kSignatureBytes = 32;
constexpr size_t kLengthBytes = 2;
constexpr size_t kMinKeyBytes = 16;
constexpr size_t kMaxTokenBytes = 8192;

std::string Hmac(absl::string_view key, absl::string_view text) {
  std::array<unsigned char, kSignatureBytes> signature{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(),
       signature.data(), &size);
  return std::string(reinterpret_cast<const char*>(signature.data()), size);
}

void ClearField(google::protobuf::Message& message, const char* name) {
  const auto* field = message.GetDescriptor()->FindFieldByName(name);
  if (field != nullptr) message.GetReflection()->ClearField(&message, field);
}

// A digest of what the listing asks for: its type and all arguments but the two
// that turn pages.
std::string ArgumentsDigest(const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> arguments(request.New());
  arguments->CopyFrom(request);
  ClearField(*arguments, "page_token");
  ClearField(*arguments, "page_size");
  std::string bytes = absl::StrCat(request.GetTypeName(), std::string(1, '\0'));
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);  // Maps would come in any order.
    arguments->SerializeToCodedStream(&coded);
  }
  return base::Sha256Hex(bytes);
}

std::string Sign(absl::string_view key, absl::string_view body,
                 const google::protobuf::Message& request) {
  return Hmac(key, absl::StrCat(ArgumentsDigest(request), body));
}

absl::Status Invalid(absl::string_view why) {
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kPageTokenInvalid,
                     absl::StrCat("page_token ", why,
                                  ": start again with an empty page_token"),
                     {{"field", "page_token"}});
}

absl::StatusOr<PageCursor> Unpack(absl::string_view body) {
  const auto byte = [&body](size_t at) {
    return static_cast<size_t>(static_cast<uint8_t>(body[at]));
  };
  if (body.size() < kLengthBytes) return Invalid("is too short");
  const size_t length = byte(0) << 8 | byte(1);
  body.remove_prefix(kLengthBytes);
  if (length > body.size()) return Invalid("is too short");
  return PageCursor{std::string(body.substr(0, length)),
                    std::string(body.substr(length))};
}

}  // namespace

absl::StatusOr<PageTokens> PageTokens::WithKey(absl::string_view key) {
  if (key.size() < kMinKeyBytes) {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kArgumentInvalid,
                       absl::StrCat("the key for page tokens has ", key.size(),
                                    " bytes and needs ", kMinKeyBytes));
  }
  return PageTokens(std::string(key));
}

PageTokens PageTokens::WithRandomKey() {
  std::string key(kSignatureBytes, '\0');
  // Fails only when the system has no randomness at all; then no token may
  // verify.
  if (RAND_bytes(reinterpret_cast<unsigned char*>(key.data()),
                 static_cast<int>(key.size())) != 1) {
    std::abort();
  }
  return PageTokens(std::move(key));
}

std::string PageTokens::Make(const PageCursor& cursor,
                             const google::protobuf::Message& request) const {
  const size_t length = cursor.pinned.size();
  std::string body;
  body.push_back(static_cast<char>(length >> 8 & 0xff));
  body.push_back(static_cast<char>(length & 0xff));
  absl::StrAppend(&body, cursor.pinned, cursor.last_key);
  return absl::WebSafeBase64Escape(
      absl::StrCat(Sign(key_, body, request), body));
}

absl::StatusOr<PageCursor> PageTokens::Read(
    absl::string_view token, const google::protobuf::Message& request) const {
  std::string bytes;
  if (token.size() > kMaxTokenBytes ||
      !absl::WebSafeBase64Unescape(token, &bytes) ||
      absl::WebSafeBase64Escape(bytes) != token ||
      bytes.size() < kSignatureBytes) {
    return Invalid("is not one that this service gave");
  }
  const absl::string_view body =
      absl::string_view(bytes).substr(kSignatureBytes);
  const std::string expected = Sign(key_, body, request);
  if (CRYPTO_memcmp(expected.data(), bytes.data(), kSignatureBytes) != 0) {
    return Invalid("was not given for this request, or was changed");
  }
  return Unpack(body);
}

absl::StatusOr<int> PageSize(int32_t requested, int default_size,
                             int max_size) {
  if (requested < 0) {
    return base::Error(
        absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
        absl::StrCat("page_size is ", requested, ": leave it out or give 1 to ",
                     max_size),
        {{"field", "page_size"}, {"value", absl::StrCat(requested)}});
  }
  if (requested == 0) return default_size;
  return requested > max_size ? max_size : requested;
}

}  // namespace plumbline::rpc
