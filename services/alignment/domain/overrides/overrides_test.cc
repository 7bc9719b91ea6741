#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "gmock/gmock.h"
#include "services/alignment/domain/overrides/standing.h"
#include "services/alignment/domain/overrides/validate_override.h"

namespace plumbline::alignment {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using State = OverrideState;
using Standing = OverrideStanding;

constexpr State kStates[] = {State::kUnspecified, State::kProposed,
                             State::kApproved, State::kRejected,
                             State::kWithdrawn};

OverrideContent LocalNeed() {
  OverrideContent content;
  content.kind = OverrideKind::kLocalNeed;
  content.decision = OverrideDecision::kTreatAsAligned;
  content.program = "providers/tx-1/programs/emt";
  content.evidence = {{"Two ambulance districts cannot fill their shifts.",
                       "Minutes of 2026-03-12, item 7"}};
  content.author = "Board of the lower valley";
  content.valid_from = "2026-07-01";
  content.valid_until = "2028-07-01";
  return content;
}

std::vector<std::string> Fields(const std::vector<OverrideProblem>& problems) {
  std::vector<std::string> fields;
  for (const OverrideProblem& problem : problems) {
    EXPECT_THAT(problem.message, HasSubstr(" ")) << problem.field;
    fields.push_back(problem.field);
  }
  return fields;
}

TEST(ValidateOverrideTest, ACompleteOneHasNoProblems) {
  EXPECT_THAT(ValidateOverride(LocalNeed()), IsEmpty());
}

TEST(ValidateOverrideTest, AnEmptyOneIsToldEverythingAtOnce) {
  EXPECT_THAT(
      Fields(ValidateOverride({})),
      ElementsAre("override.kind", "override.decision", "override.program",
                  "override.evidence", "override.author", "override.valid_from",
                  "override.valid_until"));
}

TEST(ValidateOverrideTest, ItIsAboutOneThing) {
  OverrideContent content = LocalNeed();
  content.occupation = "occupations/29-2042";
  EXPECT_THAT(Fields(ValidateOverride(content)),
              ElementsAre("override.program"));
  content.program.clear();
  EXPECT_THAT(ValidateOverride(content), IsEmpty());
}

TEST(ValidateOverrideTest, ALocalNeedSpeaksForAProgram) {
  OverrideContent content = LocalNeed();
  content.decision = OverrideDecision::kTreatAsNotAligned;
  EXPECT_THAT(Fields(ValidateOverride(content)),
              ElementsAre("override.decision"));
  content.kind = OverrideKind::kBoardDecision;
  EXPECT_THAT(ValidateOverride(content), IsEmpty());
}

TEST(ValidateOverrideTest, TextsAreBoundedInCharactersNotBytes) {
  OverrideContent content = LocalNeed();
  std::string text;
  for (size_t i = 0; i < kMaxEvidenceText; ++i) text += "\xC3\xA9";
  content.evidence[0].text = text;
  EXPECT_THAT(ValidateOverride(content), IsEmpty());
  content.evidence[0].text += "e";
  const auto problems = ValidateOverride(content);
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_EQ(problems[0].field, "override.evidence[0].text");
  EXPECT_THAT(problems[0].message, HasSubstr("4001 characters"));
}

TEST(ValidateOverrideTest, EvidenceSaysSomethingThatCanBeFound) {
  OverrideContent content = LocalNeed();
  content.evidence.push_back({" \n", ""});
  EXPECT_THAT(
      Fields(ValidateOverride(content)),
      ElementsAre("override.evidence[1].text", "override.evidence[1].address"));
  content.evidence.assign(kMaxEvidence + 1, LocalNeed().evidence[0]);
  EXPECT_THAT(Fields(ValidateOverride(content)),
              ElementsAre("override.evidence"));
}

TEST(ValidateOverrideTest, ItEndsAfterItBegins) {
  OverrideContent content = LocalNeed();
  content.valid_until = content.valid_from;
  EXPECT_THAT(Fields(ValidateOverride(content)),
              ElementsAre("override.valid_until"));
  content.valid_until = "2028-13-01";
  EXPECT_THAT(Fields(ValidateOverride(content)),
              ElementsAre("override.valid_until"));
}

TEST(ValidateOverrideTest, AChangeIsSigned) {
  EXPECT_THAT(ValidateChange("A. Reviewer", ""), IsEmpty());
  EXPECT_THAT(Fields(ValidateChange("", std::string(kMaxComment + 1, 'x'))),
              ElementsAre("author", "comment"));
}

TEST(StandingTest, RejectedAndWithdrawnAreEnds) {
  for (const State to : kStates) {
    EXPECT_FALSE(CanBecome(State::kRejected, to));
    EXPECT_FALSE(CanBecome(State::kWithdrawn, to));
    EXPECT_FALSE(CanBecome(to, State::kUnspecified));
    EXPECT_EQ(CanBecome(State::kUnspecified, to), to == State::kProposed);
  }
  EXPECT_TRUE(CanBecome(State::kProposed, State::kApproved));
  EXPECT_TRUE(CanBecome(State::kApproved, State::kWithdrawn));
  EXPECT_FALSE(CanBecome(State::kApproved, State::kRejected));
}

TEST(StandingTest, ItIsInForceFromItsFirstDayUntilTheDayBeforeItsEnd) {
  const std::vector<StateChange> changes = {{State::kProposed, "2026-01-05"},
                                            {State::kApproved, "2026-02-01"}};
  const auto on = [&](const char* day) {
    return StandingOn(changes, "2026-07-01", "2028-07-01", day);
  };
  EXPECT_EQ(on("2026-01-04"), Standing::kNotApproved);
  EXPECT_EQ(on("2026-01-31"), Standing::kNotApproved);
  EXPECT_EQ(on("2026-02-01"), Standing::kNotYetInForce);
  EXPECT_EQ(on("2026-06-30"), Standing::kNotYetInForce);
  EXPECT_EQ(on("2026-07-01"), Standing::kInForce);
  EXPECT_EQ(on("2028-06-30"), Standing::kInForce);
  EXPECT_EQ(on("2028-07-01"), Standing::kExpired);
}

TEST(StandingTest, AWithdrawalDoesNotReachBack) {
  const std::vector<StateChange> changes = {{State::kProposed, "2026-01-05"},
                                            {State::kApproved, "2026-02-01"},
                                            {State::kWithdrawn, "2026-09-01"}};
  EXPECT_EQ(StandingOn(changes, "2026-01-01", "2028-07-01", "2026-08-31"),
            Standing::kInForce);
  EXPECT_EQ(StandingOn(changes, "2026-01-01", "2028-07-01", "2026-09-01"),
            Standing::kNotApproved);
}

std::string RandomDay(std::mt19937& random) {
  return absl::StrFormat("20%02d-%02d-%02d", 20 + random() % 10,
                         1 + random() % 12, 1 + random() % 28);
}

// A walk through the states that are allowed, on days that only go forward.
std::vector<StateChange> RandomHistory(std::mt19937& random) {
  std::vector<std::string> days(random() % 5);
  for (std::string& day : days) day = RandomDay(random);
  std::sort(days.begin(), days.end());
  std::vector<StateChange> history;
  State state = State::kUnspecified;
  for (const std::string& day : days) {
    const State next = kStates[random() % 5];
    if (!CanBecome(state, next)) continue;
    history.push_back({next, day});
    state = next;
  }
  return history;
}

TEST(StandingTest, OnAnyDayItIsInForceExactlyWhenApprovedAndWithinItsDays) {
  std::mt19937 random(20260701);
  for (int round = 0; round < 5000; ++round) {
    const auto history = RandomHistory(random);
    const std::string from = RandomDay(random);
    const std::string until = RandomDay(random);
    const std::string day = RandomDay(random);
    // The last change that is not after the day, looked for from the end.
    const auto last =
        std::find_if(history.rbegin(), history.rend(),
                     [&](const auto& change) { return change.day <= day; });
    const bool approved =
        last != history.rend() && last->state == State::kApproved;
    EXPECT_EQ(StandingOn(history, from, until, day) == Standing::kInForce,
              approved && from <= day && day < until)
        << from << " " << until << " " << day;
  }
}

TEST(StandingTest, WhatHappensLaterNeverChangesAnEarlierDay) {
  std::mt19937 random(134);
  for (int round = 0; round < 5000; ++round) {
    const auto history = RandomHistory(random);
    const std::string day = RandomDay(random);
    std::vector<StateChange> known;
    for (const auto& change : history)
      if (change.day <= day) known.push_back(change);
    EXPECT_EQ(StandingOn(history, "2022-01-01", "2027-01-01", day),
              StandingOn(known, "2022-01-01", "2027-01-01", day));
  }
}

}  // namespace
}  // namespace plumbline::alignment
