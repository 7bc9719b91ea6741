// Several processes that score one run, each a service of its own here.

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "services/alignment/api/runs/portfolio.h"
#include "services/alignment/api/scoring/partition_loader.h"
#include "services/alignment/server/testing/service_fixture.h"
#include "services/alignment/store/sql_alignment_store.h"
#include "services/common/base/error.h"
#include "services/common/testing/postgres_server.h"

namespace plumbline::alignment {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::testing::_;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr int kPrograms = 7;

// Whoever comes first waits here until it is opened.
class Gate {
 public:
  void WaitOnce() {
    std::unique_lock<std::mutex> lock(mutex_);
    if (reached_) return;
    reached_ = true;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void AwaitReached() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return reached_; });
  }
  void Open() {
    const std::lock_guard<std::mutex> lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool reached_ = false;
  bool open_ = false;
};

// One of the processes.
class Process {
 public:
  Process(const AlignmentWiring::Options& options, FakeLabor& labor,
          FakeCatalog& catalog) {
    auto wiring = AlignmentWiring::Open(options, labor, catalog);
    EXPECT_OK(wiring);
    wiring_ = *std::move(wiring);
    rpc::ServerOptions server;
    server.log_requests = false;
    auto started = rpc::Server::Start(server, wiring_->services());
    EXPECT_OK(started);
    server_ = *std::move(started);
    alignment_client::ClientOptions client;
    client.attempts = 1;
    client_ = alignment_client::MakeAlignmentClient(server_->InProcessChannel(),
                                                    client);
  }
  ~Process() {
    client_.reset();
    wiring_->Stop();
    server_.reset();
  }

  alignment_client::AlignmentClient& client() { return *client_; }

 private:
  std::unique_ptr<AlignmentWiring> wiring_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<alignment_client::AlignmentClient> client_;
};

class ScoringWorkersTest : public ::testing::Test {
 protected:
  void SetUp() override {
    labor_.Publish(TinyEdition("e1", 58410));
    std::vector<catalog::v1::Program> programs;
    for (int i = 0; i < kPrograms; ++i)
      programs.push_back(TinyProgram("tx-1", absl::StrCat("p", i),
                                     i % 3 == 0 ? "24.0101" : "51.0904",
                                     i % 2 == 0 ? "regions/us-tx" : ""));
    catalog_.SetPrograms(std::move(programs));
  }

  AlignmentWiring::Options OnFile(const std::string& name) {
    AlignmentWiring::Options options;
    options.database = (directory_.path() / name).string();
    options.runs.clock = [this] { return Now(); };
    options.scoring.clock = [this] { return Now(); };
    return options;
  }
  // One program under one policy in a partition; time stands still until
  // somebody moves it.
  AlignmentWiring::Options OnServer(int workers) {
    if (database_.empty())
      database_ = testing::PostgresServer::Shared().EmptyDatabase();
    AlignmentWiring::Options options = OnFile("");
    options.database = database_;
    options.scoring.workers = workers;
    options.scoring.slice = 1;
    options.scoring.poll = absl::Milliseconds(5);
    options.scoring.renew_every = absl::Hours(1);
    return options;
  }

  absl::Time Now() const { return absl::FromUnixSeconds(seconds_); }

  void StorePolicies(Process& process) {
    v1::Policy other = HighWagePolicy();
    other.set_title("Another");
    EXPECT_OK(process.client().CreatePolicyVersion("policies/us-or",
                                                   HighWagePolicy(), ""));
    EXPECT_OK(
        process.client().CreatePolicyVersion("policies/us-wa", other, ""));
  }

  // All that a process serves.
  std::string SaidBy(Process& process) {
    std::string said;
    const auto all = process.client().ListAlignments("providers/-", {});
    EXPECT_OK(all);
    for (const v1::Alignment& alignment : all->alignments)
      said += alignment.SerializeAsString();
    return said;
  }

  // The run of a service that nobody disturbs, and all that it says.
  struct Calm {
    v1::Run run;
    std::string said;
  };
  Calm Undisturbed() {
    AlignmentWiring::Options options = OnFile("calm.db");
    options.scoring.workers = 1;
    Process calm(options, labor_, catalog_);
    StorePolicies(calm);
    const auto run = calm.client().CreateRun({}, "");
    EXPECT_OK(run);
    EXPECT_EQ(run->verdict_count(), 2 * kPrograms);
    return {*run, SaidBy(calm)};
  }

  const testing::TempDir directory_;
  std::string database_;
  std::atomic<int64_t> seconds_ = 1'700'000'000;
  FakeLabor labor_;
  FakeCatalog catalog_;
};

