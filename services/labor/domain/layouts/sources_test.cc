#include "services/labor/domain/layouts/sources.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/layouts/gate_release.h"
#include "services/labor/domain/layouts/read_release.h"
#include "services/labor/domain/testing/tiny_releases.h"

namespace plumbline::labor {
namespace {

using testing::HasReason;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::StatusIs;

TEST(SourcesTest, EverySourceHasADescriptorAndAReader) {
  std::vector<std::string> described;
  for (const Source& source : AllSources()) {
    described.push_back(source.id);
    EXPECT_THAT(source.title, Not(IsEmpty())) << source.id;
    EXPECT_THAT(source.publisher, Not(IsEmpty())) << source.id;
    EXPECT_THAT(source.address, HasSubstr("https://")) << source.id;
    EXPECT_THAT(source.licence, Not(IsEmpty())) << source.id;
    EXPECT_THAT(source.attribution, Not(IsEmpty())) << source.id;
    EXPECT_THAT(source.cadence, Not(IsEmpty())) << source.id;
  }
  EXPECT_EQ(described, ReadableSources());
}

TEST(SourcesTest, FindsASourceByItsId) {
  ASSERT_NE(FindSource("oews"), nullptr);
  EXPECT_EQ(FindSource("oews")->publisher, "U.S. Bureau of Labor Statistics");
  EXPECT_EQ(FindSource("nothing"), nullptr);
}

TEST(ReadReleaseTest, AnUnknownSourceNamesTheKnownOnes) {
  EXPECT_THAT(ReadRelease("lightcast", {}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("oews, oews-areas, oews-hybrid")));
  EXPECT_THAT(ReadRelease("lightcast", {}),
              HasReason(base::reason::kLayoutUnknown));
}

bool HasRule(const ReleaseTables& release, const std::string& rule) {
  return release.report.counts_by_rule().count(rule) > 0;
}

// Rows count where both releases have figures: the nation here.
TEST(GateReleaseTest, LosingAMetropolitanFileIsNotLosingRows) {
  const ReleaseTables before = TinyOews();
  ReleaseTables after = TinyOews();
  after.figures.pop_back();
  GateRelease("test", &before, &after);
  EXPECT_FALSE(HasRule(after, "row-drift"));
  EXPECT_TRUE(HasRule(after, "region-vanished"));
  EXPECT_FALSE(after.report.IsFatal());
}

TEST(GateReleaseTest, LosingMostRowsOfARegionIsFatal) {
  const ReleaseTables before = TinyOews();
  ReleaseTables after;
  after.figures.push_back(TinyFigures("national.xlsx", "2025-05",
                                      vocabulary::OccupationScheme::kOews2018,
                                      {vocabulary::Measure::kEmployment},
                                      {{"us",
                                        0,
                                        vocabulary::SocLevel::kTotal,
                                        {vocabulary::Figure::Published(1)}}}));
  GateRelease("test", &before, &after);
  EXPECT_TRUE(after.report.IsFatal());
  EXPECT_TRUE(HasRule(after, "row-drift"));
}

}  // namespace
}  // namespace plumbline::labor
