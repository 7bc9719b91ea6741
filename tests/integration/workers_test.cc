// Two alignment processes on one PostgreSQL server score one run; one of them
// is killed, or paused past its lease.

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cpp/alignment/alignment_client.h"
#include "clients/cpp/call/channel.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/status_macros.h"
#include "services/common/storage/postgres_connection.h"
#include "services/common/testing/files.h"
#include "services/common/testing/postgres_server.h"
#include "services/common/testing/status_matchers.h"
#include "tests/integration/house.h"

namespace plumbline::integration {
namespace {

namespace fs = std::filesystem;

constexpr int kPrograms = 240;
constexpr char kRequest[] = "6f1d8f6a-8c3e-4c0e-9d07-1f7b8a4f5a01";
constexpr absl::Duration kLongest = absl::Seconds(30);

// Programs enough for some hundred partitions.
void WritePrograms(const fs::path& directory) {
  fs::create_directories(directory);
  const fs::path samples = SamplesDir() / "programs";
  fs::copy_file(samples / "providers.csv", directory / "providers.csv");
  for (const char* name : {"courses.csv", "credentials.csv"}) {
    const std::string rows = testing::ReadFile(samples / name);
    std::ofstream(directory / name) << rows.substr(0, rows.find('\n') + 1);
  }
  const char* cips[] = {"51.0904", "48.0508", "24.0101"};
  std::ofstream programs(directory / "programs.csv");
  programs << "provider_id,program_id,title,description,cip,level\n";
  for (int i = 0; i < kPrograms; ++i) {
    programs << absl::StrFormat("ny-flower-city,p%04d,Program %d,,%s,secondary",
                                i, i, cips[i % 3])
             << "\n";
  }
}

// A process that scores, and what it is called by the others.
struct Scorer {
  ServerProcess process;
  std::unique_ptr<alignment_client::AlignmentClient> client;
  fs::path log;
};

// What the table of partitions says of a process.
struct Share {
  int done = 0;
  int held = 0;
};

class WorkersTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new testing::TempDir();
    auto house = House::AsThree(PLUMBLINE_BIN, directory_->path() / "house");
    ASSERT_OK(house);
    house_ = new House(*std::move(house));
    WritePrograms(directory_->path() / "programs");
    ASSERT_OK(house_->ImportReleases(SamplesDir()));
    ASSERT_OK(house_->ImportPrograms(directory_->path() / "programs"));
    ASSERT_OK(house_->Publish());
    // By a process that nobody disturbs.
    ASSERT_OK_AND_ASSIGN(calm_, house_->Score({"regions/us"}));
  }
  static void TearDownTestSuite() {
    delete house_;
    delete directory_;
  }

  void SetUp() override {
    database_ = testing::PostgresServer::Shared().EmptyDatabase();
    for (const char* name : {"a", "b"}) {
      auto scorer = Start(name);
      ASSERT_OK(scorer);
      scorers_.push_back(*std::move(scorer));
    }
    ASSERT_OK_AND_ASSIGN(connection_, storage::PostgresConnection::Open(
                                          database_, {.schema = "alignment"}));
  }

  absl::StatusOr<Scorer> Start(const std::string& name) {
    const fs::path state = own_.path() / name;
    PLUMBLINE_ASSIGN_OR_RETURN(
        ServerProcess process,
        ServerProcess::Start(
            absl::StrCat(PLUMBLINE_BIN, "/alignment_server"), state,
            {"--labor", house_->processes()[0].address(), "--catalog",
             house_->processes()[1].address(), "--policies",
             PoliciesDir().string(), "--database", database_, "--scoring-lease",
             "1s", "--scoring-slice", "8"}));
    alignment_client::ClientOptions once;
    once.attempts = 1;
    auto client = alignment_client::MakeAlignmentClient(
        client_call::ChannelTo(process.address()), once);
    return Scorer{std::move(process), std::move(client), state / "log"};
  }

  // Asks both for the same run. What they answer is there after Await().
  void AskBoth() {
    alignment::v1::Run asked;
    *asked.mutable_policies() = calm_.policies();
    *asked.mutable_regions() = calm_.regions();
    asked.set_day(calm_.day());
    answers_.resize(scorers_.size(), alignment::v1::Run());
    for (size_t i = 0; i < scorers_.size(); ++i) {
      asking_.emplace_back([this, asked, i] {
        answers_[i] = scorers_[i].client->CreateRun(asked, kRequest);
      });
    }
  }
  void Await() {
    for (std::thread& asking : asking_) asking.join();
    asking_.clear();
  }
  void TearDown() override {
    for (Scorer& scorer : scorers_) scorer.process.Resume();
    Await();
  }

