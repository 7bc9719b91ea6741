#include "services/alignment/domain/supply/supply_and_demand.h"

#include <algorithm>
#include <numeric>
#include <random>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using vocabulary::EducationLevel;
using vocabulary::Figure;
using vocabulary::FigureStatus;

constexpr int64_t kUnits = 1000;

CountRange People(int64_t people) {
  return CountRange::Exactly(people * kUnits);
}

GapRange Gap(int64_t people) { return {people * kUnits, people * kUnits}; }

OccupationDemand Open(int64_t openings) {
  return {.openings = Figure::Published(openings),
          .divisor = 1,
          .typical_education = EducationLevel::kAssociate};
}

// Program 0: 100 completers for both occupations; program 1: 50 for the first,
// which has 20 openings; the second has 180.
SupplyQuestion Toy(Apportioning rule) {
  SupplyQuestion question;
  question.programs = {{CountRange::Exactly(100), {0, 1}},
                       {CountRange::Exactly(50), {0}}};
  question.occupations = {Open(20), Open(180)};
  question.apportioning = rule;
  return question;
}

SupplyAndDemand Answer(const SupplyQuestion& question) {
  auto answer = CompareSupplyAndDemand(question);
  EXPECT_TRUE(answer.ok()) << answer.status();
  return answer.ok() ? *std::move(answer) : SupplyAndDemand();
}

TEST(CompareSupplyAndDemandTest, RulesDifferAndBoundsDoNot) {
  const std::tuple<Apportioning, int64_t, int64_t> kGaps[] = {
      {Apportioning::kNone, -130, 80},
      {Apportioning::kEqual, -80, 130},
      {Apportioning::kByOpenings, -40, 90}};
  for (const auto& [rule, first, second] : kGaps) {
    const SupplyAndDemand answer = Answer(Toy(rule));
    EXPECT_EQ(answer.occupations[0].gap, Gap(first));
    EXPECT_EQ(answer.occupations[1].gap, Gap(second));
    EXPECT_EQ(answer.unplaced, People(30));
    EXPECT_EQ(answer.unfilled, People(80));
    EXPECT_FALSE(answer.programs[0].openings.has_value());
  }
}

TEST(CompareSupplyAndDemandTest, ByCompletersDividesOpenings) {
  const SupplyAndDemand answer = Answer(Toy(Apportioning::kByCompleters));
  EXPECT_FALSE(answer.occupations[0].completers.has_value());
  EXPECT_EQ(answer.programs[0].openings, CountRange::Exactly(193333));
  EXPECT_EQ(answer.programs[1].openings, CountRange::Exactly(6667));
  EXPECT_EQ(answer.programs[1].gap, (GapRange{-43333, -43333}));
  EXPECT_EQ(answer.unplaced, People(30));
}

TEST(CompareSupplyAndDemandTest, BottlenecksExplainTheBounds) {
  const SupplyAndDemand answer = Answer(Toy(Apportioning::kEqual));
  ASSERT_EQ(answer.surpluses.size(), 1u);
  EXPECT_THAT(answer.surpluses[0].programs, ElementsAre(1));
  EXPECT_THAT(answer.surpluses[0].occupations, ElementsAre(0));
  EXPECT_EQ(answer.surpluses[0].completers, 50 * kUnits);
  EXPECT_EQ(answer.surpluses[0].openings, 20 * kUnits);
  EXPECT_EQ(answer.surpluses[0].amount, 30 * kUnits);
  ASSERT_EQ(answer.shortages.size(), 1u);
  EXPECT_THAT(answer.shortages[0].programs, ElementsAre(0));
  EXPECT_THAT(answer.shortages[0].occupations, ElementsAre(1));
  EXPECT_EQ(answer.shortages[0].amount, 80 * kUnits);
  EXPECT_EQ(answer.programs[1].unplaced_at_least, 30 * kUnits);
  EXPECT_EQ(answer.occupations[1].unfilled_at_least, 80 * kUnits);
  EXPECT_EQ(answer.occupations[0].placed, People(20));
  EXPECT_EQ(answer.occupations[1].placed, People(100));
}

