// What the full view of an occupation says, over an in-process server.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cpp/labor/labor_client.h"
#include "plumbline/labor/v1/snapshot.pb.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/rpc/server.h"
#include "services/common/storage/sqlite_connection.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/api/labor_handler.h"
#include "services/labor/domain/testing/tiny_onet.h"
#include "services/labor/domain/testing/tiny_releases.h"
#include "services/labor/store/release_codec.h"
#include "services/labor/store/sql_labor_store.h"

namespace plumbline::labor {
namespace {

using ::testing::ElementsAre;
using testing::HasReason;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kOnet[] = "sources/onet/releases/30.1";
constexpr char kSocRelease[] = "sources/soc/releases/2018";

class OccupationProfileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    Open();
    ImportOrder order;
    order.source = "onet";
    order.release = kOnet;
    order.files = TinyOnetFiles();
    const ReleaseImporter importer(store_.get(), DefaultImportSteps());
    ASSERT_THAT(importer.Import(order, absl::UnixEpoch()), IsOk());
    ReleaseRecord soc;
    soc.name = kSocRelease;
    soc.digest = "digest";
    ASSERT_THAT(store_->AddRelease(soc, {}, TinySoc(), {}), IsOk());
  }

  // Starts labor on the state directory, as after the end of a process.
  void Open() {
    server_.reset();
    handler_.reset();
    ASSERT_OK_AND_ASSIGN(store_, SqlLaborStore::Open(path_));
    LaborHandlerOptions options;
    options.store = store_.get();
    options.operations = &operations_;
    handler_ = std::make_unique<LaborHandler>(options);
    ASSERT_OK_AND_ASSIGN(
        server_, rpc::Server::Start({}, {{v1::LaborService::service_full_name(),
                                          handler_.get()}}));
    client_ = labor_client::MakeLaborClient(server_->InProcessChannel());
  }

  void ImportText(const std::string& source, const std::string& release,
                  const std::string& text) {
    ImportOrder order;
    order.source = source;
    order.release = absl::StrCat("sources/", source, "/releases/", release);
    order.files = {{"list.csv", text}};
    const ReleaseImporter importer(store_.get(), DefaultImportSteps());
    ASSERT_THAT(importer.Import(order, absl::UnixEpoch()), IsOk());
  }

  // Takes out of the store what programs before O*NET tables were kept did not
  // write.
  void MakeOlder() {
    store_.reset();
    ASSERT_OK_AND_ASSIGN(const auto connection,
                         storage::SqliteConnection::Open(path_));
    ASSERT_OK_AND_ASSIGN(const auto drop,
                         connection->Prepare("DELETE FROM labor_release_onet"));
    ASSERT_THAT(drop->Run(), IsOk());
    ReleaseTables older = TinyOnet();
    older.descriptors.clear();
    ASSERT_OK_AND_ASSIGN(
        const auto update,
        connection->Prepare("UPDATE labor_release_tables SET content = $2 "
                            "WHERE release_name = $1"));
    update->BindText(1, kOnet);
    const std::string bytes = EncodeTables(older);
    update->BindBlob(2, bytes);
    ASSERT_THAT(update->Run(), IsOk());
  }

  v1::Edition Publish(const std::vector<std::string>& releases) {
    auto edition = client_->PublishEdition(releases, {}, {});
    EXPECT_THAT(edition, IsOk());
    return edition.value_or(v1::Edition());
  }

  absl::StatusOr<v1::Occupation> Full(const std::string& code) {
    return client_->GetOccupation(code, "", v1::OCCUPATION_VIEW_FULL);
  }

  const testing::TempDir directory_;
  const std::string path_ = (directory_.path() / "labor.db").string();
  rpc::OperationsHandler operations_;
  std::unique_ptr<LaborStore> store_;
  std::unique_ptr<LaborHandler> handler_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<labor_client::LaborClient> client_;
};

TEST_F(OccupationProfileTest, BasicIsTheDefaultAndHasNoProfile) {
  Publish({kSocRelease, kOnet});
  for (const auto view :
       {v1::OCCUPATION_VIEW_UNSPECIFIED, v1::OCCUPATION_VIEW_BASIC}) {
    ASSERT_OK_AND_ASSIGN(const auto occupation,
                         client_->GetOccupation("15-1252", "", view));
    EXPECT_EQ(occupation.title(), "Software Developers");
    EXPECT_FALSE(occupation.has_profile());
  }
}

