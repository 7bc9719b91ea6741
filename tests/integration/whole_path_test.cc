// From official files to flagged programs through real processes and sockets.

#include <algorithm>
#include <map>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "tests/integration/house.h"

namespace plumbline::integration {
namespace {

using ::plumbline::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;

// One house for all tests of a suite: starting and filling it is the long part.
class WholePathTest : public ::testing::Test {
 protected:
  static void Fill(House& house) {
    ASSERT_OK(house.ImportReleases(SamplesDir()));
    ASSERT_OK(house.ImportPrograms(SamplesDir() / "programs"));
    ASSERT_OK_AND_ASSIGN(edition_, house.Publish());
    ASSERT_OK_AND_ASSIGN(run_, house.Score({"regions/us"}));
  }
  static void SetUpTestSuite() {
    directory_ = new testing::TempDir();
    auto house = House::AsThree(PLUMBLINE_BIN, directory_->path() / "three");
    ASSERT_OK(house);
    house_ = new House(*std::move(house));
    Fill(*house_);
  }
  static void TearDownTestSuite() {
    delete house_;
    delete directory_;
  }

  static testing::TempDir* directory_;
  static House* house_;
  static labor::v1::Edition edition_;
  static alignment::v1::Run run_;
};

testing::TempDir* WholePathTest::directory_ = nullptr;
House* WholePathTest::house_ = nullptr;
labor::v1::Edition WholePathTest::edition_;
alignment::v1::Run WholePathTest::run_;

// The figure of the wage survey of May 2024: a measure comes once for each
// pinned release that prints it.
common::v1::Figure FigureOf(const labor::v1::Statistics& statistics,
                            common::v1::Measure measure) {
  for (const auto& figure : statistics.figures()) {
    if (figure.measure() == measure && figure.reference_period() == "2024-05") {
      return figure;
    }
  }
  return {};
}

std::string StatisticsName(const std::string& region, const std::string& code) {
  return "editions/latest/regions/" + region + "/occupations/" + code +
         "/statistics";
}

TEST_F(WholePathTest, ThreeProcessesFlagPrograms) {
  EXPECT_GT(run_.program_count(), 30);
  EXPECT_EQ(run_.edition(), edition_.name());
  ASSERT_OK_AND_ASSIGN(const auto flags,
                       house_->alignment().ListFlags("providers/-", {}));
  EXPECT_EQ(flags.run, run_.name());
  EXPECT_GT(flags.flags.size(), 10u);
  for (const auto& flag : flags.flags) {
    EXPECT_NE(flag.reason(), alignment::v1::FLAG_REASON_UNSPECIFIED);
    EXPECT_THAT(flag.message(), Not(HasSubstr("  "))) << flag.name();
    EXPECT_FALSE(flag.message().empty()) << flag.name();
  }
}

TEST_F(WholePathTest, OneProcessSaysTheSameAsThree) {
  ASSERT_OK_AND_ASSIGN(House one,
                       House::AsOne(PLUMBLINE_BIN, directory_->path() / "one"));
  ASSERT_OK(one.ImportReleases(SamplesDir()));
  ASSERT_OK(one.ImportPrograms(SamplesDir() / "programs"));
  ASSERT_OK_AND_ASSIGN(const auto edition, one.Publish());
  EXPECT_EQ(edition.snapshot_sha256(), edition_.snapshot_sha256());
  ASSERT_OK_AND_ASSIGN(const auto run, one.Score({"regions/us"}));
  EXPECT_EQ(run.verdicts_sha256(), run_.verdicts_sha256());
  EXPECT_EQ(one.processes()[0].Terminate(), 0);
}

TEST_F(WholePathTest, ScoringAgainChangesNothing) {
  ASSERT_OK_AND_ASSIGN(const auto again, house_->Score({"regions/us"}));
  EXPECT_EQ(again.written_count(), 0);
  EXPECT_EQ(again.verdicts_sha256(), run_.verdicts_sha256());
}

TEST_F(WholePathTest, EmergencyMedicineIsNotHighWageThroughAProfessorsJob) {
  ASSERT_OK_AND_ASSIGN(const auto listed,
                       house_->alignment().ListAlignments("providers/-", {}));
  int seen = 0;
  for (const auto& alignment : listed.alignments) {
    if (alignment.cip() != "51.0904" ||
        !alignment.inputs().policy().starts_with("policies/us-sd/")) {
      continue;
    }
    ++seen;
    EXPECT_EQ(alignment.verdict(), alignment::v1::NOT_ALIGNED);
    for (const auto& link : alignment.links()) {
      if (link.occupation() == "occupations/25-1071") {
        EXPECT_TRUE(link.excluded());
        EXPECT_EQ(link.excluded_by(), "25-1");
      }
    }
    ASSERT_OK_AND_ASSIGN(const auto record,
                         house_->alignment().ExplainAlignment(alignment.name(),
                                                              alignment.run()));
    EXPECT_EQ(record.alignment().record_sha256(), alignment.record_sha256());
    EXPECT_THAT(record.DebugString(), HasSubstr("national_M20"));
  }
  EXPECT_GT(seen, 0);
}

TEST_F(WholePathTest, AnEditionListsTheLicencesAndApprenticeshipsOfItsLists) {
  ASSERT_OK_AND_ASSIGN(const auto texts,
                       house_->labor().DownloadTexts("editions/latest"));
  std::map<std::string, int> rows;
  for (const auto& credential : texts.credentials()) {
    const auto& file = texts.files(credential.file());
    ++rows[texts.releases(file.release()).name()];
    if (credential.code() == "834") {
      EXPECT_EQ(credential.kind(), labor::v1::CredentialText::LICENSE);
      EXPECT_EQ(credential.title(), "CHEST RADIOLOGIC TECHNOLOGIST");
      EXPECT_EQ(credential.occupation(), "29-2034.03");
      EXPECT_EQ(file.file(), "TBLLICENSE_DATA_TABLE.csv");
      EXPECT_EQ(credential.row(), 3);
    }
  }
  EXPECT_THAT(rows,
              ElementsAre(Pair("sources/nj-licenses/releases/2024-03", 15),
                          Pair("sources/rapids/releases/2020", 18)));
}

TEST_F(WholePathTest, EachWayOfNotBeingThereIsAnAnswerOfItsOwn) {
  auto& labor = house_->labor();
  // Secondary school teachers have annual wages only.
  ASSERT_OK_AND_ASSIGN(
      const auto teachers,
      labor.GetStatistics(StatisticsName("us", "25-2031"), ""));
  EXPECT_EQ(FigureOf(teachers, common::v1::HOURLY_MEDIAN).status(),
            common::v1::NOT_APPLICABLE);
  EXPECT_EQ(FigureOf(teachers, common::v1::ANNUAL_MEDIAN).status(),
            common::v1::PUBLISHED);
  // Nobody asked about 2011.
  ASSERT_OK_AND_ASSIGN(
      const auto other_year,
      labor.GetStatistics(StatisticsName("us", "29-2042"), "2011-05"));
  ASSERT_GT(other_year.figures_size(), 0);
  for (const auto& figure : other_year.figures()) {
    EXPECT_EQ(figure.status(), common::v1::WRONG_VINTAGE);
    EXPECT_FALSE(figure.has_value());
  }
  // A code that no classification has.
  for (const char* code : {"99-9999", "12-3456"}) {
    ASSERT_OK_AND_ASSIGN(const auto none,
                         labor.GetStatistics(StatisticsName("us", code), ""));
    ASSERT_GT(none.figures_size(), 0);
    for (const auto& figure : none.figures()) {
      EXPECT_EQ(figure.status(), common::v1::NO_SUCH_CODE) << code;
      EXPECT_FALSE(figure.has_value());
    }
  }
  EXPECT_THAT(labor.GetStatistics(StatisticsName("us-zz", "29-2042"), ""),
              HasReason("REGION_UNKNOWN"));
  EXPECT_THAT(labor.GetStatistics(StatisticsName("us", "29-20"), ""),
              HasReason("CODE_MALFORMED"));
}

TEST_F(WholePathTest, AFileThatIsNoWorkbookLeavesEverythingAsItWas) {
  const std::string garbage(4096, '\x7f');
  const auto result =
      house_->labor().ImportRelease("sources/oews/releases/2099-05",
                                    {{"national_M2099_dl.xlsx", garbage}}, {});
  EXPECT_THAT(result, HasReason("FILE_MALFORMED"));
  EXPECT_THAT(std::string(result.status().message()),
              HasSubstr("national_M2099_dl.xlsx"));
  ASSERT_OK_AND_ASSIGN(const auto edition,
                       house_->labor().GetEdition("editions/latest"));
  EXPECT_EQ(edition.name(), edition_.name());
}

}  // namespace
}  // namespace plumbline::integration
