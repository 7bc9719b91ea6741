#include "services/alignment/domain/testing/random_market.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace plumbline::alignment::testing {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;

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

// 3 and 4 share a code.
bool IsCombined(int i) { return i == 3 || i == 4; }
std::string PrintedCodeOf(const MarketSize& size, int i) {
  return IsCombined(i) ? "47-2099" : MarketCode(size, i);
}
uint32_t DigitsOf(const MarketSize& size, int i) {
  return static_cast<uint32_t>(
      vocabulary::SocCode::Parse(MarketCode(size, i))->digits());
}

const std::vector<Measure>& WageMeasures() {
  static const auto* measures = new std::vector<Measure>{
      Measure::kAnnualMean,   Measure::kAnnualP10,  Measure::kAnnualP25,
      Measure::kAnnualMedian, Measure::kAnnualP75,  Measure::kAnnualP90,
      Measure::kEmployment,   Measure::kMeanWageRse};
  return *measures;
}

void AddRatings(Dice* dice, const MarketSize& size, TinyWorld* world) {
  for (int i = 0; i < size.occupations; ++i) {
    for (uint32_t code = 0; code < 2; ++code) {
      for (const char* element : {"2.A.1.a", "2.A.1.b", "2.B.3.e"}) {
        if (dice->OneIn(3)) continue;
        world->Rated(DigitsOf(size, i) * 100 + code, element,
                     DescriptorDomain::kSkills,
                     static_cast<uint32_t>(dice->Below(500)),
                     DescriptorScale::kImportance, dice->OneIn(4));
      }
    }
  }
}

void AddPlaces(Dice* dice, const MarketSize& size, TinyWorld* world) {
  world->Nation();
  for (int i = 1; i < 4; ++i) world->State(MarketRegion(i));
  for (int i = 4; i < size.regions; ++i)
    world->Metro(MarketRegion(i), MarketRegion(dice->Below(4)));
}

void AddOccupations(const MarketSize& size, TinyWorld* world) {
  for (int i = 0; i < size.occupations; ++i)
    world->Occupation(MarketCode(size, i), absl::StrCat("Occupation ", i),
                      IsCombined(i) ? "47-2099" : "",
                      {DigitsOf(size, i) * 100, DigitsOf(size, i) * 100 + 1});
  world->Change("soc-2010", "soc-2018", DigitsOf(size, 1), DigitsOf(size, 1));
  world->Change("soc-2010", "soc-2018", DigitsOf(size, 1), DigitsOf(size, 2));
}

void AddFigures(Dice* dice, const MarketSize& size, TinyWorld* world) {
  auto wages = world->Table("2023-05", WageMeasures());
  auto older = world->Table("2018-05", {Measure::kAnnualMedian}, "soc-2010");
  auto totals =
      world->Table("2022/2032", {Measure::kTotalOpenings}, "soc-2018", 10);
  auto soon = world->Table(
      "2023/2025",
      {Measure::kTotalOpenings, Measure::kAnnualOpenings,
       Measure::kBaseEmployment, Measure::kEmploymentChangePercent},
      "soc-2018", 2);
  auto levels = world->Table("2022/2032", {Measure::kTypicalEducation});
  for (int region = 0; region < size.regions; ++region) {
    const std::string place = MarketRegion(region);
    for (int i = -1; i < size.occupations; ++i) {
      const std::string code = i < 0 ? "00-0000" : PrintedCodeOf(size, i);
      if (i == 4) continue;
      if (!dice->OneIn(6))
        wages.Row(place, code, RandomFigures(dice, WageMeasures().size(), 60));
      if (dice->OneIn(3)) older.Row(place, code, RandomFigures(dice, 1, 60));
      if (!dice->OneIn(3)) totals.Row(place, code, RandomFigures(dice, 1, 90));
      if (dice->OneIn(3)) soon.Row(place, code, RandomFigures(dice, 4, 90));
    }
  }
  for (int i = 0; i < size.occupations; ++i)
    levels.Row("us", MarketCode(size, i),
               {Figure::Published(1 + dice->Below(8))});
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
                                 dice->OneIn(4)
                                     ? ScoreComponent::Binning::kZScore
                                     : ScoreComponent::Binning::kDecile,
                                 1000});
  }
  clause.cut_milli = dice->Below(12000);
  clause.among_guarded = dice->OneIn(2);
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

