#include "services/common/rpc/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/server_builder.h>

#include <chrono>
#include <csignal>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/common/base/error.h"
#include "services/common/rpc/request_log.h"

namespace plumbline::rpc {
namespace {

constexpr int kMaxHeaderBytes = 8 * 1024;
constexpr int kMaxConcurrentStreams = 100;
constexpr int kMinPingIntervalMs = 10'000;
constexpr int kMaxConnectionAgeMs = 600'000;
constexpr int kMaxConnectionAgeGraceMs = 30'000;

void SetLimits(const ServerOptions& options, grpc::ServerBuilder& builder) {
  grpc::ResourceQuota quota("plumbline");
  quota.Resize(options.memory_quota_bytes);
  builder.SetResourceQuota(quota);
  builder.SetMaxReceiveMessageSize(options.max_receive_bytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS,
                             kMaxConcurrentStreams);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMaxHeaderBytes);
  // A second server on a port that is taken is a mistake, not a way to share
  // load.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
}

void SetKeepalive(grpc::ServerBuilder& builder) {
  // gRPC's default of five minutes sends polite clients away.
  builder.AddChannelArgument(
      GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
      kMinPingIntervalMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  // Clients connect again now and then and so find servers that are new.
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS,
                             kMaxConnectionAgeMs);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS,
                             kMaxConnectionAgeGraceMs);
}

// These two are switches of the whole process that only servers built later
// obey.
void SetProcessPlugins(bool reflection) {
  grpc::EnableDefaultHealthCheckService(true);
  if (reflection) grpc::reflection::InitProtoReflectionServerBuilderPlugin();
}

std::string HostOf(const std::string& address) {
  return address.substr(0, address.rfind(':'));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(
    const ServerOptions& options, std::vector<HostedService> services) {
  std::unique_ptr<Server> server(new Server(options));
  SetProcessPlugins(options.reflection);
  grpc::ServerBuilder builder;
  SetLimits(options, builder);
  SetKeepalive(builder);
  if (options.log_requests) LogRequests(builder);
  builder.AddListeningPort(options.address,
                           options.credentials
                               ? options.credentials
                               : grpc::InsecureServerCredentials(),
                           &server->port_);
  if (!options.internal_address.empty()) {
    builder.AddListeningPort(options.internal_address,
                             grpc::InsecureServerCredentials());
  }
  for (const HostedService& hosted : services)
    builder.RegisterService(hosted.service);
  server->services_ = std::move(services);
  server->server_ = builder.BuildAndStart();
  if (server->server_ == nullptr || server->port_ == 0) {
    return base::Error(
        absl::StatusCode::kUnavailable, base::reason::kUpstreamUnavailable,
        absl::StrCat(
            "cannot listen on ", options.address,
            ": is the port taken, or the address not of this machine?"),
        {{"address", options.address}});
  }
  for (const HostedService& hosted : server->services_)
    server->SetServing(hosted.name, true);
  return server;
}

Server::~Server() { Shutdown(); }

std::string Server::address() const {
  return absl::StrCat(HostOf(options_.address), ":", port_);
}

void Server::SetServing(absl::string_view service_name, bool serving) {
  server_->GetHealthCheckService()->SetServingStatus(std::string(service_name),
                                                     serving);
}

std::shared_ptr<grpc::Channel> Server::InProcessChannel() {
  return server_->InProcessChannel(grpc::ChannelArguments());
}

void Server::Shutdown() {
  if (server_ == nullptr || std::exchange(stopped_, true)) return;
  server_->GetHealthCheckService()->SetServingStatus(false);
  absl::SleepFor(options_.drain_delay);
  server_->Shutdown(std::chrono::system_clock::now() +
                    absl::ToChronoMilliseconds(options_.shutdown_grace));
  server_->Wait();
}

void BlockTerminationSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

int AwaitTermination() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  int received = 0;
  sigwait(&signals, &received);
  return received;
}

}  // namespace plumbline::rpc
