#include "services/labor/domain/oews/read_oews.h"

#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::labor {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::SocCode;
using vocabulary::SocLevel;

constexpr absl::string_view kHeader =
    "AREA,AREA_TITLE,AREA_TYPE,PRIM_STATE,NAICS,NAICS_TITLE,I_GROUP,OWN_CODE,"
    "OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,EMP_PRSE,JOBS_1000,LOC_QUOTIENT,"
    "PCT_TOTAL,PCT_RPT,H_MEAN,A_MEAN,MEAN_PRSE,H_PCT10,H_PCT25,H_MEDIAN,"
    "H_PCT75,H_PCT90,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90,ANNUAL,HOURLY\n";

// Rows of a metropolitan area, a sector and the nation with every marker.
constexpr absl::string_view kRows =
    "35620,\"New York-Newark-Jersey City, NY-NJ-PA\",4,NY,000000,"
    "Cross-industry,cross-industry,1235,00-0000,All Occupations,total,9300000,"
    "0.1,1000,1,,,40.11,83430,0.3,16,19.5,28.5,47,78.13,33280,40560,59280,"
    "97760,162510,,\n"
    "35620,\"New York-Newark-Jersey City, NY-NJ-PA\",4,NY,000000,"
    "Cross-industry,cross-industry,1235,25-2031,Secondary School Teachers,"
    "detailed,**,**,**,**,,,*,103540,1.1,*,*,*,*,*,61840,78730,100610,126250,"
    "#,TRUE,\n"
    "35620,\"New York-Newark-Jersey City, NY-NJ-PA\",4,NY,000000,"
    "Cross-industry,cross-industry,1235,27-2011,Actors,detailed,5000,9.1,0.5,"
    "2.1,,,41.2,*,5,18,20,29.5,#,#,*,*,*,*,*,,TRUE\n"
    "99,U.S.,1,US,31-33,Manufacturing,sector,5,51-2090,\"Miscellaneous "
    "Assemblers and Fabricators\",broad,100,3,,,0.5,~,20,41600,1,15,17,19,22,"
    "25,31200,35360,39520,45760,52000,,\n"
    "99,U.S.,1,US,31-33,Manufacturing,sector,5,51-2090,\"Miscellaneous "
    "Assemblers and Fabricators\",detailed,100,3,,,0.5,12,20,41600,1,15,17,19,"
    "22,25,31200,35360,39520,45760,52000,,\n";

absl::StatusOr<ReleaseTables> ReadText(const std::string& text,
                                       int threads = 1) {
  const SourceFile file = {"all_data_M_2023.csv", text};
  return ReadOews({&file, 1}, {.threads = threads});
}

const FigureColumn& Column(const FigureTable& table, Measure measure) {
  const auto found =
      std::find_if(table.columns.begin(), table.columns.end(),
                   [&](const auto& c) { return c.measure == measure; });
  EXPECT_NE(found, table.columns.end());
  return *found;
}

Figure At(const FigureTable& table, Measure measure, size_t row) {
  return Column(table, measure).figures.at(row);
}

bool SameTable(const FigureTable& a, const FigureTable& b) {
  if (a.columns.size() != b.columns.size()) return false;
  for (size_t i = 0; i < a.columns.size(); ++i) {
    if (a.columns[i].measure != b.columns[i].measure ||
        a.columns[i].figures != b.columns[i].figures) {
      return false;
    }
  }
  return a.row_codes == b.row_codes && a.row_levels == b.row_levels &&
         a.row_regions == b.row_regions && a.row_titles == b.row_titles &&
         a.source_rows == b.source_rows && a.industries == b.industries &&
         a.counts.read == b.counts.read &&
         a.counts.accepted == b.counts.accepted;
}

std::vector<Finding> FindingsOf(const ReleaseTables& tables,
                                absl::string_view rule) {
  std::vector<Finding> found;
  for (const Finding& finding : tables.report.Sorted()) {
    if (finding.rule == std::string(rule)) found.push_back(finding);
  }
  return found;
}

