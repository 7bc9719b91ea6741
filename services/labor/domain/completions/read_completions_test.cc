#include "services/labor/domain/completions/read_completions.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::labor::completions {
namespace {

using ::plumbline::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr char kHeadings[] =
    "UNITID,CIPCODE,MAJORNUM,AWLEVEL,XCTOTALT,CTOTALT,CTOTALM,CTOTALW\n";
constexpr char kDirectory[] =
    "UNITID,INSTNM,FIPS,COUNTYCD\n"
    "188890,Apex Technical School,36,36081\n"
    "117803,\"College of Nursing, Los Angeles\",6,6037\n";

absl::StatusOr<ReleaseTables> Read(const std::string& rows,
                                   const std::string& directory = kDirectory,
                                   const std::string& name = "c2024_a.csv") {
  const std::string awards = kHeadings + rows;
  std::vector<SourceFile> files = {{name, awards}};
  if (!directory.empty()) files.push_back({"hd2024.csv", directory});
  return ReadCompletions(files);
}

int64_t CountOf(const ReleaseTables& release, const std::string& rule) {
  const auto& counts = release.report.counts_by_rule();
  const auto found = counts.find(rule);
  return found == counts.end() ? 0 : found->second;
}

TEST(ReadCompletionsTest, RowsAreKeptByLevelAndTotalsChecked) {
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release,
                       Read("188890,48.0508,1,2,R,139,132,7\n"
                            "188890,46.0302,1,2,L,455,451,4\n"
                            "188890,46.0302,2,2,R,3,3,0\n"
                            "188890,99,1,2,R,594,583,11\n"
                            "188890,99,2,2,R,3,3,0\n"
                            "117803,51.3801,1,3,R,0,0,0\n"
                            "117803,99,1,3,R,0,0,0\n"));
  EXPECT_EQ(release.reference_period, "2023-07/2024-06");
  ASSERT_THAT(release.completions, SizeIs(1));
  const CompletionTable& table = release.completions.front();
  EXPECT_EQ(table.counts.read, 7);
  EXPECT_EQ(table.counts.accepted, 7);
  EXPECT_THAT(table.institutions,
              ElementsAre(Institution{117803, "College of Nursing, Los Angeles",
                                      "us-ca", "us-county-06037"},
                          Institution{188890, "Apex Technical School", "us-ny",
                                      "us-county-36081"}));
  EXPECT_THAT(table.rows.institutions, ElementsAre(0u, 1u, 1u, 1u));
  EXPECT_THAT(table.rows.cips, ElementsAre(513801u, 460302u, 460302u, 480508u));
  EXPECT_THAT(table.rows.majors, ElementsAre(1, 1, 2, 1));
  EXPECT_THAT(table.rows.award_levels, ElementsAre(3, 2, 2, 2));
  EXPECT_THAT(table.rows.awards, ElementsAre(0u, 455u, 3u, 139u));
  EXPECT_THAT(table.rows.imputations, ElementsAre('R', 'L', 'R', 'R'));
  EXPECT_THAT(table.rows.source_rows, ElementsAre(7u, 3u, 4u, 2u));
  EXPECT_EQ(CountOf(release, "cross-foot"), 0);
  EXPECT_EQ(CountOf(release, "imputation-census"), 2);
  EXPECT_EQ(release.TotalRows().read, 9);
  EXPECT_EQ(release.TotalRows().rejected(), 0);
}

struct BadRow {
  const char* name;
  const char* row;
  const char* rule;
  const char* column;
};

class RejectedRowTest : public ::testing::TestWithParam<BadRow> {};

TEST_P(RejectedRowTest, NamesItsPlaceAndLosesNoOther) {
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release,
                       Read(std::string("188890,48.0508,1,2,R,139,132,7\n") +
                            GetParam().row + "\n188890,99,1,2,R,139,132,7\n"));
  EXPECT_EQ(release.completions[0].counts.read, 3);
  EXPECT_EQ(release.completions[0].counts.rejected(), 1);
  EXPECT_THAT(release.completions[0].rows.awards, ElementsAre(139u));
  const auto findings = release.report.Sorted();
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0].severity, Severity::kRowRejected);
  EXPECT_EQ(findings[0].rule, GetParam().rule);
  EXPECT_EQ(findings[0].place.file, "c2024_a.csv");
  EXPECT_EQ(findings[0].place.row, 3u);
  EXPECT_EQ(findings[0].place.column, GetParam().column);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, RejectedRowTest,
    ::testing::Values(BadRow{"Institution", "88890,46.0302,1,2,R,1,1,0",
                             "institution-code", "UNITID"},
                      BadRow{"Program", "188890,46.03,1,2,R,1,1,0",
                             "code-malformed", "CIPCODE"},
                      BadRow{"NoProgram", "188890,,1,2,R,1,1,0",
                             "code-malformed", "CIPCODE"},
                      BadRow{"Mangled", "188890,1-Jan,1,2,R,1,1,0",
                             "code-mangled", "CIPCODE"},
                      BadRow{"Major", "188890,46.0302,3,2,R,1,1,0",
                             "major-number", "MAJORNUM"},
                      BadRow{"Level", "188890,46.0302,1,12,R,1,1,0",
                             "award-level", "AWLEVEL"},
                      BadRow{"Count", "188890,46.0302,1,2,R,-1,0,0",
                             "award-count", "CTOTALT"},
                      BadRow{"TooMany", "188890,46.0302,1,2,R,1000000,0,0",
                             "award-count", "CTOTALT"},
                      BadRow{"Flag", "188890,46.0302,1,2,?,1,1,0",
                             "imputation-flag", "XCTOTALT"},
                      BadRow{"Twice", "188890,48.0508,1,2,R,5,5,0",
                             "completion-twice", "CIPCODE"},
                      BadRow{"Short", "188890", "code-malformed", "CIPCODE"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(ReadCompletionsTest, ProgramsThatDoNotAddUpAreFatalWhenMany) {
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release,
                       Read("188890,48.0508,1,2,R,139,132,7\n"
                            "188890,99,1,2,R,140,132,7\n"
                            "117803,51.3801,1,3,R,5,4,0\n"));
  EXPECT_EQ(CountOf(release, "cross-foot"), 3);
  EXPECT_EQ(CountOf(release, "sex-cross-foot"), 2);
  EXPECT_TRUE(release.report.IsFatal());
  EXPECT_THAT(release.report.Sorted().front().message,
              HasSubstr("2 of 2 totals are not the sums"));
}

TEST(ReadCompletionsTest, WithoutADirectoryNobodyKnowsWhereInstitutionsAre) {
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release,
                       Read("188890,48.0508,1,2,R,1,1,0\n"
                            "188890,99,1,2,R,1,1,0\n",
                            ""));
  EXPECT_EQ(CountOf(release, "institution-unknown"), 1);
  EXPECT_EQ(release.completions[0].institutions[0].county, "");
  EXPECT_FALSE(release.report.IsFatal());
}

