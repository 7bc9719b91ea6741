#include "services/labor/domain/onet/read_onet.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::labor::onet {
namespace {

using ::plumbline::testing::HasReason;
using ::testing::HasSubstr;
using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::OnetSocCode;
using vocabulary::SocCode;

// A release as texts by file name, below `db_30_1_text/`.
using Texts = std::map<std::string, std::string>;

absl::StatusOr<ReleaseTables> Read(const Texts& texts, bool reversed = false) {
  std::vector<std::string> paths;
  std::vector<SourceFile> files;
  for (const auto& [name, text] : texts) {
    files.push_back({absl::StrCat("db_30_1_text/", name), text});
  }
  if (reversed) std::reverse(files.begin(), files.end());
  return ReadOnet(files);
}

Texts Tiny() {
  return {
      {"Occupation Data.txt",
       "O*NET-SOC Code\tTitle\tDescription\n"
       "29-1141.00\tRegistered Nurses\tNurse.\n"
       "29-1141.01\tAcute Care Nurses\tNurse.\n"
       "13-1199.04\tContinuity Planners\tPlan.\n"
       "13-1199.05\tSustainability Specialists\tSustain.\n"},
      {"Scales Reference.txt",
       "Scale ID\tScale Name\tMinimum\tMaximum\n"
       "IM\tImportance\t1\t5\nLV\tLevel\t0\t7\n"},
      {"Job Zones.txt",
       "O*NET-SOC Code\tJob Zone\tDate\tDomain Source\n"
       "29-1141.00\t3\t08/2023\tAnalyst\n"
       "29-1141.01\t2\t08/2023\tAnalyst\n"
       "13-1199.04\t5\t08/2023\tAnalyst\n"
       "13-1199.05\t4\t08/2023\tAnalyst\n"},
      {"Job Zone Reference.txt",
       "Job Zone\tName\tExperience\tEducation\tJob Training\tExamples\t"
       "SVP Range\n"
       "2\tTwo\ta\tb\tc\td\t(4.0 to < 6.0)\n"
       "3\tThree\ta\tb\tc\td\t(6.0 to < 7.0)\n"
       "5\tFive\ta\tb\tc\td\t(8.0 and above)\n"
       "4\tFour\ta\tb\tc\td\t(7.0 to < 8.0)\n"},
  };
}

constexpr absl::string_view kRated =
    "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tN\t"
    "Standard Error\tLower CI Bound\tUpper CI Bound\tRecommend Suppress\t"
    "Not Relevant\tDate\tDomain Source\n";

int64_t CountOf(const ReleaseTables& release, const std::string& rule) {
  const auto& counts = release.report.counts_by_rule();
  const auto found = counts.find(rule);
  return found == counts.end() ? 0 : found->second;
}

// All that a release says, as text: two releases that read alike are equal.
std::string Digest(const ReleaseTables& release) {
  std::string text =
      absl::StrCat(release.reference_period, " ", release.onet_counts.read, " ",
                   release.onet_counts.accepted, "\n");
  for (const Finding& f : release.report.Sorted()) {
    absl::StrAppend(&text, f.rule, f.place.file, f.place.row, f.value, "\n");
  }
  const OnetTables& tables = *release.onet;
  for (const RatingTable& table : tables.ratings) {
    absl::StrAppend(&text, table.file, "\n");
    for (size_t i = 0; i < table.size(); ++i) {
      absl::StrAppend(&text, table.occupation[i], " ", table.row[i], " ",
                      tables.Text(tables.elements[table.element[i]].id), " ",
                      table.value[i].ten_thousandths, " ",
                      table.lower_bound[i].ten_thousandths, "\n");
    }
  }
  for (const Task& task : tables.tasks) {
    absl::StrAppend(&text, task.id, tables.Text(task.statement), "\n");
  }
  for (const FigureTable& table : release.figures) {
    for (size_t i = 0; i < table.row_codes.size(); ++i) {
      absl::StrAppend(&text, table.row_codes[i].ToString(), " ",
                      table.columns[0].figures[i].value, "\n");
    }
  }
  return text;
}

TEST(ReadOnetTest, JobZoneOfASocCodeIsItsOwnElseTheLowestBelowIt) {
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release, Read(Tiny()));
  ASSERT_EQ(release.figures.size(), 1u);
  const FigureTable& table = release.figures[0];
  EXPECT_THAT(table.row_codes,
              ::testing::ElementsAre(SocCode::FromDigits(131199),
                                     SocCode::FromDigits(291141)));
  EXPECT_THAT(
      table.columns[0].figures,
      ::testing::ElementsAre(Figure::Published(4), Figure::Published(3)));
  EXPECT_THAT(
      table.columns[1].figures,
      ::testing::ElementsAre(Figure::Published(7), Figure::Published(6)));
  EXPECT_THAT(table.source_rows, ::testing::ElementsAre(5u, 2u));
  EXPECT_EQ(table.regions.at(0).id, "us");
  EXPECT_EQ(table.reference_period, "30.1");
  EXPECT_EQ(table.file, "db_30_1_text/Job Zones.txt");
}

