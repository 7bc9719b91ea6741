#include "services/common/rpc/work_queue.h"

#include <atomic>
#include <future>
#include <optional>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace plumbline::rpc {
namespace {

using ::testing::ElementsAre;

// Keeps a thread of `queue` busy until it is told to go on.
class Occupation {
 public:
  explicit Occupation(WorkQueue& queue) {
    EXPECT_TRUE(queue.TrySubmit([this, go = go_.get_future().share()] {
      begun_.set_value();
      go.wait();
    }));
    begun_.get_future().wait();
  }
  void End() { go_.set_value(); }

 private:
  std::promise<void> begun_;
  std::promise<void> go_;
};

TEST(WorkQueueTest, OneThreadDoesTheWorkInTheOrderItCame) {
  std::vector<int> done;
  {
    WorkQueue queue(1, 4);
    Occupation occupation(queue);
    for (int i = 0; i < 4; ++i) {
      EXPECT_TRUE(queue.TrySubmit([&done, i] { done.push_back(i); }));
    }
    occupation.End();
  }
  EXPECT_THAT(done, ElementsAre(0, 1, 2, 3));
}

TEST(WorkQueueTest, RefusesWhatIsMoreThanItsCapacity) {
  std::atomic<int> done = 0;
  std::optional<WorkQueue> queue(std::in_place, 1, 2);
  Occupation occupation(*queue);
  const auto work = [&done] { ++done; };
  EXPECT_TRUE(queue->TrySubmit(work));
  EXPECT_TRUE(queue->TrySubmit(work));
  EXPECT_FALSE(queue->TrySubmit(work));
  occupation.End();
  queue.reset();
  EXPECT_EQ(done, 2);
}

TEST(WorkQueueTest, WhatWasRefusedMayComeAgain) {
  std::atomic<int> done = 0;
  {
    WorkQueue queue(1, 1);
    Occupation occupation(queue);
    EXPECT_TRUE(queue.TrySubmit([&done] { ++done; }));
    EXPECT_FALSE(queue.TrySubmit([&done] { ++done; }));
    occupation.End();
    while (!queue.TrySubmit([&done] { ++done; })) {
    }
  }
  EXPECT_EQ(done, 2);
}

TEST(WorkQueueTest, ManyThreadsDoAllThatWasTakenBeforeTheQueueEnds) {
  std::atomic<int> done = 0;
  int taken = 0;
  {
    WorkQueue queue(4, 1000);
    for (int i = 0; i < 1000; ++i) {
      if (queue.TrySubmit([&done] { ++done; })) ++taken;
    }
  }
  EXPECT_EQ(taken, 1000);
  EXPECT_EQ(done, 1000);
}

}  // namespace
}  // namespace plumbline::rpc
