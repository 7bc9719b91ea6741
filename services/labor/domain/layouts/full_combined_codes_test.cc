// Codes that OEWS and projections print for several occupations, as published.
#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/edition/edition_builder.h"
#include "services/labor/domain/edition/edition_view.h"
#include "services/labor/domain/layouts/read_release.h"
#include "services/labor/domain/testing/tiny_releases.h"

namespace plumbline::labor {
namespace {

using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::SocCode;

absl::StatusOr<ReleaseTables> ReadFull(const std::filesystem::path& data,
                                       const std::string& source,
                                       const std::string& path) {
  const std::string bytes = testing::ReadFile(data / path);
  const SourceFile file = {std::filesystem::path(path).filename().string(),
                           bytes};
  return ReadRelease(source, {&file, 1});
}

TEST(FullCombinedCodesTest, EveryPartIsAnsweredWithWhatIsPrintedForAll) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables soc,
      ReadFull(data, "soc", "soc/2018/soc2018_definitions.csv"));
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables hybrid,
      ReadFull(data, "oews-hybrid", "soc/2018/oes_hybrid_crosswalk.csv"));
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables oews,
      ReadFull(data, "oews", "oews/2024/national_M2024_dl.xlsx"));
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables california,
      ReadFull(data, "ca-edd",
               "ca-edd/2020-2030/"
               "Long-Term_Occupational_Employment_Projections.csv"));
  ASSERT_OK_AND_ASSIGN(
      Edition edition,
      BuildEdition("editions/full",
                   {TinyPin("sources/soc/releases/2018", soc),
                    TinyPin("sources/oews-hybrid/releases/2019", hybrid),
                    TinyPin("sources/oews/releases/2024-05", oews),
                    TinyPin("sources/ca-edd/releases/2020-2030", california)},
                   {}));
  const EditionView view(std::move(edition));
  const auto ask = [&](const char* region, SocCode code, Measure measure) {
    return view.Find(*view.FindRegion(region), code, measure).front();
  };

  std::map<std::string, std::vector<std::string>> parts;
  for (const EditionOccupation& occupation : view.edition().occupations) {
    const FigureAnswer answer =
        ask("us", occupation.code, Measure::kEmployment);
    if (answer.published_code.digits() == 0) continue;
    EXPECT_EQ(answer.figure,
              ask("us", answer.published_code, Measure::kEmployment).figure);
    EXPECT_EQ(answer.figure.status, FigureStatus::kPublished);
    if (answer.published_code.digits() % 10 == 0) continue;
    parts[answer.published_code.ToString()].push_back(
        occupation.code.ToString());
  }
  const std::map<std::string, std::vector<std::string>> expected = {
      {"21-1018", {"21-1011", "21-1014"}},
      {"25-2052", {"25-2055", "25-2056"}},
      {"25-9045", {"25-9042", "25-9043", "25-9049"}},
      {"51-2028", {"51-2022", "51-2023"}},
      {"53-1047", {"53-1042", "53-1043", "53-1044", "53-1049"}}};
  EXPECT_EQ(parts, expected);

  // California prints the codes of May 2019 and 2020, with many more of them.
  const FigureAnswer developers =
      ask("us-ca", SocCode::FromDigits(151252), Measure::kProjectedEmployment);
  EXPECT_EQ(developers.published_code, SocCode::FromDigits(151256));
  EXPECT_TRUE(developers.figure.HasValue());
}

}  // namespace
}  // namespace plumbline::labor
