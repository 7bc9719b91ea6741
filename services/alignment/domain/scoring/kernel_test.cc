#include "services/alignment/domain/scoring/kernel.h"

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/alignment/domain/scoring/evaluate_program.h"
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

constexpr int kRegions = 70;
constexpr int kOccupations = 14;
constexpr int kPrograms = 40;

// A random number of [0, below), the same on every machine.
class Dice {
 public:
  explicit Dice(uint32_t seed) : engine_(seed) {}
  int Below(int below) {
    return static_cast<int>(engine_() % static_cast<uint32_t>(below));
  }
  bool OneIn(int n) { return Below(n) == 0; }

 private:
  std::mt19937 engine_;
};

Figure RandomFigure(Dice* dice, int below) {
  switch (dice->Below(8)) {
    case 0:
      return Figure::Without(FigureStatus::kWithheld);
    case 1:
      return Figure::Without(FigureStatus::kNotApplicable);
    case 2:
      return Figure::TopCoded(dice->Below(below));
    default:
      return Figure::Published(dice->Below(below));
  }
}

std::string CodeOf(int occupation) {
  // The last two are teachers in colleges.
  return occupation >= kOccupations - 2
             ? absl::StrCat("25-10", 10 + occupation)
             : absl::StrCat("47-20", 10 + occupation);
}

std::string RegionOf(int region) {
  if (region == 0) return "us";
  return region < 4 ? absl::StrCat("us-s", region)
                    : absl::StrCat("us-cbsa-", 10000 + region);
}

TinyWorld RandomWorld(Dice* dice) {
  TinyWorld world;
  world.Nation();
  for (int i = 1; i < 4; ++i) world.State(RegionOf(i));
  for (int i = 4; i < kRegions; ++i)
    world.Metro(RegionOf(i), RegionOf(dice->Below(4)));
  for (int i = 0; i < kOccupations; ++i)
    world.Occupation(CodeOf(i), absl::StrCat("Occupation ", i),
                     i == 3 || i == 4 ? "47-2099" : "");
  auto wages = world.Table(
      "2023-05",
      {Measure::kAnnualMedian, Measure::kAnnualP25, Measure::kEmployment});
  auto openings =
      world.Table("2022/2032", {Measure::kTotalOpenings}, "soc-2018", 10);
  auto levels = world.Table("2022/2032", {Measure::kTypicalEducation});
  for (int region = 0; region < kRegions; ++region) {
    wages.Row(RegionOf(region), "00-0000",
              {RandomFigure(dice, 50), RandomFigure(dice, 30),
               RandomFigure(dice, 500)});
    for (int i = 0; i < kOccupations; ++i) {
      const std::string code = i == 3 || i == 4 ? "47-2099" : CodeOf(i);
      if (!dice->OneIn(6) && i != 4)
        wages.Row(RegionOf(region), code,
                  {RandomFigure(dice, 50), RandomFigure(dice, 30),
                   RandomFigure(dice, 20)});
      if (!dice->OneIn(4) && i != 4)
        openings.Row(RegionOf(region), code, {RandomFigure(dice, 90)});
    }
  }
  for (int i = 0; i < kOccupations; ++i)
    levels.Row("us", CodeOf(i), {Figure::Published(1 + dice->Below(8))});
  return world;
}

Clause RandomLeaf(Dice* dice, const std::string& id) {
  const auto comparator = static_cast<Comparator>(1 + dice->Below(4));
  const auto scope = static_cast<Scope>(dice->Below(4));
  switch (dice->Below(6)) {
    case 0:
      return OneOf(id, Measure::kTypicalEducation, {"BACHELOR", "ASSOCIATE"});
    case 1:
      return Compare(id,
                     Ratio(Measure::kAnnualMedian, Measure::kAnnualP25, scope),
                     comparator, Median(scope));
    case 2:
      return Compare(id,
                     {Measure::kAnnualOpenings, Measure::kUnspecified, scope},
                     comparator, dice->OneIn(2) ? Mean() : Median());
    case 3:
      return Compare(id, {Measure::kAnnualMedian}, comparator,
                     Constant(dice->Below(50)));
    default:
      return Compare(id, {Measure::kAnnualMedian, Measure::kUnspecified, scope},
                     comparator, AllOccupations(scope, 80000));
  }
}

Clause RandomClause(Dice* dice, const std::string& id, int depth) {
  if (depth == 0 || dice->OneIn(3)) return RandomLeaf(dice, id);
  const Clause::Kind kinds[] = {Clause::Kind::kAll, Clause::Kind::kAny,
                                Clause::Kind::kAtLeast, Clause::Kind::kNot};
  const Clause::Kind kind = kinds[dice->Below(4)];
  const int count = kind == Clause::Kind::kNot ? 1 : 1 + dice->Below(4);
  std::vector<Clause> inner;
  for (int i = 0; i < count; ++i)
    inner.push_back(RandomClause(dice, absl::StrCat(id, ".", i), depth - 1));
  return Group(id, kind, std::move(inner),
               kind == Clause::Kind::kAtLeast ? 1 + dice->Below(count) : 0);
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
  LinkRule& rule = policy.link_rule;
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
  return policy;
}

