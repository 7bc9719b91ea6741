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

}  // namespace
}  // namespace plumbline::labor::onet
