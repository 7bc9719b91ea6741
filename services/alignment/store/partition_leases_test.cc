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
  ASSERT_OK(leases_->Divide(kWork, 2));
  const PartitionLease first = Take("a", kNow);
  EXPECT_EQ(first.partition, 0);
  EXPECT_EQ(first.token, 1);
  EXPECT_EQ(first.expire_time, kNow + kHold);
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
  ASSERT_OK(leases_->Divide(kWork, 1));
  ASSERT_OK(leases_->Complete(Take("a", kNow), "A"));
  ASSERT_OK(Open()->Divide(kWork, 2));
  ASSERT_OK_AND_ASSIGN(const int64_t open, leases_->CountOpen(kWork));
  EXPECT_EQ(open, 1);
  EXPECT_EQ(Take("a", kNow).partition, 1);
  ASSERT_OK(leases_->Forget(kWork));
  EXPECT_TRUE(NothingToTake(kNow));
}

TEST_P(PartitionLeasesTest, AWorkerThatWasAwayTooLongCannotComplete) {
  ASSERT_OK(leases_->Divide(kWork, 1));
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
  ASSERT_OK(leases_->Divide(kWork, 1));
  const PartitionLease lease = Take("a", kNow);
  ASSERT_OK(leases_->Renew(lease, kNow + 3 * kHold));
  EXPECT_TRUE(NothingToTake(kNow + 2 * kHold));
  ASSERT_OK(leases_->Complete(lease, "A"));
  ASSERT_OK(leases_->Complete(lease, "A")) << "its answer may have been lost";
  EXPECT_THAT(leases_->Renew(lease, kNow + 9 * kHold),
              HasReason(base::reason::kLeaseLost));
}

TEST_P(PartitionLeasesTest, WorkersThatRaceTakeEachPartitionOnce) {
  constexpr int64_t kPartitions = 200;
  ASSERT_OK(leases_->Divide(kWork, kPartitions));
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
  EXPECT_EQ(times.size(), static_cast<size_t>(kPartitions));
  for (const auto& [partition, count] : times) EXPECT_EQ(count, 1) << partition;
  ASSERT_OK_AND_ASSIGN(const auto results, leases_->Results(kWork));
  ASSERT_EQ(results.size(), static_cast<size_t>(kPartitions));
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
