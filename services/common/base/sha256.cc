#include "services/common/base/sha256.h"

// The call that looks for an implementation each time, as OpenSSL 3 wants it,
// takes four times as long for the hundred bytes of a record, and runs make
// millions of those.
#define OPENSSL_API_COMPAT 0x10100000L
#include <openssl/sha.h>

#include "absl/strings/escaping.h"

namespace plumbline::base {

Sha256Digest Sha256(absl::string_view bytes) {
  Sha256Digest digest{};
  static_assert(digest.size() == SHA256_DIGEST_LENGTH);
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes.data(), bytes.size());
  SHA256_Final(digest.data(), &context);
  return digest;
}

std::string ToHex(const Sha256Digest& digest) {
  return absl::BytesToHexString(absl::string_view(
      reinterpret_cast<const char*>(digest.data()), digest.size()));
}

std::string Sha256Hex(absl::string_view bytes) { return ToHex(Sha256(bytes)); }

}  // namespace plumbline::base