TEST(ReadOnetTest, WithoutTheReferenceTheSvpFloorIsNotPublished) {
  Texts texts = Tiny();
  texts.erase("Job Zone Reference.txt");
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release, Read(texts));
  EXPECT_EQ(release.figures[0].columns[1].figures[0],
            Figure::Without(FigureStatus::kNotPublished));
}

TEST(ReadOnetTest, NotGivenIsAStateOfItsOwnAndNotZero) {
  Texts texts = Tiny();
  texts["Skills.txt"] = absl::StrCat(
      kRated,
      "29-1141.00\t2.A.1.a\tReading\tIM\t4.12\tn/a\tn/a\tn/a\tn/a\tn/a\tn/a\t"
      "n/a\tn/a\n"
      "29-1141.00\t2.A.1.a\tReading\tLV\t0.00\t8\t0.0000\t0.0000\t0.5000\tY\t"
      "Y\t08/2023\tAnalyst\n");
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release, Read(texts));
  const RatingTable& table = release.onet->ratings.at(0);
  ASSERT_EQ(table.size(), 2u);
  EXPECT_EQ(table.value[0].ten_thousandths, 41200);
  EXPECT_FALSE(table.standard_error[0].present());
  EXPECT_FALSE(table.respondents[0].present());
  EXPECT_EQ(table.recommend_suppress[0], Answer::kNotGiven);
  EXPECT_EQ(table.date[0], 0);
  EXPECT_TRUE(table.value[1].present());
  EXPECT_EQ(table.value[1].ten_thousandths, 0);
  EXPECT_EQ(table.standard_error[1].ten_thousandths, 0);
  EXPECT_EQ(table.recommend_suppress[1], Answer::kYes);
  EXPECT_EQ(table.not_relevant[1], Answer::kYes);
  EXPECT_EQ(CountOf(release, "missing-census"), 4);
  EXPECT_EQ(CountOf(release, "suppress-census"), 1);
}

// A bad row, and the rule and the column that its finding names.
struct BadRow {
  std::string name;
  std::string row;
  std::string rule;
  std::string column;
};

class BadRowTest : public ::testing::TestWithParam<BadRow> {};

TEST_P(BadRowTest, IsRejectedWithItsPlaceAndTheOthersAreKept) {
  Texts texts = Tiny();
  const std::string good =
      "29-1141.00\t2.A.1.a\tReading\tIM\t4.12\t8\t0.1\t4\t4.5\tN\tn/a\t"
      "08/2023\tAnalyst\n";
  texts["Skills.txt"] = absl::StrCat(kRated, good, GetParam().row, "\n");
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release, Read(texts));
  EXPECT_EQ(release.onet->ratings.at(0).size(), 1u);
  EXPECT_EQ(release.onet_counts.rejected(), 1);
  EXPECT_FALSE(release.report.IsFatal());
  const Finding finding = release.report.Sorted().at(0);
  EXPECT_EQ(finding.severity, Severity::kRowRejected);
  EXPECT_EQ(finding.rule, GetParam().rule);
  EXPECT_EQ(finding.place.file, "db_30_1_text/Skills.txt");
  EXPECT_EQ(finding.place.row, 3u);
  EXPECT_EQ(finding.place.column, GetParam().column);
}

