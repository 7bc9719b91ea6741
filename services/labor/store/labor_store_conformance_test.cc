// What every LaborStore does, whatever stands behind it. A new implementation
// adds itself to `Stores`.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/testing/files.h"
#include "services/common/testing/postgres_server.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/edition/content_digest.h"
#include "services/labor/domain/testing/tiny_onet.h"
#include "services/labor/domain/testing/tiny_releases.h"
#include "services/labor/store/labor_store.h"
#include "services/labor/store/onet_codec.h"
#include "services/labor/store/release_codec.h"
#include "services/labor/store/sql_labor_store.h"

namespace plumbline::labor {
namespace {

using ::testing::ElementsAre;
using testing::HasReason;
using testing::IsOk;
using testing::StatusIs;

constexpr char kFirst[] = "sources/oews/releases/2023-05";
constexpr char kSecond[] = "sources/oews/releases/2024-05";

constexpr absl::Time kEver = absl::InfiniteFuture();

// A place that can be opened again, as after the end of a process.
class SqliteFile {
 public:
  absl::StatusOr<std::unique_ptr<LaborStore>> Open() const {
    return SqlLaborStore::Open((directory_.path() / "labor.db").string());
  }

 private:
  testing::TempDir directory_;
};

class PostgresDatabase {
 public:
  absl::StatusOr<std::unique_ptr<LaborStore>> Open() const {
    return SqlLaborStore::Open(address_);
  }

 private:
  const std::string address_ =
      testing::PostgresServer::Shared().EmptyDatabase();
};

template <typename Place>
class LaborStoreTest : public ::testing::Test {
 protected:
  void SetUp() override { Reopen(); }

  void Reopen() {
    store_.reset();
    ASSERT_OK_AND_ASSIGN(store_, place_.Open());
  }