TEST(ReadOewsTest, SeparatesIndustriesAndKeepsMarkersApart) {
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       ReadText(absl::StrCat(kHeader, kRows)));
  EXPECT_EQ(tables.reference_period, "2023-05");
  ASSERT_THAT(tables.figures, SizeIs(2));
  const FigureTable& metro = tables.figures[0];
  EXPECT_THAT(metro.industries, IsEmpty());
  ASSERT_THAT(metro.regions, SizeIs(1));
  EXPECT_EQ(metro.regions[0].id, "us-cbsa-35620");
  EXPECT_EQ(metro.regions[0].parent, "us-ny");
  EXPECT_EQ(metro.regions[0].vintage, "oews-2023");
  EXPECT_EQ(metro.source_rows, (std::vector<uint32_t>{2, 3, 4}));
  EXPECT_EQ(At(metro, Measure::kHourlyMean, 0), Figure::Published(4011));
  EXPECT_EQ(At(metro, Measure::kEmployment, 1),
            Figure::Without(FigureStatus::kWithheld));
  EXPECT_EQ(At(metro, Measure::kHourlyP90, 2), Figure::TopCoded(11500));
  EXPECT_EQ(At(metro, Measure::kAnnualP90, 1), Figure::TopCoded(23920000));
  const FigureTable& sector = tables.figures[1];
  EXPECT_EQ(sector.industries, (std::vector<std::string>{"31-33", "31-33"}));
  EXPECT_EQ(sector.row_levels[0], SocLevel::kBroad);
  EXPECT_EQ(sector.row_levels[1], SocLevel::kDetailed);
  EXPECT_EQ(At(sector, Measure::kShareOfEstablishments, 0),
            Figure::Without(FigureStatus::kBelowReported));
  EXPECT_EQ(At(sector, Measure::kShareOfEstablishments, 1),
            Figure::Published(12000));
}

TEST(ReadOewsTest, AnnualOnlyAndHourlyOnlyStaySo) {
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       ReadText(absl::StrCat(kHeader, kRows)));
  const FigureTable& metro = tables.figures[0];
  EXPECT_EQ(At(metro, Measure::kHourlyMedian, 1),
            Figure::Without(FigureStatus::kNotApplicable));
  EXPECT_EQ(At(metro, Measure::kAnnualMedian, 1), Figure::Published(10061000));
  EXPECT_EQ(At(metro, Measure::kAnnualMedian, 2),
            Figure::Without(FigureStatus::kNotApplicable));
  EXPECT_EQ(At(metro, Measure::kHourlyMedian, 2), Figure::Published(2950));
}

TEST(ReadOewsTest, BadRowsAreRejectedWithTheirPlace) {
  std::string text(kHeader);
  absl::StrAppend(&text,
                  "99,U.S.,1,US,,,,,11/1/2010,Managers,detailed,1,1,,,,,1,1,1,"
                  "1,1,1,1,1,1,1,1,1,1,,\n"
                  "99,U.S.,1,US,,,,,11-1011,Managers,detailed,1,1,,,,,x,1,1,"
                  "1,1,1,1,1,1,1,1,1,1,,\n"
                  "12,Nowhere,4,US,,,,,11-1011,Managers,detailed,1,1,,,,,1,1,"
                  "1,1,1,1,1,1,1,1,1,1,1,,\n"
                  "Source: a footer\n\n");
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables, ReadText(text));
  EXPECT_EQ(tables.TotalRows().read, 3);
  EXPECT_EQ(tables.TotalRows().accepted, 0);
  const auto mangled = FindingsOf(tables, "occupation-code");
  ASSERT_THAT(mangled, SizeIs(1));
  EXPECT_THAT(mangled[0].message, HasSubstr("date"));
  EXPECT_EQ(mangled[0].place.row, 2u);
  EXPECT_EQ(mangled[0].place.column, "OCC_CODE");
  const auto cell = FindingsOf(tables, "figure-cell");
  ASSERT_THAT(cell, SizeIs(1));
  EXPECT_EQ(cell[0].place.column, "H_MEAN");
  EXPECT_EQ(cell[0].value, "x");
  EXPECT_THAT(FindingsOf(tables, "area-code"), SizeIs(1));
}

TEST(ReadOewsTest, AWrongHeaderIsFatalAndNamesTheColumns) {
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables, ReadText("a,b,c\n1,2,3\n"));
  EXPECT_TRUE(tables.report.IsFatal());
  const auto findings = FindingsOf(tables, "header-columns");
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings[0].message, HasSubstr("OCC_CODE"));
  EXPECT_THAT(tables.figures, IsEmpty());
}

TEST(ReadOewsTest, WithoutYearOrAreaNothingIsGuessed) {
  const std::string text = absl::StrCat(kHeader, kRows);
  SourceFile file = {"copy.csv", text};
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables, ReadOews({&file, 1}));
  EXPECT_TRUE(tables.report.IsFatal());
  EXPECT_THAT(FindingsOf(tables, "reference-period"), SizeIs(1));
  const std::string bare =
      "OCC_CODE,TOT_EMP,H_MEDIAN,A_MEDIAN\n11-1011,1,2,3\n";
  file = {"MSA_M2023.csv", bare};
  ASSERT_OK_AND_ASSIGN(const ReleaseTables no_area, ReadOews({&file, 1}));
  EXPECT_TRUE(no_area.report.IsFatal());
  file = {"national_M2023.csv", bare};
  ASSERT_OK_AND_ASSIGN(const ReleaseTables national, ReadOews({&file, 1}));
  EXPECT_FALSE(national.report.IsFatal());
  EXPECT_EQ(national.figures.at(0).regions.at(0).id, "us");
}