INSTANTIATE_TEST_SUITE_P(
    Skills, BadRowTest,
    ::testing::Values(
        BadRow{"TooFewFields", "29-1141.00\t2.A.1.a", "field-count", ""},
        BadRow{"UnknownOccupation",
               "29-9999.00\t2.A.1.a\tReading\tLV\t4\t8\t0\t4\t4\tN\tN\t"
               "08/2023\tA",
               "code-unknown", "O*NET-SOC Code"},
        BadRow{"CodeTurnedIntoADate",
               "Nov-10\t2.A.1.a\tReading\tLV\t4\t8\t0\t4\t4\tN\tN\t08/2023\tA",
               "code-malformed", "O*NET-SOC Code"},
        BadRow{"UnknownScale",
               "29-1141.00\t2.A.1.a\tReading\tZZ\t4\t8\t0\t4\t4\tN\tN\t"
               "08/2023\tA",
               "code-unknown", "Scale ID"},
        BadRow{"ValueBeyondItsScale",
               "29-1141.00\t2.A.1.a\tReading\tLV\t7.01\t8\t0\t4\t4\tN\tN\t"
               "08/2023\tA",
               "scale-bounds", "Data Value"},
        BadRow{"ThreeDecimals",
               "29-1141.00\t2.A.1.a\tReading\tLV\t4.125\t8\t0\t4\t4\tN\tN\t"
               "08/2023\tA",
               "number-malformed", "Data Value"},
        BadRow{"ErrorBelowZero",
               "29-1141.00\t2.A.1.a\tReading\tLV\t4.12\t8\t-0.1\t4\t4\tN\tN\t"
               "08/2023\tA",
               "number-malformed", "Standard Error"},
        BadRow{"WordsForANumber",
               "29-1141.00\t2.A.1.a\tReading\tLV\tfour\t8\t0\t4\t4\tN\tN\t"
               "08/2023\tA",
               "number-malformed", "Data Value"},
        BadRow{"KeyTwice",
               "29-1141.00\t2.A.1.a\tReading\tIM\t3\t8\t0\t4\t4\tN\tN\t"
               "08/2023\tA",
               "key-duplicate", "Element ID"},
        BadRow{"NeitherYesNorNo",
               "29-1141.00\t2.A.1.a\tReading\tLV\t4\t8\t0\t4\t4\t?\tN\t"
               "08/2023\tA",
               "answer-malformed", "Recommend Suppress"},
        BadRow{"MonthThirteen",
               "29-1141.00\t2.A.1.a\tReading\tLV\t4\t8\t0\t4\t4\tN\tN\t"
               "13/2023\tA",
               "date-malformed", "Date"}),
    [](const auto& test) { return test.param.name; });

