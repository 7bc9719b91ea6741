#include "services/labor/domain/oews/read_state_lmi.h"

#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::labor {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::ReadFile;
using ::testing::SizeIs;
using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;

Figure At(const FigureTable& table, Measure measure, size_t row) {
  for (const FigureColumn& column : table.columns) {
    if (column.measure == measure) return column.figures.at(row);
  }
  return {};
}

constexpr char kWashington[] =
    "ID,Year,Area code,Area name,SOC code,Occupational title,Employment,"
    "Average wage,25th Percentile,50th Percentile,75th Percentile,Annual "
    "wage\n"
    "1,2022,000053,Washington,11-1011,Chief Executives,2992,134.42,82.20,,,"
    "279590.00\n"
    "2,2022,042660,\"Seattle, WA\",25-2031,Teachers,13671,,,,,85260.00\n"
    "3,2022,530006,Western Washington nonmetropolitan area,27-2011,Actors,315,"
    "34.99,15.90,23.30,47.36,\n";

TEST(ReadWashingtonLmiTest, BlanksAreNotPublishedOrDoNotApply) {
  const SourceFile file = {"oews-washington.csv", kWashington};
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       ReadWashingtonLmi({&file, 1}));
  EXPECT_EQ(tables.reference_period, "2022");
  const FigureTable& table = tables.figures.at(0);
  EXPECT_EQ(table.regions[0].id, "us-wa");
  EXPECT_EQ(table.regions[1].id, "us-cbsa-42660");
  EXPECT_EQ(table.regions[2].id, "us-bos-5300006");
  EXPECT_EQ(table.regions[2].parent, "us-wa");
  EXPECT_EQ(At(table, Measure::kHourlyMedian, 0),
            Figure::Without(FigureStatus::kNotPublished));
  EXPECT_EQ(At(table, Measure::kHourlyMedian, 1),
            Figure::Without(FigureStatus::kNotApplicable));
  EXPECT_EQ(At(table, Measure::kAnnualMean, 2),
            Figure::Without(FigureStatus::kNotApplicable));
  EXPECT_EQ(At(table, Measure::kHourlyP75, 2), Figure::Published(4736));
}

TEST(ReadWashingtonLmiTest, BadRowsAndHeadings) {
  const std::string text =
      std::string(kWashington) +
      "4,2021,000053,Washington,11-1011,Chief Executives,1,1,1,1,1,2080\n"
      "5,2022,000053,Washington,11-1011,Chief Executives,x,1,1,1,1,2080\n"
      "6,2022,000099,Nowhere,11-1011,Chief Executives,1,1,1,1,1,2080\n";
  SourceFile file = {"oews-washington.csv", text};
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       ReadWashingtonLmi({&file, 1}));
  EXPECT_EQ(tables.TotalRows().read, 6);
  EXPECT_EQ(tables.TotalRows().rejected(), 2);
  file.bytes = "a,b\n1,2\n";
  ASSERT_OK_AND_ASSIGN(const ReleaseTables wrong,
                       ReadWashingtonLmi({&file, 1}));
  EXPECT_TRUE(wrong.report.IsFatal());
  EXPECT_THAT(ReadWashingtonLmi({}), HasReason(base::reason::kArgumentInvalid));
}

TEST(ReadWashingtonLmiTest, TheWholeFile) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const std::string bytes =
      ReadFile(data / "oews-state-lmi/washington/2022/oews-washington.csv");
  const SourceFile file = {"oews-washington.csv", bytes};
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       ReadWashingtonLmi({&file, 1}));
  EXPECT_EQ(tables.TotalRows().read, 6920);
  EXPECT_EQ(tables.TotalRows().accepted, 6920);
  EXPECT_THAT(tables.figures.at(0).regions, SizeIs(16));
}

TEST(ReadNewYorkLmiTest, TheWholeFile) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const std::string bytes =
      ReadFile(data / "oews-state-lmi/new-york/undated/oews-newyork.csv");
  const SourceFile file = {"oews-newyork.csv", bytes};
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables, ReadNewYorkLmi({&file, 1}));
  EXPECT_EQ(tables.TotalRows().accepted, 7010);
  EXPECT_EQ(tables.reference_period, "");
  EXPECT_EQ(tables.report.counts_by_rule().at("reference-period"), 1);
  const FigureTable& table = tables.figures.at(0);
  ASSERT_THAT(table.regions, SizeIs(11));
  EXPECT_EQ(table.regions[0].id, "us-ny");
  std::set<std::string> ids;
  for (const Region& region : table.regions) ids.insert(region.id);
  EXPECT_EQ(ids.count("us-ny-lmr-mohawk-valley"), 1u);
  EXPECT_EQ(At(table, Measure::kAnnualEntry, 0), Figure::Published(3484900));
  ASSERT_OK_AND_ASSIGN(const ReleaseTables dated,
                       ReadNewYorkLmi({&file, 1}, "2023-05"));
  EXPECT_EQ(dated.reference_period, "2023-05");
  EXPECT_EQ(dated.figures[0].regions[0].vintage, "oews-2023");
}

}  // namespace
}  // namespace plumbline::labor
