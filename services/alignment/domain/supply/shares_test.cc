#include "services/alignment/domain/supply/shares.h"

#include <algorithm>
#include <random>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace plumbline::alignment {
namespace {

using ::testing::ElementsAre;

Sharer Weighing(int64_t weight) { return {CountRange::Exactly(weight)}; }

TEST(DivideTest, GivesTheRestToTheLargestRemaindersThenToTheFirst) {
  EXPECT_THAT(Divide(CountRange::Exactly(100), {Weighing(20), Weighing(180)}),
              ElementsAre(CountRange::Exactly(10), CountRange::Exactly(90)));
  EXPECT_THAT(
      Divide(CountRange::Exactly(2), {Weighing(1), Weighing(2), Weighing(1)}),
      ElementsAre(CountRange::Exactly(1), CountRange::Exactly(1),
                  CountRange::Exactly(0)));
}

TEST(DivideTest, IsBySizeWhereNobodyHasAWeight) {
  EXPECT_THAT(Divide(CountRange::Exactly(9), {{CountRange::Exactly(0), 1},
                                              {CountRange::Exactly(0), 2}}),
              ElementsAre(CountRange::Exactly(3), CountRange::Exactly(6)));
}

TEST(DivideTest, ExactPartsAddUpToTheTotal) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 2000; ++round) {
    const int64_t total = static_cast<int64_t>(random() >> 5);
    std::vector<Sharer> sharers(1 + random() % 20);
    for (Sharer& sharer : sharers) {
      sharer = Weighing(static_cast<int64_t>(random() >> (10 + random() % 50)));
    }
    int64_t sum = 0;
    for (const CountRange& part : Divide(CountRange::Exactly(total), sharers)) {
      ASSERT_TRUE(part.exact());
      ASSERT_GE(part.low, 0);
      sum += part.low;
    }
    ASSERT_EQ(sum, total);
  }
}

// Every value of small ranges, an unknown bound taken up to `kFar`.
constexpr int64_t kFar = 400;

std::vector<CountRange> DivideByTrying(const CountRange& total,
                                       std::vector<Sharer> sharers) {
  std::vector<CountRange> parts(sharers.size(), CountRange{INT64_MAX, 0});
  std::vector<Sharer> exact = sharers;
  const auto try_all = [&](auto&& self, size_t i) -> void {
    if (i < sharers.size()) {
      const CountRange& weight = sharers[i].weight;
      for (int64_t w = weight.low; w <= weight.high.value_or(kFar);
           w = weight.high ? w + 1 : (w == weight.low ? kFar : kFar + 1)) {
        exact[i].weight = CountRange::Exactly(w);
        self(self, i + 1);
      }
      return;
    }
    for (int64_t t = total.low; t <= *total.high; ++t) {
      const auto tried = Divide(CountRange::Exactly(t), exact);
      for (size_t k = 0; k < parts.size(); ++k) {
        parts[k].low = std::min(parts[k].low, tried[k].low);
        parts[k].high = std::max(*parts[k].high, tried[k].low);
      }
    }
  };
  try_all(try_all, 0);
  return parts;
}

TEST(DivideTest, RangesCoverEveryValueAndAreTight) {
  std::mt19937_64 random(11);
  const auto range = [&](bool may_be_open) {
    const auto low = static_cast<int64_t>(random() % 3);
    if (may_be_open && random() % 4 == 0) return CountRange::AtLeast(low);
    return CountRange{low, low + static_cast<int64_t>(random() % 3)};
  };
  for (int round = 0; round < 400; ++round) {
    std::vector<Sharer> sharers(1 + random() % 3);
    for (Sharer& sharer : sharers) {
      sharer = {range(true), 1 + static_cast<int64_t>(random() % 2)};
    }
    const CountRange total = range(false);
    const auto parts = Divide(total, sharers);
    const auto tried = DivideByTrying(total, sharers);
    for (size_t i = 0; i < parts.size(); ++i) {
      // Outward by less than one; the trial's own rounding adds up to one.
      EXPECT_LE(parts[i].low, tried[i].low);
      EXPECT_GE(*parts[i].high, *tried[i].high);
      EXPECT_LE(tried[i].low - parts[i].low, 1);
      EXPECT_LE(*parts[i].high - *tried[i].high, 1);
    }
  }
}

TEST(DivideTest, AnUnknownTotalHasNoUpperPart) {
  EXPECT_THAT(Divide(CountRange::AtLeast(4), {Weighing(1), Weighing(0)}),
              ElementsAre(CountRange::AtLeast(4), CountRange::Exactly(0)));
}

}  // namespace
}  // namespace plumbline::alignment
