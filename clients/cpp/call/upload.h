#ifndef PLUMBLINE_CLIENTS_CPP_CALL_UPLOAD_H_
#define PLUMBLINE_CLIENTS_CPP_CALL_UPLOAD_H_

#include <grpcpp/support/sync_stream.h>

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"

namespace plumbline::client_call {

// The longest chunk that an import takes.
inline constexpr size_t kChunkBytes = size_t{1} << 20;

// Sends `file` (its `path` and `bytes`) as chunks of `Request`. False when the
// service has stopped listening; Finish() says why.
template <typename Request, typename File>
bool SendFile(const File& file, grpc::ClientWriter<Request>& writer) {
  size_t sent = 0;
  do {  // An empty file is sent as one empty chunk.
    const absl::string_view part = file.bytes.substr(sent, kChunkBytes);
    Request request;
    request.mutable_chunk()->set_path(file.path);
    request.mutable_chunk()->set_content(part.data(), part.size());
    if (!writer.Write(request)) return false;
    sent += part.size();
  } while (sent < file.bytes.size());
  return true;
}

// Sends the request that says what is imported, then the files, and waits for
// the answer.
template <typename Request, typename File>
grpc::Status Upload(const Request& first, const std::vector<File>& files,
                    grpc::ClientWriter<Request>& writer) {
  bool open = writer.Write(first);
  for (size_t i = 0; open && i < files.size(); ++i) {
    open = SendFile(files[i], writer);
  }
  writer.WritesDone();
  return writer.Finish();
}

}  // namespace plumbline::client_call

#endif  // PLUMBLINE_CLIENTS_CPP_CALL_UPLOAD_H_
