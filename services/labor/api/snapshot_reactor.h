#ifndef PLUMBLINE_SERVICES_LABOR_API_SNAPSHOT_REACTOR_H_
#define PLUMBLINE_SERVICES_LABOR_API_SNAPSHOT_REACTOR_H_

#include <string>

#include "absl/status/statusor.h"
#include "grpcpp/support/server_callback.h"
#include "plumbline/labor/v1/labor_service.pb.h"

namespace plumbline::labor {

// Sends bytes in parts of 1 MiB, or the error. Deletes itself.
class SnapshotReactor
    : public grpc::ServerWriteReactor<v1::DownloadSnapshotResponse> {
 public:
  explicit SnapshotReactor(absl::StatusOr<std::string> bytes);

  void OnWriteDone(bool ok) override;
  void OnDone() override { delete this; }

 private:
  void SendNext();

  std::string bytes_;
  size_t sent_ = 0;
  v1::DownloadSnapshotResponse part_;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_API_SNAPSHOT_REACTOR_H_
