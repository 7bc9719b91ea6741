#include "services/common/base/sha256.h"

// The call that looks for an implementation each time, as OpenSSL 3 wants it,
// takes four times as long for the hundred bytes of a record, and runs make
// millions of those.
#define OPENSSL_API_COMPAT 0x10100000L
#include <openssl/sha.h>

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
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

bool FromHex(absl::string_view hex, Sha256Digest* digest) {
  if (hex.size() != 2 * digest->size() ||
      !std::all_of(hex.begin(), hex.end(), absl::ascii_isxdigit))
    return false;
  const std::string bytes = absl::HexStringToBytes(hex);
  std::copy(bytes.begin(), bytes.end(), digest->begin());
  return true;
}

std::string Sha256Hex(absl::string_view bytes) { return ToHex(Sha256(bytes)); }

}  // namespace plumbline::base
