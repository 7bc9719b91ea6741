#include "services/alignment/domain/sequence/stated_text.h"

#include <utility>

#include "gmock/gmock.h"

namespace plumbline::alignment {
namespace {

using ::testing::ElementsAre;

TEST(StatedEndTest, ReadsDaysMonthsAndYearsAfterAWordThatEndsThem) {
  for (const auto& [text, end] :
       {std::pair{"Agreement until 2026-06-30", absl::CivilDay(2026, 6, 30)},
        std::pair{"2021-07-01 to 2024-06-30", absl::CivilDay(2024, 6, 30)},
        std::pair{"expires 6/30/2025", absl::CivilDay(2025, 6, 30)},
        std::pair{"Valid through June 3, 2025", absl::CivilDay(2025, 6, 3)},
        std::pair{"(expired Feb. 2024)", absl::CivilDay(2024, 2, 29)},
        std::pair{"ended in 2023", absl::CivilDay(2023, 12, 31)},
        std::pair{"Expiration date: 2025-01-01", absl::CivilDay(2025, 1, 1)},
        std::pair{"until 2024-01-01, renewed until 2027-01-01",
                  absl::CivilDay(2027, 1, 1)}}) {
    EXPECT_EQ(StatedEnd(text), end) << text;
  }
}

TEST(StatedEndTest, FindsNoneWhereNoneIsStated) {
  for (const char* text :
       {"", "Articulated with a college", "Signed 2019-05-01",
        "until 2024-13-01", "until 2025-02-29", "through 2025-26",
        "leads to 2025 hours", "credit to 4 courses", "until further notice",
        "weekend 2020"}) {
    EXPECT_FALSE(StatedEnd(text).has_value()) << text;
  }
}

TEST(StatedRetirementTest, TellsAStatusFromAWordOfTheTitle) {
  EXPECT_EQ(StatedRetirement("Network Technician (Retired 2019)"), "retired");
  EXPECT_EQ(StatedRetirement("Welding I - discontinued"), "discontinued");
  EXPECT_EQ(StatedRetirement("Welding I withdrawn"), "withdrawn");
  EXPECT_EQ(StatedRetirement("Old Licence, no longer issued"),
            "no longer issued");
  EXPECT_FALSE(StatedRetirement("Care of Retired People").has_value());
  EXPECT_FALSE(StatedRetirement("Semi-retired Persons Aide").has_value());
  EXPECT_FALSE(StatedRetirement("").has_value());
}

TEST(ReadEntriesTest, KeepsSilenceAndNoneApart) {
  EXPECT_FALSE(ReadEntries({}, false).stated_none);
  EXPECT_TRUE(ReadEntries({}, true).stated_none);
  EXPECT_TRUE(ReadEntries({"None."}, false).stated_none);
  EXPECT_FALSE(ReadEntries({"N/A", " tbd "}, false).stated_none);
  const StatedEntries stated = ReadEntries({"none", "N/A", "internship"}, true);
  EXPECT_THAT(stated.places, ElementsAre(2));
  EXPECT_FALSE(stated.stated_none);
}

TEST(ParseCivilDayTest, TakesDaysThatExist) {
  EXPECT_EQ(ParseCivilDay("2024-02-29"), absl::CivilDay(2024, 2, 29));
  EXPECT_FALSE(ParseCivilDay("2025-02-29").has_value());
  EXPECT_FALSE(ParseCivilDay("2025-2-9").has_value());
  EXPECT_FALSE(ParseCivilDay("today").has_value());
}

}  // namespace
}  // namespace plumbline::alignment