TEST(CompareSupplyAndDemandTest, UnknownOpeningsLeaveTheBoundOpen) {
  SupplyQuestion question = Toy(Apportioning::kByOpenings);
  question.occupations[0].openings = Figure::Without(FigureStatus::kWithheld);
  const SupplyAndDemand answer = Answer(question);
  // There may be a place for everybody, or none in the first occupation.
  EXPECT_EQ(answer.unplaced, (CountRange{0, 50 * kUnits}));
  EXPECT_EQ(answer.unfilled, CountRange::AtLeast(80 * kUnits));
  EXPECT_THAT(answer.surpluses, IsEmpty());
  EXPECT_EQ(answer.openings, CountRange::AtLeast(180 * kUnits));
  EXPECT_EQ(*answer.occupations[0].completers,
            (CountRange{50 * kUnits, 150 * kUnits}));
  EXPECT_EQ(answer.occupations[0].gap, (GapRange{-150 * kUnits, {}}));
  EXPECT_EQ(answer.occupations[0].placed, (CountRange{0, 150 * kUnits}));
}

TEST(CompareSupplyAndDemandTest, ASmallCellIsARange) {
  SupplyQuestion question = Toy(Apportioning::kEqual);
  question.programs[1].completers = {21, 29};
  EXPECT_EQ(Answer(question).unplaced, (CountRange{1 * kUnits, 9 * kUnits}));
  question.programs[1].completers = CountRange::AtLeast(0);
  EXPECT_EQ(Answer(question).unplaced, CountRange::AtLeast(0));
  EXPECT_EQ(Answer(question).unfilled, (CountRange{80 * kUnits, 100 * kUnits}));
}

TEST(CompareSupplyAndDemandTest, OnlyOpeningsOfTheLevelsCount) {
  SupplyQuestion question = Toy(Apportioning::kEqual);
  question.occupations[0].typical_education = EducationLevel::kBachelor;
  question.education_levels = {EducationLevel::kAssociate};
  SupplyAndDemand answer = Answer(question);
  ASSERT_EQ(answer.occupations.size(), 1u);
  EXPECT_EQ(answer.occupations[0].occupation, 1u);
  EXPECT_EQ(answer.programs[1].reach, ProgramBalance::Reach::kOutsideLevels);
  EXPECT_EQ(answer.completers_without_occupation, People(50));
  EXPECT_EQ(answer.unfilled, People(80));

  // Not known: its 20 openings may count.
  question.occupations[0].typical_education.reset();
  answer = Answer(question);
  EXPECT_EQ(answer.unplaced, (CountRange{30 * kUnits, 50 * kUnits}));
  EXPECT_EQ(answer.unfilled, People(80));
}

TEST(CompareSupplyAndDemandTest, SaysWhatIsOutsideTheComparison) {
  SupplyQuestion question = Toy(Apportioning::kNone);
  question.programs.push_back({CountRange::Exactly(7), {}});
  question.occupations.push_back(Open(11));
  const SupplyAndDemand answer = Answer(question);
  EXPECT_EQ(answer.programs[2].reach, ProgramBalance::Reach::kNoOccupation);
  EXPECT_EQ(answer.completers_without_occupation, People(7));
  EXPECT_EQ(answer.openings_without_program, People(11));
  EXPECT_EQ(answer.completers, People(150));
  EXPECT_EQ(answer.unplaced, People(30));
}

TEST(CompareSupplyAndDemandTest, YearlySharesOfTotalsAreExact) {
  SupplyQuestion question = Toy(Apportioning::kEqual);
  question.occupations[0] = {Figure::Published(205), 10,
                             EducationLevel::kAssociate};
  EXPECT_EQ(Answer(question).unplaced, CountRange::Exactly(29500));
  question.occupations[0].divisor = 7;
  const SupplyAndDemand answer = Answer(question);
  EXPECT_EQ(answer.units_per_person, 7000);
  EXPECT_EQ(answer.unplaced, CountRange::Exactly(7000 * 50 - 205 * 1000));
}

