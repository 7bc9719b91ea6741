// LaborService as its clients see it: over an in-process server, with releases
// small enough to read.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "clients/cpp/labor/labor_client.h"
#include "plumbline/labor/v1/snapshot.pb.h"
#include "services/common/base/error.h"
#include "services/common/rpc/server.h"
#include "services/common/rpc/status.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/api/testing/labor_service_fixture.h"

namespace plumbline::labor {
namespace {

using common::v1::FigureStatus;
using common::v1::Measure;
using ::testing::ElementsAre;
using testing::HasReason;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::SizeIs;
using testing::StatusIs;

// LaborService as its clients see it.
class LaborAnswersTest : public LaborServiceTest {
 protected:
  // What is answered about one measure.
  common::v1::Figure Ask(const std::string& region, const std::string& code,
                         Measure measure, const std::string& period = "") {
    const auto statistics =
        client_->GetStatistics(StatisticsName(region, code), period);
    EXPECT_THAT(statistics, IsOk());
    if (!statistics.ok()) return {};
    for (const auto& figure : statistics->figures()) {
      if (figure.measure() == measure) return figure;
    }
    ADD_FAILURE() << "no figure of measure " << measure;
    return {};
  }
};

TEST_F(LaborAnswersTest, AFigureGoesTheWholeWayFromFileToAnswer) {
  const v1::Edition edition = PublishWorld();
  const auto figure = Ask("us", "29-2042", Measure::ANNUAL_MEDIAN);
  EXPECT_EQ(figure.status(), FigureStatus::PUBLISHED);
  EXPECT_EQ(figure.value(), 4138000);
  EXPECT_EQ(figure.text(), "$41,380");
  EXPECT_EQ(figure.region(), "regions/us");
  EXPECT_EQ(figure.reference_period(), "2024-05");
  EXPECT_EQ(figure.cell().release(), kTinyOews);
  EXPECT_EQ(figure.cell().file(), "national.xlsx");
  EXPECT_EQ(figure.cell().row(), 5);
  EXPECT_EQ(figure.cell().column(), "ANNUAL_MEDIAN");
  EXPECT_THAT(edition.releases(),
              ElementsAre(kTinyProjections, kTinyOews, kTinySoc));
}

TEST_F(LaborAnswersTest, EachWayOfHavingNoFigureIsItsOwnAnswer) {
  PublishWorld();
  const Measure wage = Measure::HOURLY_MEDIAN;
  EXPECT_EQ(Ask("us-cbsa-35620", "15-1252", wage).status(),
            FigureStatus::WITHHELD);
  EXPECT_EQ(Ask("us-cbsa-35620", "29-2042", wage).status(),
            FigureStatus::NOT_PUBLISHED);
  EXPECT_EQ(Ask("us", "99-9999", wage).status(), FigureStatus::NO_SUCH_CODE);
  EXPECT_EQ(Ask("us", "12-3456", wage).status(), FigureStatus::NO_SUCH_CODE);
  EXPECT_EQ(Ask("us", "15-1252", wage, "2022-05").status(),
            FigureStatus::WRONG_VINTAGE);
  EXPECT_EQ(Ask("us", "25-1194", wage).status(), FigureStatus::NOT_APPLICABLE);
  for (const auto& figure :
       {Ask("us-cbsa-35620", "15-1252", wage), Ask("us", "99-9999", wage)}) {
    EXPECT_FALSE(figure.has_value());
  }
  const auto zero = Ask("us", "29-2042", Measure::EMPLOYMENT_CHANGE);
  EXPECT_EQ(zero.status(), FigureStatus::PUBLISHED);
  EXPECT_TRUE(zero.has_value());
  EXPECT_EQ(zero.value(), 0);
}

TEST_F(LaborAnswersTest, AnyCustomarySpellingOfACodeIsRead) {
  PublishWorld();
  for (const char* code : {"15-1252", "151252", "15-1252.00"}) {
    EXPECT_EQ(Ask("us", code, Measure::HOURLY_MEDIAN).value(), 6399) << code;
  }
  EXPECT_THAT(client_->GetStatistics(StatisticsName("us", "nurse"), ""),
              HasReason(base::reason::kCodeMalformed));
}

TEST_F(LaborAnswersTest, ImportingTwiceChangesNothing) {
  ASSERT_OK_AND_ASSIGN(const auto first, Import(kTinyOews, "fine"));
  ASSERT_OK_AND_ASSIGN(const auto second, Import(kTinyOews, "fine"));
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
  EXPECT_THAT(Import(kTinyOews, "other"),
              HasReason(base::reason::kAlreadyExists));
  ASSERT_OK_AND_ASSIGN(const auto kept, client_->GetRelease(kTinyOews));
  EXPECT_EQ(kept.digest(), first.digest());
}

TEST_F(LaborAnswersTest, AQuarantinedReleaseLeavesWhatIsServed) {
  const v1::Edition edition = PublishWorld();
  const std::string bad = "sources/oews/releases/2025-05";
  ASSERT_OK_AND_ASSIGN(const auto release, Import(bad, "fails its gates"));
  EXPECT_EQ(release.state(), v1::Release::QUARANTINED);
  ASSERT_EQ(release.gate_report().findings_size(), 1);
  const auto& finding = release.gate_report().findings(0);
  EXPECT_EQ(finding.rule(), "cross-foot");
  EXPECT_EQ(finding.row(), 7);
  EXPECT_THAT(client_->PublishEdition({kTinySoc, bad}, {}, {}),
              HasReason(base::reason::kReleaseQuarantined));
  ASSERT_OK_AND_ASSIGN(const auto latest,
                       client_->GetEdition("editions/latest"));
  EXPECT_EQ(latest.name(), edition.name());
  EXPECT_EQ(Ask("us", "29-2042", Measure::ANNUAL_MEDIAN).value(), 4138000);
}

TEST_F(LaborAnswersTest, AFileThatCannotBeReadStoresNothing) {
  EXPECT_THAT(Import(kTinyOews, "garbage"),
              HasReason(base::reason::kFileMalformed));
  EXPECT_THAT(client_->GetRelease(kTinyOews),
              HasReason(base::reason::kReleaseUnknown));
}

TEST_F(LaborAnswersTest, ValidateOnlyStoresNothing) {
  labor_client::ImportOptions options;
  options.validate_only = true;
  ASSERT_OK_AND_ASSIGN(
      const auto release,
      client_->ImportRelease(kTinyOews, {{"file.xlsx", "fine"}}, options));
  EXPECT_EQ(release.state(), v1::Release::ACCEPTED);
  EXPECT_THAT(client_->GetRelease(kTinyOews),
              HasReason(base::reason::kReleaseUnknown));
}

TEST_F(LaborAnswersTest, TooManyBytesAreRefusedBeforeTheyAreRead) {
  EXPECT_THAT(Import(kTinyOews, std::string(1001, 'x')),
              HasReason(base::reason::kFileTooLarge));
}

TEST_F(LaborAnswersTest, APathOutOfTheReleaseIsRefused) {
  EXPECT_THAT(client_->ImportRelease(kTinyOews, {{"../file.xlsx", "fine"}}, {}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("'..'")));
}

TEST_F(LaborAnswersTest, TheSameReleasesAreTheSameEdition) {
  const v1::Edition first = PublishWorld();
  ASSERT_OK_AND_ASSIGN(
      const auto second,
      client_->PublishEdition({kTinyProjections, kTinyOews, kTinySoc}, {}, {}));
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
  ASSERT_OK_AND_ASSIGN(const auto editions, client_->ListEditions());
  EXPECT_THAT(editions, SizeIs(1));
}

TEST_F(LaborAnswersTest, RollbackServesTheOlderEditionAndDeletesNothing) {
  const v1::Edition older = PublishWorld();
  ASSERT_OK_AND_ASSIGN(const auto newer,
                       client_->PublishEdition({kTinySoc, kTinyOews}, {}, {}));
  ASSERT_OK_AND_ASSIGN(auto latest, client_->GetEdition("editions/latest"));
  EXPECT_EQ(latest.name(), newer.name());
  ASSERT_THAT(client_->RollbackEdition(older.name()), IsOk());
  ASSERT_OK_AND_ASSIGN(latest, client_->GetEdition("editions/latest"));
  EXPECT_EQ(latest.name(), older.name());
  ASSERT_OK_AND_ASSIGN(const auto editions, client_->ListEditions());
  ASSERT_THAT(editions, SizeIs(2));
  EXPECT_EQ(editions[0].name(), newer.name());
}

TEST_F(LaborAnswersTest, TheSnapshotIsWhatTheEditionPromises) {
  const v1::Edition edition = PublishWorld();
  ASSERT_OK_AND_ASSIGN(const auto download,
                       client_->DownloadSnapshot("editions/latest"));
  v1::EditionSnapshot snapshot;
  ASSERT_TRUE(snapshot.ParseFromString(download.bytes));
  EXPECT_EQ(snapshot.edition(), edition.name());
  EXPECT_EQ(snapshot.releases_size(), 3);
  EXPECT_EQ(snapshot.occupations_size(), 6);
}

TEST_F(LaborAnswersTest, WhatIsComposedIsWhatPublishingWouldGive) {
  const v1::Edition edition = PublishWorld();
  ASSERT_OK_AND_ASSIGN(const auto published,
                       client_->DownloadSnapshot(edition.name()));
  const std::vector<std::string> releases(edition.releases().begin(),
                                          edition.releases().end());
  const std::vector<std::string> layers(edition.crosswalk_layers().begin(),
                                        edition.crosswalk_layers().end());
  ASSERT_OK_AND_ASSIGN(const std::string composed,
                       client_->ComposeSnapshot(releases, layers));
  v1::EditionSnapshot as_composed;
  v1::EditionSnapshot as_published;
  ASSERT_TRUE(as_composed.ParseFromString(composed));
  ASSERT_TRUE(as_published.ParseFromString(published.bytes));
  as_published.set_edition(as_composed.edition());
  EXPECT_EQ(as_composed.SerializeAsString(), as_published.SerializeAsString());
  ASSERT_OK_AND_ASSIGN(const auto editions, client_->ListEditions());
  EXPECT_THAT(editions, SizeIs(1)) << "nothing is published";
  EXPECT_THAT(client_->ComposeSnapshot({"sources/oews/releases/none"}, {}),
              HasReason(base::reason::kReleaseUnknown));
}

TEST_F(LaborAnswersTest, BeforeTheFirstPublicationEverythingSaysSo) {
  EXPECT_THAT(client_->GetEdition("editions/latest"),
              HasReason(base::reason::kNothingPublished));
  EXPECT_THAT(client_->GetStatistics(StatisticsName("us", "15-1252"), ""),
              HasReason(base::reason::kNothingPublished));
  EXPECT_THAT(client_->GetEdition("editions/none"),
              HasReason(base::reason::kEditionUnknown));
}

TEST_F(LaborAnswersTest, OccupationsAnswerByCodeAndRefuseWhatIsNone) {
  PublishWorld();
  ASSERT_OK_AND_ASSIGN(
      const auto aides,
      client_->GetOccupation("31-1121", "", v1::OCCUPATION_VIEW_BASIC));
  EXPECT_EQ(aides.published_code(), "31-1120");
  EXPECT_THAT(client_->GetOccupation("99-9999", "", v1::OCCUPATION_VIEW_BASIC),
              HasReason(base::reason::kCodeUnknown));
  ASSERT_OK_AND_ASSIGN(const auto all,
                       client_->ListOccupations("editions/latest"));
  EXPECT_THAT(all, SizeIs(6));
}

TEST_F(LaborAnswersTest, APageTokenStaysOnTheEditionItStartedOn) {
  const v1::Edition older = PublishWorld();
  const auto stub = v1::LaborService::NewStub(server_->InProcessChannel());
  v1::ListRegionsRequest request;
  request.set_parent("editions/latest");
  request.set_page_size(1);
  v1::ListRegionsResponse page;
  grpc::ClientContext first;
  ASSERT_TRUE(stub->ListRegions(&first, request, &page).ok());
  EXPECT_EQ(page.regions(0).name(), "regions/us");
  // An edition without regions below the nation takes over in between.
  ASSERT_THAT(client_->PublishEdition({kTinySoc, kTinyProjections}, {}, {}),
              IsOk());
  request.set_page_token(page.next_page_token());
  grpc::ClientContext second;
  ASSERT_TRUE(stub->ListRegions(&second, request, &page).ok());
  EXPECT_EQ(page.regions(0).name(), "regions/us-cbsa-35620");
  request.set_page_token("made up");
  grpc::ClientContext third;
  EXPECT_THAT(rpc::FromGrpcStatus(stub->ListRegions(&third, request, &page)),
              HasReason(base::reason::kPageTokenInvalid));
}

TEST_F(LaborAnswersTest, ABatchNamesWhatItCannotAnswer) {
  PublishWorld();
  ASSERT_OK_AND_ASSIGN(
      const auto batch,
      client_->BatchGetStatistics({StatisticsName("us", "15-1252"),
                                   StatisticsName("us-xx", "15-1252"),
                                   StatisticsName("us", "x")}));
  EXPECT_EQ(batch.statistics_size(), 1);
  ASSERT_EQ(batch.failed_size(), 2);
  EXPECT_EQ(batch.failed(0).reason(), "REGION_UNKNOWN");
  EXPECT_EQ(batch.failed(1).reason(), "CODE_MALFORMED");
}

TEST_F(LaborAnswersTest, ARequestIdMakesARepeatedCallTheSameCall) {
  const v1::Edition older = PublishWorld();
  labor_client::PublishOptions options;
  options.request_id = "7f6b1c9e-0000-4000-8000-000000000001";
  ASSERT_OK_AND_ASSIGN(
      const auto newer,
      client_->PublishEdition({kTinySoc, kTinyOews}, {}, options));
  ASSERT_THAT(client_->RollbackEdition(older.name()), IsOk());
  ASSERT_OK_AND_ASSIGN(
      const auto again,
      client_->PublishEdition({kTinySoc, kTinyOews}, {}, options));
  EXPECT_EQ(again.name(), newer.name());
  ASSERT_OK_AND_ASSIGN(const auto latest,
                       client_->GetEdition("editions/latest"));
  EXPECT_EQ(latest.name(), older.name());
  EXPECT_THAT(client_->PublishEdition({kTinySoc}, {}, options),
              HasReason(base::reason::kRequestIdReused));
}

TEST_F(LaborAnswersTest, AFinishedImportIsRememberedAsAnOperation) {
  ASSERT_THAT(Import(kTinySoc, "fine"), IsOk());
  const auto stub =
      google::longrunning::Operations::NewStub(server_->InProcessChannel());
  google::longrunning::ListOperationsResponse operations;
  grpc::ClientContext context;
  ASSERT_TRUE(stub->ListOperations(&context, {}, &operations).ok());
  ASSERT_EQ(operations.operations_size(), 1);
  EXPECT_TRUE(operations.operations(0).done());
  v1::Release release;
  ASSERT_TRUE(operations.operations(0).response().UnpackTo(&release));
  EXPECT_EQ(release.name(), kTinySoc);
}

TEST_F(LaborAnswersTest, SourcesSayTheirTerms) {
  ASSERT_OK_AND_ASSIGN(const auto sources, client_->ListSources());
  ASSERT_THAT(sources, SizeIs(23));
  EXPECT_EQ(sources[0].name(), "sources/bls-ep");
  for (const auto& source : sources) {
    EXPECT_FALSE(source.title().empty()) << source.name();
    EXPECT_FALSE(source.publisher().empty()) << source.name();
    EXPECT_FALSE(source.licence().empty()) << source.name();
  }
}

}  // namespace
}  // namespace plumbline::labor
