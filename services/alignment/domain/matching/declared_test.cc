#include "services/alignment/domain/matching/declared.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/alignment/domain/testing/tiny_world.h"

namespace plumbline::alignment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Where a list's code leads, by the codes of the occupations.
std::vector<std::string> Listed(const std::string& code) {
  testing::TinyWorld world;
  world.Nation()
      .Occupation("15-1252", "Software Developers", "", {15125200})
      .Occupation("29-2034", "Radiologic Technologists", "", {29203400})
      .Occupation("29-2042", "Emergency Medical Technicians", "", {29204200})
      .Occupation("29-2043", "Paramedics", "", {29204300})
      .Occupation("31-1131", "Nursing Assistants", "", {31113100})
      .Change("soc-2010", "soc-2018", 292041, 292042)
      .Change("soc-2010", "soc-2018", 292041, 292043)
      .Change("onet-soc-2010", "onet-soc-2019", 31101400, 31113100);
  const auto edition = world.Build();
  std::vector<std::string> found;
  for (const OccupationIndex occupation : ReadListed(*edition, code))
    found.push_back(edition->occupation_code(occupation).ToString());
  return found;
}

TEST(ReadListedTest, CodesLeadWhereAnyVintageSays) {
  EXPECT_THAT(Listed("15-1252.00"), ElementsAre("15-1252"));
  EXPECT_THAT(Listed("15.1252.00"), ElementsAre("15-1252"));
  EXPECT_THAT(Listed("151252"), ElementsAre("15-1252"));
  // Of O*NET-SOC 2010, and of SOC 2010, where one code became two.
  EXPECT_THAT(Listed("31-1014.00"), ElementsAre("31-1131"));
  EXPECT_THAT(Listed("29-2041"), ElementsAre("29-2042", "29-2043"));
}

TEST(ReadListedTest, ASuffixThatAListInventedLeadsWhereSixDigitsDo) {
  EXPECT_THAT(Listed("29-2034.03"), ElementsAre("29-2034"));
  EXPECT_THAT(Listed("29-2041.01"), ElementsAre("29-2042", "29-2043"));
}

TEST(ReadListedTest, ACodeThatNobodyKnowsLeadsNowhere) {
  EXPECT_THAT(Listed(""), IsEmpty());
  EXPECT_THAT(Listed("49-2031.00"), IsEmpty());
  EXPECT_THAT(Listed("99-9999.00"), IsEmpty());
  EXPECT_THAT(Listed("806"), IsEmpty());
  // A group of occupations is not one.
  EXPECT_THAT(Listed("29-2000.00"), IsEmpty());
}

}  // namespace
}  // namespace plumbline::alignment
