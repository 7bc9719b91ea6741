#include "services/labor/domain/edition/combined_codes.h"

#include <memory>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/edition/edition_builder.h"
#include "services/labor/domain/edition/edition_view.h"
#include "services/labor/domain/testing/tiny_releases.h"

namespace plumbline::labor {
namespace {

using ::testing::ElementsAre;
using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::OccupationScheme;
using vocabulary::SocCode;
using vocabulary::SocLevel;

// A code that OEWS prints for several detailed occupations since May 2021.
struct Combination {
  int32_t code;
  int64_t jobs;
  std::vector<int32_t> parts;
};

const Combination kCombinations[] = {
    {211018, 397880, {211011, 211014}},
    {252052, 261650, {252055, 252056}},
    {259045, 1303300, {259042, 259043, 259049}},
    {512028, 273370, {512022, 512023}},
    {531047, 591400, {531042, 531043, 531044, 531049}},
};

ReleaseTables Occupations() {
  ReleaseTables release = TinySoc();
  OccupationTable& table = release.occupations.front();
  for (const Combination& combination : kCombinations) {
    for (const int32_t part : combination.parts) {
      table.entries.push_back({part, SocLevel::kDetailed, "A part", "", 0});
    }
  }
  return release;
}

// May 2024 of the nation: each combined code as a detailed row, and 51-2022
// with a row of its own.
ReleaseTables Survey() {
  std::vector<TinyRow> rows;
  for (const Combination& combination : kCombinations) {
    rows.push_back({"us",
                    combination.code,
                    SocLevel::kDetailed,
                    {Figure::Published(combination.jobs)}});
  }
  ReleaseTables release;
  release.reference_period = "2024-05";
  release.figures.push_back(TinyFigures("national.xlsx", "2024-05",
                                        OccupationScheme::kOews2018,
                                        {Measure::kEmployment}, rows));
  return release;
}

ReleaseTables Structure(const std::vector<std::pair<int, int>>& more = {}) {
  CodeChangeTable table;
  table.file = "oes_hybrid_crosswalk.csv";
  table.from_scheme = "oews-hybrid-2019";
  table.to_scheme = "soc-2018";
  for (const Combination& combination : kCombinations) {
    for (const int32_t part : combination.parts) {
      table.changes.push_back({combination.code, part, 2});
    }
  }
  for (const auto& [from, to] : more) table.changes.push_back({from, to, 2});
  ReleaseTables release;
  release.code_changes.push_back(std::move(table));
  return release;
}

// An edition of the survey, with or without what says what it combines.
std::unique_ptr<const EditionView> View(const ReleaseTables& soc,
                                        const ReleaseTables& survey,
                                        const ReleaseTables* structure) {
  std::vector<ReleaseToPin> pins = {
      TinyPin("sources/soc/releases/2018", soc),
      TinyPin("sources/oews/releases/2024-05", survey)};
  if (structure != nullptr) {
    pins.push_back(TinyPin("sources/oews-hybrid/releases/2019", *structure));
  }
  auto edition = BuildEdition("editions/test", std::move(pins), {});
  EXPECT_OK(edition);
  if (!edition.ok()) return nullptr;
  return std::make_unique<const EditionView>(*std::move(edition));
}

FigureAnswer Jobs(const EditionView& view, int32_t code) {
  const auto answers = view.Find(
      *view.FindRegion("us"), SocCode::FromDigits(code), Measure::kEmployment);
  EXPECT_EQ(answers.size(), 1u);
  return answers.empty() ? FigureAnswer() : answers.front();
}

class CombinationTest : public ::testing::TestWithParam<Combination> {};

TEST_P(CombinationTest, APartIsAnsweredWithTheCombinedFiguresAndSaysSo) {
  const ReleaseTables soc = Occupations(), survey = Survey(),
                      structure = Structure();
  const auto view = View(soc, survey, &structure);
  ASSERT_NE(view, nullptr);
  const SocCode combined = SocCode::FromDigits(GetParam().code);
  for (const int32_t part : GetParam().parts) {
    const FigureAnswer answer = Jobs(*view, part);
    EXPECT_EQ(answer.figure, Figure::Published(GetParam().jobs)) << part;
    EXPECT_EQ(answer.published_code, combined) << part;
    const auto* occupation = view->FindOccupation(SocCode::FromDigits(part));
    ASSERT_NE(occupation, nullptr);
    EXPECT_EQ(occupation->published_code, combined) << part;
  }
  // Asked for itself, the combined code is no stranger.
  EXPECT_EQ(Jobs(*view, GetParam().code).published_code.digits(), 0);
}

TEST_P(CombinationTest, WithoutTheHybridStructureNobodyKnowsTheParts) {
  const ReleaseTables soc = Occupations(), survey = Survey();
  const auto view = View(soc, survey, nullptr);
  ASSERT_NE(view, nullptr);
  for (const int32_t part : GetParam().parts) {
    EXPECT_EQ(Jobs(*view, part).figure.status, FigureStatus::kNotPublished);
  }
}

INSTANTIATE_TEST_SUITE_P(Oews, CombinationTest,
                         ::testing::ValuesIn(kCombinations),
                         [](const auto& tested) {
                           return std::to_string(tested.param.code);
                         });

TEST(CombinedCodesTest, AnOccupationsOwnRowComesFirst) {
  const ReleaseTables soc = Occupations(), structure = Structure();
  ReleaseTables survey = Survey();
  survey.figures.push_back(TinyFigures(
      "national.xlsx", "2024-05", OccupationScheme::kOews2018,
      {Measure::kEmployment},
      {{"us", 512022, SocLevel::kDetailed, {Figure::Published(7)}},
       {"us", 512028, SocLevel::kDetailed, {Figure::Published(9)}}}));
  survey.figures.erase(survey.figures.begin());
  const auto view = View(soc, survey, &structure);
  ASSERT_NE(view, nullptr);
  EXPECT_EQ(Jobs(*view, 512022).figure, Figure::Published(7));
  EXPECT_EQ(Jobs(*view, 512022).published_code.digits(), 0);
  EXPECT_EQ(Jobs(*view, 512023).figure, Figure::Published(9));
}

TEST(CombinedCodesTest, ACodeThatWasDividedHasNoCombinedOne) {
  const ReleaseTables structure =
      Structure({{512029, 512023}, {311121, 311122}});
  const EditionCodeChanges changes{{},
                                   "oews-hybrid-2019",
                                   "soc-2018",
                                   structure.code_changes.front().changes};
  const std::vector<EditionOccupation> occupations = {
      {SocCode::FromDigits(311121), "Home Health Aides", {}, {}}};
  const CombinedCodes codes(occupations, {&changes, 1});
  EXPECT_THAT(
      codes.Including(SocCode::FromDigits(512022)),
      ElementsAre(SocCode::FromDigits(512028), SocCode::FromDigits(512020)));
  EXPECT_THAT(codes.Including(SocCode::FromDigits(512023)),
              ElementsAre(SocCode::FromDigits(512020)));
  // 31-1121 is an occupation: its figures are its own.
  EXPECT_THAT(codes.Including(SocCode::FromDigits(311122)),
              ElementsAre(SocCode::FromDigits(311120)));
  EXPECT_TRUE(codes.Including(SocCode::FromDigits(311120)).empty());
}

}  // namespace
}  // namespace plumbline::labor
