#include "services/labor/domain/gates/figure_gates.h"

#include <algorithm>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace plumbline::labor::gates {
namespace {

using ::testing::HasSubstr;
using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::SocCode;
using vocabulary::SocLevel;

constexpr Measure kMeasures[] = {Measure::kHourlyP10,    Measure::kHourlyP25,
                                 Measure::kHourlyMedian, Measure::kHourlyP75,
                                 Measure::kHourlyP90,    Measure::kAnnualP10,
                                 Measure::kAnnualP25,    Measure::kAnnualMedian,
                                 Measure::kAnnualP75,    Measure::kAnnualP90};

Region Nation() {
  Region region;
  region.id = "us";
  region.title = "United States";
  return region;
}

// A hundred occupations of one area and its total, whose wages are as they
// should be.
FigureTable SoundTable() {
  FigureTable table;
  table.file = "national_M2023.csv";
  table.regions = {Nation()};
  for (const Measure measure : kMeasures) {
    table.columns.push_back(
        {measure, std::string(vocabulary::TraitsOf(measure).name), {}});
  }
  for (int32_t i = 0; i <= 100; ++i) {
    table.row_codes.push_back(
        SocCode::FromDigits(i == 0 ? 0 : 110000 + i * 10 + 1));
    table.row_levels.push_back(i == 0 ? SocLevel::kTotal : SocLevel::kDetailed);
    table.row_regions.push_back(0);
    table.source_rows.push_back(static_cast<uint32_t>(i) + 2);
    for (size_t c = 0; c < 5; ++c) {
      const int64_t hourly = 1500 + 10 * i + 700 * static_cast<int64_t>(c);
      const int64_t annual = (hourly * 2080 + 500) / 1000 * 1000;
      table.columns[c].figures.push_back(Figure::Published(hourly));
      table.columns[c + 5].figures.push_back(Figure::Published(annual));
    }
  }
  table.counts = {101, 101};
  return table;
}

ReleaseTables Checked(FigureTable table) {
  ReleaseTables release;
  release.figures.push_back(std::move(table));
  CheckFigures(&release);
  return release;
}

int64_t Count(const ReleaseTables& release, const std::string& rule) {
  const auto& counts = release.report.counts_by_rule();
  const auto found = counts.find(rule);
  return found == counts.end() ? 0 : found->second;
}

TEST(CheckFiguresTest, ASoundTablePasses) {
  const ReleaseTables release = Checked(SoundTable());
  EXPECT_FALSE(release.report.IsFatal());
  EXPECT_TRUE(release.report.counts_by_rule().empty());
}

TEST(CheckFiguresTest, ShiftedLabelsAreFatal) {
  // Each hourly percentile under the heading of the one below.
  FigureTable table = SoundTable();
  for (size_t c = 0; c + 1 < 5; ++c) {
    table.columns[c].figures = table.columns[c + 1].figures;
  }
  const ReleaseTables release = Checked(table);
  EXPECT_TRUE(release.report.IsFatal());
  EXPECT_GT(Count(release, "cross-foot"), 100);
  EXPECT_THAT(release.report.Sorted()[0].message, HasSubstr("headings"));
}

TEST(CheckFiguresTest, OneRowThatDoesNotFootIsAWarning) {
  FigureTable table = SoundTable();
  table.columns[7].figures[5].value += 200000;
  const ReleaseTables release = Checked(table);
  EXPECT_FALSE(release.report.IsFatal());
  ASSERT_EQ(Count(release, "cross-foot"), 1);
  const Finding finding = release.report.Sorted()[0];
  EXPECT_EQ(finding.place.row, 7u);
  EXPECT_EQ(finding.place.column, "ANNUAL_MEDIAN");
  EXPECT_EQ(finding.severity, Severity::kWarning);
}

TEST(CheckFiguresTest, FiguresThatAreNotThereAreNotCompared) {
  FigureTable table = SoundTable();
  for (size_t row = 1; row < 50; ++row) {
    for (size_t c = 0; c < 5; ++c) {
      table.columns[c].figures[row] =
          Figure::Without(FigureStatus::kNotApplicable);
    }
    table.columns[9].figures[row] = Figure::TopCoded(99900000);
  }
  const ReleaseTables release = Checked(table);
  EXPECT_FALSE(release.report.IsFatal());
  EXPECT_EQ(Count(release, "cross-foot"), 0);
  EXPECT_EQ(Count(release, "sentinel-census"), 6);
}

TEST(CheckFiguresTest, PercentilesMustAscend) {
  FigureTable table = SoundTable();
  std::swap(table.columns[1].figures, table.columns[3].figures);
  std::swap(table.columns[6].figures, table.columns[8].figures);
  EXPECT_TRUE(Checked(table).report.IsFatal());
  table = SoundTable();
  std::swap(table.columns[6].figures[3], table.columns[8].figures[3]);
  std::swap(table.columns[1].figures[3], table.columns[3].figures[3]);
  const ReleaseTables one = Checked(table);
  EXPECT_FALSE(one.report.IsFatal());
  EXPECT_EQ(Count(one, "percentile-order"), 2);
}

TEST(CheckFiguresTest, CollapsedIntervalsAreWarnings) {
  // As for firefighters in a small area: 75th and 90th percentile are one.
  FigureTable table = SoundTable();
  table.columns[8].figures[4] = table.columns[9].figures[4];
  table.columns[3].figures[4] = table.columns[4].figures[4];
  const ReleaseTables release = Checked(table);
  EXPECT_FALSE(release.report.IsFatal());
  EXPECT_EQ(Count(release, "interval-collapse"), 1);
}

TEST(CheckFiguresTest, DuplicatesAreFatalUnlessTheLevelDiffers) {
  FigureTable table = SoundTable();
  table.row_codes[1] = table.row_codes[2] = SocCode::FromDigits(131020);
  table.row_levels[1] = SocLevel::kBroad;
  EXPECT_EQ(Count(Checked(table), "duplicate-row"), 0);
  table.row_levels[1] = SocLevel::kDetailed;
  const ReleaseTables release = Checked(table);
  EXPECT_TRUE(release.report.IsFatal());
  EXPECT_EQ(Count(release, "duplicate-row"), 1);
}

TEST(CheckFiguresTest, RowsAndValuesThatCannotBe) {
  FigureTable table = SoundTable();
  table.row_codes[0] = SocCode::FromDigits(119999);
  table.columns[0].figures[9].value = -1;
  table.row_levels[7] = SocLevel::kMajor;
  const ReleaseTables release = Checked(table);
  EXPECT_EQ(Count(release, "area-without-total"), 1);
  EXPECT_EQ(Count(release, "negative-value"), 1);
  EXPECT_EQ(Count(release, "code-level"), 2);
  EXPECT_TRUE(release.report.IsFatal());
}

TEST(CheckFiguresTest, ManyRejectedRowsAreFatal) {
  FigureTable table = SoundTable();
  table.counts = {105, 101};
  EXPECT_FALSE(Checked(table).report.IsFatal());
  table.counts = {120, 101};
  EXPECT_TRUE(Checked(table).report.IsFatal());
  ReleaseTables empty;
  CheckFigures(&empty);
  EXPECT_TRUE(empty.report.IsFatal());
}

FigureTable Projection(int64_t milli_percent) {
  FigureTable table;
  table.regions = {Nation()};
  table.row_codes = {SocCode::FromDigits(291141)};
  table.row_levels = {SocLevel::kDetailed};
  table.row_regions = {0};
  table.source_rows = {5};
  const auto add = [&](Measure measure, int64_t value) {
    table.columns.push_back({measure, "", {Figure::Published(value)}});
  };
  add(Measure::kBaseEmployment, 1000000);
  add(Measure::kProjectedEmployment, 1088000);
  add(Measure::kEmploymentChange, 88000);
  add(Measure::kEmploymentChangePercent, milli_percent);
  table.counts = {1, 1};
  return table;
}

TEST(CheckFiguresTest, AFractionReadAsAPercentageIsFatal) {
  EXPECT_FALSE(Checked(Projection(8800)).report.IsFatal());
  EXPECT_TRUE(Checked(Projection(88)).report.IsFatal());
}

ReleaseTables Release(FigureTable table) {
  ReleaseTables release;
  release.reference_period = "2023-05";
  release.figures.push_back(std::move(table));
  return release;
}

std::vector<std::string> Rules(const std::vector<Finding>& findings) {
  std::vector<std::string> rules;
  for (const Finding& finding : findings) rules.push_back(finding.rule);
  return rules;
}

TEST(CompareWithPreviousTest, TheSameReleaseHasNoDrift) {
  const ReleaseTables release = Release(SoundTable());
  EXPECT_TRUE(CompareWithPrevious(release, release).empty());
}

TEST(CompareWithPreviousTest, RowsDrift) {
  FigureTable fewer = SoundTable();
  fewer.counts = {85, 85};
  auto findings = CompareWithPrevious(Release(SoundTable()), Release(fewer));
  ASSERT_EQ(Rules(findings), (std::vector<std::string>{"row-drift"}));
  EXPECT_EQ(findings[0].severity, Severity::kWarning);
  fewer.counts = {40, 40};
  findings = CompareWithPrevious(Release(SoundTable()), Release(fewer));
  EXPECT_EQ(findings[0].severity, Severity::kFatal);
}

TEST(CompareWithPreviousTest, CodesSchemesRegionsAndBounds) {
  FigureTable before = SoundTable();
  before.columns[9].figures[3] = Figure::TopCoded(23920000);
  FigureTable after = SoundTable();
  after.row_codes[5] = SocCode::FromDigits(531011);
  after.regions[0].id = "us-ca";
  EXPECT_EQ(Rules(CompareWithPrevious(Release(before), Release(after))),
            (std::vector<std::string>{"code-vanished", "code-returned",
                                      "top-coding-ended", "region-vanished",
                                      "region-new"}));
  after = SoundTable();
  after.row_codes[5] = SocCode::FromDigits(531011);
  after.scheme = vocabulary::OccupationScheme::kOews2018;
  EXPECT_EQ(Rules(CompareWithPrevious(Release(SoundTable()), Release(after))),
            (std::vector<std::string>{"scheme-change"}));
}

}  // namespace
}  // namespace plumbline::labor::gates
