// What bounds tell is what the probability leads to.

#include "services/alignment/domain/uncertainty/confidence_cuts.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>

#include "gtest/gtest.h"
#include "services/alignment/domain/uncertainty/probability.h"
#include "services/common/testing/sanitized.h"

namespace plumbline::alignment {
namespace {

class Dice {
 public:
  int64_t Below(int64_t below) {
    return static_cast<int64_t>(engine_() % static_cast<uint64_t>(below));
  }
  double Share() { return static_cast<double>(Below(1000001)) / 1e6; }

 private:
  std::mt19937_64 engine_{19};
};

Estimate RandomEstimate(Dice* dice, int64_t value) {
  Estimate estimate;
  estimate.value = value;
  if (dice->Below(5) == 0) return estimate;
  estimate.log_axis = dice->Below(2) == 0;
  if (estimate.log_axis && dice->Below(4) == 0) estimate.origin = 100000;
  estimate.shape =
      dice->Below(2) == 0 ? ErrorShape::kNormal : ErrorShape::kStudentT4;
  estimate.scale = 0.002 + 0.2 * dice->Share() * dice->Share();
  if (!estimate.log_axis)
    estimate.scale *= std::abs(static_cast<double>(value));
  return estimate;
}

Call Asked(const Estimate& a, const Estimate& b, double correlation,
           int32_t pass, int32_t fail) {
  const int32_t milli = ProbabilityMilli(a, b, correlation);
  if (milli >= pass) return Call::kPasses;
  return milli <= fail ? Call::kFails : Call::kBetween;
}

TEST(ConfidenceCutsTest, TellWhatTheProbabilityLeadsTo) {
  Dice dice;
  int open = 0;
  constexpr int kPairs = testing::Cases(300000);
  for (int i = 0; i < kPairs; ++i) {
    const auto pass = static_cast<int32_t>(501 + dice.Below(500));
    const auto fail = static_cast<int32_t>(dice.Below(500));
    const ConfidenceCuts cuts(pass, fail);
    for (int j = 0; j < 10; ++j, ++i) {
      const int64_t value = 1 + dice.Below(9000000);
      const double near = 0.7 + 0.6 * dice.Share();
      const Estimate a = RandomEstimate(&dice, value);
      const Estimate b = RandomEstimate(
          &dice, static_cast<int64_t>(near * static_cast<double>(value)) -
                     (dice.Below(40) == 0 ? value : 0));
      const bool correlated = dice.Below(2) == 0;
      const double correlation =
          correlated ? std::min(1.0, 1.2 * dice.Share()) : 0;
      const Call call = cuts.CallOf(a, b, correlated);
      open += call == Call::kOpen ? 1 : 0;
      if (call == Call::kOpen) continue;
      ASSERT_EQ(call, Asked(a, b, correlation, pass, fail))
          << a.value << " " << b.value << " " << pass << " " << fail;
    }
  }
  // Most need no more.
  EXPECT_LT(open, kPairs / 4);
}

// The distance in standard errors is moved to just beside the cut.
TEST(ConfidenceCutsTest, LeaveOpenWhatIsTooNearToTell) {
  const ConfidenceCuts cuts(900, 100);
  const Estimate benchmark{.value = 1000000};
  int calls = 0;
  for (int64_t value = 1000000; value < 1040000; ++value) {
    Estimate estimate{
        .value = value, .scale = 10000, .model = ErrorModel::kPublished};
    const Call call = cuts.CallOf(estimate, benchmark, false);
    if (call == Call::kOpen) continue;
    ++calls;
    ASSERT_EQ(call, Asked(estimate, benchmark, 0, 900, 100)) << value;
  }
  EXPECT_GE(calls, 39990);
}

TEST(ConfidenceCutsTest, TellNothingOfRulesThatCallAtEvenOdds) {
  const Estimate a{.value = 5, .scale = 1};
  const Estimate b{.value = 500};
  EXPECT_EQ(ConfidenceCuts(900, 100).CallOf(a, b, false), Call::kFails);
  EXPECT_EQ(ConfidenceCuts(500, 100).CallOf(a, b, false), Call::kOpen);
  EXPECT_EQ(ConfidenceCuts(900, 500).CallOf(a, b, false), Call::kOpen);
}

// What is certain by the values alone depends on what equality means.
TEST(ConfidenceCutsTest, TellNothingWithoutAnError) {
  const Estimate a{.value = 7};
  const Estimate b{.value = 5};
  EXPECT_EQ(ConfidenceCuts(900, 100).CallOf(a, b, true), Call::kOpen);
}

}  // namespace
}  // namespace plumbline::alignment
