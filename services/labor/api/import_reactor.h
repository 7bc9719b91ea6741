#ifndef PLUMBLINE_SERVICES_LABOR_API_IMPORT_REACTOR_H_
#define PLUMBLINE_SERVICES_LABOR_API_IMPORT_REACTOR_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "google/longrunning/operations.pb.h"
#include "grpcpp/support/server_callback.h"
#include "plumbline/labor/v1/labor_service.pb.h"
#include "services/common/rpc/work_queue.h"
#include "services/labor/api/release_importer.h"

namespace plumbline::labor {

// Puts the parts of an import together: the target first, then the files in
// chunks, those of one file after each other.
class ImportParts {
 public:
  explicit ImportParts(int64_t max_bytes) : max_bytes_(max_bytes) {}

  // Errors:
  //   kInvalidArgument, ARGUMENT_INVALID, NAME_INVALID: the part is malformed
  //   or comes out of order.
  //   kResourceExhausted, FILE_TOO_LARGE: more bytes or files than one import
  //   may have.
  absl::Status Add(v1::ImportReleaseRequest&& part);

  // What all parts ask for. Error: kInvalidArgument: no target came.
  absl::StatusOr<ImportOrder> Finish() &&;

 private:
  absl::Status AddTarget(const v1::ImportReleaseRequest::Target& target);
  absl::Status AddChunk(v1::ImportReleaseRequest::Chunk&& chunk);

  const int64_t max_bytes_;
  ImportOrder order_;
  bool has_target_ = false;
  // The file that grows.
  std::string current_;
  int64_t bytes_ = 0;
};

// What the queue of imports and publications answers when it is full.
absl::Status TooMuchWaits();

// Receives an import, does it on the queue and answers. Deletes itself.
class ImportReactor : public grpc::ServerReadReactor<v1::ImportReleaseRequest> {
 public:
  using Import = std::function<absl::StatusOr<google::longrunning::Operation>(
      const ImportOrder& order)>;

  ImportReactor(const grpc::CallbackServerContext* context, int64_t max_bytes,
                google::longrunning::Operation* response, Import import,
                rpc::WorkQueue* work);

  void OnReadDone(bool ok) override;
  void OnDone() override { delete this; }

 private:
  void ImportAndAnswer();

  const grpc::CallbackServerContext* const context_;
  ImportParts parts_;
  google::longrunning::Operation* const response_;
  const Import import_;
  rpc::WorkQueue* const work_;
  v1::ImportReleaseRequest part_;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_API_IMPORT_REACTOR_H_