TEST_F(OccupationProfileTest, ASocCodeAnswersForAllOnetCodesUnderIt) {
  Publish({kSocRelease, kOnet});
  ASSERT_OK_AND_ASSIGN(const v1::Occupation occupation, Full("15-1252"));
  const v1::OccupationProfile& profile = occupation.profile();
  EXPECT_EQ(profile.release(), kOnet);
  EXPECT_EQ(profile.version(), "30.1");
  ASSERT_THAT(profile.occupations().rows(), SizeIs(2));
  EXPECT_EQ(profile.occupations().rows(0).onet_code(), "15-1252.00");
  EXPECT_EQ(profile.occupations().rows(1).title(), "Game Developers");

  ASSERT_THAT(profile.alternate_titles().rows(), SizeIs(2));
  EXPECT_EQ(profile.alternate_titles().rows(1).onet_code(), "15-1252.02");
  EXPECT_EQ(profile.alternate_titles().rows(1).short_title(), "Coder");
  EXPECT_EQ(profile.alternate_titles().rows(1).row(), 3);
  ASSERT_THAT(profile.reported_titles().rows(), SizeIs(1));
  EXPECT_TRUE(profile.reported_titles().rows(0).in_my_next_move());

  ASSERT_THAT(profile.technologies().rows(), SizeIs(1));
  EXPECT_EQ(profile.technologies().rows(0).example(), "C++");
  EXPECT_EQ(profile.technologies().rows(0).commodity(), 43232402);
  EXPECT_TRUE(profile.technologies().rows(0).hot());
  EXPECT_FALSE(profile.technologies().rows(0).in_demand());
  EXPECT_THAT(profile.tools().rows(), SizeIs(0));

  ASSERT_THAT(profile.job_zones().rows(), SizeIs(1));
  EXPECT_EQ(profile.job_zones().rows(0).zone(), 4);
  EXPECT_EQ(profile.job_zones().rows(0).svp_floor(), 7);
  EXPECT_EQ(profile.job_zones().rows(0).svp_range(), "(7.0 to < 8.0)");
  ASSERT_THAT(profile.related_occupations().rows(), SizeIs(1));
  EXPECT_EQ(profile.related_occupations().rows(0).related_title(),
            "Game Developers");
}

TEST_F(OccupationProfileTest, TasksComeWithRatingsAndActivities) {
  Publish({kSocRelease, kOnet});
  ASSERT_OK_AND_ASSIGN(const v1::Occupation occupation, Full("15-1252"));
  const v1::TaskTable& tasks = occupation.profile().tasks();
  EXPECT_EQ(tasks.rating_source().file(), "db_30_1_text/Task Ratings.txt");
  ASSERT_THAT(tasks.rows(), SizeIs(2));
  const auto& write = tasks.rows(0);
  EXPECT_EQ(write.statement(), "Write programs.");
  EXPECT_EQ(write.type(), v1::TaskTable::CORE);
  EXPECT_EQ(write.incumbents_responding(), 40);
  ASSERT_THAT(write.ratings(), SizeIs(3));
  EXPECT_EQ(write.ratings(0).scale(), "FT");
  EXPECT_EQ(write.ratings(0).category_description(), "Daily");
  EXPECT_EQ(write.ratings(0).value(), 63.2);
  EXPECT_EQ(write.ratings(1).scale(), "IM");
  EXPECT_EQ(write.ratings(1).value(), 4.41);
  EXPECT_EQ(write.ratings(1).standard_error(), 0.12);
  EXPECT_TRUE(write.ratings(2).recommend_suppress());
  ASSERT_THAT(write.activities(), SizeIs(1));
  EXPECT_EQ(write.activities(0).title(), "Write programs.");
  EXPECT_EQ(tasks.rows(1).type(), v1::TaskTable::TASK_TYPE_UNSPECIFIED);
  EXPECT_FALSE(tasks.rows(1).has_incumbents_responding());
}

TEST_F(OccupationProfileTest, RatingsKeepWhatIsNotGivenApartFromZero) {
  Publish({kSocRelease, kOnet});
  ASSERT_OK_AND_ASSIGN(const v1::Occupation occupation, Full("15-1252"));
  ASSERT_THAT(occupation.profile().ratings(), SizeIs(2));
  const v1::RatingTable& skills = occupation.profile().ratings(0);
  EXPECT_EQ(skills.kind(), v1::RatingTable::SKILLS);
  EXPECT_EQ(skills.source().file(), "db_30_1_text/Skills.txt");
  EXPECT_EQ(skills.source().sha256(),
            base::Sha256Hex(TinyOnetFiles()["db_30_1_text/Skills.txt"]));
  ASSERT_THAT(skills.rows(), SizeIs(5));
  // As in the file, but 15-1252.00 before 15-1252.02.
  EXPECT_EQ(skills.rows(0).element(), "2.B.3.e");
  EXPECT_EQ(skills.rows(0).name(), "Programming");
  EXPECT_EQ(skills.rows(0).value(), 4.12);
  EXPECT_EQ(skills.rows(0).standard_error(), 0.125);
  EXPECT_EQ(skills.rows(0).respondents(), 8);
  EXPECT_EQ(skills.rows(0).row(), 3);
  EXPECT_TRUE(skills.rows(1).recommend_suppress());
  EXPECT_TRUE(skills.rows(2).has_standard_error());
  EXPECT_EQ(skills.rows(2).standard_error(), 0);
  EXPECT_TRUE(skills.rows(3).not_relevant());
  EXPECT_EQ(skills.rows(4).onet_code(), "15-1252.02");
  EXPECT_FALSE(skills.rows(4).has_standard_error());
  EXPECT_FALSE(skills.rows(4).has_recommend_suppress());
}

