// What GetAlignment costs beside an empty unary call, over loopback, with the
// same threads in the same run: `ratio` is its throughput in shares of the
// empty call's. Arguments: client threads, linked occupations of each program.

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "plumbline/alignment/v1/alignment_service.grpc.pb.h"
#include "plumbline/catalog/v1/catalog_service.grpc.pb.h"
#include "services/alignment/api/fake_services.h"
#include "services/alignment/server/alignment_wiring.h"

namespace plumbline::alignment {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kPrograms = 1000;
constexpr auto kRound = std::chrono::milliseconds(300);

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

// The tiny edition with so many more occupations for its CIP code that there
// are `links` of them.
labor::v1::EditionSnapshot EditionWithLinks(int links) {
  labor::v1::EditionSnapshot snapshot = TinyEdition("e1", 58410);
  auto& table = *snapshot.mutable_figure_tables(0);
  auto& layer = *snapshot.mutable_crosswalk_layers(0);
  for (int i = snapshot.occupations_size(); i < links; ++i) {
    const auto code = static_cast<uint32_t>(310000 + i);
    auto& occupation = *snapshot.add_occupations();
    occupation.set_code(code);
    occupation.set_title("A title as long as those of most occupations");
    table.add_regions(0);
    table.add_codes(code);
    table.mutable_levels()->push_back(4);
    table.add_source_rows(code);
    table.mutable_columns(0)->add_values(3'000'000 + i);
    table.mutable_columns(0)->mutable_statuses()->push_back(1);
    layer.add_cip_codes(510904);
    layer.add_soc_codes(code);
    layer.add_source_rows(code);
  }
  return snapshot;
}

template <typename Result>
void Require(const Result& result) {
  if (result.ok()) return;
  fprintf(stderr, "%s\n", result.status().ToString().c_str());
  std::abort();
}

// The service with a scored portfolio, behind a socket.
class World {
 public:
  explicit World(int links) {
    labor_.Publish(EditionWithLinks(links));
    std::vector<catalog::v1::Program> programs;
    for (int i = 0; i < kPrograms; ++i) {
      programs.push_back(TinyProgram("p", absl::StrCat("p", i), "51.0904", ""));
      names_.push_back(programs.back().name() + "/alignments/us.us-or");
    }
    catalog_.SetPrograms(std::move(programs));
    AlignmentWiring::Options options;
    options.database = ":memory:";
    auto wiring = AlignmentWiring::Open(options, labor_, catalog_);
    Require(wiring);
    wiring_ = *std::move(wiring);
    auto services = wiring_->services();
    services.push_back(
        {catalog::v1::CatalogService::service_full_name(), &empty_});
    rpc::ServerOptions server_options;
    server_options.log_requests = false;
    auto server = rpc::Server::Start(server_options, std::move(services));
    Require(server);
    server_ = *std::move(server);
    Score();
  }
  ~World() { server_->Shutdown(); }

  const std::string& name(size_t i) const { return names_[i % names_.size()]; }
  std::shared_ptr<grpc::Channel> Channel() const {
    grpc::ChannelArguments own;  // A connection for each client thread.
    own.SetInt("grpc.use_local_subchannel_pool", 1);
    return grpc::CreateCustomChannel(server_->address(),
                                     grpc::InsecureChannelCredentials(), own);
  }

 private:
  void Score() {
    const auto policies = v1::PolicyService::NewStub(Channel());
    v1::CreatePolicyVersionRequest policy;
    policy.set_parent("policies/us-or");
    *policy.mutable_policy() = HighWagePolicy();
    grpc::ClientContext first;
    v1::Policy stored;
    Check(policies->CreatePolicyVersion(&first, policy, &stored));
    const auto runs = v1::AlignmentService::NewStub(Channel());
    grpc::ClientContext second;
    v1::Run run;
    Check(runs->CreateRun(&second, {}, &run));
  }
  static void Check(const grpc::Status& status) {
    if (status.ok()) return;
    fprintf(stderr, "%s\n", status.error_message().c_str());
    std::abort();
  }

  FakeLabor labor_;
  FakeCatalog catalog_;
  EmptyService empty_;
  std::vector<std::string> names_;
  std::unique_ptr<AlignmentWiring> wiring_;
  std::unique_ptr<rpc::Server> server_;
};

// Calls per second of `threads` threads, each on a channel of its own.
double Throughput(int threads,
                  const std::function<void(int, const std::atomic<bool>&,
                                           std::atomic<int64_t>&)>& call) {
  std::atomic<bool> done = false;
  std::atomic<int64_t> calls = 0;
  std::vector<std::thread> workers;
  const auto start = Clock::now();
  for (int i = 0; i < threads; ++i) {
    workers.emplace_back([&, i] { call(i, done, calls); });
  }
  std::this_thread::sleep_for(kRound);
  done = true;
  for (std::thread& worker : workers) worker.join();
  const std::chrono::duration<double> took = Clock::now() - start;
  return static_cast<double>(calls) / took.count();
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void BM_GetAlignmentOverEmptyCall(benchmark::State& state) {
  const int threads = static_cast<int>(state.range(0));
  World world(static_cast<int>(state.range(1)));
  std::vector<std::shared_ptr<grpc::Channel>> channels;
  for (int i = 0; i < threads; ++i) channels.push_back(world.Channel());

  const auto empty = [&](int thread, const std::atomic<bool>& done,
                         std::atomic<int64_t>& calls) {
    const auto stub = catalog::v1::CatalogService::NewStub(
        channels[static_cast<size_t>(thread)]);
    const catalog::v1::DeleteProgramRequest request;
    for (; !done; ++calls) {
      grpc::ClientContext context;
      google::protobuf::Empty reply;
      if (!stub->DeleteProgram(&context, request, &reply).ok()) std::abort();
    }
  };
  const auto get = [&](int thread, const std::atomic<bool>& done,
                       std::atomic<int64_t>& calls) {
    const auto stub =
        v1::AlignmentService::NewStub(channels[static_cast<size_t>(thread)]);
    v1::GetAlignmentRequest request;
    for (size_t i = static_cast<size_t>(thread); !done; i += 7, ++calls) {
      request.set_name(world.name(i));
      grpc::ClientContext context;
      v1::Alignment reply;
      if (!stub->GetAlignment(&context, request, &reply).ok()) std::abort();
    }
  };
  Throughput(threads, get);  // Every answer is computed once.

  std::vector<double> empties;
  std::vector<double> gets;
  std::vector<double> ratios;
  for (auto _ : state) {
    empties.push_back(Throughput(threads, empty));
    gets.push_back(Throughput(threads, get));
    ratios.push_back(gets.back() / empties.back());
  }
  state.counters["empty_per_s"] = Median(empties);
  state.counters["get_per_s"] = Median(gets);
  state.counters["ratio"] = Median(ratios);
}
BENCHMARK(BM_GetAlignmentOverEmptyCall)
    ->ArgNames({"threads", "links"})
    ->Args({1, 3})
    ->Args({1, 20})
    ->Args({4, 3})
    ->Args({4, 20})
    ->Iterations(7)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace plumbline::alignment