TEST(ReadOewsTest, TwoPeriodsInOneReleaseAreFatal) {
  const std::string text = absl::StrCat(kHeader, kRows);
  const SourceFile files[] = {{"a_M2023.csv", text}, {"b_M2024.csv", text}};
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables, ReadOews(files));
  EXPECT_TRUE(tables.report.IsFatal());
}

TEST(ReadOewsTest, NoFilesAndBrokenContainersAreErrors) {
  EXPECT_THAT(ReadOews({}), HasReason(base::reason::kArgumentInvalid));
  const SourceFile zip = {"national_M2024_dl.xlsx", "PK\3\4 and no more"};
  EXPECT_THAT(ReadOews({&zip, 1}), HasReason(base::reason::kFileMalformed));
  const SourceFile old = {"national_M2004.xlsx", "\xD0\xCF\x11\xE0 old"};
  EXPECT_THAT(ReadOews({&old, 1}), HasReason(base::reason::kFileMalformed));
}

// Cells by row and column of the text above, without quoted commas.
std::vector<std::vector<std::string>> Cells() {
  std::vector<std::vector<std::string>> rows;
  rows.push_back(absl::StrSplit(absl::StripSuffix(kHeader, "\n"), ','));
  for (int i = 0; i < 40; ++i) {
    std::vector<std::string> row(rows[0].size(), "3");
    row[0] = i < 20 ? "35620" : "10580";
    row[1] = "Area";
    row[2] = "4";
    row[3] = "NY";
    row[4] = i % 3 == 0 ? "31-33" : "000000";
    row[8] = absl::StrCat("11-", 1011 + i);
    row[10] = "detailed";
    row[20] = i % 5 == 0 ? "*" : "12.34";
    row[30] = i % 7 == 0 ? "TRUE" : "";
    row[31] = "";
    rows.push_back(row);
  }
  return rows;
}

std::string ToCsv(const std::vector<std::vector<std::string>>& rows) {
  std::string text;
  for (const auto& row : rows) {
    absl::StrAppend(&text, absl::StrJoin(row, ","), "\n");
  }
  return text;
}

TEST(ReadOewsPropertyTest, TheOrderOfColumnsChangesNothing) {
  const auto rows = Cells();
  ASSERT_OK_AND_ASSIGN(const ReleaseTables plain, ReadText(ToCsv(rows)));
  ASSERT_THAT(plain.figures, SizeIs(2));
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    std::vector<size_t> order(rows[0].size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), random);
    auto shuffled = rows;
    for (size_t r = 0; r < rows.size(); ++r) {
      for (size_t c = 0; c < order.size(); ++c) {
        shuffled[r][c] = rows[r][order[c]];
      }
    }
    ASSERT_OK_AND_ASSIGN(const ReleaseTables tables, ReadText(ToCsv(shuffled)));
    ASSERT_THAT(tables.figures, SizeIs(2));
    EXPECT_TRUE(SameTable(plain.figures[0], tables.figures[0]));
    EXPECT_TRUE(SameTable(plain.figures[1], tables.figures[1]));
  }
}

TEST(ReadOewsPropertyTest, DeletingARowChangesTheCountByOne) {
  const auto rows = Cells();
  const auto count = [](const std::vector<std::vector<std::string>>& cells) {
    return ReadText(ToCsv(cells))->TotalRows();
  };
  const RowCounts all = count(rows);
  EXPECT_EQ(all.read, 40);
  for (size_t i = 1; i < rows.size(); ++i) {
    auto fewer = rows;
    fewer.erase(fewer.begin() + static_cast<int64_t>(i));
    const RowCounts counts = count(fewer);
    EXPECT_EQ(counts.read, all.read - 1);
    EXPECT_EQ(counts.accepted, all.accepted - 1);
  }
}

TEST(ReadOewsPropertyTest, ThreadsChangeNothing) {
  auto rows = Cells();
  std::vector<std::vector<std::string>> many = {rows[0]};
  while (many.size() < 60000) {
    many.insert(many.end(), rows.begin() + 1, rows.end());
  }
  many[31000][8] = "99-9999";
  many[59000][20] = "x";
  const std::string text = ToCsv(many);
  ASSERT_GT(text.size(), 4u << 20);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables one, ReadText(text, 1));
  for (const int threads : {2, 3}) {
    ASSERT_OK_AND_ASSIGN(const ReleaseTables more, ReadText(text, threads));
    ASSERT_EQ(one.figures.size(), more.figures.size());
    for (size_t i = 0; i < one.figures.size(); ++i) {
      EXPECT_TRUE(SameTable(one.figures[i], more.figures[i]));
    }
    EXPECT_EQ(one.report.counts_by_rule(), more.report.counts_by_rule());
  }
}

}  // namespace
}  // namespace plumbline::labor
