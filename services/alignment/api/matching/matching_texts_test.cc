#include "services/alignment/api/matching/matching_texts.h"

#include <string>
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
      .Occupation("29-2034", "Radiologic Technologists", "", {29203400})
      .Occupation("29-2042", "Emergency Medical Technicians", "", {29204200})
      .Occupation("29-2043", "Paramedics", "", {29204300})
      .Occupation("31-1131", "Nursing Assistants", "", {31113100})
      .Occupation("31-9099", "Healthcare Support Workers", "", {31909900})
      .Cip(510904)
      .Edge("federal", 510904, 292042)
      .Change("soc-2010", "soc-2018", 292041, 292042)
      .Change("soc-2010", "soc-2018", 292041, 292043)
      .Change("soc-2010", "soc-2018", 311014, 311131)
      .Change("onet-soc-2010", "onet-soc-2019", 31101400, 31113100);
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
  for (const int32_t code :
       {15125200, 29203400, 29204200, 29204300, 31113100}) {
    auto& occupation = *texts.add_occupations();
    occupation.set_code(code);
    occupation.mutable_title()->add_texts("A title");
    occupation.mutable_title()->add_rows(2);
  }
  for (const std::string& code : codes) {
    auto& credential = *texts.add_credentials();
    credential.set_kind(labor::v1::CredentialText::LICENSE);
    credential.set_title("LICENCE FOR " + code);
    credential.set_code("id " + code);
    credential.set_occupation(code);
    credential.set_file(1);
    credential.set_row(static_cast<int32_t>(codes.size()) -
                       texts.credentials_size() + 3);
  }
  return texts;
}

// Where a code leads, by the codes of the occupations.
std::vector<std::string> OccupationsOf(const std::string& code) {
  const auto edition = WorldOfCodes();
  const auto texts = MatchingTexts::Create(*edition, TextsWith({code}));
  EXPECT_OK(texts);
  const Corpus corpus = texts->MakeCorpus(*edition);
  EXPECT_EQ(corpus.credentials.size(), 1u);
  std::vector<std::string> found;
  for (const CandidateIndex candidate : corpus.credentials[0].occupations)
    found.push_back(corpus.candidates[candidate].code);
  return found;
}

TEST(MatchingTextsTest, CredentialsLeadWhereAnyVintageSaysThatTheirCodesDo) {
  EXPECT_THAT(OccupationsOf("15-1252.00"), ElementsAre("15-1252"));
  EXPECT_THAT(OccupationsOf("15.1252.00"), ElementsAre("15-1252"));
  EXPECT_THAT(OccupationsOf("151252"), ElementsAre("15-1252"));
  // Of O*NET-SOC 2010, and of SOC 2010, where one code became two.
  EXPECT_THAT(OccupationsOf("31-1014.00"), ElementsAre("31-1131"));
  EXPECT_THAT(OccupationsOf("29-2041"), ElementsAre("29-2042", "29-2043"));
}

TEST(MatchingTextsTest, ASuffixThatAListInventedLeadsWhereSixDigitsDo) {
  EXPECT_THAT(OccupationsOf("29-2034.03"), ElementsAre("29-2034"));
  EXPECT_THAT(OccupationsOf("29-2041.01"), ElementsAre("29-2042", "29-2043"));
}

TEST(MatchingTextsTest, ACodeThatNobodyKnowsLeadsNowhere) {
  EXPECT_THAT(OccupationsOf(""), IsEmpty());
  EXPECT_THAT(OccupationsOf("49-2031.00"), IsEmpty());
  EXPECT_THAT(OccupationsOf("99-9999.00"), IsEmpty());
  EXPECT_THAT(OccupationsOf("806"), IsEmpty());
  // A group of occupations is not one.
  EXPECT_THAT(OccupationsOf("29-2000.00"), IsEmpty());
  // An occupation of the edition that the corpus lacks.
  EXPECT_THAT(OccupationsOf("31-9099.00"), IsEmpty());
}

TEST(MatchingTextsTest, CredentialsKeepTheirOrderAndNameTheirCells) {
  const auto edition = WorldOfCodes();
  const std::vector<std::string> codes = {"31-1014.00", "806", "15-1252.00"};
  ASSERT_OK_AND_ASSIGN(const MatchingTexts texts,
                       MatchingTexts::Create(*edition, TextsWith(codes)));
  const Corpus corpus = texts.MakeCorpus(*edition);
  ASSERT_EQ(corpus.credentials.size(), codes.size());
  for (size_t i = 0; i < codes.size(); ++i) {
    const CredentialCell cell = texts.CellOf(i);
    EXPECT_EQ(corpus.credentials[i].title, "LICENCE FOR " + codes[i]);
    EXPECT_EQ(cell.title, corpus.credentials[i].title);
    EXPECT_EQ(cell.kind, labor::v1::CredentialText::LICENSE);
    EXPECT_EQ(cell.code, "id " + codes[i]);
    EXPECT_EQ(cell.occupation, codes[i]);
    EXPECT_EQ(cell.release, "sources/nj-licenses/releases/2024-03");
    EXPECT_EQ(cell.file, "list.xlsx");
    EXPECT_EQ(cell.sheet, "Sheet");
    EXPECT_EQ(cell.row, static_cast<int32_t>(codes.size() - i) + 2);
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
  EXPECT_THAT(corpus.cips[0].occupations, ElementsAre(2));
}

}  // namespace
}  // namespace plumbline::alignment
