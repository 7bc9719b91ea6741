#include "services/labor/store/onet_codec.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/onet/read_onet.h"
#include "services/labor/domain/testing/tiny_onet.h"
#include "services/labor/store/release_codec.h"

namespace plumbline::labor {
namespace {

using onet::OnetTables;
using testing::HasReason;
using ::testing::SizeIs;

// Every table of both, so that a field that is not stored shows itself.
void ExpectSame(const OnetTables& a, const OnetTables& b) {
  EXPECT_EQ(a.version, b.version);
  EXPECT_EQ(a.texts.bytes(), b.texts.bytes());
  EXPECT_EQ(a.texts.starts(), b.texts.starts());
  EXPECT_TRUE(a.files == b.files);
  EXPECT_TRUE(a.occupations == b.occupations);
  EXPECT_TRUE(a.elements == b.elements);
  EXPECT_TRUE(a.scales == b.scales);
  EXPECT_TRUE(a.categories == b.categories);
  EXPECT_TRUE(a.ratings == b.ratings);
  EXPECT_TRUE(a.alternate_titles == b.alternate_titles);
  EXPECT_TRUE(a.reported_titles == b.reported_titles);
  EXPECT_TRUE(a.tasks == b.tasks);
  EXPECT_TRUE(a.task_ratings == b.task_ratings);
  EXPECT_TRUE(a.task_categories == b.task_categories);
  EXPECT_TRUE(a.task_activities == b.task_activities);
  EXPECT_TRUE(a.iwas == b.iwas);
  EXPECT_TRUE(a.dwas == b.dwas);
  EXPECT_TRUE(a.technologies == b.technologies);
  EXPECT_TRUE(a.tools == b.tools);
  EXPECT_TRUE(a.job_zones == b.job_zones);
  EXPECT_TRUE(a.job_zone_reference == b.job_zone_reference);
  EXPECT_TRUE(a.related_occupations == b.related_occupations);
}

void ExpectRoundTrip(const OnetTables& tables) {
  const std::string bytes = EncodeOnet(tables);
  ASSERT_OK_AND_ASSIGN(const OnetTables read, DecodeOnet(bytes));
  ExpectSame(read, tables);
  EXPECT_EQ(EncodeOnet(read), bytes);
}

TEST(OnetCodecTest, TablesReadBackAsTheyWereWritten) {
  const ReleaseTables tiny = TinyOnet();
  ASSERT_NE(tiny.onet, nullptr);
  // Every table has rows, or its fields would not be tried.
  EXPECT_THAT(tiny.onet->task_ratings, SizeIs(3));
  EXPECT_THAT(tiny.onet->task_categories, SizeIs(1));
  EXPECT_THAT(tiny.onet->task_activities, SizeIs(1));
  EXPECT_THAT(tiny.onet->categories, SizeIs(1));
  EXPECT_THAT(tiny.onet->related_occupations, SizeIs(1));
  EXPECT_THAT(tiny.onet->ratings, SizeIs(3));
  EXPECT_THAT(tiny.onet->tools, SizeIs(1));
  EXPECT_THAT(tiny.onet->job_zone_reference, SizeIs(1));
  ExpectRoundTrip(*tiny.onet);
}

TEST(OnetCodecTest, NothingReadsBackAsNothing) { ExpectRoundTrip({}); }

TEST(OnetCodecTest, AWholeReleaseReadsBackAsItWasWritten) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const std::string zip =
      testing::ReadFile(data / "onet/30.1/db_30_1_text.zip");
  const SourceFile files[] = {{"db_30_1_text.zip", zip}};
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release, onet::ReadOnet(files));
  ExpectRoundTrip(*release.onet);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables stored,
                       DecodeTables(EncodeTables(release)));
  ASSERT_THAT(stored.descriptors, SizeIs(2));
  EXPECT_EQ(stored.descriptors[0].rows.size(), 62580u);
  EXPECT_EQ(stored.descriptors[1].rows.size(), 59004u);
  EXPECT_TRUE(stored.descriptors[0].rows == release.descriptors[0].rows);
  EXPECT_TRUE(stored.descriptors[1].rows == release.descriptors[1].rows);
}

// Follows what rows point to.
size_t Walk(const OnetTables& tables) {
  size_t bytes = 0;
  for (const auto& row : tables.alternate_titles) {
    bytes += tables.Text(row.title).size() + tables.Text(row.sources).size() +
             tables.Text(tables.occupations[row.occupation].title).size();
  }
  for (const auto& row : tables.tasks) {
    bytes += tables.Text(row.statement).size();
  }
  for (const auto& row : tables.related_occupations) {
    bytes += tables.Text(tables.occupations[row.related].title).size();
  }
  for (const auto& table : tables.ratings) {
    for (size_t i = 0; i < table.size(); ++i) {
      bytes += tables.Text(tables.elements[table.element[i]].name).size() +
               tables.Text(tables.scales[table.scale[i]].id).size() +
               tables.occupations[table.occupation[i]].row;
    }
  }
  return bytes;
}

TEST(OnetCodecTest, DamagedBytesAreErrorsAndNeverCrash) {
  const std::string bytes = EncodeOnet(*TinyOnet().onet);
  for (size_t cut = 0; cut < bytes.size(); ++cut) {
    const auto tables = DecodeOnet(bytes.substr(0, cut));
    if (!tables.ok()) {
      EXPECT_THAT(tables, HasReason(base::reason::kStorageFailed));
    }
  }
  size_t refused = 0;
  for (size_t at = 0; at < bytes.size(); ++at) {
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x5a);
    const auto tables = DecodeOnet(flipped);
    if (tables.ok()) {
      Walk(*tables);
    } else {
      EXPECT_THAT(tables, HasReason(base::reason::kStorageFailed));
      ++refused;
    }
  }
  EXPECT_GT(refused, bytes.size() / 10);
  EXPECT_THAT(DecodeOnet("no tables"), HasReason(base::reason::kStorageFailed));
}

}  // namespace
}  // namespace plumbline::labor