TEST(ReadCompletionsTest, APlaceThatDoesNotApplyIsNone) {
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables release,
      Read("188890,48.0508,1,2,R,1,1,0\n188890,99,1,2,R,1,1,0\n",
           "UNITID,INSTNM,FIPS,COUNTYCD\n188890,Palau,70,-2\n"
           "188890,Palau again,70,-2\n18,Nobody,6,6037\n"));
  const CompletionTable& table = release.completions[0];
  EXPECT_EQ(table.institutions[0].title, "Palau");
  EXPECT_EQ(table.institutions[0].county, "");
  EXPECT_EQ(table.directory_counts.read, 3);
  EXPECT_EQ(table.directory_counts.accepted, 1);
}

TEST(ReadCompletionsTest, FilesThatAreNotOfTheReleaseAreRefused) {
  const std::string awards = std::string(kHeadings) + "188890,99,1,2,R,0,0,0\n";
  const auto unnamed = Read("188890,99,1,2,R,0,0,0\n", "", "awards.csv");
  EXPECT_THAT(unnamed, HasReason(base::reason::kLayoutUnknown));
  const SourceFile twice[] = {{"c2024_a.csv", awards},
                              {"c2024_a_rv.csv", awards}};
  EXPECT_THAT(ReadCompletions(twice), HasReason(base::reason::kLayoutUnknown));
  const SourceFile lone[] = {{"hd2024.csv", kDirectory}};
  EXPECT_THAT(ReadCompletions(lone), HasReason(base::reason::kLayoutUnknown));
  const SourceFile other[] = {{"c2024_a.csv", "a,b\n1,2\n"}};
  EXPECT_THAT(ReadCompletions(other), HasReason(base::reason::kLayoutUnknown));
  EXPECT_THAT(ReadCompletions({}), HasReason(base::reason::kLayoutUnknown));
  const SourceFile broken[] = {
      {"c2024_a.csv", "UNITID,CIPCODE,MAJORNUM,AWLEVEL,CTOTALT\n\"188890"}};
  EXPECT_THAT(ReadCompletions(broken), HasReason(base::reason::kFileMalformed));
}

TEST(ReadCompletionsTest, NoRowThatCanBeReadIsFatal) {
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release, Read("x,y,z\n"));
  EXPECT_EQ(CountOf(release, "no-completions"), 1);
  EXPECT_TRUE(release.report.IsFatal());
}

std::string Programs(int count) {
  std::string rows;
  for (int i = 0; i < count; ++i) {
    rows += "188890,48.0" + std::to_string(100 + i) + ",1,2,R,1,1,0\n";
  }
  return rows + "188890,99,1,2,R," + std::to_string(count) + ",0,0\n";
}

TEST(CompareCompletionsTest, RowsThatComeAndGoAreNoticed) {
  ASSERT_OK_AND_ASSIGN(const ReleaseTables before, Read(Programs(100)));
  ASSERT_OK_AND_ASSIGN(ReleaseTables same, Read(Programs(95)));
  CompareCompletions(before, &same);
  EXPECT_EQ(CountOf(same, "row-drift"), 0);
  ASSERT_OK_AND_ASSIGN(ReleaseTables fewer, Read(Programs(80)));
  CompareCompletions(before, &fewer);
  EXPECT_EQ(CountOf(fewer, "row-drift"), 1);
  EXPECT_FALSE(fewer.report.IsFatal());
  ASSERT_OK_AND_ASSIGN(ReleaseTables half, Read(Programs(40)));
  CompareCompletions(before, &half);
  EXPECT_TRUE(half.report.IsFatal());
  ASSERT_OK_AND_ASSIGN(ReleaseTables other, Read("117803,51.3801,1,3,R,5,5,0\n"
                                                 "117803,99,1,3,R,5,5,0\n"));
  CompareCompletions(before, &other);
  EXPECT_EQ(CountOf(other, "institutions-vanished"), 1);
}

}  // namespace
}  // namespace plumbline::labor::completions
