#include "services/alignment/store/partition_leases.h"

#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/testing/files.h"
#include "services/common/testing/postgres_server.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::testing::_;
using ::testing::ElementsAre;

constexpr char kWork[] = "runs/7";
constexpr absl::Duration kHold = absl::Minutes(1);
const absl::Time kNow = absl::FromUnixSeconds(1'700'000'000);

std::vector<std::string> Inputs(size_t count) {
  std::vector<std::string> inputs;
  for (size_t i = 0; i < count; ++i)
    inputs.push_back("input " + std::to_string(i));
  return inputs;
}

// True: on a PostgreSQL server.
class PartitionLeasesTest : public ::testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    database_ = GetParam() ? testing::PostgresServer::Shared().EmptyDatabase()
                           : (directory_.path() / "alignment.db").string();
    leases_ = Open();
  }

  // As another process would.
  std::unique_ptr<PartitionLeases> Open() {
    auto leases = OpenPartitionLeases(database_);
    EXPECT_OK(leases);
    return *std::move(leases);
  }

  // The next partition, which must be there.
  PartitionLease Take(const std::string& worker, absl::Time now) {
    const auto lease = leases_->Take(kWork, worker, now, kHold);
    EXPECT_OK(lease);
    EXPECT_TRUE(lease->has_value());
    return lease->value_or(PartitionLease());
  }

  bool HasPublication(const std::string& worker, absl::Time now) {
    const auto lease = leases_->TakePublication(kWork, worker, now, kHold);
    EXPECT_OK(lease);
    return lease->has_value();
  }

  bool NothingToTake(absl::Time now) {
    const auto lease = leases_->Take(kWork, "w", now, kHold);
    EXPECT_OK(lease);
    return !lease->has_value();
  }

  const testing::TempDir directory_;
  std::string database_;
  std::unique_ptr<PartitionLeases> leases_;
};

TEST_P(PartitionLeasesTest, PartitionsAreTakenInOrderAndHeld) {
  ASSERT_OK(leases_->Divide(kWork, Inputs(2)));
  const PartitionLease first = Take("a", kNow);
  EXPECT_EQ(first.partition, 0);
  EXPECT_EQ(first.token, 1);
  EXPECT_EQ(first.expire_time, kNow + kHold);
  EXPECT_EQ(first.input, "input 0");
  const PartitionLease second = Take("b", kNow);
  EXPECT_EQ(second.partition, 1);
  EXPECT_TRUE(NothingToTake(kNow + kHold - absl::Microseconds(1)));
  ASSERT_OK(leases_->Complete(second, "B"));
  EXPECT_THAT(leases_->Results(kWork),
              StatusIs(absl::StatusCode::kFailedPrecondition, _));
  ASSERT_OK(leases_->Complete(first, std::string("\0A", 2)));
  ASSERT_OK_AND_ASSIGN(const auto results, leases_->Results(kWork));
  EXPECT_THAT(results, ElementsAre(std::string("\0A", 2), "B"));
  EXPECT_TRUE(NothingToTake(kNow + 10 * kHold)) << "all is done";
}

TEST_P(PartitionLeasesTest, DividingAgainKeepsWhatIsDone) {
  ASSERT_OK(leases_->Divide(kWork, Inputs(1)));
  ASSERT_OK(leases_->Complete(Take("a", kNow), "A"));
  ASSERT_OK(Open()->Divide(kWork, Inputs(2)));
  EXPECT_EQ(*leases_->Progress(kWork), (WorkProgress{false, 2, 1}));
  EXPECT_EQ(Take("a", kNow).partition, 1);
  ASSERT_OK(leases_->Forget(kWork));
  EXPECT_TRUE(NothingToTake(kNow));
}

TEST_P(PartitionLeasesTest, AWorkerThatWasAwayTooLongCannotComplete) {
  ASSERT_OK(leases_->Divide(kWork, Inputs(1)));
  const PartitionLease paused = Take("paused", kNow);
  const PartitionLease other = Take("other", kNow + kHold);
  EXPECT_EQ(other.partition, paused.partition);
  EXPECT_GT(other.token, paused.token);
  const absl::Status refused = leases_->Complete(paused, "late");
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kAborted, _));
  EXPECT_THAT(refused, HasReason(base::reason::kLeaseLost));
  EXPECT_THAT(leases_->Renew(paused, kNow + 9 * kHold),
              HasReason(base::reason::kLeaseLost));
  ASSERT_OK(leases_->Complete(other, "in time"));
  EXPECT_THAT(leases_->Complete(paused, "later still"),
              HasReason(base::reason::kLeaseLost));
  ASSERT_OK_AND_ASSIGN(const auto results, leases_->Results(kWork));
  EXPECT_THAT(results, ElementsAre("in time"));
}

