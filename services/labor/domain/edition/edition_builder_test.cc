#include "services/labor/domain/edition/edition_builder.h"

#include <algorithm>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/edition/content_digest.h"
#include "services/labor/domain/testing/tiny_releases.h"

namespace plumbline::labor {
namespace {

using testing::HasReason;
using ::testing::HasSubstr;
using testing::StatusIs;

constexpr char kFederal[] = "sources/cip-soc/releases/2020";
constexpr char kState[] = "sources/state/releases/2025";

class BuildEditionTest : public ::testing::Test {
 protected:
  std::vector<ReleaseToPin> Pins() const {
    return {TinyPin("sources/soc/releases/2018", soc_),
            TinyPin(kFederal, crosswalk_), TinyPin(kState, state_),
            TinyPin("sources/onet-soc/releases/2019", onet_soc_),
            TinyPin("sources/oews/releases/2024-05", oews_)};
  }

  const ReleaseTables soc_ = TinySoc();
  const ReleaseTables crosswalk_ = TinyCrosswalk();
  const ReleaseTables state_ = TinyStateCrosswalk();
  const ReleaseTables onet_soc_ = TinyOnetSoc();
  const ReleaseTables oews_ = TinyOews();
  const ReleaseTables oews_2018_ = TinyOews2018();
};

TEST_F(BuildEditionTest, WithoutLayersTheFederalOneLinks) {
  ASSERT_OK_AND_ASSIGN(const Edition edition,
                       BuildEdition("editions/e", Pins(), {}));
  ASSERT_EQ(edition.crosswalks.size(), 1u);
  EXPECT_EQ(edition.crosswalks[0].layer, "federal");
}

TEST_F(BuildEditionTest, LayersKeepTheirOrder) {
  ASSERT_OK_AND_ASSIGN(const Edition edition,
                       BuildEdition("editions/e", Pins(), {kState, kFederal}));
  ASSERT_EQ(edition.crosswalks.size(), 2u);
  EXPECT_EQ(edition.crosswalks[0].layer, "state");
  EXPECT_EQ(edition.crosswalks[1].layer, "federal");
}

TEST_F(BuildEditionTest, OccupationsHaveTheirOnetCodes) {
  ASSERT_OK_AND_ASSIGN(const Edition edition,
                       BuildEdition("editions/e", Pins(), {}));
  const auto developers =
      std::find_if(edition.occupations.begin(), edition.occupations.end(),
                   [](const auto& o) { return o.code.digits() == 151252; });
  ASSERT_NE(developers, edition.occupations.end());
  EXPECT_EQ(developers->title, "Software Developers");
  ASSERT_EQ(developers->onet_codes.size(), 1u);
  EXPECT_EQ(developers->onet_codes[0].ToString(), "15-1252.00");
  // Broad codes are no occupations.
  EXPECT_EQ(edition.occupations.size(), 6u);
}

TEST_F(BuildEditionTest, ALayerThatIsNotPinnedIsRefused) {
  EXPECT_THAT(BuildEdition("editions/e", Pins(), {"sources/x/releases/1"}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("no crosswalk layer")));
}

TEST_F(BuildEditionTest, AReleaseTwiceIsRefused) {
  auto pins = Pins();
  pins.push_back(pins.front());
  EXPECT_THAT(
      BuildEdition("editions/e", pins, {}),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("pinned twice")));
}

TEST_F(BuildEditionTest, FiguresOfSoc2010NeedTheWayToSoc2018) {
  auto pins = Pins();
  pins.push_back(TinyPin("sources/oews/releases/2018-05", oews_2018_));
  EXPECT_THAT(BuildEdition("editions/e", pins, {}),
              HasReason(base::reason::kCodeVintageMismatch));
}

TEST_F(BuildEditionTest, WithoutAClassificationThereIsNoEdition) {
  EXPECT_THAT(BuildEdition("editions/e",
                           {TinyPin("sources/oews/releases/1", oews_)}, {}),
              HasReason(base::reason::kCodeVintageMismatch));
}

TEST_F(BuildEditionTest, ALayerOfAnotherVintageIsRefused) {
  ReleaseTables old = TinyCrosswalk();
  for (CrosswalkEdge& edge : old.crosswalks[0].edges) {
    edge.soc = vocabulary::SocCode::FromDigits(151132);
  }
  auto pins = Pins();
  pins.push_back(TinyPin("sources/cip-soc/releases/2010", old));
  EXPECT_THAT(
      BuildEdition("editions/e", pins, {"sources/cip-soc/releases/2010"}),
      HasReason(base::reason::kCodeVintageMismatch));
}

TEST(ContentDigestTest, OrderOfReleasesAndFilesDoesNotMatterOrderOfLayersDoes) {
  EXPECT_EQ(ReleaseDigest({{"a", "1", 1}, {"b", "2", 1}}),
            ReleaseDigest({{"b", "2", 1}, {"a", "1", 1}}));
  EXPECT_NE(ReleaseDigest({{"a", "1", 1}, {"b", "2", 1}}),
            ReleaseDigest({{"a", "2", 1}, {"b", "1", 1}}));
  EXPECT_EQ(EditionDigest({{"a", "1"}, {"b", "2"}}, {"a"}),
            EditionDigest({{"b", "2"}, {"a", "1"}}, {"a"}));
  EXPECT_NE(EditionDigest({{"a", "1"}, {"b", "2"}}, {"a", "b"}),
            EditionDigest({{"a", "1"}, {"b", "2"}}, {"b", "a"}));
}

}  // namespace
}  // namespace plumbline::labor
