#include "services/alignment/domain/scoring/programs/link_rule.h"

#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace plumbline::alignment {
namespace {

// Tries every completion of unknown outcomes and a wide choice of unknown
// weights, in plain arithmetic.
Verdict BruteForce(const LinkRule& rule, std::vector<WeighedOutcome> outcomes) {
  if (outcomes.empty()) return Verdict::kUnrated;
  bool some_hold = false;
  bool some_fail = false;
  const auto complete = [&](auto&& self, size_t i) -> void {
    if (i == outcomes.size()) {
      int64_t passing = 0;
      int64_t total = 0;
      for (const WeighedOutcome& outcome : outcomes) {
        total += outcome.weight;
        if (outcome.outcome == Outcome::kPass) passing += outcome.weight;
      }
      if (total == 0) {
        some_hold = some_fail = true;
      } else if (passing * 100000 >= total * rule.share_milli) {
        some_hold = true;
      } else {
        some_fail = true;
      }
      return;
    }
    const WeighedOutcome kept = outcomes[i];
    // Known weights are scaled by 1,000,000 below, so that 1 is next to
    // nothing and the largest outweighs all others.
    for (const int64_t weight : {int64_t{1}, int64_t{1'000'000},
                                 int64_t{3'000'000}, int64_t{1} << 40}) {
      if (kept.weight >= 0) {
        if (weight != 1) break;
        outcomes[i].weight = kept.weight * 1'000'000;
      } else {
        outcomes[i].weight = weight;
      }
      for (const Outcome outcome : {Outcome::kPass, Outcome::kFail}) {
        if (kept.outcome != Outcome::kUnknown && kept.outcome != outcome)
          continue;
        outcomes[i].outcome = outcome;
        self(self, i + 1);
      }
    }
    outcomes[i] = kept;
  };
  complete(complete, 0);
  if (some_hold && some_fail) return Verdict::kIndeterminate;
  return some_hold ? Verdict::kAligned : Verdict::kNotAligned;
}

TEST(LinkRuleTest, SharesEqualBruteForceOverAllCompletions) {
  std::mt19937 dice(7);
  LinkRule rule;
  rule.kind = LinkRule::Kind::kShare;
  for (int round = 0; round < 20000; ++round) {
    const int32_t shares[] = {25000, 33333, 50000, 66667, 100000};
    rule.share_milli = shares[dice() % 5];
    std::vector<WeighedOutcome> outcomes;
    const size_t count = dice() % 5;
    for (size_t i = 0; i < count; ++i)
      outcomes.push_back({static_cast<Outcome>(1 + dice() % 3),
                          static_cast<int64_t>(dice() % 5) - 1});
    ASSERT_EQ(ApplyToOutcomes(rule, outcomes), BruteForce(rule, outcomes))
        << "round " << round << " share " << rule.share_milli;
  }
}

TEST(LinkRuleTest, AnyAndAllKeepUnknownsOpenOnlyWhereTheyDecide) {
  const WeighedOutcome pass{Outcome::kPass, 1};
  const WeighedOutcome fail{Outcome::kFail, 1};
  const WeighedOutcome unknown{Outcome::kUnknown, 1};
  LinkRule any;
  any.kind = LinkRule::Kind::kAny;
  EXPECT_EQ(ApplyToOutcomes(any, {pass, unknown}), Verdict::kAligned);
  EXPECT_EQ(ApplyToOutcomes(any, {fail, unknown}), Verdict::kIndeterminate);
  EXPECT_EQ(ApplyToOutcomes(any, {fail, fail}), Verdict::kNotAligned);
  EXPECT_EQ(ApplyToOutcomes(any, {}), Verdict::kUnrated);
  LinkRule all;
  all.kind = LinkRule::Kind::kAll;
  EXPECT_EQ(ApplyToOutcomes(all, {pass, unknown}), Verdict::kIndeterminate);
  EXPECT_EQ(ApplyToOutcomes(all, {fail, unknown}), Verdict::kNotAligned);
  EXPECT_EQ(ApplyToOutcomes(all, {pass, pass}), Verdict::kAligned);
}

}  // namespace
}  // namespace plumbline::alignment