TEST(CompareSupplyAndDemandTest, RefusesWhatIsNoCount) {
  const auto refused = [](const auto& change) {
    SupplyQuestion question = Toy(Apportioning::kEqual);
    change(question);
    const auto answer = CompareSupplyAndDemand(question);
    return base::ReasonOf(answer.status()) == base::reason::kArgumentInvalid;
  };
  EXPECT_TRUE(refused([](auto& q) { q.programs[0].occupations = {2}; }));
  EXPECT_TRUE(refused([](auto& q) { q.programs[0].completers = {-1, 3}; }));
  EXPECT_TRUE(refused([](auto& q) { q.programs[0].completers = {4, 3}; }));
  EXPECT_TRUE(refused([](auto& q) {
    q.programs[0].completers = {0, int64_t{1} << 60};
  }));
  EXPECT_TRUE(refused([](auto& q) { q.occupations[0] = Open(-1); }));
  EXPECT_TRUE(refused([](auto& q) { q.occupations[1].divisor = 0; }));
  EXPECT_TRUE(refused([](auto& q) {
    q.occupations[0].divisor = 99991;
    q.occupations[1].divisor = 7;
  }));
}

TEST(CompareSupplyAndDemandTest, NothingIsAnAnswer) {
  const SupplyAndDemand answer = Answer({});
  EXPECT_EQ(answer.unplaced, People(0));
  EXPECT_THAT(answer.occupations, IsEmpty());
}

SupplyQuestion Random(std::mt19937_64& random, size_t programs,
                      uint32_t occupations, bool unknowns) {
  const auto below = [&](uint64_t n) {
    return static_cast<int64_t>(random() % n);
  };
  SupplyQuestion question;
  for (uint32_t o = 0; o < occupations; ++o) {
    OccupationDemand demand = Open(below(6));
    if (unknowns && below(3) == 0) {
      demand.openings = below(2) == 0 ? Figure::Without(FigureStatus::kWithheld)
                                      : Figure::TopCoded(below(4));
    }
    question.occupations.push_back(demand);
  }
  for (size_t p = 0; p < programs; ++p) {
    ProgramSupply program{CountRange::Exactly(below(6)), {}};
    if (unknowns && below(3) == 0) *program.completers.high += below(4);
    for (uint32_t o = 0; o < occupations; ++o) {
      if (below(2) == 0) program.occupations.push_back(o);
    }
    std::shuffle(program.occupations.begin(), program.occupations.end(),
                 random);
    question.programs.push_back(std::move(program));
  }
  return question;
}

// Hall's theorem by all sets of programs: what a set has more than all of its
// occupations hold cannot be placed.
int64_t UnplacedOf(const std::vector<int64_t>& completers,
                   const std::vector<int64_t>& openings,
                   const SupplyQuestion& question) {
  int64_t most = 0;
  for (uint32_t set = 0; set < 1u << completers.size(); ++set) {
    int64_t left = 0;
    std::vector<bool> reached(openings.size());
    for (size_t p = 0; p < completers.size(); ++p) {
      if ((set >> p & 1) == 0 || question.programs[p].occupations.empty()) {
        continue;
      }
      left += completers[p];
      for (const uint32_t o : question.programs[p].occupations) {
        reached[o] = true;
      }
    }
    for (size_t o = 0; o < openings.size(); ++o) {
      if (reached[o]) left -= openings[o];
    }
    most = std::max(most, left);
  }
  return most;
}

// The least and the most over the ends of all ranges.
CountRange UnplacedByTrying(const SupplyQuestion& question) {
  constexpr int64_t kFar = 1000;
  std::vector<CountRange> ranges;
  for (const auto& program : question.programs) {
    ranges.push_back(program.completers);
  }
  for (const auto& demand : question.occupations) {
    const int64_t low = demand.openings.HasValue() ? demand.openings.value : 0;
    const bool exact = demand.openings.status == FigureStatus::kPublished;
    ranges.push_back({low, exact ? low : kFar});
  }
  CountRange found{INT64_MAX, 0};
  for (uint32_t ends = 0; ends < 1u << ranges.size(); ++ends) {
    std::vector<int64_t> values;
    for (size_t i = 0; i < ranges.size(); ++i) {
      values.push_back((ends >> i & 1) != 0 ? *ranges[i].high : ranges[i].low);
    }
    const auto middle =
        values.begin() + static_cast<std::ptrdiff_t>(question.programs.size());
    const int64_t left =
        UnplacedOf({values.begin(), middle}, {middle, values.end()}, question);
    found.low = std::min(found.low, left);
    found.high = std::max(*found.high, left);
  }
  found.low *= kUnits;
  *found.high *= kUnits;
  return found;
}

