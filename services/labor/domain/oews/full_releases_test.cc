// The publisher's own files, with answers that are known.
#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/oews/read_oews.h"

namespace plumbline::labor {
namespace {

using ::plumbline::testing::ReadFile;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::OccupationScheme;
using vocabulary::SocCode;
using vocabulary::SocLevel;

absl::StatusOr<ReleaseTables> ReadRelease(const std::filesystem::path& data,
                                          const std::string& name) {
  const std::string bytes = ReadFile(data / "oews" / name);
  const SourceFile file = {name, bytes};
  return ReadOews({&file, 1});
}

int64_t DetailedCount(const FigureTable& table) {
  return std::count(table.row_levels.begin(), table.row_levels.end(),
                    SocLevel::kDetailed);
}

// How many cells of a workbook hold a marker, from the census notes.
std::map<std::string, int64_t> Census(const ReleaseTables& tables) {
  std::map<std::string, int64_t> counts;
  for (const Finding& finding : tables.report.Sorted()) {
    if (finding.rule != "marker-census") continue;
    counts[finding.value] += std::stoll(finding.message);
  }
  return counts;
}

std::set<std::string> Doubles(const FigureTable& table) {
  std::map<SocCode, int> times;
  for (const SocCode code : table.row_codes) ++times[code];
  std::set<std::string> doubles;
  for (const auto& [code, count] : times) {
    if (count > 1) doubles.insert(code.ToString());
  }
  return doubles;
}

const std::vector<Figure>& Figures(const FigureTable& table, Measure measure) {
  static const std::vector<Figure> kNone;
  for (const FigureColumn& column : table.columns) {
    if (column.measure == measure) return column.figures;
  }
  return kNone;
}

size_t RowOf(const FigureTable& table, absl::string_view code) {
  for (size_t row = 0; row < table.row_codes.size(); ++row) {
    if (table.row_codes[row].ToString() == std::string(code)) return row;
  }
  ADD_FAILURE() << "no row " << code;
  return 0;
}

Figure At(const FigureTable& table, Measure measure, absl::string_view code) {
  return Figures(table, measure).at(RowOf(table, code));
}

struct National {
  const char* name;
  const char* period;
  OccupationScheme scheme;
  int64_t rows;
  // 0 where it is not known.
  int64_t detailed;
  size_t columns;
};

class NationalReleaseTest : public ::testing::TestWithParam<National> {};

TEST_P(NationalReleaseTest, IsReadWhole) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const National& expected = GetParam();
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       ReadRelease(data, expected.name));
  EXPECT_EQ(tables.reference_period, expected.period);
  ASSERT_THAT(tables.figures, SizeIs(1));
  const FigureTable& table = tables.figures[0];
  EXPECT_EQ(table.counts.read, expected.rows);
  EXPECT_EQ(table.counts.accepted, expected.rows);
  EXPECT_EQ(table.scheme, expected.scheme);
  EXPECT_EQ(table.columns.size(), expected.columns);
  EXPECT_THAT(table.industries, IsEmpty());
  ASSERT_THAT(table.regions, SizeIs(1));
  EXPECT_EQ(table.regions[0].id, "us");
  if (expected.detailed > 0) {
    EXPECT_EQ(DetailedCount(table), expected.detailed);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Years, NationalReleaseTest,
    ::testing::Values(National{"2018/national_M2018_dl.xlsx", "2018-05",
                               OccupationScheme::kSoc2010, 1379, 0, 15},
                      National{"2019/national_M2019_dl.xlsx", "2019-05",
                               OccupationScheme::kOewsHybrid2019, 1329, 0, 18},
                      National{"2020/national_M2020_dl.xlsx", "2020-05",
                               OccupationScheme::kOewsHybrid2019, 1329, 0, 18},
                      National{"2021/national_M2021_dl.xlsx", "2021-05",
                               OccupationScheme::kOews2018, 1403, 831, 19},
                      National{"2022/national_M2022_dl.xlsx", "2022-05",
                               OccupationScheme::kOews2018, 1402, 830, 19},
                      National{"2023/national_M2023_dl.xlsx", "2023-05",
                               OccupationScheme::kOews2018, 1403, 831, 19},
                      National{"2024/national_M2024_dl.xlsx", "2024-05",
                               OccupationScheme::kOews2018, 1403, 831, 19},
                      National{"2025/national_M2025_dl.xlsx", "2025-05",
                               OccupationScheme::kOews2018, 1401, 830, 19}));

TEST(OewsReleaseTest, SevenCodesAreBroadAndDetailed) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       ReadRelease(data, "2024/national_M2024_dl.xlsx"));
  EXPECT_EQ(Doubles(tables.figures[0]),
            (std::set<std::string>{"13-1020", "13-2020", "29-2010", "31-1120",
                                   "39-7010", "47-4090", "51-2090"}));
}

