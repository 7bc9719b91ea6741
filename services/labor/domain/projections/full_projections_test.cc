// The publishers' own files, with answers that are known.
#include <algorithm>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/projections/read_bls.h"
#include "services/labor/domain/projections/read_edd.h"

namespace plumbline::labor {
namespace {

using ::plumbline::testing::ReadFile;
using ::testing::SizeIs;
using vocabulary::EducationLevel;
using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::OccupationScheme;
using vocabulary::SocLevel;

absl::StatusOr<ReleaseTables> ReadBls(const std::filesystem::path& data,
                                      const std::string& name) {
  const std::string bytes = ReadFile(data / "bls-ep" / name);
  const SourceFile file = {name, bytes};
  return ReadBlsProjections({&file, 1});
}

absl::StatusOr<ReleaseTables> ReadEdd(const std::filesystem::path& data,
                                      const std::string& name) {
  const std::string bytes = ReadFile(data / "ca-edd" / name);
  const SourceFile file = {name, bytes};
  return ReadEddProjections({&file, 1});
}

// The figure of the first row of this code in the only table with the measure;
// unspecified when there is none.
Figure At(const ReleaseTables& tables, Measure measure, absl::string_view code,
          absl::string_view region = "us") {
  for (const FigureTable& table : tables.figures) {
    for (const FigureColumn& column : table.columns) {
      if (column.measure != measure) continue;
      for (size_t row = 0; row < table.row_codes.size(); ++row) {
        if (table.row_codes[row].ToString() == std::string(code) &&
            table.regions[table.row_regions[row]].id == std::string(region)) {
          return column.figures[row];
        }
      }
    }
  }
  return {};
}

Figure Level(EducationLevel level) {
  return Figure::Published(static_cast<int64_t>(level));
}

TEST(BlsReleaseTest, Of2016To2026) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       ReadBls(data, "2016-26/occupation.xlsx"));
  EXPECT_FALSE(tables.report.IsFatal());
  EXPECT_EQ(tables.reference_period, "2016/2026");
  ASSERT_THAT(tables.figures, SizeIs(3));
  EXPECT_EQ(tables.figures[0].counts.read, 1091);
  EXPECT_EQ(tables.figures[0].counts.accepted, 1091);
  EXPECT_EQ(tables.figures[0].scheme, OccupationScheme::kSoc2010);
  EXPECT_EQ(tables.figures[0].horizon_years, 10u);
  EXPECT_EQ(At(tables, Measure::kBaseEmployment, "11-1011"),
            Figure::Published(308900));
  EXPECT_EQ(At(tables, Measure::kProjectedEmployment, "11-1011"),
            Figure::Published(296800));
  EXPECT_EQ(At(tables, Measure::kEmploymentChange, "11-1011"),
            Figure::Published(-12100));
  EXPECT_EQ(At(tables, Measure::kEmploymentChangePercent, "11-1011"),
            Figure::Published(-3900));
  EXPECT_EQ(At(tables, Measure::kAnnualOpenings, "11-1011"),
            Figure::Published(20000));
  EXPECT_EQ(At(tables, Measure::kAnnualExits, "11-1011"),
            Figure::Published(8700));
  EXPECT_EQ(At(tables, Measure::kAnnualTransfers, "11-1011"),
            Figure::Published(12400));
  EXPECT_EQ(At(tables, Measure::kAnnualMedian, "11-1011"),
            Figure::Published(18327000));
  EXPECT_EQ(At(tables, Measure::kTypicalEducation, "11-1011"),
            Level(EducationLevel::kBachelor));
}

TEST(BlsReleaseTest, Of2019To2029) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       ReadBls(data, "2019-29/occupation.xlsx"));
  EXPECT_FALSE(tables.report.IsFatal());
  EXPECT_EQ(tables.reference_period, "2019/2029");
  EXPECT_EQ(tables.figures.at(0).scheme, OccupationScheme::kOews2018);
  EXPECT_EQ(tables.figures.at(0).counts.accepted, 1048);
  EXPECT_EQ(At(tables, Measure::kProjectedEmployment, "11-1011"),
            Figure::Published(259100));
  EXPECT_EQ(At(tables, Measure::kAnnualExits, "11-1011"),
            Figure::Published(7200));
  EXPECT_EQ(At(tables, Measure::kTypicalEducation, "11-1021"),
            Level(EducationLevel::kBachelor));
}

TEST(BlsReleaseTest, Of2024To2034) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       ReadBls(data, "2024-34/occupation.xlsx"));
  EXPECT_FALSE(tables.report.IsFatal());
  EXPECT_EQ(tables.reference_period, "2024/2034");
  ASSERT_THAT(tables.figures, SizeIs(2));
  const FigureTable& table = tables.figures[0];
  EXPECT_EQ(table.counts.accepted, 1113);
  EXPECT_EQ(std::count(table.row_levels.begin(), table.row_levels.end(),
                       SocLevel::kDetailed),
            832);
  EXPECT_EQ(table.row_titles[1], "Management occupations");
  EXPECT_EQ(At(tables, Measure::kAnnualMedian, "11-1011"),
            Figure::Published(20642000));
  EXPECT_EQ(At(tables, Measure::kAnnualTransfers, "11-1011"),
            Figure::Published(11400));
  const auto& wages = table.columns[0];
  ASSERT_EQ(wages.measure, Measure::kAnnualMedian);
  EXPECT_EQ(std::count(wages.figures.begin(), wages.figures.end(),
                       Figure::TopCoded(23920000)),
            19);
}

