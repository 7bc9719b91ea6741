#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/alignment/domain/scoring/clauses/evaluate_occupation.h"
#include "services/alignment/domain/testing/tiny_world.h"
#include "services/common/testing/sanitized.h"
#include "services/common/testing/status_matchers.h"

// What must hold of every market and every rule of some shape.
namespace plumbline::alignment {
namespace {

using testing::AllOccupations;
using testing::Compare;
using testing::Constant;
using testing::Group;
using testing::PolicyOf;
using testing::TinyWorld;
using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;

constexpr int kOccupations = 12;
constexpr int kMarkets = ::plumbline::testing::Cases(60);
const std::vector<Measure> kMeasures = {
    Measure::kAnnualMedian, Measure::kAnnualP25, Measure::kEmployment};

// A market of random figures; those of `hidden` are withheld.
class Market {
 public:
  explicit Market(uint32_t seed) {
    std::mt19937 dice(seed);
    for (int i = 0; i <= kOccupations; ++i) {
      for (size_t m = 0; m < kMeasures.size(); ++m)
        figures_.push_back(RandomFigure(dice));
    }
  }

  void Withhold(size_t figure) {
    figures_[figure] = Figure::Without(FigureStatus::kWithheld);
  }
  size_t figure_count() const { return figures_.size(); }

  std::shared_ptr<const Edition> Build() const {
    TinyWorld world;
    world.Nation();
    auto table = world.Table("2023-05", kMeasures);
    for (int i = 0; i <= kOccupations; ++i) {
      const std::string code =
          i == 0 ? "00-0000" : absl::StrCat("47-20", 10 + i);
      if (i > 0) world.Occupation(code, code);
      const auto begin =
          figures_.begin() + i * static_cast<ptrdiff_t>(kMeasures.size());
      table.Row("us", code, {begin, begin + 3});
    }
    return world.Build();
  }

 private:
  static Figure RandomFigure(std::mt19937& dice) {
    const auto value = static_cast<int64_t>(1 + dice() % 40);
    switch (dice() % 8) {
      case 0:
        return Figure::Without(FigureStatus::kWithheld);
      case 1:
        return Figure::TopCoded(value);
      default:
        return Figure::Published(value);
    }
  }

  std::vector<Figure> figures_;
};

std::vector<Outcome> OutcomesOfAll(const std::shared_ptr<const Edition>& market,
                                   const Policy& policy) {
  const auto bound = BoundPolicy::Create(market, policy);
  EXPECT_TRUE(bound.ok()) << bound.status();
  std::vector<Outcome> outcomes;
  for (OccupationIndex i = 0; bound.ok() && i < kOccupations; ++i)
    outcomes.push_back(OutcomesOf(**bound, 0, i)[0]);
  return outcomes;
}

// A rule with a threshold of its own, a share of all occupations and so many of
// three.
Policy Rule(int64_t threshold, int32_t percent_milli, int32_t count) {
  Quantity ratio = testing::Ratio(Measure::kAnnualMedian, Measure::kAnnualP25);
  return PolicyOf(
      {{Dimension::kHighWage,
        Group("wage", Clause::Kind::kAtLeast,
              {Compare("constant", {Measure::kAnnualMedian},
                       Comparator::kGreaterThan, Constant(threshold)),
               Compare("share", {Measure::kEmployment}, Comparator::kAtLeast,
                       AllOccupations(Scope::kRegion, percent_milli)),
               Compare("ratio", ratio, Comparator::kAtLeast,
                       Constant(threshold * 100))},
              count)}});
}

void ExpectNoPassAdded(const std::vector<Outcome>& looser,
                       const std::vector<Outcome>& tighter) {
  for (size_t i = 0; i < looser.size(); ++i) {
    if (looser[i] != Outcome::kPass) {
      EXPECT_NE(tighter[i], Outcome::kPass) << i;
    }
    if (looser[i] == Outcome::kFail) {
      EXPECT_EQ(tighter[i], Outcome::kFail) << i;
    }
  }
}

TEST(MonotoneTest, TighteningAThresholdNeverAddsAPass) {
  for (uint32_t seed = 1; seed <= kMarkets; ++seed) {
    const auto market = Market(seed).Build();
    for (int64_t threshold = 1; threshold < 40; threshold += 7) {
      const auto looser = OutcomesOfAll(market, Rule(threshold, 80000, 2));
      ExpectNoPassAdded(looser,
                        OutcomesOfAll(market, Rule(threshold + 7, 80000, 2)));
      ExpectNoPassAdded(looser,
                        OutcomesOfAll(market, Rule(threshold, 95000, 2)));
      ExpectNoPassAdded(looser,
                        OutcomesOfAll(market, Rule(threshold, 80000, 3)));
    }
  }
}

TEST(MonotoneTest, RemovingAFigureNeverSettlesWhatWasOpen) {
  for (uint32_t seed = 1; seed <= kMarkets; ++seed) {
    Market market(seed);
    const Policy rule = Rule(15, 90000, 2);
    auto before = OutcomesOfAll(market.Build(), rule);
    for (size_t figure = 0; figure < market.figure_count(); ++figure) {
      market.Withhold(figure);
      const auto after = OutcomesOfAll(market.Build(), rule);
      for (size_t i = 0; i < after.size(); ++i) {
        if (after[i] != before[i]) {
          EXPECT_EQ(after[i], Outcome::kUnknown) << seed << " " << figure;
        }
      }
      before = after;
    }
    for (const Outcome outcome : before) EXPECT_EQ(outcome, Outcome::kUnknown);
  }
}

TEST(MonotoneTest, OrderingClausesOtherwiseChangesNoOutcome) {
  for (uint32_t seed = 1; seed <= kMarkets; ++seed) {
    const auto market = Market(seed).Build();
    Policy rule = Rule(15, 90000, 2);
    const auto before = OutcomesOfAll(market, rule);
    std::vector<Clause>& clauses = rule.dimensions[0].clause.clauses;
    std::reverse(clauses.begin(), clauses.end());
    EXPECT_EQ(OutcomesOfAll(market, rule), before);
  }
}

}  // namespace
}  // namespace plumbline::alignment
