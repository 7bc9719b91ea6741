#include "services/alignment/domain/scoring/programs/weighted_block.h"

#include <random>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kOccupations = 30;

// Sums of a few small terms, so that many are 0, and of large ones.
template <typename Sum>
std::vector<WeightedRow<Sum>> RandomRows(Sum largest, std::mt19937_64* random) {
  std::vector<WeightedRow<Sum>> rows(kOccupations);
  const auto range = static_cast<uint64_t>(largest) * 2 + 1;
  for (WeightedRow<Sum>& row : rows) {
    for (size_t at = 0; at < kWeightedBlock; ++at) {
      row.low[at] = static_cast<Sum>((*random)() % range) - largest;
      row.high[at] = static_cast<Sum>((*random)() % range) - largest;
    }
    row.bits.has_weight = (*random)() | (*random)();
    row.bits.low_unbounded = (*random)() & (*random)() & (*random)();
    row.bits.high_unbounded = (*random)() & (*random)() & (*random)();
    row.bits.high_below = (*random)();
  }
  return rows;
}

template <typename Sum>
std::vector<WeightedRow<Int128>> Widened(
    const std::vector<WeightedRow<Sum>>& rows) {
  std::vector<WeightedRow<Int128>> wide(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    for (size_t at = 0; at < kWeightedBlock; ++at) {
      wide[i].low[at] = rows[i].low[at];
      wide[i].high[at] = rows[i].high[at];
    }
    wide[i].bits = rows[i].bits;
  }
  return wide;
}

// Every way to decide says the same of lists of 1 to 20 occupations whose sums
// just fit.
template <typename Sum>
void ExpectAllAgree(Sum largest) {
  std::mt19937_64 random(7);
  const auto rows = RandomRows<Sum>(largest, &random);
  const auto widened = Widened(rows);
  for (size_t count = 1; count <= 20; ++count) {
    std::vector<OccupationIndex> counted;
    for (size_t i = 0; i < count; ++i)
      counted.push_back(static_cast<OccupationIndex>(random() % kOccupations));
    const VerdictWords exact = DecidePlainly(widened.data(), counted);
    EXPECT_EQ(DecidePlainly(rows.data(), counted), exact) << count;
    if (HasWideVectors()) {
      EXPECT_EQ(DecideWide(rows.data(), counted), exact) << count;
    }
  }
}

TEST(WeightedBlockTest, SmallSumsAgree) {
  ExpectAllAgree<int32_t>(1);
  ExpectAllAgree<int64_t>(1);
}

TEST(WeightedBlockTest, TheLargestSumsAgree) {
  ExpectAllAgree<int32_t>(INT32_MAX / 20);
  ExpectAllAgree<int64_t>(INT64_MAX / 20);
}

TEST(WeightedBlockTest, ASumOfZeroIsOpenUnlessSomethingBelowItFails) {
  std::vector<WeightedRow<int32_t>> rows(1);
  rows[0].bits.has_weight = 0b111;
  rows[0].bits.low_unbounded = 0b110;
  rows[0].bits.high_below = 0b100;
  const VerdictWords words = DecidePlainly(rows.data(), {0});
  EXPECT_EQ(words.aligned & 0b111, 0b001U);
  EXPECT_EQ(words.open & 0b111, 0b010U);
}

}  // namespace
}  // namespace plumbline::alignment