TEST(CompareSupplyAndDemandTest, BoundsAreThoseOfEveryValueOfTheUnknown) {
  std::mt19937_64 random(17);
  for (int round = 0; round < 300; ++round) {
    const SupplyQuestion question =
        Random(random, 1 + random() % 4, 1 + random() % 4, round % 3 != 0);
    const SupplyAndDemand answer = Answer(question);
    ASSERT_EQ(answer.unplaced, UnplacedByTrying(question)) << round;
  }
}

int64_t Amounts(const std::vector<Bottleneck>& bottlenecks) {
  int64_t sum = 0;
  for (const Bottleneck& bottleneck : bottlenecks) {
    EXPECT_GT(bottleneck.amount, 0);
    sum += bottleneck.amount;
  }
  return sum;
}

TEST(CompareSupplyAndDemandTest, SumsAgree) {
  std::mt19937_64 random(19);
  for (int round = 0; round < 300; ++round) {
    SupplyQuestion question = Random(random, 30, 8, round % 2 == 0);
    for (const auto rule : {Apportioning::kEqual, Apportioning::kByOpenings,
                            Apportioning::kByCompleters}) {
      question.apportioning = rule;
      const SupplyAndDemand answer = Answer(question);
      ASSERT_EQ(Amounts(answer.surpluses), answer.unplaced.low);
      ASSERT_EQ(Amounts(answer.shortages), answer.unfilled.low);
      CountRange completers;
      CountRange openings;
      for (const auto& occupation : answer.occupations) {
        completers += occupation.completers.value_or(CountRange());
      }
      for (const auto& program : answer.programs) {
        openings += program.openings.value_or(CountRange());
      }
      const bool divides_openings = rule == Apportioning::kByCompleters;
      const CountRange& sum = divides_openings ? openings : completers;
      const CountRange& whole =
          divides_openings ? answer.openings : answer.completers;
      ASSERT_LE(sum.low, whole.low);
      if (round % 2 == 1) {
        ASSERT_EQ(sum, whole);
      }
      if (whole.high.has_value() && sum.high.has_value()) {
        ASSERT_GE(*sum.high, *whole.high);
      }
    }
  }
}

// Turns programs and occupations about; the answer has to turn with them.
TEST(CompareSupplyAndDemandTest, OrderDoesNotMatter) {
  std::mt19937_64 random(23);
  for (int round = 0; round < 100; ++round) {
    const SupplyQuestion question = Random(random, 12, 7, true);
    const SupplyAndDemand answer = Answer(question);
    std::vector<uint32_t> programs(12), occupations(7);
    std::iota(programs.begin(), programs.end(), 0u);
    std::iota(occupations.begin(), occupations.end(), 0u);
    std::shuffle(programs.begin(), programs.end(), random);
    std::shuffle(occupations.begin(), occupations.end(), random);
    SupplyQuestion turned = question;
    for (size_t p = 0; p < programs.size(); ++p) {
      turned.programs[programs[p]] = question.programs[p];
      for (uint32_t& o : turned.programs[programs[p]].occupations) {
        o = occupations[o];
      }
    }
    for (size_t o = 0; o < occupations.size(); ++o) {
      turned.occupations[occupations[o]] = question.occupations[o];
    }
    const SupplyAndDemand other = Answer(turned);
    EXPECT_EQ(other.unplaced, answer.unplaced);
    EXPECT_EQ(other.unfilled, answer.unfilled);
    EXPECT_EQ(other.surpluses.size(), answer.surpluses.size());
    EXPECT_EQ(other.shortages.size(), answer.shortages.size());
    for (size_t p = 0; p < programs.size(); ++p) {
      EXPECT_EQ(other.programs[programs[p]].unplaced_at_least,
                answer.programs[p].unplaced_at_least);
    }
    for (const auto& balance : answer.occupations) {
      const auto same =
          std::find_if(other.occupations.begin(), other.occupations.end(),
                       [&](const auto& b) {
                         return b.occupation == occupations[balance.occupation];
                       });
      ASSERT_NE(same, other.occupations.end());
      EXPECT_EQ(same->placed, balance.placed);
      EXPECT_EQ(same->unfilled_at_least, balance.unfilled_at_least);
      EXPECT_EQ(same->linked, balance.linked);
    }
  }
}

}  // namespace
}  // namespace plumbline::alignment
