#include "services/alignment/domain/uncertainty/statistic_error.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "gtest/gtest.h"
#include "services/common/testing/sanitized.h"

namespace plumbline::alignment {
namespace {

Estimate Member(int64_t value, double error) {
  return {.value = value, .scale = error, .model = ErrorModel::kPublished};
}

// Values as wages of occupations are spread, each with an error of its own.
std::vector<Estimate> Members(size_t count, double relative_error) {
  std::mt19937 random(11);
  std::normal_distribution<double> spread(0, 0.45);
  std::vector<Estimate> members;
  for (size_t i = 0; i < count; ++i) {
    const double value = 5e6 * std::exp(spread(random));
    members.push_back(Member(std::llround(value), relative_error * value));
  }
  return members;
}

int64_t MedianOf(std::vector<double> values) {
  const auto middle =
      values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return std::llround(*middle);
}

int64_t MedianOf(const std::vector<Estimate>& members) {
  std::vector<double> values;
  for (const Estimate& member : members) {
    values.push_back(static_cast<double>(member.value));
  }
  return MedianOf(std::move(values));
}

// How medians and one member vary together when every member errs.
struct Variation {
  double error;
  double correlation;
};

Variation Simulate(const std::vector<Estimate>& members, size_t one) {
  std::mt19937 random(5);
  std::normal_distribution<double> normal(0, 1);
  constexpr int kRuns = 4000;
  const double centre = static_cast<double>(MedianOf(members));
  double mm = 0, m = 0, ee = 0, em = 0;
  std::vector<double> drawn(members.size());
  for (int run = 0; run < kRuns; ++run) {
    double e = 0;
    for (size_t i = 0; i < members.size(); ++i) {
      const double z = normal(random);
      if (i == one) e = z;
      drawn[i] = static_cast<double>(members[i].value) + z * members[i].scale;
    }
    const double d = static_cast<double>(MedianOf(drawn)) - centre;
    m += d, mm += d * d, ee += e * e, em += e * d;
  }
  const double variance = mm / kRuns - (m / kRuns) * (m / kRuns);
  return {std::sqrt(variance), em / std::sqrt(ee * variance * kRuns)};
}

TEST(QuantileErrorTest, IsWhatASimulationShows) {
  PLUMBLINE_SKIP_FREQUENCIES_WHEN_SANITIZED();
  for (const double relative : {0.02, 0.1}) {
    const std::vector<Estimate> members = Members(301, relative);
    const StatisticError error = QuantileError(MedianOf(members), members);
    ASSERT_TRUE(error.estimate.known());
    EXPECT_NEAR(error.estimate.scale / Simulate(members, 0).error, 1, 0.12)
        << relative;
  }
}

TEST(QuantileErrorTest, CorrelatesWithAMemberNearbyAndNotWithOneFarOff) {
  std::vector<Estimate> members = Members(51, 0.05);
  const int64_t median = MedianOf(members);
  const size_t near = static_cast<size_t>(
      std::find_if(members.begin(), members.end(),
                   [&](const Estimate& m) { return m.value == median; }) -
      members.begin());
  const StatisticError error = QuantileError(median, members);
  EXPECT_NEAR(QuantileCorrelation(error, members[near]),
              Simulate(members, near).correlation, 0.1);
  EXPECT_EQ(QuantileCorrelation(error, Member(100 * median, 1000)), 0);
}

TEST(QuantileErrorTest, IsUnknownWhenNoErrorReachesTheValue) {
  const std::vector<Estimate> members = {Exact(1), Exact(2), Exact(3)};
  EXPECT_EQ(QuantileError(2, members).estimate.why_unknown,
            WhyUnknown::kOutsideModel);
  EXPECT_EQ(QuantileError(2, {}).estimate.why_unknown,
            WhyUnknown::kOutsideModel);
}

TEST(QuantileErrorTest, IsUnknownWhenMostMembersAre) {
  std::vector<Estimate> members = Members(9, 0.05);
  const int64_t median = MedianOf(members);
  for (size_t i = 0; i < 5; ++i) {
    EXPECT_TRUE(QuantileError(median, members).estimate.known()) << i;
    members[i] = Unknown(members[i].value, ErrorModel::kWagePercentiles,
                         WhyUnknown::kCollapsed);
  }
  const StatisticError error = QuantileError(median, members);
  EXPECT_EQ(error.estimate.why_unknown, WhyUnknown::kNoPublishedError);
  EXPECT_EQ(error.unknown_members, 5);
}

TEST(WeightedMeanErrorTest, AddsVariances) {
  const std::vector<Estimate> members = {Member(100, 3), Member(200, 4)};
  const StatisticError even = WeightedMeanError(150, members, {1, 1});
  EXPECT_NEAR(even.estimate.scale, 2.5, 1e-12);
  EXPECT_NEAR(MeanCorrelation(even, members[0], 1, 2), 0.6, 1e-12);
  const StatisticError one = WeightedMeanError(100, members, {5, 0});
  EXPECT_NEAR(one.estimate.scale, 3, 1e-12);
  EXPECT_NEAR(MeanCorrelation(one, members[0], 5, 5), 1, 1e-12);
  EXPECT_EQ(WeightedMeanError(0, members, {0, 0}).estimate.why_unknown,
            WhyUnknown::kOutsideModel);
}

}  // namespace
}  // namespace plumbline::alignment
