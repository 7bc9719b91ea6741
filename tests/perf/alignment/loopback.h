#ifndef PLUMBLINE_TESTS_PERF_ALIGNMENT_LOOPBACK_H_
#define PLUMBLINE_TESTS_PERF_ALIGNMENT_LOOPBACK_H_

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "plumbline/catalog/v1/catalog_service.grpc.pb.h"

// Calls over loopback beside a call that does nothing.
namespace plumbline::alignment {

// A method that does nothing: what gRPC itself costs.
class EmptyService final : public catalog::v1::CatalogService::CallbackService {
 public:
  grpc::ServerUnaryReactor* DeleteProgram(
      grpc::CallbackServerContext* context,
      const catalog::v1::DeleteProgramRequest*,
      google::protobuf::Empty*) override {
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

template <typename Result>
void Require(const Result& result) {
  if (result.ok()) return;
  fprintf(stderr, "%s\n", result.status().ToString().c_str());
  std::abort();
}

// A connection of its own.
inline std::shared_ptr<grpc::Channel> ChannelOf(const std::string& address) {
  grpc::ChannelArguments own;
  own.SetInt("grpc.use_local_subchannel_pool", 1);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(),
                                   own);
}

// Empty calls until it is done.
inline void CallEmpty(const std::shared_ptr<grpc::Channel>& channel,
                      const std::atomic<bool>& done,
                      std::atomic<int64_t>& calls) {
  const auto stub = catalog::v1::CatalogService::NewStub(channel);
  const catalog::v1::DeleteProgramRequest request;
  for (; !done; ++calls) {
    grpc::ClientContext context;
    google::protobuf::Empty reply;
    if (!stub->DeleteProgram(&context, request, &reply).ok()) std::abort();
  }
}

// Calls per second of `threads` threads, each on a channel of its own.
inline double Throughput(
    int threads, const std::function<void(int, const std::atomic<bool>&,
                                          std::atomic<int64_t>&)>& call) {
  std::atomic<bool> done = false;
  std::atomic<int64_t> calls = 0;
  std::vector<std::thread> workers;
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < threads; ++i) {
    workers.emplace_back([&, i] { call(i, done, calls); });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  done = true;
  for (std::thread& worker : workers) worker.join();
  const std::chrono::duration<double> took =
      std::chrono::steady_clock::now() - start;
  return static_cast<double>(calls) / took.count();
}

inline double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_TESTS_PERF_ALIGNMENT_LOOPBACK_H_