  // The shares of both, and how many partitions nobody has done.
  absl::StatusOr<std::vector<Share>> Shares(int64_t* open) {
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto select,
        connection_->Prepare("SELECT worker, done FROM run_parts WHERE part "
                             ">= 0"));
    std::vector<Share> shares(scorers_.size());
    *open = 0;
    for (;;) {
      PLUMBLINE_ASSIGN_OR_RETURN(const bool more, select->Step());
      if (!more) return shares;
      const bool done = select->Int64(1) != 0;
      if (!done) ++*open;
      for (size_t i = 0; i < scorers_.size(); ++i) {
        const std::string process =
            absl::StrCat(":", scorers_[i].process.pid(), ":");
        if (!absl::StrContains(std::string(select->Text(0)), process)) continue;
        ++(done ? shares[i].done : shares[i].held);
      }
    }
  }

  // Waits until each has done some partitions and much is left.
  bool BothAreAtWork() {
    const absl::Time end = absl::Now() + kLongest;
    int64_t open = 0;
    while (absl::Now() < end) {
      const auto shares = Shares(&open);
      EXPECT_OK(shares);
      if (!shares.ok()) return false;
      if ((*shares)[0].done > 0 && (*shares)[1].done > 0) return open > 10;
      absl::SleepFor(absl::Milliseconds(1));
    }
    return false;
  }

  // Whether the process, which is paused, is in the middle of a partition. What
  // it sent before may still be under way: a statement that the server is at
  // holds its row, and one that was not read yet has a moment to be.
  bool Holds(size_t scorer) {
    bool holds = true;
    for (int look = 0; holds && look < 3; ++look) {
      if (look > 0) absl::SleepFor(absl::Milliseconds(10));
      holds = HeldRows(scorer) > 0;
    }
    int64_t open = 0;
    EXPECT_OK(Shares(&open));
    return holds && open > 10;
  }

  int64_t HeldRows(size_t scorer) {
    const auto select = connection_->Prepare(
        "SELECT COUNT(*) FROM (SELECT part FROM run_parts WHERE part >= 0 AND "
        "done = 0 AND worker LIKE $1 FOR UPDATE) held");
    EXPECT_OK(select);
    (*select)->Bind(absl::StrCat("%:", scorers_[scorer].process.pid(), ":%"));
    EXPECT_OK((*select)->Step());
    return (*select)->Int64(0);
  }

  int64_t Count(const std::string& table) {
    const auto count = connection_->Prepare("SELECT COUNT(*) FROM " + table);
    EXPECT_OK(count);
    EXPECT_OK((*count)->Step());
    return (*count)->Int64(0);
  }

  // One run, which says what the undisturbed one says.
  void ExpectOneRun(const alignment::v1::Run& run) {
    alignment::v1::Run expected = calm_;
    *expected.mutable_publish_time() = run.publish_time();
    EXPECT_EQ(run.SerializeAsString(), expected.SerializeAsString());
    EXPECT_EQ(Count("runs"), 1);
    EXPECT_EQ(Count("verdicts"), calm_.written_count());
    EXPECT_EQ(Count("run_parts"), 0);
  }

  static testing::TempDir* directory_;
  static House* house_;
  static alignment::v1::Run calm_;
  const testing::TempDir own_;
  std::string database_;
  std::vector<Scorer> scorers_;
  std::unique_ptr<storage::Connection> connection_;
  std::vector<std::thread> asking_;
  std::vector<absl::StatusOr<alignment::v1::Run>> answers_;
};

testing::TempDir* WorkersTest::directory_ = nullptr;
House* WorkersTest::house_ = nullptr;
alignment::v1::Run WorkersTest::calm_;

TEST_F(WorkersTest, WhatAKilledProcessLeavesTheOtherDoes) {
  AskBoth();
  ASSERT_TRUE(BothAreAtWork()) << "otherwise nothing is tested";
  scorers_[0].process.Kill();
  Await();
  EXPECT_FALSE(answers_[0].ok());
  ASSERT_OK(answers_[1]);
  ExpectOneRun(*answers_[1]);
  // And the killed one, when it comes back, says so too.
  ASSERT_OK_AND_ASSIGN(scorers_[0], Start("a"));
  ASSERT_OK_AND_ASSIGN(const auto repeated,
                       scorers_[0].client->GetRun("runs/latest"));
  EXPECT_EQ(repeated.SerializeAsString(), answers_[1]->SerializeAsString());
}

TEST_F(WorkersTest, AProcessThatIsPausedPastItsLeasePublishesNothing) {
  AskBoth();
  ASSERT_TRUE(BothAreAtWork()) << "otherwise nothing is tested";
  ServerProcess& paused = scorers_[0].process;
  bool holds = false;
  for (int i = 0; i < 50 && !holds; ++i) {
    paused.Pause();
    holds = Holds(0);
    if (!holds) paused.Resume();
  }
  ASSERT_TRUE(holds) << "otherwise nothing is tested";
  asking_[1].join();
  ASSERT_OK(answers_[1]);
  ExpectOneRun(*answers_[1]);
  paused.Resume();
  asking_[0].join();
  asking_.clear();
  ASSERT_OK(answers_[0]) << "the same request, the same run";
  EXPECT_EQ(answers_[0]->SerializeAsString(), answers_[1]->SerializeAsString());
  ExpectOneRun(*answers_[0]);
  // What it was at was another's by then.
  const absl::Time end = absl::Now() + kLongest;
  const auto told = [&] {
    return absl::StrContains(testing::ReadFile(scorers_[0].log),
                             "a partition was scored in vain");
  };
  while (!told() && absl::Now() < end) absl::SleepFor(absl::Milliseconds(5));
  EXPECT_TRUE(told());
}

}  // namespace
}  // namespace plumbline::integration
