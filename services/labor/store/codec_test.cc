#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/edition/edition_builder.h"
#include "services/labor/domain/testing/tiny_onet.h"
#include "services/labor/domain/testing/tiny_releases.h"
#include "services/labor/store/release_codec.h"
#include "services/labor/store/snapshot_codec.h"

namespace plumbline::labor {
namespace {

using testing::HasReason;

class CodecTest : public ::testing::Test {
 protected:
  std::vector<ReleaseToPin> Pins() const {
    return {TinyPin("sources/cip-soc/releases/2020", crosswalk_),
            TinyPin("sources/onet/releases/30.1", onet_),
            TinyPin("sources/oews/releases/2018-05", oews_2018_),
            TinyPin("sources/oews/releases/2024-05", oews_),
            TinyPin("sources/onet-soc/releases/2019", onet_soc_),
            TinyPin("sources/soc-changes/releases/2010-2018", changes_),
            TinyPin("sources/soc/releases/2018", soc_)};
  }

  std::string Snapshot(const std::vector<ReleaseToPin>& pins) const {
    const auto edition = BuildEdition("editions/e", pins, {});
    EXPECT_OK(edition);
    return edition.ok() ? EncodeSnapshot(*edition) : "";
  }

  const ReleaseTables soc_ = TinySoc();
  const ReleaseTables changes_ = TinySocChanges();
  const ReleaseTables crosswalk_ = TinyCrosswalk();
  const ReleaseTables onet_soc_ = TinyOnetSoc();
  const ReleaseTables oews_ = TinyOews();
  const ReleaseTables oews_2018_ = TinyOews2018();
  const ReleaseTables onet_ = TinyOnet();
};

TEST_F(CodecTest, ReleasesInAnyOrderGiveTheSameBytes) {
  std::vector<ReleaseToPin> pins = Pins();
  const std::string bytes = Snapshot(pins);
  ASSERT_FALSE(bytes.empty());
  const auto by_name = [](const ReleaseToPin& a, const ReleaseToPin& b) {
    return a.release.name < b.release.name;
  };
  // Rotations and reversals reach every place for every release.
  for (size_t turn = 0; turn < pins.size(); ++turn) {
    std::rotate(pins.begin(), pins.begin() + 1, pins.end());
    EXPECT_EQ(Snapshot(pins), bytes);
    std::reverse(pins.begin(), pins.end());
    EXPECT_EQ(Snapshot(pins), bytes);
  }
  EXPECT_FALSE(std::is_sorted(pins.rbegin(), pins.rend(), by_name) &&
               std::is_sorted(pins.begin(), pins.end(), by_name));
}

TEST_F(CodecTest, ASnapshotReadsBackAsItWasWritten) {
  const std::string bytes = Snapshot(Pins());
  ASSERT_OK_AND_ASSIGN(const Edition edition, DecodeSnapshot(bytes));
  EXPECT_EQ(EncodeSnapshot(edition), bytes);
  EXPECT_EQ(edition.name, "editions/e");
  EXPECT_EQ(edition.figures.size(), 4u);
  EXPECT_EQ(edition.crosswalks.size(), 1u);
  EXPECT_EQ(edition.elements.size(), 3u);
  ASSERT_EQ(edition.descriptors.size(), 2u);
  const DescriptorRows& skills = edition.descriptors[1].rows;
  EXPECT_EQ(edition.descriptors[1].origin.file, "db_30_1_text/Skills.txt");
  EXPECT_EQ(skills.onet_codes,
            (std::vector<uint32_t>{15125200, 15125200, 15125200, 15125200,
                                   15125202}));
  EXPECT_EQ(skills.hundredths, (std::vector<uint32_t>{388, 0, 412, 500, 350}));
  EXPECT_EQ(skills.standard_errors,
            (std::vector<uint32_t>{1, 1, 1251, 2674, 0}));
  EXPECT_EQ(skills.source_rows, (std::vector<uint32_t>{5, 6, 3, 4, 2}));
  EXPECT_EQ(skills.recommend_suppress, (std::vector<uint8_t>{1, 1, 1, 2, 0}));
  EXPECT_EQ(skills.not_relevant, (std::vector<uint8_t>{0, 2, 0, 1, 0}));
}

TEST_F(CodecTest, DamagedSnapshotsAreErrorsAndNeverCrash) {
  const std::string bytes = Snapshot(Pins());
  for (size_t cut = 0; cut < bytes.size(); cut += 7) {
    const auto edition = DecodeSnapshot(bytes.substr(0, cut));
    if (!edition.ok()) {
      EXPECT_THAT(edition, HasReason(base::reason::kStorageFailed));
    }
  }
  for (size_t at = 0; at < bytes.size(); ++at) {
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x5a);
    const auto edition = DecodeSnapshot(flipped);
    if (!edition.ok()) {
      EXPECT_THAT(edition, HasReason(base::reason::kStorageFailed));
    }
  }
  EXPECT_THAT(DecodeSnapshot("no snapshot"),
              HasReason(base::reason::kStorageFailed));
}

ReleaseTables Courses() {
  ReleaseTables release;
  release.courses.push_back(
      {"sced.csv", {{1001, "English", "Reads", 2}}, {1, 1}});
  return release;
}

ReleaseTables Credentials() {
  ReleaseTables release;
  release.credentials.push_back(
      {"list.xlsx",
       "Sheet",
       CredentialKind::kApprenticeship,
       {{"0159", "ELECTRICIAN", "47-2111.00", 3}, {"0160", "NOBODY", "", 2}},
       {4, 3}});
  return release;
}

TEST_F(CodecTest, CredentialsReadBackWithTheirKindAndPlace) {
  ASSERT_OK_AND_ASSIGN(const ReleaseTables read,
                       DecodeTables(EncodeTables(Credentials())));
  ASSERT_EQ(read.credentials.size(), 1u);
  const CredentialTable& table = read.credentials[0];
  EXPECT_EQ(table.file, "list.xlsx");
  EXPECT_EQ(table.sheet, "Sheet");
  EXPECT_EQ(table.kind, CredentialKind::kApprenticeship);
  ASSERT_EQ(table.entries.size(), 2u);
  EXPECT_EQ(table.entries[0].code, "0159");
  EXPECT_EQ(table.entries[0].title, "ELECTRICIAN");
  EXPECT_EQ(table.entries[0].occupation, "47-2111.00");
  EXPECT_EQ(table.entries[0].source_row, 3u);
  EXPECT_EQ(table.entries[1].occupation, "");
  EXPECT_EQ(table.counts.rejected(), 1);
}

// As releases were stored before there were lists of credentials: a period and
// a course taxonomy of one code.
TEST_F(CodecTest, AnOlderReleaseHasNoCredentials) {
  const std::string older = absl::HexStringToBytes(
      "0a0473636564"          // reference_period: sced
      "5a17"                  // courses, 23 bytes
      "0a08736365642e637376"  // file: sced.csv
      "12050de9030000"        // codes: 1001
      "1a0408011001");        // counts: 1 read, 1 accepted
  ASSERT_OK_AND_ASSIGN(const ReleaseTables read, DecodeTables(older));
  EXPECT_EQ(read.reference_period, "sced");
  EXPECT_EQ(read.courses.at(0).entries.at(0).code, 1001);
  EXPECT_THAT(read.credentials, ::testing::IsEmpty());
}

TEST_F(CodecTest, TablesReadBackAsTheyWereWritten) {
  const ReleaseTables courses = Courses();
  const ReleaseTables credentials = Credentials();
  for (const ReleaseTables* tables :
       {&courses, &credentials, &soc_, &changes_, &crosswalk_, &onet_soc_,
        &oews_, &oews_2018_, &onet_}) {
    const std::string bytes = EncodeTables(*tables);
    ASSERT_OK_AND_ASSIGN(const ReleaseTables read, DecodeTables(bytes));
    EXPECT_EQ(EncodeTables(read), bytes);
    EXPECT_EQ(read.TotalRows().read, tables->TotalRows().read);
  }
  ASSERT_OK_AND_ASSIGN(const ReleaseTables read,
                       DecodeTables(EncodeTables(oews_)));
  EXPECT_EQ(read.figures[1].columns[1].figures[1].status,
            vocabulary::FigureStatus::kWithheld);
  EXPECT_EQ(read.figures[1].regions[0].parent, "us-ny");
}

// A county in New York, one that was replaced, and a set of two areas.
ReleaseTables Places() {
  ReleaseTables release;
  PlaceTable table;
  table.file = "places.csv";
  table.vintage = "counties-2019";
  table.places = {
      {"us-county-36047", "Kings County, NY", RegionKind::kCounty, 2},
      {"us-set-s", "The set", RegionKind::kComposed, 3}};
  table.containments = {
      {"us-county-36047", "us-cbsa-35620", "New York", false, 2, "2013"},
      {"us-county-36047", "us-necta-71650", "Boston", true, 3, "2013"},
      {"us-ny", "us-set-s", "The set", false, 4, ""}};
  table.changes = {{"us-county-09001", "Fairfield County, CT",
                    "us-county-09120", "Greater Bridgeport", "2022", 5}};
  table.counts = {5, 5};
  release.places.push_back(std::move(table));
  return release;
}

TEST_F(CodecTest, PlacesLaddersAndChangesReadBack) {
  const ReleaseTables places = Places();
  ASSERT_OK_AND_ASSIGN(const ReleaseTables read,
                       DecodeTables(EncodeTables(places)));
  EXPECT_EQ(EncodeTables(read), EncodeTables(places));
  EXPECT_EQ(read.TotalRows().accepted, 5);
  EXPECT_TRUE(read.places[0].containments[1].partial);

  std::vector<ReleaseToPin> pins = Pins();
  pins.push_back(TinyPin("sources/county-areas/releases/2013", places));
  const std::string bytes = Snapshot(pins);
  ASSERT_OK_AND_ASSIGN(const Edition edition, DecodeSnapshot(bytes));
  EXPECT_EQ(EncodeSnapshot(edition), bytes);
  ASSERT_EQ(edition.region_changes.size(), 1u);
  EXPECT_EQ(edition.region_changes[0].change.to, "us-county-09120");
  EXPECT_EQ(edition.releases[edition.region_changes[0].release].name,
            "sources/county-areas/releases/2013");
  for (const Region& region : edition.regions) {
    if (region.id == "us-set-s") {
      EXPECT_EQ(region.members, (std::vector<std::string>{"us-ny"}));
    }
  }
}

// Two institutions; the first row of the first has no award.
ReleaseTables Awards() {
  CompletionTable table;
  table.file = "c2024_a.csv";
  table.directory = "hd2024.csv";
  table.institutions = {{117803, "A college", "us-ca", "us-county-06037"},
                        {188890, "Another", "us-ny", ""}};
  table.rows = {{0, 0, 1},    {110701, 513801, 480508},
                {1, 1, 2},    {3, 20, 2},
                {0, 20, 139}, {'R', 'R', 0},
                {2, 3, 4}};
  table.counts = {6, 5};
  table.directory_counts = {2, 2};
  ReleaseTables release;
  release.reference_period = "2023-07/2024-06";
  release.completions.push_back(std::move(table));
  return release;
}

TEST_F(CodecTest, AwardsReadBackAndSnapshotsLeaveOutWhereThereIsNone) {
  const ReleaseTables awards = Awards();
  const CompletionTable& before = awards.completions[0];
  ASSERT_OK_AND_ASSIGN(const ReleaseTables read,
                       DecodeTables(EncodeTables(awards)));
  ASSERT_EQ(read.completions.size(), 1u);
  EXPECT_EQ(read.completions[0].rows, before.rows);
  EXPECT_EQ(read.completions[0].institutions, before.institutions);
  EXPECT_EQ(read.completions[0].directory, "hd2024.csv");
  EXPECT_EQ(read.TotalRows().read, 8);
  EXPECT_EQ(read.TotalRows().rejected(), 1);

  std::vector<ReleaseToPin> pins = Pins();
  pins.push_back(TinyPin("sources/ipeds/releases/2024", awards));
  const std::string bytes = Snapshot(pins);
  ASSERT_OK_AND_ASSIGN(const Edition edition, DecodeSnapshot(bytes));
  EXPECT_EQ(EncodeSnapshot(edition), bytes);
  ASSERT_EQ(edition.completions.size(), 1u);
  const EditionCompletions& table = edition.completions[0];
  EXPECT_EQ(edition.releases[table.origin.release].name,
            "sources/ipeds/releases/2024");
  EXPECT_EQ(table.reference_period, "2023-07/2024-06");
  EXPECT_EQ(table.institutions, before.institutions);
  EXPECT_EQ(table.rows.cips, (std::vector<uint32_t>{513801, 480508}));
  EXPECT_EQ(table.rows.institutions, (std::vector<uint32_t>{0, 1}));
  EXPECT_EQ(table.rows.source_rows, (std::vector<uint32_t>{3, 4}));
}

}  // namespace
}  // namespace plumbline::labor
