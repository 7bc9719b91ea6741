#include "services/common/base/parallel.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace plumbline::base {
namespace {

using ::testing::Each;

class ParallelTest : public ::testing::TestWithParam<int> {};

TEST_P(ParallelTest, RangesGiveEachPlaceOnce) {
  for (const size_t count : {0u, 1u, 2u, 7u, 1000u}) {
    std::vector<int> given(count);
    ForRanges(count, GetParam(), [&](size_t begin, size_t end) {
      for (; begin < end; ++begin) ++given[begin];
    });
    EXPECT_THAT(given, Each(1)) << count;
  }
}

TEST_P(ParallelTest, BlocksGiveEachPlaceOnce) {
  for (const size_t count : {0u, 1u, 2u, 7u, 1000u})
    for (const size_t size : {1u, 3u, 2000u}) {
      std::vector<int> given(count);
      ForBlocks(count, size, GetParam(), [&](const auto& take) {
        for (size_t begin = 0, end = 0; take(&begin, &end);) {
          EXPECT_LE(end - begin, size);
          for (; begin < end; ++begin) ++given[begin];
        }
      });
      EXPECT_THAT(given, Each(1)) << count << " by " << size;
    }
}

INSTANTIATE_TEST_SUITE_P(Threads, ParallelTest, ::testing::Values(0, 1, 2, 5));

}  // namespace
}  // namespace plumbline::base
