#include "services/alignment/domain/testing/clause_market.h"

#include <utility>

#include "gtest/gtest.h"
#include "services/alignment/domain/scoring/clauses/evaluate_occupation.h"

namespace plumbline::alignment::testing {

using vocabulary::Measure;

TinyWorld Market() {
  TinyWorld world;
  world.Nation().State("us-tx").Metro("us-cbsa-1", "us-tx");
  world.Occupation("15-1211", "Analysts", "", {15121100})
      .Occupation("15-1212", "Security", "", {15121200})
      .Occupation("29-1141", "Nurses", "", {29114100})
      .Occupation("29-1199", "Others", "", {29119900});
  return world;
}

TinyWorld GrowingMarket(vocabulary::Figure nurses_in_metro) {
  TinyWorld world = Market();
  world.Table("2022/2032", {Measure::kEmploymentChange}, "soc-2018", 10)
      .Row("us-tx", "15-1211", {Number(100)})
      .Row("us-tx", "15-1212", {Number(50)})
      .Row("us-tx", "29-1141", {Number(400)})
      .Row("us-tx", "29-1199", {Number(-20)})
      .Row("us-cbsa-1", "15-1211", {Number(10)})
      .Row("us-cbsa-1", "15-1212", {Number(5)})
      .Row("us-cbsa-1", "29-1141", {nurses_in_metro})
      .Row("us-cbsa-1", "29-1199", {Number(1)});
  return world;
}

Policy OfClause(Clause clause) {
  return PolicyOf({{Dimension::kInDemand, std::move(clause)}});
}

std::vector<Outcome> OutcomesIn(const TinyWorld& world, const Policy& policy,
                                const std::string& region,
                                const std::string& day) {
  const auto edition = world.Build();
  const auto bound = BoundPolicy::Create(edition, policy, day);
  EXPECT_TRUE(bound.ok()) << bound.status();
  std::vector<Outcome> outcomes;
  for (size_t i = 0; bound.ok() && i < edition->occupation_count(); ++i)
    outcomes.push_back(OutcomesOf(**bound, *edition->FindRegion(region),
                                  static_cast<OccupationIndex>(i))[0]);
  return outcomes;
}

Clause RankClause(const std::string& id, int32_t digits, int32_t top,
                  Scope scope) {
  Clause clause;
  clause.id = id;
  clause.kind = Clause::Kind::kRank;
  clause.quantity = {Measure::kEmploymentChange};
  clause.quantity.scope = scope;
  clause.group_digits = digits;
  clause.count = top;
  return clause;
}

Clause ScoreClause(ScoreComponent::Binning binning, Comparator comparator,
                   int32_t cut_milli) {
  Clause clause;
  clause.id = "score";
  clause.kind = Clause::Kind::kScore;
  ScoreComponent component;
  component.quantity = {Measure::kEmploymentChange};
  component.binning = binning;
  component.weight_milli = 1000;
  clause.components = {component};
  clause.comparator = comparator;
  clause.cut_milli = cut_milli;
  return clause;
}

}  // namespace plumbline::alignment::testing
