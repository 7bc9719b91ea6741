#ifndef PLUMBLINE_SERVICES_LABOR_API_BYTES_REACTOR_H_
#define PLUMBLINE_SERVICES_LABOR_API_BYTES_REACTOR_H_

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "grpcpp/support/server_callback.h"
#include "services/common/rpc/status.h"

namespace plumbline::labor {

// Sends bytes as `content` of responses, in parts of 1 MiB, or the error.
// Deletes itself.
template <typename Response>
class BytesReactor : public grpc::ServerWriteReactor<Response> {
 public:
  explicit BytesReactor(absl::StatusOr<std::string> bytes) {
    Send(std::move(bytes));
  }
  // Send() comes later, once.
  BytesReactor() = default;

  void Send(absl::StatusOr<std::string> bytes) {
    if (!bytes.ok()) {
      this->Finish(rpc::ToGrpcStatus(bytes.status()));
      return;
    }
    bytes_ = *std::move(bytes);
    SendNext();
  }

  void OnWriteDone(bool ok) override {
    if (ok) {
      SendNext();
    } else {
      this->Finish(grpc::Status(grpc::StatusCode::CANCELLED,
                                "nobody receives the bytes any more"));
    }
  }
  void OnDone() override { delete this; }

 private:
  static constexpr size_t kPartBytes = size_t{1} << 20;

  void SendNext() {
    if (sent_ == bytes_.size()) {
      this->Finish(grpc::Status::OK);
      return;
    }
    part_.set_content(bytes_.substr(sent_, kPartBytes));
    sent_ += part_.content().size();
    this->StartWrite(&part_);
  }

  std::string bytes_;
  size_t sent_ = 0;
  Response part_;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_API_BYTES_REACTOR_H_