TEST_F(OccupationProfileTest, AnOnetCodeAnswersForItselfAlone) {
  Publish({kSocRelease, kOnet});
  ASSERT_OK_AND_ASSIGN(const v1::Occupation game, Full("15-1252.02"));
  EXPECT_EQ(game.name(), "occupations/15-1252");
  ASSERT_THAT(game.profile().occupations().rows(), SizeIs(1));
  EXPECT_THAT(game.profile().tasks().rows(), SizeIs(1));
  EXPECT_THAT(Full("15-1252.77"), HasReason(base::reason::kCodeUnknown));
  ASSERT_OK_AND_ASSIGN(const v1::Occupation medics, Full("29-2042.00"));
  ASSERT_THAT(medics.profile().preparation(), SizeIs(1));
  const auto& level = medics.profile().preparation(0).rows(0);
  EXPECT_EQ(level.scale(), "RL");
  EXPECT_EQ(level.category_description(), "A certificate");
  EXPECT_EQ(level.value(), 61.5);
  // A known occupation that O*NET does not rate has an empty profile.
  ASSERT_OK_AND_ASSIGN(const v1::Occupation aides, Full("31-1121"));
  EXPECT_TRUE(aides.has_profile());
  EXPECT_THAT(aides.profile().occupations().rows(), SizeIs(0));
}

TEST_F(OccupationProfileTest, WithoutAnOnetReleaseThereIsNoProfile) {
  Publish({kSocRelease});
  ASSERT_OK_AND_ASSIGN(const v1::Occupation occupation, Full("15-1252"));
  EXPECT_FALSE(occupation.has_profile());
}

TEST_F(OccupationProfileTest, AnOlderStoreIsReadAgainForAProfile) {
  ASSERT_OK_AND_ASSIGN(const ReleaseRecord before, store_->GetRelease(kOnet));
  Publish({kSocRelease, kOnet});
  MakeOlder();
  Open();
  ASSERT_OK_AND_ASSIGN(const v1::Occupation occupation, Full("15-1252"));
  EXPECT_THAT(occupation.profile().tasks().rows(), SizeIs(2));
  ASSERT_OK_AND_ASSIGN(const bool kept, store_->KeepsOnet(kOnet));
  EXPECT_TRUE(kept);
  ASSERT_OK_AND_ASSIGN(const ReleaseRecord after, store_->GetRelease(kOnet));
  EXPECT_EQ(after.digest, before.digest);
}

TEST_F(OccupationProfileTest, TheTextsOfAnEditionNameTheirCells) {
  const v1::Edition edition = Publish({kSocRelease, kOnet});
  ASSERT_OK_AND_ASSIGN(const v1::EditionTexts texts,
                       client_->DownloadTexts("editions/latest"));
  EXPECT_EQ(texts.edition(), edition.name());
  ASSERT_THAT(texts.releases(), SizeIs(1));
  EXPECT_EQ(texts.releases(0).name(), kOnet);
  EXPECT_THAT(texts.releases(0).files(), Not(IsEmpty()));
  EXPECT_THAT(texts.program_codes(), IsEmpty());
  const auto developers =
      std::find_if(texts.occupations().begin(), texts.occupations().end(),
                   [](const auto& one) { return one.code() == 15125200; });
  ASSERT_NE(developers, texts.occupations().end());
  EXPECT_THAT(developers->title().texts(), ElementsAre("Software Developers"));
  ASSERT_OK_AND_ASSIGN(const v1::Occupation profile, Full("15-1252.00"));
  const auto& tasks = profile.profile().tasks();
  ASSERT_EQ(developers->tasks().texts_size(), tasks.rows_size());
  EXPECT_EQ(developers->task_importances_size(), tasks.rows_size());
  for (int i = 0; i < tasks.rows_size(); ++i) {
    EXPECT_EQ(developers->tasks().texts(i), tasks.rows(i).statement());
    EXPECT_EQ(developers->tasks().rows(i), tasks.rows(i).row());
  }
  const auto& file = texts.files(developers->tasks().file());
  EXPECT_EQ(file.file(), tasks.source().file());
  EXPECT_EQ(file.sheet(), tasks.source().sheet());
  ASSERT_OK_AND_ASSIGN(const v1::EditionTexts again,
                       client_->DownloadTexts(edition.name()));
  EXPECT_EQ(again.SerializeAsString(), texts.SerializeAsString());
}