TEST_F(ScoringWorkersTest, ARunIsTheSameWhateverWorkersAndPartitions) {
  const Calm calm = Undisturbed();
  const std::pair<int, size_t> cases[] = {{3, 1}, {2, 4}, {5, 100}};
  for (const auto& [workers, slice] : cases) {
    AlignmentWiring::Options options = OnFile(absl::StrCat(slice, ".db"));
    options.scoring.workers = workers;
    options.scoring.slice = slice;
    std::atomic<int> partitions = 0;
    options.scoring.scored = [&](const PartitionLease&) { ++partitions; };
    Process process(options, labor_, catalog_);
    StorePolicies(process);
    ASSERT_OK_AND_ASSIGN(const auto run, process.client().CreateRun({}, ""));
    EXPECT_EQ(run.SerializeAsString(), calm.run.SerializeAsString());
    EXPECT_EQ(SaidBy(process), calm.said);
    EXPECT_EQ(partitions, slice == 1 ? 14 : slice == 4 ? 4 : 2);
    // Nothing is open any more, so nobody scores.
    ASSERT_OK_AND_ASSIGN(const auto again, process.client().CreateRun({}, ""));
    EXPECT_EQ(again.verdicts_sha256(), run.verdicts_sha256());
    EXPECT_EQ(partitions, slice == 1 ? 14 : slice == 4 ? 4 : 2);
  }
}

TEST_F(ScoringWorkersTest, AnotherProcessTakesPartWithoutBeingAsked) {
  const Calm calm = Undisturbed();
  Gate gate;
  auto options = OnServer(1);
  options.scoring.scored = [&](const PartitionLease&) { gate.WaitOnce(); };
  Process asked(options, labor_, catalog_);
  StorePolicies(asked);
  absl::StatusOr<v1::Run> run = v1::Run();
  std::thread asking([&] { run = asked.client().CreateRun({}, ""); });
  gate.AwaitReached();
  std::atomic<int> others = 0;
  options.scoring.scored = [&](const PartitionLease&) {
    // All but the one that waits.
    if (++others == 2 * kPrograms - 1) gate.Open();
  };
  {
    Process other(options, labor_, catalog_);
    asking.join();
  }
  ASSERT_OK(run);
  EXPECT_EQ(others, 2 * kPrograms - 1);
  EXPECT_EQ(run->SerializeAsString(), calm.run.SerializeAsString());
  EXPECT_EQ(SaidBy(asked), calm.said);
}

// The first process is paused in the middle of a partition, longer than its
// lease; the other, asked for the same run, does all and publishes. Then the
// first goes on.
TEST_F(ScoringWorkersTest, AWorkerThatWasAwayTooLongCompletesNothing) {
  const Calm calm = Undisturbed();
  Gate gate;
  auto options = OnServer(1);
  PartitionLease held;
  options.scoring.scored = [&](const PartitionLease& lease) {
    if (held.work.empty()) held = lease;
    gate.WaitOnce();
  };
  Process paused(options, labor_, catalog_);
  StorePolicies(paused);
  const std::string id = "6f1d8f6a-8c3e-4c0e-9d07-1f7b8a4f5a01";
  absl::StatusOr<v1::Run> late = v1::Run();
  std::thread asking([&] { late = paused.client().CreateRun({}, id); });
  gate.AwaitReached();
  options.scoring.scored = [this](const PartitionLease&) { seconds_ += 60; };
  Process other(options, labor_, catalog_);
  const auto run = other.client().CreateRun({}, id);
  ASSERT_OK_AND_ASSIGN(const auto leases, OpenPartitionLeases(database_));
  EXPECT_THAT(leases->Complete(held, "late"),
              HasReason(base::reason::kLeaseLost));
  gate.Open();
  asking.join();
  ASSERT_OK(run);
  ASSERT_OK(late);
  EXPECT_EQ(late->SerializeAsString(), run->SerializeAsString());
  ASSERT_OK_AND_ASSIGN(const auto runs, paused.client().ListRuns());
  EXPECT_THAT(runs, SizeIs(1));
  EXPECT_EQ(run->verdicts_sha256(), calm.run.verdicts_sha256());
  EXPECT_EQ(SaidBy(paused), calm.said);
  EXPECT_EQ(SaidBy(other), calm.said);
}