TEST(OewsReleaseTest, TeachersAreAnnualOnlyAndActorsHourlyOnly) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       ReadRelease(data, "2024/national_M2024_dl.xlsx"));
  const FigureTable& table = tables.figures[0];
  const Figure none = Figure::Without(FigureStatus::kNotApplicable);
  EXPECT_EQ(At(table, Measure::kHourlyMedian, "25-2031"), none);
  EXPECT_EQ(At(table, Measure::kAnnualMedian, "25-2031").status,
            FigureStatus::kPublished);
  EXPECT_EQ(At(table, Measure::kAnnualMedian, "27-2011"), none);
  EXPECT_EQ(At(table, Measure::kHourlyMedian, "27-2011").status,
            FigureStatus::kPublished);
  EXPECT_EQ(At(table, Measure::kHourlyP90, "11-1011"), Figure::TopCoded(11500));
  EXPECT_EQ(At(table, Measure::kAnnualMedian, "00-0000"),
            Figure::Published(4950000));
}

TEST(OewsReleaseTest, TheBoundIsThatOfTheRelease) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables of_2019,
                       ReadRelease(data, "2019/national_M2019_dl.xlsx"));
  EXPECT_EQ(At(of_2019.figures[0], Measure::kAnnualP90, "11-0000"),
            Figure::TopCoded(20800000));
  ASSERT_OK_AND_ASSIGN(const ReleaseTables of_2015,
                       ReadRelease(data, "2015/aMSA_M2015_dl.xlsx"));
  EXPECT_EQ(At(of_2015.figures[0], Measure::kHourlyP90, "11-0000"),
            Figure::TopCoded(9000));
  ASSERT_OK_AND_ASSIGN(const ReleaseTables of_2025,
                       ReadRelease(data, "2025/national_M2025_dl.xlsx"));
  EXPECT_EQ(Census(of_2025).count("#"), 0u);
}

TEST(OewsReleaseTest, MetropolitanMarkersAreCounted) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       ReadRelease(data, "2023/MSA_M2023_dl.xlsx"));
  ASSERT_THAT(tables.figures, SizeIs(1));
  EXPECT_EQ(tables.TotalRows().read, 5105);
  EXPECT_EQ(tables.TotalRows().accepted, 5105);
  EXPECT_THAT(tables.figures[0].regions, SizeIs(12));
  EXPECT_EQ(DetailedCount(tables.figures[0]), 4830);
  const auto census = Census(tables);
  EXPECT_EQ(census.at("*"), 2902);
  EXPECT_EQ(census.at("**"), 224);
  EXPECT_EQ(census.at("#"), 722);
}

TEST(OewsReleaseTest, OldMetropolitanLayoutWithANecta) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       ReadRelease(data, "2015/aMSA_M2015_dl.xlsx"));
  EXPECT_EQ(tables.reference_period, "2015-05");
  EXPECT_EQ(tables.TotalRows().accepted, 8213);
  std::set<std::string> ids;
  for (const Region& region : tables.figures[0].regions) ids.insert(region.id);
  EXPECT_EQ(ids.size(), 11u);
  EXPECT_EQ(ids.count("us-necta-71650"), 1u);
  EXPECT_EQ(ids.count("us-cbsa-35620"), 1u);
}

TEST(OewsReleaseTest, SectorsKeepTheirIndustries) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       ReadRelease(data, "2024/natsector_M2024_dl.xlsx"));
  ASSERT_THAT(tables.figures, SizeIs(1));
  const FigureTable& table = tables.figures[0];
  EXPECT_EQ(table.counts.accepted, 16434);
  ASSERT_EQ(table.industries.size(), table.row_codes.size());
  const std::set<std::string> sectors(table.industries.begin(),
                                      table.industries.end());
  EXPECT_EQ(sectors.size(), 20u);
  EXPECT_EQ(sectors.count("31-33"), 1u);
  EXPECT_EQ(Census(tables).at("~"), 8896);
}

TEST(OewsReleaseTest, TheGoogleSheetsCopySaysTheSame) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables clean,
                       ReadRelease(data, "2024/national_M2024_dl.xlsx"));
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables copy,
      ReadRelease(data, "2024/oddities/national_M2024_dl.xlsx"));
  const FigureTable& a = clean.figures.at(0);
  const FigureTable& b = copy.figures.at(0);
  EXPECT_EQ(b.counts.accepted, 854);
  std::map<std::pair<SocCode, SocLevel>, size_t> rows;
  for (size_t i = 0; i < a.row_codes.size(); ++i) {
    rows[{a.row_codes[i], a.row_levels[i]}] = i;
  }
  ASSERT_EQ(a.columns.size(), b.columns.size());
  for (size_t i = 0; i < b.row_codes.size(); ++i) {
    const size_t row = rows.at({b.row_codes[i], b.row_levels[i]});
    for (size_t c = 0; c < a.columns.size(); ++c) {
      ASSERT_EQ(a.columns[c].figures[row], b.columns[c].figures[i])
          << b.row_codes[i].ToString() << " " << b.columns[c].header;
    }
  }
}

TEST(OewsReleaseTest, ATruncatedWorkbookPublishesNothing) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const std::string whole =
      ReadFile(data / "oews" / "2024/national_M2024_dl.xlsx");
  for (size_t size = 0; size < whole.size(); size += whole.size() / 23) {
    const SourceFile file = {"national_M2024_dl.xlsx",
                             absl::string_view(whole).substr(0, size)};
    const auto tables = ReadOews({&file, 1});
    EXPECT_TRUE(!tables.ok() ||
                (tables->report.IsFatal() && tables->figures.empty()))
        << size;
  }
}

}  // namespace
}  // namespace plumbline::labor
