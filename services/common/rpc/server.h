#ifndef PLUMBLINE_SERVICES_COMMON_RPC_SERVER_H_
#define PLUMBLINE_SERVICES_COMMON_RPC_SERVER_H_

#include <grpcpp/channel.h>
#include <grpcpp/impl/codegen/service_type.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace plumbline::rpc {

// A service to host, by the name that the health service reports it under:
// `{LaborService::service_full_name(), &handler}`.
struct HostedService {
  std::string name;
  grpc::Service* service;  // Outlives the server.
};

struct ServerOptions {
  std::string address = "127.0.0.1:0";  // host:port; port 0 takes a free one.
  // Also listened on, in plain text, for clients of the same process that are
  // made before the server is; empty for none. "unix-abstract:NAME" has no file
  // and is known before a port is.
  std::string internal_address = {};
  // Plain text when null.
  std::shared_ptr<grpc::ServerCredentials> credentials = nullptr;
  bool reflection = true;
  bool log_requests = true;
  int max_receive_bytes = 64 * 1024 * 1024;
  size_t memory_quota_bytes = size_t{256} * 1024 * 1024;
  // Between NOT_SERVING and the end of listening, so that balancers can look
  // elsewhere first.
  absl::Duration drain_delay = absl::ZeroDuration();
  // How long running calls may take to end after that; then they are cancelled.
  absl::Duration shutdown_grace = absl::Seconds(20);
};

// A running gRPC server with health and reflection.
class Server {
 public:
  // Starts listening; every service and the process ("") report SERVING.
  // Error: kUnavailable, when the address cannot be listened on.
  static absl::StatusOr<std::unique_ptr<Server>> Start(
      const ServerOptions& options, std::vector<HostedService> services);
  ~Server();  // Shuts down.
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // The port that was taken, and host:port with it.
  int port() const { return port_; }
  std::string address() const;

  // Says whether a service is ready: one without data is not.
  void SetServing(absl::string_view service_name, bool serving);

  // A channel to this server that uses no socket.
  std::shared_ptr<grpc::Channel> InProcessChannel();

  // Reports NOT_SERVING, waits the drain delay, lets running calls end and
  // stops. Blocks; calling it again does nothing.
  void Shutdown();

 private:
  explicit Server(ServerOptions options) : options_(std::move(options)) {}

  ServerOptions options_;
  std::vector<HostedService> services_;
  int port_ = 0;
  bool stopped_ = false;
  std::unique_ptr<grpc::Server> server_;
};

// Keeps SIGTERM and SIGINT from ending the process, in this thread and all that
// it starts later. The first thing in main(): a thread that exists already
// would still be interrupted.
void BlockTerminationSignals();

// Waits for SIGTERM or SIGINT and returns which. BlockTerminationSignals() came
// before.
int AwaitTermination();

}  // namespace plumbline::rpc

#endif  // PLUMBLINE_SERVICES_COMMON_RPC_SERVER_H_