TEST(ReadOnetTest, TaskRatingsAreThoseOfTheirTasks) {
  Texts texts = Tiny();
  texts["Scales Reference.txt"] += "FT\tFrequency\t0\t100\n";
  texts["Task Statements.txt"] =
      "O*NET-SOC Code\tTask ID\tTask\tTask Type\tIncumbents Responding\t"
      "Date\tDomain Source\n"
      "29-1141.00\t7\tNurse.\tCore\t40\t08/2023\tIncumbent\n";
  texts["Task Categories.txt"] =
      "Scale ID\tCategory\tCategory Description\nFT\t5\tDaily\n";
  texts["Task Ratings.txt"] =
      "O*NET-SOC Code\tTask ID\tScale ID\tCategory\tData Value\tN\t"
      "Standard Error\tLower CI Bound\tUpper CI Bound\tRecommend Suppress\t"
      "Date\tDomain Source\n"
      "29-1141.00\t7\tFT\t5\t63.25\t40\tn/a\t47\t77\tN\t08/2023\tI\n"
      "29-1141.00\t7\tIM\tn/a\t4.41\t40\t0.12\t4.1\t4.6\tY\t08/2023\tI\n"
      "29-1141.00\t7\tIM\tn/a\t4.42\t40\t0.12\t4.1\t4.6\tN\t08/2023\tI\n"
      "29-1141.01\t7\tIM\tn/a\t4.41\t40\t0.12\t4.1\t4.6\tN\t08/2023\tI\n"
      "29-1141.00\t8\tIM\tn/a\t4.41\t40\t0.12\t4.1\t4.6\tN\t08/2023\tI\n";
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release, Read(texts));
  ASSERT_EQ(release.onet->task_ratings.size(), 2u);
  const TaskRating& frequency = release.onet->task_ratings[0];
  EXPECT_EQ(frequency.category, 5);
  EXPECT_EQ(frequency.value.ten_thousandths, 632500);
  EXPECT_FALSE(frequency.standard_error.present());
  EXPECT_EQ(release.onet->task_ratings[1].row, 3u);
  EXPECT_EQ(release.onet->task_ratings[1].recommend_suppress, Answer::kYes);
  EXPECT_EQ(release.onet->task_categories.size(), 1u);
  // The third comes twice; the others are tasks of nobody.
  EXPECT_EQ(CountOf(release, "key-duplicate"), 1);
  EXPECT_EQ(CountOf(release, "code-unknown"), 2);
}

TEST(ReadOnetTest, EditionsGetRatingsByCodeElementAndScale) {
  Texts texts = Tiny();
  const std::string rest = "\t8\t0.1\t1\t5\tN\tn/a\t08/2023\tA\n";
  texts["Skills.txt"] =
      absl::StrCat(kRated, "29-1141.00\t2.B.1.a\tPeople\tIM\t4.00", rest,
                   "29-1141.00\t2.A.1.a\tReading\tLV\t3.12", rest,
                   "29-1141.00\t2.A.1.a\tReading\tIM\t3.50", rest,
                   "13-1199.04\t2.A.1.a\tReading\tIM\tn/a", rest,
                   "13-1199.05\t2.A.1.a\tReading\tIM\t2.00", rest);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release, Read(texts));
  ASSERT_EQ(release.descriptors.size(), 1u);
  const DescriptorTable& table = release.descriptors[0];
  EXPECT_EQ(table.file, "db_30_1_text/Skills.txt");
  ASSERT_EQ(table.elements.size(), 2u);
  EXPECT_EQ(table.elements[0].id, "2.A.1.a");
  EXPECT_EQ(GroupOf(table.elements[1].id), "2.B");
  using ::testing::ElementsAre;
  EXPECT_THAT(table.rows.onet_codes,
              ElementsAre(13119905u, 29114100u, 29114100u, 29114100u));
  EXPECT_THAT(table.rows.elements, ElementsAre(0u, 0u, 0u, 1u));
  EXPECT_THAT(table.rows.hundredths, ElementsAre(200u, 350u, 312u, 400u));
  EXPECT_THAT(table.rows.source_rows, ElementsAre(6u, 4u, 3u, 2u));
}

TEST(ReadOnetTest, WrongColumnsAreFatalAndNameThem) {
  Texts texts = Tiny();
  texts["Skills.txt"] =
      absl::StrReplaceAll(kRated, {{"Standard Error", "Std Error"}});
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release, Read(texts));
  EXPECT_TRUE(release.report.IsFatal());
  const Finding worst = release.report.Sorted().at(0);
  EXPECT_EQ(worst.rule, "header-columns");
  EXPECT_EQ(worst.place.file, "db_30_1_text/Skills.txt");
  EXPECT_EQ(worst.place.row, 1u);
  EXPECT_THAT(worst.message, HasSubstr("missing 'Standard Error'"));
  EXPECT_THAT(worst.message, HasSubstr("unexpected 'Std Error'"));
}

TEST(ReadOnetTest, UnknownFilesAreNotedAndMissingOnesToo) {
  Texts texts = Tiny();
  texts["Notes.txt"] = "hello";
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release, Read(texts));
  EXPECT_FALSE(release.report.IsFatal());
  EXPECT_EQ(CountOf(release, "file-unknown"), 1);
  EXPECT_EQ(CountOf(release, "file-missing"), 19);
}

