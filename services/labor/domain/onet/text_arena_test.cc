#include "services/labor/domain/onet/text_arena.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace plumbline::labor::onet {
namespace {

TEST(TextArenaTest, ZeroIsTheEmptyText) {
  TextArena arena;
  EXPECT_EQ(arena.Intern(""), 0u);
  EXPECT_EQ(arena.Text(0), "");
  EXPECT_EQ(arena.size(), 1u);
}

TEST(TextArenaTest, KeepsEachTextOnceHoweverMany) {
  TextArena arena;
  for (int round = 0; round < 2; ++round) {
    for (uint32_t i = 1; i <= 5000; ++i) {
      ASSERT_EQ(arena.Intern(absl::StrCat("text ", i)), i);
    }
  }
  EXPECT_EQ(arena.size(), 5001u);
  EXPECT_EQ(arena.Text(4321), "text 4321");
}

TEST(TextArenaTest, GoesOnAfterBeingSealed) {
  TextArena arena;
  const TextId welder = arena.Intern("welder");
  arena.Seal();
  EXPECT_EQ(arena.Text(welder), "welder");
  EXPECT_EQ(arena.Intern("welder"), welder);
  EXPECT_EQ(arena.Intern("barber"), welder + 1);
}

TEST(TextArenaTest, IsMadeOfItsPartsAndOfNothingElse) {
  TextArena arena;
  const TextId one = arena.Intern("one");
  const TextId two = arena.Intern("three");
  auto copy = TextArena::FromParts(arena.bytes(), arena.starts());
  ASSERT_TRUE(copy.has_value());
  EXPECT_EQ(copy->Text(one), "one");
  EXPECT_EQ(copy->Text(two), "three");
  EXPECT_EQ(copy->Intern("three"), two);
  EXPECT_FALSE(TextArena::FromParts("onethree", {0, 0, 9}).has_value());
  EXPECT_FALSE(TextArena::FromParts("onethree", {0, 0, 5, 3, 8}).has_value());
  EXPECT_FALSE(TextArena::FromParts("one", {0, 3}).has_value());
  EXPECT_FALSE(TextArena::FromParts("", {}).has_value());
}

}  // namespace
}  // namespace plumbline::labor::onet
