// What LaborService says of the past, and what it lets go.

#include "services/labor/api/testing/labor_service_fixture.h"

namespace plumbline::labor {
namespace {

using ::testing::ElementsAre;
using testing::HasReason;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::SizeIs;

using LaborAsOfTest = LaborServiceTest;

class LaborRetentionTest : public LaborServiceTest {
 protected:
  LaborRetentionTest() { retention_.newest = 1; }
};

TEST_F(LaborAsOfTest, EveryReadAnswersAsOfATime) {
  const absl::Time before = now_;
  const v1::Edition older = PublishWorld();
  const absl::Time then = now_;
  ASSERT_OK_AND_ASSIGN(const auto newer,
                       client_->PublishEdition({kTinySoc, kTinyOews}, {}, {}));
  const auto as_of = [&](absl::Time time) {
    return labor_client::MakeLaborClient(server_->InProcessChannel(),
                                         {.as_of = time});
  };
  const auto past = as_of(then);
  const std::string name = StatisticsName("us", "15-1252");
  ASSERT_OK_AND_ASSIGN(const auto edition, past->GetEdition("editions/latest"));
  EXPECT_EQ(edition.name(), older.name());
  ASSERT_OK_AND_ASSIGN(const auto statistics, past->GetStatistics(name, ""));
  EXPECT_THAT(statistics.name(), HasSubstr(older.name()));
  ASSERT_OK_AND_ASSIGN(const auto batch, past->BatchGetStatistics({name}));
  EXPECT_EQ(batch.statistics(0).name(), statistics.name());
  ASSERT_OK_AND_ASSIGN(const auto snapshot,
                       past->DownloadSnapshot("editions/latest"));
  EXPECT_EQ(snapshot.edition.name(), older.name());
  EXPECT_THAT(*past->ListEditions(), SizeIs(1));
  EXPECT_THAT(*as_of(now_)->ListEditions(), SizeIs(2));
  EXPECT_THAT(*past->ListReleases("sources/-"), SizeIs(3));
  EXPECT_THAT(past->GetOccupation("15-1252", "", v1::OCCUPATION_VIEW_BASIC),
              IsOk());
  ASSERT_OK_AND_ASSIGN(const auto now, client_->GetEdition("editions/latest"));
  EXPECT_EQ(now.name(), newer.name());

  EXPECT_THAT(past->GetEdition(newer.name()),
              HasReason(base::reason::kArgumentInvalid));
  const auto first = as_of(before);
  EXPECT_THAT(first->GetStatistics(name, ""),
              HasReason(base::reason::kNothingPublished));
  EXPECT_THAT(first->ListRegions("editions/latest"),
              HasReason(base::reason::kNothingPublished));
  EXPECT_THAT(*first->ListReleases("sources/-"), SizeIs(0));
}

TEST_F(LaborRetentionTest, APurgeKeepsWhatIsServedPinnedOrWithinTheRule) {
  const v1::Edition first = PublishWorld();
  ASSERT_OK_AND_ASSIGN(const auto second,
                       client_->PublishEdition({kTinySoc, kTinyOews}, {}, {}));
  ASSERT_OK_AND_ASSIGN(const auto third,
                       client_->PublishEdition({kTinySoc}, {}, {}));
  ASSERT_THAT(client_->GetStatistics(absl::StrCat(second.name(),
                                                  "/regions/us/occupations/"
                                                  "15-1252/statistics"),
                                     ""),
              IsOk());
  ASSERT_OK_AND_ASSIGN(const auto asked,
                       client_->PurgeEditions({first.name()}, true));
  EXPECT_THAT(asked.purged(), ElementsAre(second.name()));
  EXPECT_EQ(asked.kept_count(), 2);
  EXPECT_EQ(asked.rule(), "keep the newest 1");
  EXPECT_THAT(client_->DownloadSnapshot(second.name()), IsOk());
  ASSERT_OK_AND_ASSIGN(const auto gone,
                       client_->PurgeEditions({first.name()}, false));
  EXPECT_EQ(gone.SerializeAsString(), asked.SerializeAsString());
  ASSERT_OK_AND_ASSIGN(const auto again,
                       client_->PurgeEditions({first.name()}, false));
  EXPECT_EQ(again.purged_size(), 0);

  EXPECT_THAT(client_->DownloadSnapshot(second.name()),
              HasReason(base::reason::kEditionPurged));
  EXPECT_THAT(client_->ListRegions(second.name()),
              HasReason(base::reason::kEditionPurged));
  EXPECT_THAT(client_->DownloadSnapshot(first.name()), IsOk());
  ASSERT_OK_AND_ASSIGN(const auto tombstone,
                       client_->GetEdition(second.name()));
  EXPECT_EQ(tombstone.purge_rule(), "keep the newest 1");
  EXPECT_EQ(tombstone.snapshot_sha256(), second.snapshot_sha256());
  // The same releases give the same bytes again.
  ASSERT_OK_AND_ASSIGN(const auto back,
                       client_->PublishEdition({kTinySoc, kTinyOews}, {}, {}));
  EXPECT_EQ(back.name(), second.name());
  EXPECT_FALSE(back.has_purge_time());
  EXPECT_THAT(client_->DownloadSnapshot(second.name()), IsOk());
}

}  // namespace
}  // namespace plumbline::labor