  static ReleaseRecord Release(const std::string& name,
                               const std::string& bytes) {
    ReleaseRecord release;
    release.name = name;
    release.files = {{"national.xlsx", base::Sha256Hex(bytes),
                      static_cast<int64_t>(bytes.size())}};
    release.digest = ReleaseDigest(release.files);
    release.reference_period = "2024-05";
    release.known_time = absl::FromUnixSeconds(1'700'000'000);
    release.report.rows = {9, 8};
    release.report.counts_by_rule = {{"cross-foot", 1}};
    release.report.findings = {{Severity::kWarning,
                                "cross-foot",
                                {"national.xlsx", "Sheet", 7, "A_MEDIAN"},
                                "1",
                                "check the columns"}};
    release.tables = {{"national.xlsx", "Sheet", "figures", {9, 8}}};
    return release;
  }

  absl::StatusOr<ReleaseRecord> Add(const std::string& name,
                                    const std::string& bytes,
                                    const RequestKey& key = {}) {
    return store_->AddRelease(Release(name, bytes), {bytes}, TinyOews(), key);
  }

  absl::StatusOr<EditionRecord> Publish(const std::string& name,
                                        const std::vector<std::string>& pins,
                                        const RequestKey& key = {},
                                        int64_t second = 1'700'000'001) {
    EditionRecord edition;
    edition.name = name;
    edition.releases = pins;
    edition.layers = {};
    edition.content_digest = base::Sha256Hex(name);
    edition.snapshot_sha256 = base::Sha256Hex("snapshot of " + name);
    edition.publish_time = absl::FromUnixSeconds(second);
    return store_->AddEdition(edition, "snapshot of " + name, key);
  }

  // What was served at that second: an edition, or a reason.
  std::string ServedAt(int64_t second) {
    const auto served =
        store_->GetEditionServedAt(absl::FromUnixSeconds(second));
    return served.ok() ? served->name : base::ReasonOf(served.status());
  }

  Place place_;
  std::unique_ptr<LaborStore> store_;
};

using Stores = ::testing::Types<SqliteFile, PostgresDatabase>;
TYPED_TEST_SUITE(LaborStoreTest, Stores);

TYPED_TEST(LaborStoreTest, KeepsAReleaseWhole) {
  ASSERT_THAT(this->Add(kFirst, "bytes"), IsOk());
  this->Reopen();
  ASSERT_OK_AND_ASSIGN(const ReleaseRecord kept,
                       this->store_->GetRelease(kFirst));
  const ReleaseRecord sent = this->Release(kFirst, "bytes");
  EXPECT_EQ(kept.digest, sent.digest);
  EXPECT_EQ(kept.files, sent.files);
  EXPECT_EQ(kept.known_time, sent.known_time);
  EXPECT_EQ(kept.report.rows.rejected(), 1);
  ASSERT_EQ(kept.report.findings.size(), 1u);
  EXPECT_EQ(kept.report.findings[0].place.row, 7u);
  EXPECT_EQ(kept.report.findings[0].message, "check the columns");
  EXPECT_EQ(kept.tables[0].kind, "figures");
  ASSERT_OK_AND_ASSIGN(const std::string bytes,
                       this->store_->ReadFile(sent.files[0].sha256));
  EXPECT_EQ(bytes, "bytes");
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       this->store_->ReadTables(kFirst));
  EXPECT_EQ(EncodeTables(tables), EncodeTables(TinyOews()));
}

TYPED_TEST(LaborStoreTest, KeepsOnetTablesBesideTheOthers) {
  const ReleaseTables onet = TinyOnet();
  const ReleaseRecord release =
      this->Release("sources/onet/releases/30.1", "bytes");
  ASSERT_THAT(this->store_->AddRelease(release, {"bytes"}, onet, {}), IsOk());
  ASSERT_THAT(this->Add(kFirst, "others"), IsOk());
  this->Reopen();
  ASSERT_OK_AND_ASSIGN(const bool kept, this->store_->KeepsOnet(release.name));
  EXPECT_TRUE(kept);
  ASSERT_OK_AND_ASSIGN(const auto read, this->store_->ReadOnet(release.name));
  EXPECT_EQ(EncodeOnet(*read), EncodeOnet(*onet.onet));
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       this->store_->ReadTables(release.name));
  EXPECT_EQ(tables.onet, nullptr);
  EXPECT_EQ(tables.descriptors.size(), 2u);
  ASSERT_OK_AND_ASSIGN(const bool none, this->store_->KeepsOnet(kFirst));
  EXPECT_FALSE(none);
  EXPECT_THAT(this->store_->ReadOnet(kFirst),
              HasReason(base::reason::kNotFound));
}

TYPED_TEST(LaborStoreTest, WhatIsReadAgainTakesThePlaceOfWhatWasKept) {
  const ReleaseRecord release =
      this->Release("sources/onet/releases/30.1", "bytes");
  ASSERT_THAT(this->store_->AddRelease(release, {"bytes"}, {}, {}), IsOk());
  EXPECT_THAT(this->store_->ReadOnet(release.name),
              HasReason(base::reason::kNotFound));
  ASSERT_THAT(this->store_->ReplaceTables(release.name, TinyOnet()), IsOk());
  this->Reopen();
  EXPECT_THAT(this->store_->ReadOnet(release.name), IsOk());
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       this->store_->ReadTables(release.name));
  EXPECT_EQ(EncodeTables(tables), EncodeTables(TinyOnet()));
  ASSERT_OK_AND_ASSIGN(const ReleaseRecord kept,
                       this->store_->GetRelease(release.name));
  EXPECT_EQ(kept.digest, release.digest);
  EXPECT_THAT(this->store_->ReplaceTables(kSecond, TinyOnet()),
              HasReason(base::reason::kReleaseUnknown));
}