void AddExceptions(Dice* dice, const MarketSize& size, Policy* policy) {
  while (dice->OneIn(2)) {
    PolicyException exception;
    exception.kind = dice->OneIn(2) ? PolicyException::Kind::kInclude
                                    : PolicyException::Kind::kExclude;
    exception.entry = {MarketCode(size, dice->Below(size.occupations)),
                       dice->OneIn(2) ? "" : "regions/us-s1", "A reason", "",
                       ""};
    if (dice->OneIn(2)) exception.dimension = policy->dimensions[0].dimension;
    policy->exceptions.push_back(exception);
  }
}

LinkRule RandomLinkRule(Dice* dice, LinkRule rule) {
  rule.kind = static_cast<LinkRule::Kind>(1 + dice->Below(3));
  rule.declared_first = dice->OneIn(2);
  rule.declared_only = dice->OneIn(6);
  if (rule.kind == LinkRule::Kind::kShare) {
    const int shares[] = {1, 33333, 50000, 66667, 100000};
    rule.share_milli = shares[dice->Below(5)];
    const Measure weights[] = {Measure::kUnspecified, Measure::kEmployment,
                               Measure::kAnnualOpenings};
    rule.weight = weights[dice->Below(3)];
  }
  if (dice->OneIn(2)) {
    rule.texts = static_cast<LinkRule::Texts>(1 + dice->Below(2));
    rule.text_probability_milli = kLeastTextMilli + dice->Below(900);
  }
  return rule;
}

Policy RandomPolicy(Dice* dice, const MarketSize& size) {
  std::vector<DimensionRule> dimensions;
  const int count = 1 + dice->Below(3);
  for (int i = 1; i <= count; ++i)
    dimensions.push_back({static_cast<Dimension>(i),
                          RandomClause(dice, absl::StrCat("d", i), 2)});
  Policy policy = PolicyOf(std::move(dimensions));
  policy.dimensions_required = 1 + dice->Below(count);
  policy.link_rule = RandomLinkRule(dice, policy.link_rule);
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
                  {MarketCode(size, 9), "", "", "", ""}};
  policy.lists.push_back(list);
  AddExceptions(dice, size, &policy);
  if (dice->OneIn(4)) policy.confidence = {900, 100};
  if (dice->OneIn(4)) policy.missing_data = MissingData::kUnrated;
  return policy;
}

}  // namespace

std::string MarketRegion(int region) {
  if (region == 0) return "us";
  return region < 4 ? absl::StrCat("us-s", region)
                    : absl::StrCat("us-cbsa-", 10000 + region);
}

// From 47-2010 on, then from 15-1210 on, then teachers in colleges.
std::string MarketCode(const MarketSize& size, int occupation) {
  if (occupation >= size.occupations - 2)
    return absl::StrCat("25-10", 10 + occupation);
  return occupation < size.occupations / 2
             ? absl::StrCat("47-20", 10 + occupation)
             : absl::StrCat("15-12", 10 + occupation);
}

TinyWorld RandomMarketOf(Dice* dice, const MarketSize& size) {
  TinyWorld world;
  AddPlaces(dice, size, &world);
  AddOccupations(size, &world);
  AddFigures(dice, size, &world);
  AddRatings(dice, size, &world);
  return world;
}

std::shared_ptr<const BoundPolicy> RandomPolicyOn(
    Dice* dice, const MarketSize& size,
    const std::shared_ptr<const Edition>& edition) {
  for (int attempt = 0; attempt < 100; ++attempt) {
    const auto policy =
        BoundPolicy::Create(edition, RandomPolicy(dice, size),
                            dice->OneIn(5) ? "2019-01-01" : "2026-07-01");
    if (policy.ok()) return *policy;
  }
  return nullptr;
}

}  // namespace plumbline::alignment::testing
