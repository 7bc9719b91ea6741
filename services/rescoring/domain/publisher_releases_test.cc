#include "services/rescoring/domain/publisher_releases.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"
#include "services/rescoring/domain/names.h"

namespace plumbline::rescoring {
namespace {

using testing::HasReason;

sources::Watch OnetWatch() {
  sources::Watch watch;
  watch.listing =
      sources::Listing{"https://www.onetcenter.org/database.html",
                       "db_([0-9]+)_([0-9]+)_text\\.zip", "\\1.\\2", 1000};
  watch.files.resize(1);
  watch.files[0].url =
      "https://www.onetcenter.org/dl_files/database/db_\\1_\\2_text.zip";
  return watch;
}

TEST(PublisherReleasesTest, OrdersIdsByTheirNumbers) {
  const char* const in_order[] = {"9.2",       "29.3",    "30.1",
                                  "30.1-0c",   "30.9",    "30.10",
                                  "2018-2028", "2018-05", "2021-05"};
  EXPECT_LT(CompareReleaseIds("30.9", "30.10"), 0);
  EXPECT_LT(CompareReleaseIds("9.2", "29.3"), 0);
  EXPECT_LT(CompareReleaseIds("30.1", "30.1-0c"), 0);
  EXPECT_LT(CompareReleaseIds("2018-05", "2021-05"), 0);
  EXPECT_LT(CompareReleaseIds("2018-2028", "2020-2030"), 0);
  EXPECT_EQ(CompareReleaseIds("30.1", "30.1"), 0);
  for (const char* a : in_order) {
    for (const char* b : in_order) {
      EXPECT_EQ(CompareReleaseIds(a, b) < 0, CompareReleaseIds(b, a) > 0);
    }
  }
}

TEST(PublisherReleasesTest, TakesTheNewestThatThePageNames) {
  ASSERT_OK_AND_ASSIGN(
      const auto newest,
      NewestOnPage(OnetWatch(),
                   "<a href=/dl_files/database/db_30_9_text.zip>30.9</a>"
                   "<a href=/dl_files/database/db_30_10_text.zip>30.10</a>"
                   "<a href=/dl_files/database/db_29_3_text.zip>29.3</a>"));
  EXPECT_EQ(newest.id, "30.10");
  ASSERT_EQ(newest.files.size(), 1u);
  EXPECT_EQ(newest.files[0].url,
            "https://www.onetcenter.org/dl_files/database/db_30_10_text.zip");
  EXPECT_EQ(newest.files[0].name, "db_30_10_text.zip");
  EXPECT_THAT(NewestOnPage(OnetWatch(), "<html>We are moving</html>"),
              HasReason("SOURCE_NOT_THE_FORMAT"));
}

TEST(PublisherReleasesTest, FillsInTheYear) {
  sources::Watch watch;
  watch.calendar = sources::Calendar{2019, "{year}-05"};
  watch.files.resize(1);
  watch.files[0].url =
      "https://www.bls.gov/oes/special-requests/oesm{yy}nat.zip";
  const PublisherRelease release = ReleaseOfYear(watch, 2005);
  EXPECT_EQ(release.id, "2005-05");
  EXPECT_EQ(release.files[0].url,
            "https://www.bls.gov/oes/special-requests/oesm05nat.zip");
}

TEST(NamesTest, RevisionsFollowEachOther) {
  std::set<std::string> known = {"sources/a/releases/30.1"};
  for (int number = 2; number < 12; ++number) {
    const std::string next = NextRevision("sources/a/releases/30.1", known);
    for (const std::string& before : known) {
      EXPECT_GT(CompareReleaseIds(next, before), 0) << next << " " << before;
    }
    known.insert(next);
  }
}

TEST(NamesTest, TheSameWorkHasTheSameName) {
  const std::string job = JobName("onet", "30.1", "etag\n");
  EXPECT_EQ(job, JobName("onet", "30.1", "etag\n"));
  EXPECT_NE(job, JobName("onet", "30.1", "etag2\n"));
  EXPECT_TRUE(absl::string_view(job).substr(0, 15) == "jobs/onet-30.1-");
  const std::string id = RequestId(job, "import", "");
  EXPECT_EQ(id, RequestId(job, "import", ""));
  EXPECT_NE(id, RequestId(job, "publish", ""));
  EXPECT_THAT(id, ::testing::MatchesRegex(
                      "[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-"
                      "[0-9a-f]{12}"));
}

}  // namespace
}  // namespace plumbline::rescoring