TEST_P(PartitionLeasesTest, ALeaseThatIsRenewedIsNotTaken) {
  ASSERT_OK(leases_->Divide(kWork, Inputs(1)));
  const PartitionLease lease = Take("a", kNow);
  ASSERT_OK(leases_->Renew(lease, kNow + 3 * kHold));
  EXPECT_TRUE(NothingToTake(kNow + 2 * kHold));
  ASSERT_OK(leases_->Complete(lease, "A"));
  ASSERT_OK(leases_->Complete(lease, "A")) << "its answer may have been lost";
  EXPECT_THAT(leases_->Renew(lease, kNow + 9 * kHold),
              HasReason(base::reason::kLeaseLost));
}

TEST_P(PartitionLeasesTest, WhatIsGivenBackIsTakenAtOnce) {
  ASSERT_OK(leases_->Divide(kWork, Inputs(1)));
  const PartitionLease lease = Take("a", kNow);
  EXPECT_TRUE(NothingToTake(kNow));
  ASSERT_OK(leases_->Release(lease));
  const PartitionLease again = Take("b", kNow);
  EXPECT_EQ(again.token, 2);
  EXPECT_EQ(again.input, lease.input);
  ASSERT_OK(leases_->Release(lease)) << "not a's any more";
  EXPECT_TRUE(NothingToTake(kNow));
}

TEST_P(PartitionLeasesTest, WorkWaitsAsLongAsSomePartitionCanBeTaken) {
  ASSERT_OK(leases_->Divide("runs/7", Inputs(2)));
  ASSERT_OK(leases_->Divide("runs/8", Inputs(1)));
  ASSERT_OK(leases_->Complete(Take("a", kNow), "found"));
  ASSERT_OK_AND_ASSIGN(auto waiting, leases_->Waiting(kNow));
  ASSERT_EQ(waiting.size(), 2u);
  EXPECT_EQ(waiting[0].work, "runs/7");
  EXPECT_EQ(waiting[0].input, "input 1");
  EXPECT_EQ(waiting[1].work, "runs/8");
  Take("a", kNow);
  ASSERT_OK_AND_ASSIGN(waiting, leases_->Waiting(kNow));
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].work, "runs/8");
  ASSERT_OK_AND_ASSIGN(waiting, leases_->Waiting(kNow + kHold));
  EXPECT_EQ(waiting.size(), 2u) << "a was away too long";
  ASSERT_OK(leases_->ForgetAll());
  ASSERT_OK_AND_ASSIGN(waiting, leases_->Waiting(kNow));
  EXPECT_EQ(waiting.size(), 0u);
  EXPECT_TRUE(leases_->Progress("runs/7")->ended);
}

TEST_P(PartitionLeasesTest, OneAtATimePublishesWhatAllFound) {
  ASSERT_OK(leases_->Divide(kWork, Inputs(1)));
  EXPECT_FALSE(HasPublication("a", kNow)) << "not done yet";
  ASSERT_OK(leases_->Complete(Take("a", kNow), "A"));
  EXPECT_TRUE(HasPublication("a", kNow));
  EXPECT_FALSE(HasPublication("b", kNow + kHold / 2)) << "a holds it";
  EXPECT_TRUE(HasPublication("b", kNow + kHold));
  EXPECT_EQ(*leases_->Progress(kWork), (WorkProgress{false, 1, 1}));
  ASSERT_OK(leases_->Divide("runs/9", {}));
  EXPECT_EQ(*leases_->Progress("runs/9"), (WorkProgress{false, 0, 0}));
  ASSERT_OK_AND_ASSIGN(const auto nothing, leases_->Results("runs/9"));
  EXPECT_TRUE(nothing.empty());
}

TEST_P(PartitionLeasesTest, WorkersThatRaceTakeEachPartitionOnce) {
  constexpr size_t kPartitions = 200;
  ASSERT_OK(leases_->Divide(kWork, Inputs(kPartitions)));
  std::vector<std::vector<int64_t>> taken(2);
  std::vector<std::thread> workers;
  for (std::vector<int64_t>& mine : taken) {
    workers.emplace_back([this, &mine] {
      const auto leases = Open();
      for (;;) {
        const auto lease = leases->Take(kWork, "w", kNow, kHold);
        ASSERT_OK(lease);
        if (!lease->has_value()) return;
        mine.push_back((*lease)->partition);
        ASSERT_OK(
            leases->Complete(**lease, std::to_string((*lease)->partition)));
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  std::map<int64_t, int> times;
  for (const auto& mine : taken) {
    for (const int64_t partition : mine) ++times[partition];
  }
  EXPECT_EQ(times.size(), kPartitions);
  for (const auto& [partition, count] : times) EXPECT_EQ(count, 1) << partition;
  ASSERT_OK_AND_ASSIGN(const auto results, leases_->Results(kWork));
  ASSERT_EQ(results.size(), kPartitions);
  for (size_t i = 0; i < results.size(); ++i) {
    EXPECT_EQ(results[i], std::to_string(i));
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, PartitionLeasesTest, ::testing::Bool(),
                         [](const auto& test) {
                           return test.param ? "PostgreSql" : "Sqlite";
                         });

}  // namespace
}  // namespace plumbline::alignment
