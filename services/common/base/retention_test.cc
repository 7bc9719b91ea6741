#include "services/common/base/retention.h"

#include <cstdint>
#include <limits>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/timestamp.h"

namespace plumbline::base {
namespace {

using ::testing::ElementsAre;

absl::Time At(int64_t year, int month, int day) {
  return absl::FromCivil(absl::CivilDay(year, month, day), absl::UTCTimeZone());
}

TEST(RetentionTest, KeepsByCountByYearsAndWhatIsServed) {
  const absl::Time until[] = {At(2026, 6, 1), absl::InfiniteFuture(),
                              At(2019, 12, 1), At(2019, 11, 1)};
  const absl::Time now = At(2026, 11, 23);
  EXPECT_THAT(Keeps({}, until, now), ElementsAre(true, true, true, true));
  EXPECT_THAT(Keeps({.newest = 1}, until, now),
              ElementsAre(true, true, false, false));
  EXPECT_THAT(Keeps({.years = 7}, until, now),
              ElementsAre(true, true, true, false));
  EXPECT_THAT(Keeps({.newest = 4, .years = 1}, until, now),
              ElementsAre(true, true, true, true));
}

TEST(RetentionTest, TheRuleInWords) {
  EXPECT_EQ(RuleText({}), "keep everything");
  EXPECT_EQ(RuleText({.newest = 12, .years = 1}),
            "keep the newest 12 and what was served within the last 1 year");
}

// What TimeOf and SetTime need of google.protobuf.Timestamp.
struct Message {
  int64_t seconds() const { return seconds_; }
  int32_t nanos() const { return nanos_; }
  void set_seconds(int64_t seconds) { seconds_ = seconds; }
  void set_nanos(int32_t nanos) { nanos_ = nanos; }
  int64_t seconds_ = 0;
  int32_t nanos_ = 0;
};

TEST(TimestampTest, GoesToMicrosecondsAndBackOnBothSidesOf1970) {
  for (const int64_t micros :
       {int64_t{0}, int64_t{1}, int64_t{-1}, int64_t{1'700'000'000'123'456}}) {
    Message message;
    SetTime(absl::FromUnixMicros(micros), &message);
    EXPECT_GE(message.nanos(), 0);
    EXPECT_EQ(MicrosOf(message), micros);
  }
  Message furthest;
  furthest.set_seconds(std::numeric_limits<int64_t>::max());
  EXPECT_EQ(MicrosOf(furthest), std::numeric_limits<int64_t>::max());
}

}  // namespace
}  // namespace plumbline::base
