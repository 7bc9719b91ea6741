#include <google/longrunning/operations.pb.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "services/common/rpc/page_token.h"

// No bytes are taken for a token that was never given; any cursor comes back
// from its own token.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto tokens = plumbline::rpc::PageTokens::WithRandomKey();
  const google::longrunning::ListOperationsRequest request;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (tokens.Read(bytes, request).ok()) std::abort();
  if (size > 1000) return 0;
  const plumbline::rpc::PageCursor cursor{bytes.substr(0, size / 2),
                                          bytes.substr(size / 2)};
  const auto read = tokens.Read(tokens.Make(cursor, request), request);
  if (!read.ok() || !(*read == cursor)) std::abort();
  return 0;
}
