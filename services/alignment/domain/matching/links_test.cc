#include "services/alignment/domain/matching/links.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/alignment/domain/matching/shared_links.h"
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

// A program whose code leads to professors and whose texts to paramedics.
ProgramFacts TeachingOrParamedics() {
  ProgramFacts program{"r", "01.0101", "", {}};
  program.texts = {
      {"29-2043", 810}, {"29-2042", 300}, {"25-1071", 90}, {"99-9999", 990}};
  program.text_model = "matching";
  program.cip_suspicious = true;
  return program;
}

TEST(FindLinksTest, TextsAddWhatNoCodeLeadsToWhenTheyAreRead) {
  const auto edition = World().Build();
  const ProgramFacts program = TeachingOrParamedics();
  const LinkSet unread = FindLinks(*edition, program);
  EXPECT_EQ(unread.links.size(), 1u);
  EXPECT_THAT(unread.problems, IsEmpty());
  EXPECT_EQ(unread.text_model, "");
  const LinkSet read = FindLinks(*edition, program, ReadTexts::kYes);
  ASSERT_EQ(read.links.size(), 3u);
  EXPECT_EQ(read.links[0].basis, LinkBasis::kCrosswalk);
  EXPECT_EQ(read.links[0].probability_milli, 0);
  EXPECT_EQ(read.links[2].basis, LinkBasis::kText);
  EXPECT_EQ(read.links[2].probability_milli, 810);
  EXPECT_EQ(read.problems.back().kind, Kind::kCipSuspicious);
  EXPECT_EQ(read.text_model, "matching");
}

TEST(ApplyLinkRuleTest, TextsCountAsSurelyAndAsLateAsTheRuleSays) {
  const auto edition = World().Build();
  const LinkSet links =
      FindLinks(*edition, TeachingOrParamedics(), ReadTexts::kYes);
  const auto why = [&](const LinkRule& rule) {
    std::vector<std::string> excluded;
    for (const RuledLink& link : ApplyLinkRule(*edition, rule, links))
      excluded.push_back(link.excluded_by);
    return excluded;
  };
  LinkRule rule;
  rule.texts = LinkRule::Texts::kWhereNothingElse;
  rule.text_probability_milli = 500;
  EXPECT_THAT(why(rule), ElementsAre("", "text_probability", "codes_first"));
  rule.texts = LinkRule::Texts::kAlways;
  EXPECT_THAT(why(rule), ElementsAre("", "text_probability", ""));
  rule.texts = LinkRule::Texts::kWhereNothingElse;
  rule.excluded_prefixes = {"25-1"};
  EXPECT_THAT(why(rule), ElementsAre("25-1", "text_probability", ""));
  rule.text_probability_milli = 300;
  EXPECT_THAT(why(rule), ElementsAre("25-1", "", ""));
  rule.excluded_prefixes = {"25-1", "29-2043"};
  EXPECT_THAT(why(rule), ElementsAre("25-1", "", "29-2043"));
  // A near tie is left to people, whatever the rule asks for.
  ProgramFacts tie = TeachingOrParamedics();
  tie.texts_undecided = true;
  rule.excluded_prefixes = {"25-1"};
  for (const RuledLink& link :
       ApplyLinkRule(*edition, rule, FindLinks(*edition, tie, ReadTexts::kYes)))
    EXPECT_EQ(link.excluded_by,
              link.link.basis == LinkBasis::kText ? "texts_undecided" : "25-1");
  rule.excluded_prefixes = {"25-1", "29-2043"};
  // What does not count as declared leaves room for what texts say.
  rule.excluded_prefixes.clear();
  rule.declared_only = true;
  EXPECT_THAT(why(rule), ElementsAre("declared_only", "", ""));
}

// Programs that say the same share their links, and no others do.
TEST(SharedLinksTest, AreThoseFoundOneByOneAndTheSameWhereAllThatIsReadIs) {
  const auto edition = World().Build();
  SharedLinks shared(*edition, ReadTexts::kNo);
  const ProgramFacts first = {"a", "51.0904", "", {{"29-2042", ""}}};
  ProgramFacts other = first;
  other.revision_id = "b";
  other.regions = {"regions/us-tx"};
  const LinkSet* links = shared.Of(first);
  EXPECT_EQ(links, shared.Of(other));
  EXPECT_EQ(links->links.size(), FindLinks(*edition, first).links.size());
  // Texts are not read here.
  other.texts = {{"15-1252", 900}};
  EXPECT_EQ(links, shared.Of(other));
  SharedLinks with_texts(*edition, ReadTexts::kYes);
  EXPECT_NE(with_texts.Of(first), with_texts.Of(other));

  for (const ProgramFacts& differs : std::vector<ProgramFacts>{
           {"a", "51.0904", "", {}},
           {"a", "51.0904", "cip-2010", {{"29-2042", ""}}},
           {"a", "51.0904", "", {{"29-2042", "soc-2018"}}},
           {"a", "51.0904", "", {{"29-20", "42"}}},
           {"a", "", "51.0904", {{"29-2042", ""}}}})
    EXPECT_NE(links, shared.Of(differs)) << differs.cip;
}

}  // namespace
}  // namespace plumbline::alignment
