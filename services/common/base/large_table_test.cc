#include "services/common/base/large_table.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>

namespace plumbline::base {
namespace {

TEST(LargeTableTest, HoldsWhatAVectorDoesOfAnySize) {
  for (const size_t size : {0u, 1u, 100'000u, 131'072u, 600'000u, 1'500'000u}) {
    LargeTable<uint32_t> filled(size), grown;
    std::iota(filled.begin(), filled.end(), 3u);
    for (uint32_t i = 0; i < size; ++i) grown.push_back(3 + i);
    EXPECT_EQ(filled, grown) << size;
    LargeTable<uint32_t> copied = filled;
    filled.assign(size, 7);
    EXPECT_EQ(copied, grown) << size;
  }
}

TEST(LargeTableTest, NewNumbersAreZeroWhateverTheMemoryHadBefore) {
  for (int round = 0; round < 3; ++round) {
    LargeTable<uint64_t> table(400'000);
    for (const uint64_t number : table) ASSERT_EQ(number, 0u);
    table.assign(table.size(), ~uint64_t{0});
  }
}

}  // namespace
}  // namespace plumbline::base
