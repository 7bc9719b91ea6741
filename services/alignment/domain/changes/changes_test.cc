#include <bit>
#include <random>
#include <vector>

#include "gmock/gmock.h"
#include "services/alignment/domain/changes/cause_kind.h"
#include "services/alignment/domain/changes/cause_search.h"
#include "services/alignment/domain/changes/grace.h"

namespace plumbline::alignment {
namespace {

using ::testing::ElementsAre;

// Undone exactly when one of `causes` is held back whole.
Undone ByAny(std::vector<InputSet> causes) {
  return [causes = std::move(causes)](InputSet held) -> std::optional<bool> {
    for (const InputSet cause : causes) {
      if ((held & cause) == cause) return true;
    }
    return false;
  };
}

TEST(CauseSearch, OneInputNeedsNoTrial) {
  const FoundCauses found = FindCauses(0b100, [](InputSet) {
    ADD_FAILURE() << "all of them undo it by definition";
    return std::nullopt;
  });
  EXPECT_THAT(found.sets, ElementsAre(0b100));
  EXPECT_TRUE(found.smallest);
}

TEST(CauseSearch, NamesTheOneOrEachThatAloneUndoes) {
  EXPECT_THAT(FindCauses(0b1111, ByAny({0b0100})).sets, ElementsAre(0b0100));
  EXPECT_THAT(FindCauses(0b1111, ByAny({0b1000, 0b0001})).sets,
              ElementsAre(0b0001, 0b1000));
}

TEST(CauseSearch, NamesTheSmallestSetWhenNoneAloneDoes) {
  const FoundCauses two = FindCauses(0b1111, ByAny({0b0101}));
  EXPECT_THAT(two.sets, ElementsAre(0b0101));
  EXPECT_TRUE(two.smallest);
  const FoundCauses three = FindCauses(0b11111, ByAny({0b10101}));
  EXPECT_THAT(three.sets, ElementsAre(0b10101));
  EXPECT_TRUE(three.smallest);
  const FoundCauses four = FindCauses(0b11111, ByAny({0b10111}));
  EXPECT_THAT(four.sets, ElementsAre(0b10111));
  EXPECT_FALSE(four.smallest) << "sets of three were not all tried";
}

TEST(CauseSearch, WhatCannotBeTriedIsSaid) {
  // Input 0 is code of an older version: it cannot be held back.
  const FoundCauses found =
      FindCauses(0b111, [](InputSet held) -> std::optional<bool> {
        if ((held & 0b001) != 0) return std::nullopt;
        return false;
      });
  EXPECT_THAT(found.sets, ElementsAre(0b111));
  EXPECT_FALSE(found.smallest);
}

// Every set that is named undoes the difference and none of its parts does,
// whatever undoes it: also where holding more back brings it back.
TEST(CauseSearch, EveryNamedSetIsMinimalAmongWhatWasTried) {
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    const int inputs = 2 + round % 5;
    const InputSet all = (InputSet{1} << inputs) - 1;
    std::vector<bool> undoes(all + 1);
    for (InputSet held = 1; held < all; ++held)
      undoes[held] = random() % 4 == 0;
    undoes[all] = true;
    const FoundCauses found = FindCauses(
        all, [&](InputSet held) { return std::optional<bool>(undoes[held]); });
    ASSERT_FALSE(found.sets.empty());
    const int size = std::popcount(found.sets.front());
    for (const InputSet set : found.sets) {
      EXPECT_TRUE(undoes[set]);
      EXPECT_EQ(std::popcount(set), size);
      for (int i = 0; i < inputs; ++i) {
        if (set >> i & 1) {
          EXPECT_FALSE(undoes[set & ~(InputSet{1} << i)]);
        }
      }
    }
    if (!found.smallest) continue;
    for (InputSet held = 1; held < all; ++held) {
      if (undoes[held]) {
        EXPECT_GE(std::popcount(held), size);
      }
    }
  }
}

TEST(CauseKind, ComesFromTheSource) {
  EXPECT_EQ(KindOfSource("oews"), CauseKind::kDataRelease);
  EXPECT_EQ(KindOfSource("cip-soc"), CauseKind::kCrosswalk);
  EXPECT_EQ(KindOfSource("rapids"), CauseKind::kCrosswalk);
  EXPECT_EQ(KindOfSource("soc"), CauseKind::kCodeVintage);
  EXPECT_EQ(KindOfSource("region-sets"), CauseKind::kGeographyVintage);
}

// What counts after each of a row of editions that compute `computed`.
std::vector<Verdict> Counted(const std::vector<Verdict>& computed,
                             int64_t flag_after) {
  std::vector<Verdict> counted;
  EarlierVerdict earlier;
  for (const Verdict verdict : computed) {
    const GraceState grace = NextGrace(earlier, verdict, flag_after);
    counted.push_back(grace.at_risk() ? grace.counted : verdict);
    earlier = {verdict, grace, true, true};
  }
  return counted;
}

constexpr Verdict kYes = Verdict::kAligned;
constexpr Verdict kNo = Verdict::kNotAligned;

TEST(Grace, AProgramIsFlaggedAfterSoManyEditionsInARow) {
  EXPECT_THAT(Counted({kYes, kNo, kNo, kNo}, 3),
              ElementsAre(kYes, kYes, kYes, kNo));
  EXPECT_THAT(Counted({kYes, kNo, kNo, kNo}, 1),
              ElementsAre(kYes, kNo, kNo, kNo));
  EXPECT_THAT(Counted({kYes, kNo, kNo, kNo}, 0),
              ElementsAre(kYes, kNo, kNo, kNo));
}

TEST(Grace, AWobbleBeginsAnew) {
  EXPECT_THAT(Counted({kYes, kNo, kYes, kNo, kNo}, 2),
              ElementsAre(kYes, kYes, kYes, kYes, kNo));
}

TEST(Grace, WhatNeverStoodHasNoneAndWhatGetsBetterCountsAtOnce) {
  EXPECT_THAT(Counted({kNo, kNo, kYes}, 3), ElementsAre(kNo, kNo, kYes));
}

TEST(Grace, WithheldFiguresDoNotEndIt) {
  EXPECT_THAT(Counted({kYes, Verdict::kIndeterminate, kNo, kNo}, 3),
              ElementsAre(kYes, kYes, kYes, kNo));
}

TEST(Grace, TheSameEditionAgainIsNotAnotherSurvey) {
  const GraceState once = NextGrace({kYes, {}, true, true}, kNo, 2);
  EXPECT_EQ(once, (GraceState{kYes, 1}));
  EXPECT_EQ(NextGrace({kNo, once, true, false}, kNo, 2), once);
  EXPECT_EQ(NextGrace({kNo, once, true, true}, kNo, 2), GraceState{});
}

TEST(Grace, AnotherPolicyOrProgramCountsAtOnce) {
  EXPECT_EQ(NextGrace({kYes, {}, false, true}, kNo, 3), GraceState{});
}

}  // namespace
}  // namespace plumbline::alignment