std::vector<ProgramFacts> RandomPrograms(Dice* dice, TinyWorld* world) {
  std::vector<ProgramFacts> programs;
  for (int p = 0; p < kPrograms; ++p) {
    const uint32_t cip = 510000 + static_cast<uint32_t>(p);
    world->Cip(cip);
    for (int i = 0; i < kOccupations; ++i) {
      if (dice->OneIn(4))
        world->Edge("federal", cip,
                    static_cast<uint32_t>(
                        vocabulary::SocCode::Parse(CodeOf(i))->digits()));
    }
    ProgramFacts program{absl::StrCat("revision-", p),
                         dice->OneIn(9) ? "" : absl::StrCat(cip),
                         "",
                         {}};
    while (dice->OneIn(2))
      program.occupations.push_back(
          {dice->OneIn(7) ? "99-9999" : CodeOf(dice->Below(kOccupations)), ""});
    programs.push_back(std::move(program));
  }
  return programs;
}

// A world, a policy over it, programs, and what both ways to score say.
struct Scored {
  explicit Scored(uint32_t seed) {
    Dice dice(seed);
    TinyWorld world = RandomWorld(&dice);
    programs = RandomPrograms(&dice, &world);
    edition = world.Build();
    auto created = BoundPolicy::Create(edition, RandomPolicy(&dice));
    EXPECT_TRUE(created.ok()) << created.status();
    policy = *created;
    for (RegionIndex i = 0; i < kRegions; ++i) regions.push_back(i);
    for (const ProgramFacts& program : programs) {
      links.push_back(FindLinks(*edition, program));
      std::vector<OccupationIndex> list;
      for (const RuledLink& link :
           ApplyLinkRule(*edition, policy->policy().link_rule, links.back())) {
        if (link.counted()) list.push_back(link.link.occupation);
      }
      counted.Add(list);
    }
  }

  std::shared_ptr<const Edition> edition;
  std::shared_ptr<const BoundPolicy> policy;
  std::vector<ProgramFacts> programs;
  std::vector<LinkSet> links;
  CountedLinks counted;
  std::vector<RegionIndex> regions;
};

class KernelTest : public ::testing::TestWithParam<uint32_t> {};

TEST_P(KernelTest, TheMatrixSaysWhatTheSlowEvaluatorSays) {
  const Scored s(GetParam());
  OutcomeTable::Options options;
  options.with_records = false;
  const auto table = OutcomeTable::Compute(s.policy, s.regions, options);
  std::vector<VerdictMatrix> planes;
  for (size_t plane = 0; plane < table->plane_count(); ++plane) {
    planes.push_back(ScoreMatrix(*table, s.counted, plane, 1));
    EXPECT_EQ(planes.back(), ScoreMatrix(*table, s.counted, plane, 2));
    EXPECT_EQ(planes.back(), ScoreMatrix(*table, s.counted, plane, 7));
  }
  std::array<int64_t, 5> counts = {};
  for (size_t p = 0; p < s.programs.size(); ++p) {
    for (size_t r = 0; r < s.regions.size(); ++r) {
      const Decision slow =
          EvaluateProgram(*s.policy, s.regions[r], s.programs[p]);
      ++counts[static_cast<size_t>(slow.verdict)];
      ASSERT_EQ(planes[0].At(p, r), slow.verdict)
          << "program " << p << " region " << r;
      for (size_t i = 0; i < slow.dimension_verdicts.size(); ++i)
        ASSERT_EQ(planes[i + 1].At(p, r), slow.dimension_verdicts[i])
            << "program " << p << " region " << r << " dimension " << i;
    }
  }
  EXPECT_EQ(planes[0].Counts(), counts);
}

TEST_P(KernelTest, ThePortfolioSaysWhatTheSlowEvaluatorSays) {
  const Scored s(GetParam());
  std::vector<PortfolioEntry> entries;
  for (size_t p = 0; p < s.programs.size(); ++p)
    entries.push_back({&s.programs[p], &s.links[p],
                       static_cast<uint32_t>(p * 7 % s.regions.size())});
  OutcomeTable::Options options;
  options.threads = 2;
  options.wanted = Wanted(*s.edition, entries, s.regions.size());
  const auto table = OutcomeTable::Compute(s.policy, s.regions, options);
  const std::vector<ScoredProgram> scored = ScorePortfolio(*table, entries, 1);
  EXPECT_EQ(scored, ScorePortfolio(*table, entries, 2));
  for (size_t p = 0; p < entries.size(); ++p) {
    const Decision slow = EvaluateProgram(
        *s.policy, s.regions[entries[p].position], s.programs[p]);
    EXPECT_EQ(scored[p].verdict, slow.verdict);
    for (size_t i = 0; i < slow.dimension_verdicts.size(); ++i)
      EXPECT_EQ(scored[p].dimension_verdicts[i], slow.dimension_verdicts[i]);
    EXPECT_EQ(scored[p].flag_mask, slow.flag_mask);
    EXPECT_EQ(absl::BytesToHexString(absl::string_view(
                  reinterpret_cast<const char*>(scored[p].record_sha256.data()),
                  scored[p].record_sha256.size())),
              slow.record_sha256);
  }
}