TEST(ReadOnetTest, WithoutOccupationsARepairIsNamed) {
  Texts texts = Tiny();
  texts.erase("Occupation Data.txt");
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release, Read(texts));
  EXPECT_TRUE(release.report.IsFatal());
  EXPECT_EQ(release.onet_counts.read, 0);
}

TEST(ReadOnetTest, FilesOfTwoVersionsAreFatal) {
  const Texts texts = Tiny();
  std::vector<SourceFile> files;
  for (const auto& [name, text] : texts) {
    files.push_back(
        {absl::StrCat(
             name == "Job Zones.txt" ? "db_29_0_text/" : "db_30_1_text/", name),
         text});
  }
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release, ReadOnet(files));
  EXPECT_TRUE(release.report.IsFatal());
  EXPECT_EQ(CountOf(release, "version-conflict"), 1);
}

TEST(ReadOnetTest, OtherFilesAreNotAnOnetRelease) {
  const SourceFile files[] = {{"a.txt", "x\ty\n"}};
  EXPECT_THAT(ReadOnet(files), HasReason("LAYOUT_UNKNOWN"));
}

TEST(ReadOnetTest, BrokenZipIsAnError) {
  const SourceFile files[] = {{"db_30_1_text.zip", "PK\x03\x04 no zip"}};
  EXPECT_THAT(ReadOnet(files), HasReason("FILE_MALFORMED"));
}

// The sample release, as committed.
Texts Sample() {
  Texts texts;
  const auto folder = std::filesystem::path(PLUMBLINE_SOURCE_DIR) /
                      "data/samples/onet/30.1/db_30_1_text";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    texts[entry.path().filename().string()] = testing::ReadFile(entry.path());
  }
  return texts;
}

TEST(OnetSampleTest, IsReadWithoutALostRowOrAWarning) {
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release, Read(Sample()));
  EXPECT_EQ(release.onet->occupations.size(), 66u);
  EXPECT_EQ(release.onet_counts.rejected(), 0);
  EXPECT_EQ(release.figures.at(0).row_codes.size(), 61u);
  for (const Finding& finding : release.report.Sorted()) {
    EXPECT_EQ(finding.severity, Severity::kNote) << finding.message;
  }
}

TEST(OnetSampleTest, OrderOfFilesAndLineEndsDoNotMatter) {
  const Texts sample = Sample();
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release, Read(sample));
  ASSERT_OK_AND_ASSIGN(const ReleaseTables reversed, Read(sample, true));
  EXPECT_EQ(Digest(release), Digest(reversed));
  Texts lf = sample;
  for (auto& [name, text] : lf) {
    text = absl::StrReplaceAll(text, {{"\r\n", "\n"}});
  }
  ASSERT_OK_AND_ASSIGN(const ReleaseTables unix_ends, Read(lf));
  EXPECT_EQ(Digest(release), Digest(unix_ends));
}

// Property: whatever row is lost, every other one is accounted for.
TEST(OnetSampleTest, ALostRowLeavesCountsThatAddUp) {
  const Texts sample = Sample();
  ASSERT_OK_AND_ASSIGN(const ReleaseTables whole, Read(sample));
  for (const auto& [name, text] : sample) {
    if (name == "Read Me.txt") continue;
    SCOPED_TRACE(name);
    std::vector<std::string> lines = absl::StrSplit(text, "\r\n");
    const size_t lost = 1 + (lines.size() * 7919) % (lines.size() - 2);
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(lost));
    Texts fewer = sample;
    fewer[name] = absl::StrJoin(lines, "\r\n");
    ASSERT_OK_AND_ASSIGN(const ReleaseTables release, Read(fewer));
    EXPECT_EQ(release.onet_counts.read, whole.onet_counts.read - 1);
    int64_t rejections = 0;
    for (const Finding& finding : release.report.Sorted()) {
      if (finding.severity == Severity::kRowRejected) ++rejections;
    }
    EXPECT_EQ(release.onet_counts.rejected(), rejections);
  }
}

}  // namespace
}  // namespace plumbline::labor::onet