TEST(BlsReleaseTest, InteractiveTables) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables old,
                       ReadBls(data, "2022-32/Employment Projections.csv"));
  ASSERT_OK_AND_ASSIGN(const ReleaseTables next,
                       ReadBls(data, "2024-34/Employment Projections.csv"));
  EXPECT_EQ(old.reference_period, "2022/2032");
  EXPECT_EQ(next.reference_period, "2024/2034");
  EXPECT_EQ(old.TotalRows().accepted, 832);
  EXPECT_EQ(next.TotalRows().accepted, 832);
  const std::set<vocabulary::SocCode> a(old.figures[0].row_codes.begin(),
                                        old.figures[0].row_codes.end());
  const std::set<vocabulary::SocCode> b(next.figures[0].row_codes.begin(),
                                        next.figures[0].row_codes.end());
  EXPECT_EQ(a, b);
  EXPECT_EQ(old.figures[0].row_titles[0], "Accountants and auditors");
  EXPECT_EQ(At(old, Measure::kBaseEmployment, "13-2011"),
            Figure::Published(1538400));
  EXPECT_EQ(At(next, Measure::kBaseEmployment, "13-2011"),
            Figure::Published(1579800));
  EXPECT_EQ(At(next, Measure::kAnnualMedian, "27-2011").status,
            FigureStatus::kNotPublished);
  EXPECT_EQ(next.report.counts_by_rule().count("level-code"), 0u);
  EXPECT_EQ(next.report.counts_by_rule().count("level-wording"), 0u);
}

TEST(EddReleaseTest, MixedPeriodsAreTablesOfTheirOwn) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables tables,
      ReadEdd(data,
              "2018-2028/Long-Term_Occupational_Employment_Projections.csv"));
  EXPECT_FALSE(tables.report.IsFatal());
  EXPECT_EQ(tables.reference_period, "2018/2028");
  ASSERT_THAT(tables.figures, SizeIs(2));
  EXPECT_EQ(tables.figures[0].counts.accepted, 15218);
  EXPECT_EQ(tables.figures[0].scheme, OccupationScheme::kSoc2010);
  EXPECT_THAT(tables.figures[0].regions, SizeIs(32));
  EXPECT_EQ(tables.figures[1].reference_period, "2020/2030");
  EXPECT_EQ(tables.figures[1].counts.accepted, 746);
  EXPECT_EQ(tables.figures[1].scheme, OccupationScheme::kOews2018);
  // `≥5 years≥`, once.
  EXPECT_LE(tables.report.counts_by_rule().count("level-wording"), 1u);
}

TEST(EddReleaseTest, RenamedAreasKeepTheirIds) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables old,
      ReadEdd(data,
              "2018-2028/Long-Term_Occupational_Employment_Projections.csv"));
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables next,
      ReadEdd(data,
              "2020-2030/Long-Term_Occupational_Employment_Projections.csv"));
  const auto ids = [](const ReleaseTables& tables) {
    std::set<std::string> found;
    for (const FigureTable& table : tables.figures) {
      for (const Region& region : table.regions) found.insert(region.id);
    }
    return found;
  };
  EXPECT_EQ(ids(next).size(), 33u);
  EXPECT_EQ(ids(old), ids(next));
  EXPECT_EQ(next.TotalRows().accepted, 16908);
  EXPECT_EQ(At(next, Measure::kTotalOpenings, "00-0000", "us-ca-orange"),
            Figure::Published(2233120));
  EXPECT_EQ(At(next, Measure::kAnnualOpenings, "00-0000", "us-ca-orange"),
            Figure());
}

TEST(EddReleaseTest, StatewideWorkbookHasFractions) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables tables,
      ReadEdd(data, "2023-2033/edd_long_term_occ_projections_2023-2033.xlsx"));
  EXPECT_FALSE(tables.report.IsFatal());
  EXPECT_EQ(tables.reference_period, "2023/2033");
  ASSERT_THAT(tables.figures, SizeIs(1));
  EXPECT_EQ(tables.TotalRows().read, 793);
  EXPECT_EQ(tables.TotalRows().accepted, 793);
  EXPECT_EQ(At(tables, Measure::kEmploymentChangePercent, "00-0000", "us-ca"),
            Figure::Published(8812));
  EXPECT_EQ(At(tables, Measure::kHourlyMedian, "11-1031", "us-ca"),
            Figure::Without(FigureStatus::kNotApplicable));
  EXPECT_EQ(At(tables, Measure::kAnnualMedian, "11-1031", "us-ca"),
            Figure::Published(5529661));
  EXPECT_EQ(At(tables, Measure::kAnnualMedian, "11-1000", "us-ca"),
            Figure::Without(FigureStatus::kNotPublished));
}

TEST(EddReleaseTest, JsonCopy) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       ReadEdd(data, "2024-2034/occupations.json"));
  EXPECT_FALSE(tables.report.IsFatal());
  ASSERT_THAT(tables.figures, SizeIs(2));
  EXPECT_EQ(tables.figures[0].reference_period, "2024/2034");
  EXPECT_EQ(tables.figures[0].counts.accepted, 56);
  EXPECT_EQ(tables.figures[1].counts.accepted, 1392);
  EXPECT_THAT(tables.figures[1].regions, SizeIs(31));
  EXPECT_EQ(At(tables, Measure::kTotalOpenings, "11-3021", "us-ca"),
            Figure::Published(82270));
  EXPECT_EQ(At(tables, Measure::kEmploymentChangePercent, "11-3021", "us-ca"),
            Figure::Published(16500));
}

}  // namespace
}  // namespace plumbline::labor