TEST_P(KernelTest, EveryUnalignedUnratedOrOpenVerdictSaysWhy) {
  const Scored s(GetParam());
  for (const ProgramFacts& program : s.programs) {
    for (RegionIndex region = 0; region < 8; ++region) {
      const Decision decision = EvaluateProgram(*s.policy, region, program);
      EXPECT_EQ(decision.flags.size(),
                static_cast<size_t>(__builtin_popcount(decision.flag_mask)));
      if (decision.verdict != Verdict::kAligned) {
        EXPECT_NE(decision.flag_mask, 0U)
            << VerdictName(decision.verdict) << " of " << program.revision_id;
      }
      for (const DecisionFlag& flag : decision.flags)
        EXPECT_NE(flag.message, "") << FlagReasonName(flag.reason);
    }
  }
}

TEST_P(KernelTest, ADroppedFigureNeverTurnsAnOpenAnswerIntoAKnownOne) {
  Dice dice(GetParam());
  TinyWorld world = RandomWorld(&dice);
  const std::vector<ProgramFacts> programs = RandomPrograms(&dice, &world);
  // Benchmarks over occupations move with their population, and counts decide
  // weights: this holds for what is compared with figures of the rule itself.
  Policy policy =
      PolicyOf({{Dimension::kHighWage,
                 Group("wage", Clause::Kind::kAtLeast,
                       {Compare("a", {Measure::kAnnualMedian},
                                Comparator::kAtLeast, Constant(25)),
                        Compare("b", {Measure::kAnnualP25},
                                Comparator::kGreaterThan, Constant(12)),
                        Compare("c", {Measure::kEmployment},
                                Comparator::kLessThan, Constant(10))},
                       2)}});
  EditionTables fewer = world.Tables();
  for (FigureColumnEntry& column : fewer.figure_tables[0].columns) {
    for (char& status : column.statuses) {
      if (dice.OneIn(3)) status = static_cast<char>(FigureStatus::kWithheld);
    }
  }
  const auto full = *BoundPolicy::Create(world.Build(), policy);
  const auto less = *BoundPolicy::Create(*Edition::Create(fewer), policy);
  for (const ProgramFacts& program : programs) {
    const Verdict before = EvaluateProgram(*full, 5, program).verdict;
    const Verdict after = EvaluateProgram(*less, 5, program).verdict;
    EXPECT_TRUE(after == before || after == Verdict::kIndeterminate)
        << VerdictName(before) << " became " << VerdictName(after);
  }
}

TEST_P(KernelTest, TighteningAThresholdNeverAddsAPass) {
  Dice dice(GetParam());
  TinyWorld world = RandomWorld(&dice);
  const std::vector<ProgramFacts> programs = RandomPrograms(&dice, &world);
  const auto edition = world.Build();
  std::vector<std::vector<Verdict>> by_threshold;
  for (int threshold = 0; threshold < 50; threshold += 7) {
    const auto policy = *BoundPolicy::Create(
        edition,
        PolicyOf({{Dimension::kHighWage,
                   Compare("wage", {Measure::kAnnualMedian},
                           Comparator::kAtLeast, Constant(threshold))}}));
    std::vector<Verdict> verdicts;
    for (const ProgramFacts& program : programs)
      verdicts.push_back(EvaluateProgram(*policy, 2, program).verdict);
    if (!by_threshold.empty()) {
      for (size_t p = 0; p < verdicts.size(); ++p) {
        if (verdicts[p] == Verdict::kAligned) {
          EXPECT_EQ(by_threshold.back()[p], Verdict::kAligned);
        }
      }
    }
    by_threshold.push_back(std::move(verdicts));
  }
}

TEST_P(KernelTest, TheOrderOfProgramsRegionsAndOccupationsChangesNothing) {
  Scored s(GetParam());
  OutcomeTable::Options options;
  options.with_records = false;
  const auto table = OutcomeTable::Compute(s.policy, s.regions, options);
  const VerdictMatrix matrix = ScoreMatrix(*table, s.counted, 0, 1);
  std::vector<RegionIndex> reversed(s.regions.rbegin(), s.regions.rend());
  CountedLinks backwards;
  for (size_t p = s.counted.program_count(); p-- > 0;) {
    const auto list = s.counted.counted(p);
    backwards.Add(std::vector<OccupationIndex>(list.rbegin(), list.rend()));
  }
  const auto other = OutcomeTable::Compute(s.policy, reversed, options);
  const VerdictMatrix turned = ScoreMatrix(*other, backwards, 0, 2);
  const size_t last_program = s.programs.size() - 1;
  for (size_t p = 0; p < s.programs.size(); ++p) {
    for (size_t r = 0; r < s.regions.size(); ++r)
      ASSERT_EQ(matrix.At(p, r),
                turned.At(last_program - p, s.regions.size() - 1 - r));
  }
}

INSTANTIATE_TEST_SUITE_P(Worlds, KernelTest, ::testing::Range(1U, 22U));

}  // namespace
}  // namespace plumbline::alignment