TYPED_TEST(LaborStoreTest, TheSameFilesAgainChangeNothing) {
  ASSERT_THAT(this->Add(kFirst, "bytes"), IsOk());
  ReleaseRecord later = this->Release(kFirst, "bytes");
  later.known_time += absl::Hours(1);
  ASSERT_OK_AND_ASSIGN(
      const ReleaseRecord kept,
      this->store_->AddRelease(later, {"bytes"}, TinyOews(), {}));
  EXPECT_EQ(kept.known_time, absl::FromUnixSeconds(1'700'000'000));
}

TYPED_TEST(LaborStoreTest, OtherFilesUnderTheSameNameAreRefused) {
  ASSERT_THAT(this->Add(kFirst, "bytes"), IsOk());
  EXPECT_THAT(this->Add(kFirst, "others"),
              HasReason(base::reason::kAlreadyExists));
  ASSERT_OK_AND_ASSIGN(const ReleaseRecord kept,
                       this->store_->GetRelease(kFirst));
  EXPECT_EQ(kept.digest, this->Release(kFirst, "bytes").digest);
}

TYPED_TEST(LaborStoreTest, AFileOfTwoReleasesIsKeptOnceAndServesBoth) {
  ASSERT_THAT(this->Add(kFirst, "bytes"), IsOk());
  ASSERT_THAT(this->Add(kSecond, "bytes"), IsOk());
  ASSERT_OK_AND_ASSIGN(const std::string bytes,
                       this->store_->ReadFile(base::Sha256Hex("bytes")));
  EXPECT_EQ(bytes, "bytes");
}

TYPED_TEST(LaborStoreTest, ListsReleasesByNameWithoutFindings) {
  ASSERT_THAT(this->Add(kSecond, "b"), IsOk());
  ASSERT_THAT(this->Add(kFirst, "a"), IsOk());
  ASSERT_THAT(this->Add("sources/soc/releases/2018", "c"), IsOk());
  ASSERT_OK_AND_ASSIGN(const auto oews,
                       this->store_->ListReleases("oews", "", 10, kEver));
  ASSERT_EQ(oews.size(), 2u);
  EXPECT_EQ(oews[0].name, kFirst);
  EXPECT_TRUE(oews[0].report.findings.empty());
  EXPECT_EQ(oews[0].report.rows.read, 9);
  ASSERT_OK_AND_ASSIGN(const auto after,
                       this->store_->ListReleases("", kSecond, 10, kEver));
  ASSERT_EQ(after.size(), 1u);
  EXPECT_EQ(after[0].name, "sources/soc/releases/2018");
}

TYPED_TEST(LaborStoreTest, ThePreviousReleaseIsAcceptedAndOfTheSameSource) {
  ASSERT_THAT(this->Add(kFirst, "a"), IsOk());
  ReleaseRecord bad = this->Release("sources/oews/releases/2023-11", "bad");
  bad.state = ReleaseState::kQuarantined;
  ASSERT_THAT(this->store_->AddRelease(bad, {"bad"}, {}, {}), IsOk());
  ASSERT_THAT(this->Add("sources/cip/releases/2024", "c"), IsOk());
  ASSERT_OK_AND_ASSIGN(const auto previous,
                       this->store_->PreviousRelease(kSecond));
  EXPECT_EQ(previous, kFirst);
  ASSERT_OK_AND_ASSIGN(const auto none, this->store_->PreviousRelease(kFirst));
  EXPECT_EQ(none, std::nullopt);
}

TYPED_TEST(LaborStoreTest, PublishingMovesTheLatestInOneStep) {
  ASSERT_THAT(this->Add(kFirst, "a"), IsOk());
  EXPECT_THAT(this->store_->GetLatestEdition(),
              HasReason(base::reason::kNothingPublished));
  ASSERT_THAT(this->Publish("editions/1", {kFirst}), IsOk());
  this->Reopen();
  ASSERT_OK_AND_ASSIGN(const EditionRecord latest,
                       this->store_->GetLatestEdition());
  EXPECT_EQ(latest.name, "editions/1");
  EXPECT_EQ(latest.sequence, 1);
  EXPECT_THAT(latest.releases, ElementsAre(kFirst));
  ASSERT_OK_AND_ASSIGN(const std::string snapshot,
                       this->store_->ReadSnapshot(latest.snapshot_sha256));
  EXPECT_EQ(snapshot, "snapshot of editions/1");
}

TYPED_TEST(LaborStoreTest, AQuarantinedOrUnknownReleaseIsNeverPinned) {
  ASSERT_THAT(this->Add(kFirst, "a"), IsOk());
  ASSERT_THAT(this->Publish("editions/1", {kFirst}), IsOk());
  ReleaseRecord bad = this->Release(kSecond, "bad");
  bad.state = ReleaseState::kQuarantined;
  ASSERT_THAT(this->store_->AddRelease(bad, {"bad"}, {}, {}), IsOk());
  EXPECT_THAT(this->Publish("editions/2", {kFirst, kSecond}),
              HasReason(base::reason::kReleaseQuarantined));
  EXPECT_THAT(this->Publish("editions/2", {"sources/x/releases/1"}),
              HasReason(base::reason::kReleaseUnknown));
  EXPECT_THAT(this->store_->GetEdition("editions/2"),
              HasReason(base::reason::kEditionUnknown));
  ASSERT_OK_AND_ASSIGN(const EditionRecord latest,
                       this->store_->GetLatestEdition());
  EXPECT_EQ(latest.name, "editions/1");
}

TYPED_TEST(LaborStoreTest, RollbackMovesTheLatestAndKeepsAllEditions) {
  ASSERT_THAT(this->Add(kFirst, "a"), IsOk());
  ASSERT_THAT(this->Publish("editions/1", {kFirst}), IsOk());
  ASSERT_THAT(this->Publish("editions/2", {kFirst}), IsOk());
  ASSERT_THAT(this->store_->SetLatestEdition("editions/1", kEver, {}), IsOk());
  ASSERT_OK_AND_ASSIGN(const EditionRecord latest,
                       this->store_->GetLatestEdition());
  EXPECT_EQ(latest.name, "editions/1");
  ASSERT_OK_AND_ASSIGN(const auto all,
                       this->store_->ListEditions(INT64_MAX, 10, kEver));
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].name, "editions/2");
  ASSERT_OK_AND_ASSIGN(const auto older,
                       this->store_->ListEditions(all[0].sequence, 10, kEver));
  ASSERT_EQ(older.size(), 1u);
  EXPECT_EQ(older[0].name, "editions/1");
}

