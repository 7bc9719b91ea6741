#include "clients/cli/text_table.h"

#include "clients/cli/retention_commands.h"
#include "gtest/gtest.h"

namespace plumbline::cli {
namespace {

TEST(TextTableTest, AlignsColumnsAndWrapsTheLast) {
  TextTable table({"CIP", "PROGRAM", "WHY"}, 10);
  table.AddRow({"51.0904", "Emergency Medical Technology",
                "one two three four five six"});
  table.AddRow({"12.0401", "Barber", "short"});
  EXPECT_EQ(table.Render(42),
            "CIP      PROGRAM     WHY\n"
            "-------  ----------  ---------------------\n"
            "51.0904  Emergency…  one two three four\n"
            "                     five six\n"
            "12.0401  Barber      short\n");
}

TEST(TextTableTest, CountsCharactersAndNotBytes) {
  TextTable table({"A", "B"});
  table.AddRow({"é—é", "x"});
  table.AddRow({"abc", "y"});
  EXPECT_EQ(table.Render(80),
            "A    B\n"
            "---  ----------------------------------------\n"
            "é—é  x\n"
            "abc  y\n");
}

TEST(BytesTextTest, IsInTheUnitThatReads) {
  EXPECT_EQ(BytesText(412), "412 bytes");
  EXPECT_EQ(BytesText(3'140), "3.1 kB");
  EXPECT_EQ(BytesText(4'381'686), "4.4 MB");
  EXPECT_EQ(BytesText(2'000'000'000), "2.0 GB");
}

}  // namespace
}  // namespace plumbline::cli
