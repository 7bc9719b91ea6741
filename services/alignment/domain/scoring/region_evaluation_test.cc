// Whole rows of occupations say what one occupation after the other says, on
// random labor markets and random policies with every kind of clause.

#include "services/alignment/domain/scoring/region_evaluation.h"

#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/alignment/domain/scoring/evaluate_occupation.h"
#include "services/alignment/domain/testing/tiny_world.h"

namespace plumbline::alignment {
namespace {

using testing::AllOccupations;
using testing::Compare;
using testing::Constant;
using testing::Group;
using testing::Mean;
using testing::Median;
using testing::OneOf;
using testing::PolicyOf;
using testing::Ratio;
using testing::TinyWorld;
using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;

constexpr int kRegions = 12;
constexpr int kOccupations = 16;

class Dice {
 public:
  explicit Dice(uint32_t seed) : engine_(seed) {}
  int Below(int below) {
    return static_cast<int>(engine_() % static_cast<uint32_t>(below));
  }
  bool OneIn(int n) { return Below(n) == 0; }
  Scope AnyScope() { return static_cast<Scope>(Below(4)); }

 private:
  std::mt19937 engine_;
};

Figure RandomFigure(Dice* dice, int64_t below) {
  const FigureStatus missing[] = {
      FigureStatus::kWithheld, FigureStatus::kNotApplicable,
      FigureStatus::kBelowReported, FigureStatus::kNotPublished};
  // Now and then a number that a row has no place for.
  const int64_t size = dice->OneIn(400) ? (int64_t{1} << 61) + 5 : 0;
  switch (dice->Below(8)) {
    case 0:
      return Figure::Without(missing[dice->Below(4)]);
    case 1:
      return Figure::TopCoded(size + dice->Below(static_cast<int>(below)));
    default:
      return Figure::Published(size + dice->Below(static_cast<int>(below)));
  }
}

std::vector<Figure> RandomFigures(Dice* dice, size_t count, int64_t below) {
  std::vector<Figure> figures;
  for (size_t i = 0; i < count; ++i)
    figures.push_back(RandomFigure(dice, below));
  return figures;
}

// 47-2010 to 47-2017, then 15-1218 to 15-1225; 3 and 4 share a code.
std::string CodeOf(int i) {
  return i < kOccupations / 2 ? absl::StrCat("47-20", 10 + i)
                              : absl::StrCat("15-12", 10 + i);
}
std::string PrintedCodeOf(int i) {
  return i == 3 || i == 4 ? "47-2099" : CodeOf(i);
}
uint32_t DigitsOf(int i) {
  return static_cast<uint32_t>(vocabulary::SocCode::Parse(CodeOf(i))->digits());
}

std::string RegionOf(int region) {
  if (region == 0) return "us";
  return region < 4 ? absl::StrCat("us-s", region)
                    : absl::StrCat("us-cbsa-", 10000 + region);
}

const std::vector<Measure>& WageMeasures() {
  static const auto* measures = new std::vector<Measure>{
      Measure::kAnnualMean,   Measure::kAnnualP10,  Measure::kAnnualP25,
      Measure::kAnnualMedian, Measure::kAnnualP75,  Measure::kAnnualP90,
      Measure::kEmployment,   Measure::kMeanWageRse};
  return *measures;
}

void AddRatings(Dice* dice, TinyWorld* world) {
  for (int i = 0; i < kOccupations; ++i) {
    for (uint32_t code = 0; code < 2; ++code) {
      for (const char* element : {"2.A.1.a", "2.A.1.b", "2.B.3.e"}) {
        if (dice->OneIn(3)) continue;
        world->Rated(DigitsOf(i) * 100 + code, element,
                     DescriptorDomain::kSkills,
                     static_cast<uint32_t>(dice->Below(500)),
                     DescriptorScale::kImportance, dice->OneIn(4));
      }
    }
  }
}

TinyWorld RandomWorld(Dice* dice) {
  TinyWorld world;
  world.Nation();
  for (int i = 1; i < 4; ++i) world.State(RegionOf(i));
  for (int i = 4; i < kRegions; ++i)
    world.Metro(RegionOf(i), RegionOf(dice->Below(4)));
  for (int i = 0; i < kOccupations; ++i)
    world.Occupation(CodeOf(i), absl::StrCat("Occupation ", i),
                     i == 3 || i == 4 ? "47-2099" : "",
                     {DigitsOf(i) * 100, DigitsOf(i) * 100 + 1});
  auto wages = world.Table("2023-05", WageMeasures());
  auto older = world.Table("2018-05", {Measure::kAnnualMedian}, "soc-2010");
  auto totals =
      world.Table("2022/2032", {Measure::kTotalOpenings}, "soc-2018", 10);
  auto soon =
      world.Table("2023/2025",
                  {Measure::kTotalOpenings, Measure::kAnnualOpenings,
                   Measure::kBaseEmployment, Measure::kEmploymentChangePercent},
                  "soc-2018", 2);
  auto levels = world.Table("2022/2032", {Measure::kTypicalEducation});
  world.Change("soc-2010", "soc-2018", DigitsOf(1), DigitsOf(1));
  world.Change("soc-2010", "soc-2018", DigitsOf(1), DigitsOf(2));
  for (int region = 0; region < kRegions; ++region) {
    for (int i = -1; i < kOccupations; ++i) {
      const std::string code = i < 0 ? "00-0000" : PrintedCodeOf(i);
      if (i == 4) continue;
      if (!dice->OneIn(6))
        wages.Row(RegionOf(region), code,
                  RandomFigures(dice, WageMeasures().size(), 60));
      if (dice->OneIn(3))
        older.Row(RegionOf(region), code, RandomFigures(dice, 1, 60));
      if (!dice->OneIn(3))
        totals.Row(RegionOf(region), code, RandomFigures(dice, 1, 90));
      if (dice->OneIn(3))
        soon.Row(RegionOf(region), code, RandomFigures(dice, 4, 90));
    }
  }
  for (int i = 0; i < kOccupations; ++i)
    levels.Row("us", CodeOf(i), {Figure::Published(1 + dice->Below(8))});
  AddRatings(dice, &world);
  return world;
}

Quantity RandomQuantity(Dice* dice) {
  Quantity quantity{WageMeasures()[static_cast<size_t>(dice->Below(7))]};
  quantity.scope = dice->AnyScope();
  switch (dice->Below(8)) {
    case 0:
      return Ratio(Measure::kAnnualP75, Measure::kAnnualP25, quantity.scope);
    case 1:
      quantity.measure = Measure::kEmployment;
      quantity.kind = Quantity::Kind::kShare;
      return quantity;
    case 2:
      quantity.measure = Measure::kEmploymentChangePercent;
      quantity.kind = Quantity::Kind::kYearlyGrowth;
      quantity.method = dice->OneIn(2) ? Quantity::YearlyMethod::kAverage
                                       : Quantity::YearlyMethod::kCompound;
      return quantity;
    case 3:
      quantity = {};
      quantity.kind = Quantity::Kind::kDescriptorCount;
      quantity.element_prefix = "2.A";
      quantity.scale = "IM";
      quantity.minimum = dice->Below(400);
      return quantity;
    case 4:
    case 5:
      quantity.measure = Measure::kAnnualOpenings;
      quantity.horizon_years = dice->OneIn(3) ? 10 : 0;
      return quantity;
    default:
      return quantity;
  }
}

Benchmark RandomBenchmark(Dice* dice, const Quantity& quantity) {
  const bool counts = quantity.kind == Quantity::Kind::kDescriptorCount;
  switch (dice->Below(counts ? 1 : 5)) {
    case 0:
      return Constant(dice->Below(quantity.is_ratio() ? 3000 : 60));
    case 1: {
      Benchmark median = Median(dice->AnyScope());
      median.percentile_milli = 1000 * (1 + dice->Below(100));
      median.percent_milli = dice->OneIn(2) ? 0 : 50000 + dice->Below(90000);
      return median;
    }
    case 2:
      return Mean(dice->AnyScope());
    case 3: {
      Benchmark named;
      named.kind = Benchmark::Kind::kNamed;
      named.name = "living";
      named.percent_milli = dice->OneIn(2) ? 0 : 110000;
      return named;
    }
    default:
      return AllOccupations(dice->AnyScope(), dice->OneIn(2) ? 0 : 80000);
  }
}

Clause RandomRank(Dice* dice, const std::string& id) {
  Clause clause;
  clause.id = id;
  clause.kind = Clause::Kind::kRank;
  clause.quantity.measure = Measure::kEmployment;
  clause.quantity.scope = dice->AnyScope();
  clause.group_digits = 5;
  clause.count = 1 + dice->Below(8);
  clause.unpublished_counts_nothing = dice->OneIn(2);
  return clause;
}

Clause RandomScore(Dice* dice, const std::string& id) {
  Clause clause;
  clause.id = id;
  clause.kind = Clause::Kind::kScore;
  clause.comparator = static_cast<Comparator>(1 + dice->Below(4));
  for (int i = 0; i < 2; ++i) {
    Quantity quantity{WageMeasures()[static_cast<size_t>(dice->Below(6))]};
    quantity.scope = dice->AnyScope();
    clause.components.push_back({quantity,
                                 dice->OneIn(2)
                                     ? ScoreComponent::Binning::kDecile
                                     : ScoreComponent::Binning::kZScore,
                                 1000});
  }
  clause.cut_milli = dice->Below(12000);
  return clause;
}

Clause RandomLeaf(Dice* dice, const std::string& id) {
  Clause clause;
  clause.id = id;
  switch (dice->Below(10)) {
    case 0:
      return OneOf(id, Measure::kTypicalEducation, {"BACHELOR", "ASSOCIATE"},
                   dice->AnyScope());
    case 1:
      clause.kind = Clause::Kind::kInList;
      clause.list = "list";
      return clause;
    case 2:
      clause.kind = Clause::Kind::kCodeMatches;
      clause.levels = {"47-201*", "*9"};
      return clause;
    case 3:
      return RandomRank(dice, id);
    case 4:
      return RandomScore(dice, id);
    default: {
      const Quantity quantity = RandomQuantity(dice);
      return Compare(id, quantity, static_cast<Comparator>(1 + dice->Below(4)),
                     RandomBenchmark(dice, quantity));
    }
  }
}

Clause RandomClause(Dice* dice, const std::string& id, int depth) {
  if (depth == 0 || dice->OneIn(3)) return RandomLeaf(dice, id);
  const Clause::Kind kinds[] = {Clause::Kind::kAll, Clause::Kind::kAny,
                                Clause::Kind::kAtLeast, Clause::Kind::kNot,
                                Clause::Kind::kClassify};
  const Clause::Kind kind = kinds[dice->Below(5)];
  const int count = kind == Clause::Kind::kNot ? 1 : 1 + dice->Below(4);
  std::vector<Clause> inner;
  for (int i = 0; i < count; ++i)
    inner.push_back(RandomClause(dice, absl::StrCat(id, ".", i), depth - 1));
  Clause clause =
      Group(id, kind, std::move(inner),
            kind == Clause::Kind::kAtLeast ? 1 + dice->Below(count) : 0);
  if (kind == Clause::Kind::kClassify) {
    for (int i = 0; i < count; ++i)
      clause.classes.push_back({absl::StrCat("class-", i), dice->OneIn(2)});
    clause.otherwise = {"otherwise", dice->OneIn(2)};
  }
  return clause;
}

void AddExceptions(Dice* dice, Policy* policy) {
  while (dice->OneIn(2)) {
    PolicyException exception;
    exception.kind = dice->OneIn(2) ? PolicyException::Kind::kInclude
                                    : PolicyException::Kind::kExclude;
    exception.entry = {CodeOf(dice->Below(kOccupations)),
                       dice->OneIn(2) ? "" : "regions/us-s1", "A reason", "",
                       ""};
    if (dice->OneIn(2)) exception.dimension = policy->dimensions[0].dimension;
    policy->exceptions.push_back(exception);
  }
}

Policy RandomPolicy(Dice* dice) {
  std::vector<DimensionRule> dimensions;
  const int count = 1 + dice->Below(3);
  for (int i = 1; i <= count; ++i)
    dimensions.push_back({static_cast<Dimension>(i),
                          RandomClause(dice, absl::StrCat("d", i), 2)});
  Policy policy = PolicyOf(std::move(dimensions));
  policy.dimensions_required = 1 + dice->Below(count);
  policy.borrow = dice->OneIn(2);
  if (policy.borrow && dice->OneIn(3))
    policy.borrow_from = {RegionKind::kNation};
  for (int i = 0; dice->OneIn(2); ++i)
    policy.guards.push_back(
        {RandomClause(dice, absl::StrCat("g", i), 1),
         dice->OneIn(2) ? Guard::Action::kUnrated : Guard::Action::kFail,
         "A reason"});
  Benchmark living = Median(Scope::kState);
  living.percent_milli = 90000;
  policy.benchmarks.push_back({"living", living});
  OccupationList list;
  list.id = "list";
  list.title = "List";
  list.citation = policy.citation;
  list.valid_from = "2020-01-01";
  list.entries = {{"47-2", "regions/us-s2", "", "", ""},
                  {CodeOf(9), "", "", "", ""}};
  policy.lists.push_back(list);
  AddExceptions(dice, &policy);
  if (dice->OneIn(4)) policy.confidence = {900, 100};
  return policy;
}

// Bound; drawn again when the dice made a policy with a problem, such as a mean
// of shares.
std::shared_ptr<const BoundPolicy> RandomBoundPolicy(
    Dice* dice, const std::shared_ptr<const Edition>& edition) {
  for (int attempt = 0; attempt < 100; ++attempt) {
    const auto policy =
        BoundPolicy::Create(edition, RandomPolicy(dice),
                            dice->OneIn(5) ? "2019-01-01" : "2026-07-01");
    if (policy.ok()) return *policy;
  }
  return nullptr;
}

class RegionEvaluationTest : public ::testing::TestWithParam<uint32_t> {};

TEST_P(RegionEvaluationTest, RowsSayWhatOneOccupationAfterTheOtherSays) {
  Dice dice(GetParam());
  const auto edition = RandomWorld(&dice).Build();
  QuantityRows rows(edition);
  for (int round = 0; round < 12; ++round) {
    const auto policy = RandomBoundPolicy(&dice, edition);
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
