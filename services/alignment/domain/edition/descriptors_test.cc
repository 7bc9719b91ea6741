#include "services/alignment/domain/edition/descriptors.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/testing/tiny_world.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

using plumbline::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::TinyWorld;
using vocabulary::SocCode;

constexpr auto kSkills = DescriptorDomain::kSkills;
constexpr auto kKnowledge = DescriptorDomain::kKnowledge;
constexpr auto kImportance = DescriptorScale::kImportance;
constexpr auto kLevel = DescriptorScale::kLevel;

TinyWorld World() {
  TinyWorld world;
  world.Nation().Occupation("15-1252", "Software Developers");
  world.Rated(15125202, "2.B.3.e", kSkills, 350)
      .Rated(15125200, "2.B.3.e", kSkills, 412)
      .Rated(15125200, "2.B.3.e", kSkills, 500, kLevel, /*suppress=*/true)
      .Rated(15125200, "2.A.1.a", kSkills, 388)
      .Rated(15125200, "2.C.3.a", kKnowledge, 301)
      .Rated(15125300, "2.A.1.a", kSkills, 275);
  return world;
}

std::vector<std::string> Spell(const Edition& edition,
                               const std::vector<OnetRatings>& all) {
  std::vector<std::string> spelled;
  for (const OnetRatings& one : all) {
    for (const DescriptorRating& rating : one.ratings) {
      spelled.push_back(one.code.ToString() + " " +
                        edition.descriptors().element(rating.element).id + " " +
                        std::to_string(rating.hundredths) +
                        (rating.recommend_suppress ? " suppressed" : ""));
    }
  }
  return spelled;
}

TEST(DescriptorsTest, EachCodeAnswersForItselfAndTheBaseCodeFirst) {
  const auto edition = World().Build();
  const auto ask = [&](DescriptorDomain domain, DescriptorScale scale) {
    return Spell(*edition, edition->descriptors().RatingsOf(
                               SocCode::FromDigits(151252), domain, scale));
  };
  EXPECT_THAT(ask(kSkills, kImportance),
              ElementsAre("15-1252.00 2.A.1.a 388", "15-1252.00 2.B.3.e 412",
                          "15-1252.02 2.B.3.e 350"));
  EXPECT_THAT(ask(kSkills, kLevel),
              ElementsAre("15-1252.00 2.B.3.e 500 suppressed"));
  EXPECT_THAT(ask(kKnowledge, kImportance),
              ElementsAre("15-1252.00 2.C.3.a 301"));
  EXPECT_THAT(ask(kKnowledge, kLevel), IsEmpty());
}

TEST(DescriptorsTest, WhatNobodyRatedIsEmpty) {
  const auto edition = World().Build();
  EXPECT_THAT(edition->descriptors().RatingsOf(SocCode::FromDigits(151251),
                                               kSkills, kImportance),
              IsEmpty());
  EXPECT_TRUE(edition->descriptors().Carries(kKnowledge));
  EXPECT_FALSE(edition->descriptors().Carries(DescriptorDomain::kAbilities));
}

TEST(DescriptorsTest, ARatingNamesItsCell) {
  const auto edition = World().Build();
  const auto all = edition->descriptors().RatingsOf(SocCode::FromDigits(151252),
                                                    kSkills, kImportance);
  const SourceCell cell = edition->CellOf(all[1].ratings[0].cell);
  EXPECT_EQ(cell.release, "sources/test/releases/1");
  EXPECT_EQ(cell.file, "file.xlsx");
  EXPECT_EQ(cell.row, 2U);
  EXPECT_EQ(cell.column, "Data Value");
  EXPECT_EQ(cell.sha256, "00ff");
}

TEST(DescriptorsTest, TheLatestReleaseAnswersAndOlderOnesFillInWhatItLacks) {
  EditionTables tables = World().Tables();
  tables.releases[0].reference_period = "29.0";
  tables.releases.push_back({"sources/test/releases/2", "30.1", {}});
  // The newer release rates the skills of 15-1252.00 only.
  DescriptorTableEntry& newer = tables.descriptor_tables.emplace_back();
  newer.release = 1;
  newer.onet_codes = {15125200};
  newer.row_ends = {1};
  newer.elements = {0};
  newer.scales = std::string(1, '\0');
  newer.hundredths = {400};
  newer.standard_errors = {1251};
  newer.recommend_suppress = newer.not_relevant = "\1";
  newer.source_rows = {7};
  ASSERT_OK_AND_ASSIGN(const auto edition, Edition::Create(std::move(tables)));
  const auto skills = edition->descriptors().RatingsOf(
      SocCode::FromDigits(151252), kSkills, kImportance);
  EXPECT_THAT(Spell(*edition, skills),
              ElementsAre("15-1252.00 2.A.1.a 400", "15-1252.02 2.B.3.e 350"));
  EXPECT_EQ(skills[0].ratings[0].standard_error, 1250U);
  EXPECT_EQ(skills[1].ratings[0].standard_error, std::nullopt);
}

TEST(DescriptorsTest, DamagedTablesAreRefusedWithTheirPlace) {
  const auto refused = [](const auto& damage, const char* words) {
    EditionTables tables = World().Tables();
    damage(&tables);
    EXPECT_THAT(Edition::Create(std::move(tables)),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(words)));
  };
  using Tables = EditionTables*;
  refused([](Tables t) { t->descriptor_tables[0].elements[1] = 9; },
          "element is not in the list");
  refused([](Tables t) { t->descriptor_tables[0].hundredths.pop_back(); },
          "descriptor_tables[0]: its columns have different lengths");
  refused([](Tables t) { t->descriptor_tables[0].row_ends.back() = 99; },
          "not those of its codes");
  refused([](Tables t) { t->descriptor_tables[0].scales[0] = 2; },
          "a scale or an answer");
  refused([](Tables t) { t->descriptor_tables[0].release = 5; },
          "its release is not in the list");
  refused([](Tables t) { std::swap(t->elements[0], t->elements[1]); },
          "elements[1]: ids are not sorted");
}

}  // namespace
}  // namespace plumbline::alignment
