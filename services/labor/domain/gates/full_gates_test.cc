// The gates over the publishers' own files: all of them pass, and what they are
// known to hold is found.
#include <set>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/gates/figure_gates.h"
#include "services/labor/domain/oews/read_oews.h"
#include "services/labor/domain/projections/read_bls.h"
#include "services/labor/domain/projections/read_edd.h"

namespace plumbline::labor::gates {
namespace {

using ::plumbline::testing::ReadFile;

using Reader = absl::StatusOr<ReleaseTables> (*)(SourceFiles);

absl::StatusOr<ReleaseTables> ReadOewsFiles(SourceFiles files) {
  return ReadOews(files);
}

absl::StatusOr<ReleaseTables> ReadAndCheck(const std::filesystem::path& data,
                                           const std::string& name,
                                           Reader reader) {
  const std::string bytes = ReadFile(data / name);
  const SourceFile file = {name, bytes};
  auto tables = reader({&file, 1});
  if (tables.ok()) CheckFigures(&*tables);
  return tables;
}

struct File {
  const char* name;
  Reader reader;
};

class FullReleaseGateTest : public ::testing::TestWithParam<File> {};

TEST_P(FullReleaseGateTest, Passes) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       ReadAndCheck(data, GetParam().name, GetParam().reader));
  EXPECT_FALSE(tables.report.IsFatal())
      << tables.report.Sorted()[0].rule << ": "
      << tables.report.Sorted()[0].message << " "
      << tables.report.Sorted()[0].value;
  EXPECT_EQ(tables.TotalRows().rejected(), 0);
  for (const auto& [rule, count] : tables.report.counts_by_rule()) {
    RecordProperty(rule, static_cast<int>(count));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Files, FullReleaseGateTest,
    ::testing::Values(
        File{"oews/2015/aMSA_M2015_dl.xlsx", ReadOewsFiles},
        File{"oews/2018/national_M2018_dl.xlsx", ReadOewsFiles},
        File{"oews/2019/national_M2019_dl.xlsx", ReadOewsFiles},
        File{"oews/2020/national_M2020_dl.xlsx", ReadOewsFiles},
        File{"oews/2021/national_M2021_dl.xlsx", ReadOewsFiles},
        File{"oews/2022/national_M2022_dl.xlsx", ReadOewsFiles},
        File{"oews/2023/national_M2023_dl.xlsx", ReadOewsFiles},
        File{"oews/2023/MSA_M2023_dl.xlsx", ReadOewsFiles},
        File{"oews/2024/national_M2024_dl.xlsx", ReadOewsFiles},
        File{"oews/2024/natsector_M2024_dl.xlsx", ReadOewsFiles},
        File{"oews/2025/national_M2025_dl.xlsx", ReadOewsFiles},
        File{"bls-ep/2016-26/occupation.xlsx", ReadBlsProjections},
        File{"bls-ep/2019-29/occupation.xlsx", ReadBlsProjections},
        File{"bls-ep/2024-34/occupation.xlsx", ReadBlsProjections},
        File{"bls-ep/2022-32/Employment Projections.csv", ReadBlsProjections},
        File{"bls-ep/2024-34/Employment Projections.csv", ReadBlsProjections},
        File{"ca-edd/2018-2028/"
             "Long-Term_Occupational_Employment_Projections.csv",
             ReadEddProjections},
        File{"ca-edd/2020-2030/"
             "Long-Term_Occupational_Employment_Projections.csv",
             ReadEddProjections},
        File{"ca-edd/2023-2033/"
             "edd_long_term_occ_projections_2023-2033.xlsx",
             ReadEddProjections},
        File{"ca-edd/2024-2034/occupations.json", ReadEddProjections}));

TEST(FullReleaseGateTest, CollapsedIntervalsAreCounted) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables tables,
      ReadAndCheck(data, "oews/2023/MSA_M2023_dl.xlsx", ReadOewsFiles));
  EXPECT_EQ(tables.report.counts_by_rule().at("interval-collapse"), 151);
}

TEST(FullReleaseGateTest, ARowThatDoesNotFootIsFoundInARealFile) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables tables,
      ReadAndCheck(data,
                   "ca-edd/2020-2030/"
                   "Long-Term_Occupational_Employment_Projections.csv",
                   ReadEddProjections));
  // Skincare specialists in San Luis Obispo: $19.26 an hour, $31,200 a year.
  EXPECT_EQ(tables.report.counts_by_rule().at("cross-foot"), 1);
}

std::set<std::string> Values(const std::vector<Finding>& findings,
                             absl::string_view rule) {
  std::set<std::string> values;
  for (const Finding& finding : findings) {
    if (finding.rule == std::string(rule)) values.insert(finding.value);
  }
  return values;
}

std::vector<Finding> CompareYears(const std::filesystem::path& data, int before,
                                  int after) {
  const auto read = [&](int year) {
    return *ReadAndCheck(
        data, absl::StrCat("oews/", year, "/national_M", year, "_dl.xlsx"),
        ReadOewsFiles);
  };
  return CompareWithPrevious(read(before), read(after));
}

TEST(FullReleaseDriftTest, CodesVanishAndReturn) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  EXPECT_EQ(
      Values(CompareYears(data, 2021, 2022), "code-vanished").count("29-1024"),
      1u);
  EXPECT_EQ(
      Values(CompareYears(data, 2022, 2023), "code-returned").count("29-1024"),
      1u);
  const auto findings = CompareYears(data, 2024, 2025);
  EXPECT_EQ(Values(findings, "code-vanished").count("11-1031"), 1u);
  EXPECT_EQ(Values(findings, "top-coding-ended").size(), 1u);
}

TEST(FullReleaseDriftTest, ASchemeChangeIsNotAListOfLostCodes) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const auto findings = CompareYears(data, 2020, 2021);
  EXPECT_EQ(Values(findings, "scheme-change").count("oews-2018"), 1u);
  EXPECT_TRUE(Values(findings, "code-vanished").empty());
}

}  // namespace
}  // namespace plumbline::labor::gates
