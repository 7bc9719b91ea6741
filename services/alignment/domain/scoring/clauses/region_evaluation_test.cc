// Whole rows of occupations say what one occupation after the other says, on
// random labor markets and random policies with every kind of clause.

#include "services/alignment/domain/scoring/clauses/region_evaluation.h"

#include <vector>

#include "gtest/gtest.h"
#include "services/alignment/domain/scoring/clauses/evaluate_occupation.h"
#include "services/alignment/domain/testing/random_market.h"

namespace plumbline::alignment {
namespace {

constexpr int kRegions = 12;
constexpr int kOccupations = 16;
constexpr testing::MarketSize kSize = {kRegions, kOccupations};

class RegionEvaluationTest : public ::testing::TestWithParam<uint32_t> {};

TEST_P(RegionEvaluationTest, RowsSayWhatOneOccupationAfterTheOtherSays) {
  testing::Dice dice(GetParam());
  const auto edition = testing::RandomMarketOf(&dice, kSize).Build();
  QuantityRows rows(edition);
  for (int round = 0; round < 12; ++round) {
    const auto policy = testing::RandomPolicyOn(&dice, kSize, edition);
    ASSERT_NE(policy, nullptr);
    const RegionEvaluation evaluation(*policy, &rows);
    const size_t planes = evaluation.plane_count();
    std::vector<Outcome> fast(kOccupations * planes);
    for (RegionIndex region = 0; region < kRegions; ++region) {
      evaluation.Evaluate(region, absl::MakeSpan(fast));
      for (OccupationIndex i = 0; i < kOccupations; ++i) {
        const Outcomes slow = OutcomesOf(*policy, region, i);
        for (size_t plane = 0; plane < planes; ++plane)
          ASSERT_EQ(fast[plane * kOccupations + i], slow[plane])
              << "round " << round << " region " << region << " occupation "
              << i << " plane " << plane;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Worlds, RegionEvaluationTest,
                         ::testing::Range(1U, 41U));

}  // namespace
}  // namespace plumbline::alignment
