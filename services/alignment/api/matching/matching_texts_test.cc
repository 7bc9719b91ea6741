#include "services/alignment/api/matching/matching_texts.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/alignment/domain/testing/tiny_world.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// O*NET writes about all occupations but 31-9099.
std::shared_ptr<const Edition> WorldOfCodes() {
  testing::TinyWorld world;
  world.Nation()
      .Occupation("15-1252", "Software Developers", "", {15125200})
      .Occupation("29-2042", "Emergency Medical Technicians", "", {29204200})
      .Occupation("29-2043", "Paramedics", "", {29204300})
      .Occupation("31-9099", "Healthcare Support Workers", "", {31909900})
      .Cip(510904)
      .Edge("federal", 510904, 292042)
      .Change("soc-2010", "soc-2018", 292041, 292042)
      .Change("soc-2010", "soc-2018", 292041, 292043);
  return world.Build();
}

// A list of CIP codes, O*NET, and a list of licences with these occupations;
// its rows are counted from the end.
labor::v1::EditionTexts TextsWith(const std::vector<std::string>& codes) {
  labor::v1::EditionTexts texts;
  for (const char* name :
       {"sources/cip/releases/2020", "sources/nj-licenses/releases/2024-03",
        "sources/onet/releases/30.1"}) {
    auto& file = *texts.add_files();
    file.set_release(texts.releases_size());
    file.set_file("list.xlsx");
    file.set_sheet("Sheet");
    texts.add_releases()->set_name(name);
  }
  auto& program = *texts.add_program_codes();
  program.set_code(510904);
  program.set_definition("Care at the scene of accidents.");
  for (const int32_t code : {15125200, 29204200, 29204300}) {
    auto& occupation = *texts.add_occupations();
    occupation.set_code(code);
    occupation.mutable_title()->add_texts("A title");
    occupation.mutable_title()->add_rows(2);
  }
  for (const std::string& code : codes) {
    auto& credential = *texts.add_credentials();
    credential.set_kind(labor::v1::CredentialText::LICENSE);
    credential.set_title("LICENCE FOR " + code);
    credential.set_occupation(code);
    credential.set_file(1);
    credential.set_row(static_cast<int32_t>(codes.size()) -
                       texts.credentials_size() + 3);
  }
  return texts;
}

TEST(MatchingTextsTest, CredentialsLeadToWhatTheCorpusHas) {
  const auto edition = WorldOfCodes();
  ASSERT_OK_AND_ASSIGN(
      const MatchingTexts texts,
      MatchingTexts::Create(*edition,
                            TextsWith({"29-2041.01", "31-9099.00", "806"})));
  const auto credentials = texts.MakeCorpus(*edition).credentials;
  EXPECT_THAT(credentials[0].occupations, ElementsAre(1, 2));
  // An occupation of the edition that O*NET does not write about.
  EXPECT_THAT(credentials[1].occupations, IsEmpty());
  EXPECT_THAT(credentials[2].occupations, IsEmpty());
}

TEST(MatchingTextsTest, CredentialsKeepTheirOrderAndNameTheirCells) {
  const auto edition = WorldOfCodes();
  const std::vector<std::string> codes = {"15-1252.00", "806", "31-9099"};
  labor::v1::EditionTexts lists = TextsWith(codes);
  lists.mutable_credentials(2)->set_kind(
      labor::v1::CredentialText::APPRENTICESHIP);
  ASSERT_OK_AND_ASSIGN(const MatchingTexts texts,
                       MatchingTexts::Create(*edition, std::move(lists)));
  const Corpus corpus = texts.MakeCorpus(*edition);
  ASSERT_EQ(corpus.credentials.size(), codes.size());
  for (size_t i = 0; i < codes.size(); ++i) {
    const v1::OccupationText text = texts.CredentialOf(i);
    EXPECT_EQ(corpus.credentials[i].title, "LICENCE FOR " + codes[i]);
    EXPECT_EQ(text.text(), corpus.credentials[i].title);
    EXPECT_EQ(text.kind(), i == 2 ? v1::OccupationText::APPRENTICESHIP
                                  : v1::OccupationText::LICENSE);
    EXPECT_EQ(text.onet_code(), codes[i]);
    EXPECT_EQ(text.release(), "sources/nj-licenses/releases/2024-03");
    EXPECT_EQ(text.file(), "list.xlsx");
    EXPECT_EQ(text.sheet(), "Sheet");
    EXPECT_EQ(text.row(), static_cast<int32_t>(codes.size() - i) + 2);
  }
}

TEST(MatchingTextsTest, TextsWithoutAListGiveACorpusWithoutCredentials) {
  const auto edition = WorldOfCodes();
  ASSERT_OK_AND_ASSIGN(const MatchingTexts texts,
                       MatchingTexts::Create(*edition, TextsWith({})));
  const Corpus corpus = texts.MakeCorpus(*edition);
  EXPECT_THAT(corpus.credentials, IsEmpty());
  ASSERT_EQ(corpus.cips.size(), 1u);
  EXPECT_EQ(corpus.cips[0].code, "51.0904");
  EXPECT_THAT(corpus.cips[0].occupations, ElementsAre(1));
}

}  // namespace
}  // namespace plumbline::alignment