// The same after all is scored, between the lease of the publication and the
// publication.
TEST_F(ScoringWorkersTest, AMakerThatWasAwayTooLongPublishesAfterTheOther) {
  auto options = OnServer(1);
  Gate gate;
  std::atomic<int> asked = 0;
  // Asked for the day, and then for the time of publication.
  options.runs.clock = [&] {
    if (++asked == 2) gate.WaitOnce();
    return Now();
  };
  Process paused(options, labor_, catalog_);
  StorePolicies(paused);
  absl::StatusOr<v1::Run> late = v1::Run();
  std::thread asking([&] { late = paused.client().CreateRun({}, ""); });
  gate.AwaitReached();
  seconds_ += 60;
  options.runs.clock = [this] { return Now(); };
  Process other(options, labor_, catalog_);
  const auto run = other.client().CreateRun({}, "");
  gate.Open();
  asking.join();
  ASSERT_OK(run);
  ASSERT_OK(late);
  EXPECT_EQ(run->name(), "runs/000001");
  EXPECT_EQ(late->name(), "runs/000002") << "it was asked for another run";
  EXPECT_EQ(late->written_count(), 0);
  EXPECT_EQ(late->verdicts_sha256(), run->verdicts_sha256());
}

// What another process publishes is served here too.
TEST_F(ScoringWorkersTest, TheRunOfAnotherProcessIsServed) {
  Process one(OnServer(1), labor_, catalog_);
  StorePolicies(one);
  ASSERT_OK(one.client().CreateRun({}, ""));
  Process other(OnServer(1), labor_, catalog_);
  const std::string id = "6f1d8f6a-8c3e-4c0e-9d07-1f7b8a4f5a01";
  ASSERT_OK(one.client().CreateRun({}, id));
  ASSERT_OK(other.client().CreateRun({}, id));
  EXPECT_EQ(SaidBy(other), SaidBy(one));
}

TEST_F(ScoringWorkersTest, APartitionOfOtherProgramsIsLeftToOthers) {
  ASSERT_OK_AND_ASSIGN(
      const auto store,
      OpenAlignmentStore((directory_.path() / "store.db").string()));
  ASSERT_OK(store->CreatePolicyVersion("us-or", HighWagePolicy(), {}));
  EditionCache editions(labor_);
  MatcherCache matchers(labor_, editions);
  const TextReader texts(matchers, 1);
  PartitionInput input;
  input.run.set_edition("editions/e1");
  input.run.add_policies("policies/us-or/versions/1");
  input.run.set_provider("providers/-");
  input.run.set_day("2026-11-23");
  input.run.set_model_version(
      std::string(kModelVersion.data(), kModelVersion.size()));
  const auto load = [&] {
    return LoadPartition(*store, editions, texts, catalog_, input);
  };
  RunInputs inputs;
  ASSERT_OK_AND_ASSIGN(inputs.subjects, ReadPortfolio(catalog_, "providers/-"));
  input.portfolio_sha256 = PortfolioDigest(inputs);
  ASSERT_OK_AND_ASSIGN(const auto portfolio, load());
  EXPECT_THAT(portfolio->entries(), SizeIs(kPrograms));
  catalog_.SetPrograms({TinyProgram("tx-1", "p0", "51.0904", "")});
  EXPECT_THAT(load(), StatusIs(absl::StatusCode::kFailedPrecondition,
                               HasSubstr("other programs")));
  input.run.set_model_version("0");
  EXPECT_THAT(load(), StatusIs(absl::StatusCode::kFailedPrecondition,
                               HasSubstr("model 0")));
}

TEST_F(ScoringWorkersTest, PartitionsAndWhatWasFoundSurviveTheStore) {
  PartitionInput input;
  input.run.set_edition("editions/e1");
  input.portfolio_sha256 = "abc";
  input.open = {3, {0, 5, 6, 1'000'000}};
  const std::string bytes = EncodePartition(input);
  ASSERT_OK_AND_ASSIGN(const PartitionInput again, DecodePartition(bytes));
  EXPECT_EQ(again.run.edition(), "editions/e1");
  EXPECT_EQ(again.portfolio_sha256, "abc");
  EXPECT_EQ(again.open.policy, 3u);
  EXPECT_THAT(again.open.places, ElementsAre(0, 5, 6, 1'000'000));
  for (size_t length = 0; length < bytes.size(); ++length)
    EXPECT_THAT(DecodePartition(bytes.substr(0, length)),
                HasReason(base::reason::kStorageFailed));

  ScoredProgram one;
  one.verdict = Verdict::kUnrated;
  one.dimension_verdicts = {Verdict::kAligned, Verdict::kNotAligned,
                            Verdict::kUnspecified};
  one.flag_mask = 0x80000102;
  one.record_sha256.fill(0xab);
  ASSERT_OK_AND_ASSIGN(const auto found,
                       DecodeScored(EncodeScored({one, {}}), 2));
  EXPECT_THAT(found, ElementsAre(one, ScoredProgram()));
  EXPECT_THAT(DecodeScored(EncodeScored({one}), 2),
              HasReason(base::reason::kStorageFailed));
  EXPECT_THAT(DecodeScored(std::string(40, '\x07'), 1),
              HasReason(base::reason::kStorageFailed));
}

}  // namespace
}  // namespace plumbline::alignment