TYPED_TEST(LaborStoreTest, ARequestIsAnsweredOnceAndRemembered) {
  ASSERT_THAT(this->Add(kFirst, "a"), IsOk());
  const RequestKey key = {"uuid", "publish 1"};
  ASSERT_THAT(this->Publish("editions/1", {kFirst}, key), IsOk());
  this->Reopen();
  ASSERT_OK_AND_ASSIGN(const auto answered, this->store_->FindRequest(key));
  EXPECT_EQ(answered, "editions/1");
  EXPECT_THAT(this->store_->FindRequest({"uuid", "something else"}),
              HasReason(base::reason::kRequestIdReused));
  // A call that failed is not remembered.
  const RequestKey failed = {"uuid-2", "publish 2"};
  EXPECT_THAT(this->Publish("editions/2", {"sources/x/releases/1"}, failed),
              HasReason(base::reason::kReleaseUnknown));
  ASSERT_OK_AND_ASSIGN(const auto nothing, this->store_->FindRequest(failed));
  EXPECT_EQ(nothing, std::nullopt);
}

TYPED_TEST(LaborStoreTest, AnEditionsNameIsTakenOnce) {
  ASSERT_THAT(this->Add(kFirst, "a"), IsOk());
  ASSERT_THAT(this->Publish("editions/1", {kFirst}), IsOk());
  EditionRecord other;
  other.name = "editions/1";
  other.releases = {kFirst};
  other.content_digest = "another content";
  other.snapshot_sha256 = base::Sha256Hex("other");
  EXPECT_THAT(this->store_->AddEdition(other, "other", {}),
              HasReason(base::reason::kAlreadyExists));
}

TYPED_TEST(LaborStoreTest, SaysWhatWasServedAtATimeRollBacksCounted) {
  ASSERT_THAT(this->Add(kFirst, "a"), IsOk());
  EXPECT_EQ(this->ServedAt(100), "NOTHING_PUBLISHED");
  ASSERT_THAT(this->Publish("editions/1", {kFirst}, {}, 100), IsOk());
  ASSERT_THAT(this->Publish("editions/2", {kFirst}, {}, 200), IsOk());
  ASSERT_THAT(this->store_->SetLatestEdition("editions/1",
                                             absl::FromUnixSeconds(300), {}),
              IsOk());
  // Published again, an edition that is there stays what it is.
  ASSERT_THAT(this->Publish("editions/2", {kFirst}, {}, 400), IsOk());
  this->Reopen();
  EXPECT_EQ(this->ServedAt(99), "NOTHING_PUBLISHED");
  EXPECT_EQ(this->ServedAt(100), "editions/1");
  EXPECT_EQ(this->ServedAt(299), "editions/2");
  EXPECT_EQ(this->ServedAt(5000), "editions/1");
  ASSERT_OK_AND_ASSIGN(const auto servings, this->store_->Servings());
  ASSERT_EQ(servings.size(), 3u);
  EXPECT_EQ(servings[2].since, absl::FromUnixSeconds(300));
  ASSERT_OK_AND_ASSIGN(
      const auto known,
      this->store_->ListEditions(INT64_MAX, 10, absl::FromUnixSeconds(150)));
  ASSERT_EQ(known.size(), 1u);
  EXPECT_EQ(known[0].name, "editions/1");
  ASSERT_OK_AND_ASSIGN(
      const auto before,
      this->store_->ListReleases("", "", 10, absl::FromUnixSeconds(1)));
  EXPECT_TRUE(before.empty());
}

