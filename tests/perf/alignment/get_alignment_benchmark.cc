// What GetAlignment costs beside an empty unary call, over loopback, with the
// same threads in the same run: `ratio` is its throughput in shares of the
// empty call's. Arguments: client threads, linked occupations of each program.

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "plumbline/alignment/v1/alignment_service.grpc.pb.h"
#include "plumbline/catalog/v1/catalog_service.grpc.pb.h"
#include "services/alignment/api/fake_services.h"
#include "services/alignment/server/alignment_wiring.h"
#include "services/common/testing/files.h"
#include "tests/perf/alignment/loopback.h"

namespace plumbline::alignment {
namespace {

constexpr int kPrograms = 1000;

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
    options.database = (directory_.path() / "alignment.db").string();
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
    return ChannelOf(server_->address());
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

  const testing::TempDir directory_;
  FakeLabor labor_;
  FakeCatalog catalog_;
  EmptyService empty_;
  std::vector<std::string> names_;
  std::unique_ptr<AlignmentWiring> wiring_;
  std::unique_ptr<rpc::Server> server_;
};

void BM_GetAlignmentOverEmptyCall(benchmark::State& state) {
  const int threads = static_cast<int>(state.range(0));
  World world(static_cast<int>(state.range(1)));
  std::vector<std::shared_ptr<grpc::Channel>> channels;
  for (int i = 0; i < threads; ++i) channels.push_back(world.Channel());

  const auto empty = [&](int thread, const std::atomic<bool>& done,
                         std::atomic<int64_t>& calls) {
    CallEmpty(channels[static_cast<size_t>(thread)], done, calls);
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