TEST_F(OccupationProfileTest, TheTextsOfAnEditionListItsCredentials) {
  const v1::Edition older = Publish({kSocRelease, kOnet});
  ASSERT_OK_AND_ASSIGN(const v1::EditionTexts before,
                       client_->DownloadTexts(older.name()));
  EXPECT_THAT(before.credentials(), IsEmpty());
  const std::string head = "ID,NAME,CODE,ISDELETED\n";
  ImportText("nj-licenses", "2021-01", head + "1,OLD,15-1252.00,0\n");
  ImportText("nj-licenses", "2024-03",
             head +
                 "9,LATER,15-1252.00,0\n2,GONE,15-1252.00,1\n"
                 "10,NOWHERE,,0\n10,FIRST,15-1252.02,0\n");
  ImportText("rapids", "2020",
             "occupational_title,rapids_code,onet_code\n"
             "CODER ,0811,15-1131.00\n");
  const v1::Edition edition = Publish(
      {kSocRelease, kOnet, "sources/nj-licenses/releases/2021-01",
       "sources/nj-licenses/releases/2024-03", "sources/rapids/releases/2020"});
  ASSERT_OK_AND_ASSIGN(const v1::EditionTexts texts,
                       client_->DownloadTexts(edition.name()));
  std::vector<std::string> lines;
  for (const v1::CredentialText& one : texts.credentials()) {
    const auto& file = texts.files(one.file());
    lines.push_back(absl::StrCat(
        v1::CredentialText::Kind_Name(one.kind()), " ", one.code(), " ",
        one.title(), " ", one.occupation(), " ", file.file(), ":", one.row(),
        " ", texts.releases(file.release()).name()));
  }
  EXPECT_THAT(
      lines,
      ElementsAre(
          "LICENSE 10 NOWHERE  list.csv:4 sources/nj-licenses/releases/2024-03",
          "LICENSE 10 FIRST 15-1252.02 list.csv:5 "
          "sources/nj-licenses/releases/2024-03",
          "LICENSE 9 LATER 15-1252.00 list.csv:2 "
          "sources/nj-licenses/releases/2024-03",
          "APPRENTICESHIP 0811 CODER 15-1131.00 list.csv:2 "
          "sources/rapids/releases/2020"));
  ASSERT_THAT(texts.releases(), SizeIs(3));
  EXPECT_EQ(texts.releases(1).name(), kOnet);
  ASSERT_OK_AND_ASSIGN(const v1::EditionTexts again,
                       client_->DownloadTexts(edition.name()));
  EXPECT_EQ(again.SerializeAsString(), texts.SerializeAsString());
  // An edition that pins no list says what it said.
  ASSERT_OK_AND_ASSIGN(const v1::EditionTexts after,
                       client_->DownloadTexts(older.name()));
  EXPECT_EQ(after.SerializeAsString(), before.SerializeAsString());
}

TEST_F(OccupationProfileTest, AnOlderStoreIsReadAgainForAPublication) {
  MakeOlder();
  Open();
  Publish({kSocRelease, kOnet});
  ASSERT_OK_AND_ASSIGN(const auto snapshot,
                       client_->DownloadSnapshot("editions/latest"));
  v1::EditionSnapshot message;
  ASSERT_TRUE(message.ParseFromString(snapshot.bytes));
  ASSERT_THAT(message.descriptor_tables(), SizeIs(2));
  const v1::DescriptorTable& skills = message.descriptor_tables(1);
  EXPECT_EQ(skills.file(), "db_30_1_text/Skills.txt");
  EXPECT_THAT(skills.onet_codes(), ElementsAre(15125200, 15125202));
  EXPECT_THAT(skills.row_ends(), ElementsAre(4, 5));
  EXPECT_THAT(skills.hundredths(), ElementsAre(388, 0, 412, 500, 350));
  ASSERT_THAT(message.elements(), SizeIs(3));
  EXPECT_EQ(message.elements(1).id(), "2.B.3.e");
  EXPECT_EQ(message.elements(1).group(), "2.B");
}

}  // namespace
}  // namespace plumbline::labor
