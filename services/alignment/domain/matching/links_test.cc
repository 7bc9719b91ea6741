#include "services/alignment/domain/matching/links.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/alignment/domain/testing/tiny_world.h"

namespace plumbline::alignment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::TinyWorld;
using Kind = LinkProblem::Kind;

TinyWorld World() {
  TinyWorld world;
  world.Nation()
      .Occupation("15-1252", "Software Developers", "", {15125200})
      .Occupation("15-1253", "Quality Assurance Analysts", "", {15125300})
      .Occupation("25-1071", "Health Teachers", "", {25107100})
      .Occupation("29-2042", "Emergency Medical Technicians", "", {29204200})
      .Occupation("29-2043", "Paramedics", "", {29204300})
      .Cip(510904)
      .Cip(10101)
      .Cip(510000, "", 2)
      .Cip(510900, "", 4)
      .Edge("state", 510904, 292043)
      .Edge("federal", 510904, 292042)
      .Edge("federal", 510904, 251071)
      .Edge("federal", 10101, 251071)
      .UnmatchedCip("federal", 340199)
      .Cip(340199)
      .Change("cip-2010", "cip-2020", 510810, 510904)
      .Change("soc-2010", "soc-2018", 151132, 151252)
      .Change("soc-2010", "soc-2018", 151132, 151253)
      .Change("onet-soc-2010", "onet-soc-2019", 29204100, 29204200)
      .Change("onet-soc-2010", "onet-soc-2019", 29204100, 29204300);
  return world;
}

struct Found {
  std::vector<std::string> occupations;
  std::vector<Kind> problems;
  LinkSet set;
};

Found Find(const std::string& cip, std::vector<DeclaredOccupation> declared,
           const std::string& vintage = "") {
  const auto edition = World().Build();
  Found found;
  found.set =
      FindLinks(*edition, {"revision", cip, vintage, std::move(declared)});
  for (const Link& link : found.set.links)
    found.occupations.push_back(
        edition->occupation_code(link.occupation).ToString());
  for (const LinkProblem& problem : found.set.problems)
    found.problems.push_back(problem.kind);
  return found;
}

TEST(FindLinksTest, AStrongerLayerHidesWeakerOnesForTheSameProgram) {
  EXPECT_THAT(Find("51.0904", {}).occupations, ElementsAre("29-2043"));
  EXPECT_THAT(Find("1.0101", {}).occupations, ElementsAre("25-1071"));
}

TEST(FindLinksTest, ARetiredProgramCodeLeadsToItsSuccessorAndSaysSo) {
  const Found found = Find("51.0810", {});
  EXPECT_THAT(found.occupations, ElementsAre("29-2043"));
  EXPECT_THAT(found.problems, ElementsAre(Kind::kCipRetired));
  EXPECT_THAT(Find("51.0810", {}, "cip-2020").problems,
              ElementsAre(Kind::kCipUnknown));
}

TEST(FindLinksTest, CodesThatLeadNowhereAreToldApart) {
  EXPECT_THAT(Find("51.09", {}).problems, ElementsAre(Kind::kCipTooShort));
  EXPECT_THAT(Find("88.8888", {}).problems, ElementsAre(Kind::kCipUnknown));
  EXPECT_THAT(Find("34.0199", {}).problems, ElementsAre(Kind::kCipUnmatched));
  EXPECT_THAT(Find("nursing", {}).problems, ElementsAre(Kind::kCipUnknown));
  EXPECT_THAT(Find("", {}).problems, IsEmpty());
}

TEST(FindLinksTest, DeclaredCodesAreReadInTheirVintage) {
  EXPECT_THAT(Find("", {{"151252", ""}}).occupations, ElementsAre("15-1252"));
  EXPECT_THAT(Find("", {{"15-1252.00", ""}}).occupations,
              ElementsAre("15-1252"));
  const Found split = Find("", {{"15-1132", ""}});
  EXPECT_THAT(split.occupations, ElementsAre("15-1252", "15-1253"));
  EXPECT_THAT(split.problems, ElementsAre(Kind::kOccupationRetired));
  EXPECT_EQ(split.set.links[0].retired_code, "15-1132");
  const Found onet = Find("", {{"29204100", ""}});
  EXPECT_THAT(onet.occupations, ElementsAre("29-2042", "29-2043"));
  EXPECT_THAT(onet.problems, ElementsAre(Kind::kOccupationRetired));
  EXPECT_THAT(Find("", {{"29204100", "onet-soc-2019"}}).problems,
              ElementsAre(Kind::kOccupationUnknown));
}

TEST(FindLinksTest, NoMatchIsNeverAnOccupation) {
  for (const char* code : {"99-9999", "999999", "99-9999.00", "99999900"}) {
    const Found found = Find("", {{code, ""}});
    EXPECT_THAT(found.occupations, IsEmpty()) << code;
    EXPECT_THAT(found.problems, ElementsAre(Kind::kOccupationUnknown)) << code;
  }
}

TEST(ApplyLinkRuleTest, ExclusionsAndDeclaredFirstSayWhy) {
  const auto edition = World().Build();
  const LinkSet links =
      FindLinks(*edition, {"r", "51.0904", "", {{"29-2042", ""}}});
  LinkRule rule;
  rule.excluded_prefixes = {"29-204"};
  const auto excluded = ApplyLinkRule(*edition, rule, links);
  ASSERT_EQ(excluded.size(), 2U);
  EXPECT_EQ(excluded[0].excluded_by, "29-204");
  rule.excluded_prefixes = {"25-1"};
  rule.declared_first = true;
  const auto declared = ApplyLinkRule(*edition, rule, links);
  EXPECT_TRUE(declared[0].counted());
  EXPECT_EQ(declared[1].excluded_by, "declared_first");
}

}  // namespace
}  // namespace plumbline::alignment