TYPED_TEST(LaborStoreTest, GrowthCountsWhatIsNew) {
  ASSERT_OK_AND_ASSIGN(const ReleaseRecord first, this->Add(kFirst, "bytes"));
  ASSERT_OK_AND_ASSIGN(const ReleaseRecord second, this->Add(kSecond, "bytes"));
  EXPECT_GT(second.added_bytes, 0);
  EXPECT_EQ(first.added_bytes, second.added_bytes + 5);
  ASSERT_OK_AND_ASSIGN(const auto edition,
                       this->Publish("editions/1", {kFirst}));
  EXPECT_EQ(edition.snapshot_bytes, 22);
  EXPECT_GT(edition.added_bytes, 0);
}

TYPED_TEST(LaborStoreTest,
           EditionsShareTheirPartsAndAPurgeLeavesThoseOfOthers) {
  ASSERT_THAT(this->Add(kFirst, "a"), IsOk());
  std::string shared;
  for (int i = 0; i < 40'000; ++i) shared += std::to_string(i * 7919);
  const auto publish = [&](const std::string& name) {
    EditionRecord edition;
    edition.name = name;
    edition.releases = {kFirst};
    edition.content_digest = name;
    edition.snapshot_sha256 = base::Sha256Hex(name + shared);
    return this->store_->AddEdition(edition, name + shared, {});
  };
  ASSERT_OK_AND_ASSIGN(const EditionRecord first, publish("editions/1"));
  ASSERT_OK_AND_ASSIGN(const EditionRecord second, publish("editions/2"));
  EXPECT_LT(second.added_bytes, first.added_bytes / 2);
  EXPECT_LT(first.added_bytes, first.snapshot_bytes);

  EditionPurge purge = {{"editions/1", "editions/2"},
                        absl::FromUnixSeconds(9),
                        "keep the newest 1",
                        /*validate_only=*/true};
  ASSERT_OK_AND_ASSIGN(const int64_t asked, this->store_->PurgeEditions(purge));
  EXPECT_GT(asked, 0);
  EXPECT_THAT(this->store_->ReadSnapshot(first.snapshot_sha256), IsOk());
  purge.validate_only = false;
  ASSERT_OK_AND_ASSIGN(const int64_t freed, this->store_->PurgeEditions(purge));
  EXPECT_EQ(freed, asked);
  ASSERT_OK_AND_ASSIGN(const int64_t again, this->store_->PurgeEditions(purge));
  EXPECT_EQ(again, 0);

  this->Reopen();
  // What is served stays whatever is asked.
  ASSERT_OK_AND_ASSIGN(const std::string bytes,
                       this->store_->ReadSnapshot(second.snapshot_sha256));
  EXPECT_EQ(bytes, "editions/2" + shared);
  ASSERT_OK_AND_ASSIGN(const EditionRecord tombstone,
                       this->store_->GetEdition("editions/1"));
  EXPECT_EQ(tombstone.purge_time, absl::FromUnixSeconds(9));
  EXPECT_EQ(tombstone.snapshot_sha256, first.snapshot_sha256);
  EXPECT_THAT(tombstone.releases, ElementsAre(kFirst));
  EXPECT_THAT(CheckNotPurged(tombstone),
              HasReason(base::reason::kEditionPurged));
  EXPECT_THAT(this->store_->SetLatestEdition("editions/1", kEver, {}),
              HasReason(base::reason::kEditionPurged));
  EXPECT_THAT(this->store_->ReadSnapshot(first.snapshot_sha256),
              HasReason(base::reason::kNotFound));

  // The same releases again bring it back.
  ASSERT_OK_AND_ASSIGN(const EditionRecord back, publish("editions/1"));
  EXPECT_EQ(back.purge_time, std::nullopt);
  EXPECT_THAT(this->store_->ReadSnapshot(first.snapshot_sha256), IsOk());
  ASSERT_OK_AND_ASSIGN(const EditionRecord latest,
                       this->store_->GetLatestEdition());
  EXPECT_EQ(latest.name, "editions/1");
}

}  // namespace
}  // namespace plumbline::labor
