// The samples that come with the project pass the gates and have what a first
// run needs: the total, and the occupations that every sample covers.
#include <filesystem>

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

struct Sample {
  const char* name;
  absl::StatusOr<ReleaseTables> (*reader)(SourceFiles);
  int64_t rows;
  size_t regions;
  const char* period;
};

class SampleTest : public ::testing::TestWithParam<Sample> {};

TEST_P(SampleTest, PassesTheGates) {
  const auto path = std::filesystem::path(PLUMBLINE_SOURCE_DIR) /
                    "data/samples" / GetParam().name;
  const std::string bytes = ::plumbline::testing::ReadFile(path);
  const SourceFile file = {GetParam().name, bytes};
  ASSERT_OK_AND_ASSIGN(ReleaseTables tables, GetParam().reader({&file, 1}));
  CheckFigures(&tables);
  EXPECT_FALSE(tables.report.IsFatal());
  EXPECT_EQ(tables.TotalRows().read, GetParam().rows);
  EXPECT_EQ(tables.TotalRows().rejected(), 0);
  EXPECT_EQ(tables.reference_period, GetParam().period);
  ASSERT_EQ(tables.figures.size(), 1u);
  EXPECT_EQ(tables.figures[0].regions.size(), GetParam().regions);
  EXPECT_THAT(tables.figures[0].row_codes,
              ::testing::Contains(vocabulary::SocCode::FromDigits(291141)));
}

absl::StatusOr<ReleaseTables> ReadOewsFiles(SourceFiles files) {
  return ReadOews(files);
}

INSTANTIATE_TEST_SUITE_P(
    Files, SampleTest,
    ::testing::Values(
        Sample{"oews/2023/national_M2023_dl.xlsx", ReadOewsFiles, 84, 1,
               "2023-05"},
        Sample{"oews/2024/national_M2024_dl.xlsx", ReadOewsFiles, 84, 1,
               "2024-05"},
        Sample{"oews/2023/MSA_M2023_dl.xlsx", ReadOewsFiles, 237, 3, "2023-05"},
        Sample{"bls-ep/2022-32/Employment Projections.csv", ReadBlsProjections,
               60, 1, "2022/2032"},
        Sample{"bls-ep/2024-34/Employment Projections.csv", ReadBlsProjections,
               60, 1, "2024/2034"},
        Sample{"ca-edd/2020-2030/"
               "Long-Term_Occupational_Employment_Projections.csv",
               ReadEddProjections, 219, 3, "2020/2030"}));

}  // namespace
}  // namespace plumbline::labor::gates
