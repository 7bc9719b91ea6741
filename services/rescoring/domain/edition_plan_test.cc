#include "services/rescoring/domain/edition_plan.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace plumbline::rescoring {
namespace {

using ::testing::ElementsAre;

Pinned Served() {
  return {{"sources/cip-soc/releases/2020", "sources/oews/releases/2022-05",
           "sources/oews/releases/2023-05", "sources/onet/releases/30.1"},
          {"sources/cip-soc/releases/2020"},
          ""};
}

TEST(EditionPlanTest, TheNewestOfTheSourceGivesWay) {
  const auto planned = PlanEdition(Served(), "sources/oews/releases/2024-05");
  ASSERT_TRUE(planned.has_value());
  EXPECT_EQ(planned->replaced, "sources/oews/releases/2023-05");
  EXPECT_THAT(planned->releases, ElementsAre("sources/cip-soc/releases/2020",
                                             "sources/oews/releases/2022-05",
                                             "sources/oews/releases/2024-05",
                                             "sources/onet/releases/30.1"));
}

TEST(EditionPlanTest, ALayerIsReplacedWithItsRelease) {
  const auto planned =
      PlanEdition(Served(), "sources/cip-soc/releases/2020-1f0c9a2b");
  ASSERT_TRUE(planned.has_value());
  EXPECT_THAT(planned->layers,
              ElementsAre("sources/cip-soc/releases/2020-1f0c9a2b"));
}

TEST(EditionPlanTest, ANewSourceIsAddedAndAnOldReleaseIsNot) {
  const auto planned = PlanEdition(Served(), "sources/ipeds/releases/2024");
  ASSERT_TRUE(planned.has_value());
  EXPECT_EQ(planned->releases.size(), 5u);
  EXPECT_EQ(planned->replaced, "");
  EXPECT_FALSE(PlanEdition(Served(), "sources/onet/releases/29.3").has_value());
  EXPECT_FALSE(PlanEdition(Served(), "sources/onet/releases/30.1").has_value());
}

TEST(StandingScopesTest, KeepsWhatNoNewerRunAnswersFor) {
  const Scope texas = {"providers/-", {"policies/tx/versions/2"}, {}};
  const Scope texas_old = {"providers/a", {"policies/tx/versions/1"}, {}};
  const Scope both = {"providers/-",
                      {"policies/tx/versions/2", "policies/ca/versions/1"},
                      {"regions/us", "regions/us-ca"}};
  const Scope nation = {
      "providers/b", {"policies/ca/versions/1"}, {"regions/us"}};
  EXPECT_THAT(StandingScopes({texas, texas_old, texas}), ElementsAre(texas));
  EXPECT_THAT(StandingScopes({texas, both, nation}), ElementsAre(both, texas));
  EXPECT_THAT(StandingScopes({nation, both}), ElementsAre(both, nation));
  // Without regions means each program's own: named regions do not cover it.
  EXPECT_THAT(StandingScopes({both, texas}), ElementsAre(texas, both));
  EXPECT_THAT(StandingScopes({}), ElementsAre());
}

}  // namespace
}  // namespace plumbline::rescoring
