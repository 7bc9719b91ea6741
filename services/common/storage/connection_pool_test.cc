#include "services/common/storage/connection_pool.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/storage/sqlite_connection.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::storage {
namespace {

using ::plumbline::testing::StatusIs;
using ::testing::HasSubstr;

ConnectionPool::Opener OpenerOf(const std::string& path) {
  return [path] { return SqliteConnection::Open(path); };
}

int64_t SumOf(Connection& connection) {
  auto statement = connection.Prepare("SELECT SUM(n) FROM counter");
  EXPECT_OK(statement);
  EXPECT_OK((*statement)->Step());
  return (*statement)->Int64(0);
}

TEST(ConnectionPoolTest, WriterIsLentToOneThreadAtATime) {
  const testing::TempDir directory;
  ASSERT_OK_AND_ASSIGN(
      auto pool,
      ConnectionPool::Open(OpenerOf((directory.path() / "s.db").string()), 2));
  ASSERT_OK(pool->Writer()->Execute(
      "CREATE TABLE counter (n INTEGER); INSERT INTO counter VALUES (0)"));
  std::atomic<bool> fell_back{false};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&pool, &fell_back] {
      int64_t last = 0;
      for (int round = 0; round < 25; ++round) {
        EXPECT_OK(pool->Writer()->Execute("UPDATE counter SET n = n + 1"));
        const int64_t seen = SumOf(*pool->Reader());
        if (seen < last) fell_back = true;
        last = seen;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(SumOf(*pool->Reader()), 100);
  EXPECT_FALSE(fell_back) << "a reader saw an older state than before";
}

TEST(ConnectionPoolTest, ReadersSeeWhatTheInMemoryWriterWrote) {
  ASSERT_OK_AND_ASSIGN(auto pool,
                       ConnectionPool::Open(OpenerOf(":memory:"), 0));
  ASSERT_OK(pool->Writer()->Execute(
      "CREATE TABLE counter (n INTEGER); INSERT INTO counter VALUES (3)"));
  EXPECT_EQ(SumOf(*pool->Reader()), 3);
}

TEST(ConnectionPoolTest, WhatCannotBeOpenedIsReported) {
  EXPECT_THAT(ConnectionPool::Open(OpenerOf("/nonexistent/s.db"), 1).status(),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("/nonexistent/s.db")));
}

}  // namespace
}  // namespace plumbline::storage
