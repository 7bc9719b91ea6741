#include "services/alignment/domain/scoring/programs/kernel.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/alignment/domain/matching/shared_links.h"
#include "services/alignment/domain/scoring/programs/counted_links.h"
#include "services/alignment/domain/scoring/programs/evaluate_program.h"
#include "services/alignment/domain/testing/random_market.h"
#include "services/common/testing/sanitized.h"

namespace plumbline::alignment {
namespace {

using testing::Compare;
using testing::Constant;
using testing::Dice;
using testing::Group;
using testing::PolicyOf;
using testing::TinyWorld;
using vocabulary::FigureStatus;
using vocabulary::Measure;

constexpr int kRegions = 70;
constexpr int kOccupations = 14;
constexpr int kPrograms = 40;
constexpr testing::MarketSize kSize = {kRegions, kOccupations};

std::vector<ProgramFacts> RandomPrograms(Dice* dice, TinyWorld* world) {
  std::vector<ProgramFacts> programs;
  for (int p = 0; p < kPrograms; ++p) {
    const uint32_t cip = 510000 + static_cast<uint32_t>(p);
    world->Cip(cip);
    for (int i = 0; i < kOccupations; ++i) {
      if (dice->OneIn(4))
        world->Edge("federal", cip,
                    static_cast<uint32_t>(vocabulary::SocCode::Parse(
                                              testing::MarketCode(kSize, i))
                                              ->digits()));
    }
    ProgramFacts program{absl::StrCat("revision-", p),
                         dice->OneIn(9) ? "" : absl::StrCat(cip),
                         "",
                         {}};
    while (dice->OneIn(2))
      program.occupations.push_back(
          {dice->OneIn(7)
               ? "99-9999"
               : testing::MarketCode(kSize, dice->Below(kOccupations)),
           ""});
    while (dice->OneIn(2))
      program.texts.push_back(
          {testing::MarketCode(kSize, dice->Below(kOccupations)),
           kLeastTextMilli + dice->Below(950)});
    program.text_model = "model";
    program.cip_suspicious = dice->OneIn(5);
    program.texts_undecided = dice->OneIn(3);
    programs.push_back(std::move(program));
  }
  return programs;
}

// A world, a policy over it, programs, and what both ways to score say.
struct Scored {
  explicit Scored(uint32_t seed) {
    Dice dice(seed);
    TinyWorld world = testing::RandomMarketOf(&dice, kSize);
    programs = RandomPrograms(&dice, &world);
    edition = world.Build();
    policy = testing::RandomPolicyOn(&dice, kSize, edition);
    EXPECT_NE(policy, nullptr);
    for (RegionIndex i = 0; i < kRegions; ++i) regions.push_back(i);
    shared = std::make_unique<SharedLinks>(
        *edition, ReadTexts{policy->policy().link_rule.reads_texts()});
    for (const ProgramFacts& program : programs) {
      links.push_back(shared->Of(program));
      std::vector<OccupationIndex> list;
      for (const RuledLink& link :
           ApplyLinkRule(*edition, policy->policy().link_rule, *links.back())) {
        if (link.counted()) list.push_back(link.link.occupation);
      }
      counted.Add(list);
    }
  }

  std::shared_ptr<const Edition> edition;
  std::shared_ptr<const BoundPolicy> policy;
  std::vector<ProgramFacts> programs;
  std::unique_ptr<SharedLinks> shared;
  std::vector<const LinkSet*> links;
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

TEST_P(KernelTest, LinksAreCountedAsTheRuleSaysOneByOne) {
  const Scored s(GetParam());
  const CountedLinks counted =
      CountLinks(*s.edition, s.policy->policy().link_rule, s.links);
  EXPECT_EQ(counted.starts, s.counted.starts);
  EXPECT_EQ(counted.occupations, s.counted.occupations);
}

TEST_P(KernelTest, ThePortfolioSaysWhatTheSlowEvaluatorSays) {
  const Scored s(GetParam());
  std::vector<PortfolioEntry> entries;
  for (size_t p = 0; p < s.programs.size(); ++p)
    entries.push_back({&s.programs[p], s.links[p],
                       static_cast<uint32_t>(p * 7 % s.regions.size())});
  OutcomeTable::Options options;
  options.threads = 2;
  const PortfolioGroups groups = GroupEntries(*s.edition, s.regions, entries);
  options.wanted = Wanted(*s.edition, groups, s.regions.size());
  const auto table = OutcomeTable::Compute(s.policy, s.regions, options);
  const std::vector<ScoredProgram> scored = ScorePortfolio(*table, groups, 1);
  EXPECT_EQ(scored, ScorePortfolio(*table, groups, 2));
  for (size_t p = 0; p < entries.size(); ++p) {
    const Decision slow = EvaluateProgram(
        *s.policy, s.regions[entries[p].position], s.programs[p]);
    EXPECT_EQ(scored[p].verdict, slow.verdict);
    for (size_t i = 0; i < slow.dimension_verdicts.size(); ++i)
      EXPECT_EQ(scored[p].dimension_verdicts[i], slow.dimension_verdicts[i]);
    EXPECT_EQ(scored[p].flag_mask, slow.flag_mask);
    EXPECT_EQ(base::ToHex(scored[p].record_sha256), slow.record_sha256);
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
  TinyWorld world = testing::RandomMarketOf(&dice, kSize);
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
  TinyWorld world = testing::RandomMarketOf(&dice, kSize);
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

INSTANTIATE_TEST_SUITE_P(
    Worlds, KernelTest,
    ::testing::Range(1U, 1U + ::plumbline::testing::Cases(21U)));

}  // namespace
}  // namespace plumbline::alignment
