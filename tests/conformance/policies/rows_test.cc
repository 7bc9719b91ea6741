// Whole rows of occupations say what one occupation after the other says: every
// shipped policy in every region of the full data.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"
#include "services/alignment/domain/scoring/clauses/evaluate_occupation.h"
#include "services/alignment/domain/scoring/clauses/region_evaluation.h"
#include "tests/conformance/policies/golden_edition_fixture.h"

namespace plumbline::alignment {
namespace {

void ExpectTheSameByRows(const std::shared_ptr<const Edition>& edition,
                         Policy policy, QuantityRows* rows) {
  const std::string name = policy.name;
  const auto bound =
      BoundPolicy::Create(edition, std::move(policy), "2026-07-01");
  ASSERT_TRUE(bound.ok()) << bound.status();
  const RegionEvaluation evaluation(**bound, rows);
  const size_t planes = evaluation.plane_count();
  const size_t count = edition->occupation_count();
  std::vector<Outcome> fast(count * planes);
  for (size_t r = 0; r < edition->region_count(); ++r) {
    const auto region = static_cast<RegionIndex>(r);
    evaluation.Evaluate(region, absl::MakeSpan(fast));
    for (size_t i = 0; i < count; ++i) {
      const auto occupation = static_cast<OccupationIndex>(i);
      const Outcomes slow = OutcomesOf(**bound, region, occupation);
      for (size_t plane = 0; plane < planes; ++plane)
        ASSERT_EQ(fast[plane * count + i], slow[plane])
            << name << " in " << edition->region_name(region) << " of "
            << edition->occupation_code(occupation).ToString();
    }
  }
}

using RowsTest = GoldenEditionFixture;

// As they are, and with a confidence rule, under which every comparison of
// estimates rests on a probability.
TEST_F(RowsTest, EveryShippedPolicySaysTheSameByRows) {
  QuantityRows rows(edition_);
  for (const std::string& file : ShippedPolicyFiles()) {
    const auto policy = ReadShippedPolicy(file);
    ASSERT_TRUE(policy.ok()) << policy.status();
    ExpectTheSameByRows(edition_, *policy, &rows);
    Policy confident = *policy;
    confident.confidence = {900, 100};
    ExpectTheSameByRows(edition_, std::move(confident), &rows);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace plumbline::alignment
