#include "services/rescoring/domain/schedule.h"

#include <random>
#include <vector>

#include "gtest/gtest.h"
#include "services/rescoring/domain/waits.h"

namespace plumbline::rescoring {
namespace {

constexpr absl::Duration kDay = absl::Hours(24);
const absl::Time kNoon = absl::FromUnixSeconds(1'750'000'000);

TEST(ScheduleTest, IsDueOneIntervalAfterTheLastCheck) {
  const Schedule schedule(kDay, kNoon - absl::Hours(20), kNoon, absl::Hours(3));
  EXPECT_FALSE(schedule.IsDue(absl::Hours(3)));
  EXPECT_EQ(schedule.UntilDue(absl::Hours(3)), absl::Hours(4));
  EXPECT_TRUE(schedule.IsDue(absl::Hours(7)));
}

TEST(ScheduleTest, IsDueAtOnceAfterALongPauseOrBeforeTheFirst) {
  EXPECT_TRUE(Schedule(kDay, kNoon - 5 * kDay, kNoon, absl::ZeroDuration())
                  .IsDue(absl::ZeroDuration()));
  EXPECT_TRUE(Schedule(kDay, absl::InfinitePast(), kNoon, absl::Hours(9))
                  .IsDue(absl::Hours(9)));
}

TEST(ScheduleTest, AClockSetBackDelaysByOneIntervalAtMost) {
  const Schedule schedule(kDay, kNoon + 400 * kDay, kNoon,
                          absl::ZeroDuration());
  EXPECT_FALSE(schedule.IsDue(kDay - absl::Seconds(1)));
  EXPECT_TRUE(schedule.IsDue(kDay));
}

// A process that lives through 2,000 jumps of the wall clock and 200 restarts.
TEST(ScheduleTest, JumpsMakeNoneComeTwiceAndNoneComeLate) {
  std::mt19937 random(20261122);
  std::uniform_int_distribution<int> jump(-72, 72);
  absl::Time wall = kNoon;
  absl::Duration steady;
  absl::Time last_check = absl::InfinitePast();
  absl::Duration last_steady = -kDay;
  Schedule schedule(kDay, last_check, wall, steady);
  int checks = 0;
  for (int step = 0; step < 20'000; ++step) {
    const absl::Duration passed = absl::Minutes(20);
    steady += passed;
    wall += passed;
    if (step % 10 == 0) wall += absl::Hours(jump(random));
    if (schedule.IsDue(steady)) {
      EXPECT_GE(steady - last_steady, kDay) << "came twice";
      ++checks;
      last_steady = steady;
      last_check = wall;
      schedule = Schedule(kDay, last_check, wall, steady);
    }
    EXPECT_LE(steady - last_steady, kDay + passed) << "came late";
  }
  EXPECT_EQ(checks, 20'000 / 72 + 1);
}

TEST(WaitsTest, DoublesUpToTheLongestWithJitter) {
  const BackOff back_off = {absl::Seconds(1), absl::Seconds(10), 9};
  EXPECT_EQ(WaitAfter(back_off, 1, 0), absl::Milliseconds(500));
  EXPECT_EQ(WaitAfter(back_off, 3, 0), absl::Seconds(2));
  EXPECT_EQ(WaitAfter(back_off, 60, 0), absl::Seconds(5));
  EXPECT_LT(WaitAfter(back_off, 60, 0.999), absl::Seconds(10));
}

TEST(WaitsTest, ReadsRetryAfterInBothForms) {
  EXPECT_EQ(ParseRetryAfter("120", kNoon), absl::Seconds(120));
  const absl::Time now = absl::FromUnixSeconds(784111767);
  EXPECT_EQ(ParseRetryAfter("Sun, 06 Nov 1994 08:49:37 GMT", now),
            absl::Seconds(10));
  EXPECT_EQ(ParseRetryAfter("Sun, 06 Nov 1994 08:49:37 GMT", kNoon),
            absl::ZeroDuration());
  EXPECT_EQ(ParseRetryAfter("soon", kNoon), std::nullopt);
  EXPECT_EQ(ParseRetryAfter("-5", kNoon), std::nullopt);
}

}  // namespace
}  // namespace plumbline::rescoring
