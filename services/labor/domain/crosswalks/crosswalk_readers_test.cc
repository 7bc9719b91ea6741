// The readers on small tables that the test states itself, and on the samples.
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/crosswalks/program_crosswalk.h"
#include "services/labor/domain/crosswalks/taxonomies.h"

namespace plumbline::labor::crosswalks {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::ReadFile;
using ::testing::HasSubstr;
using vocabulary::CipCode;
using vocabulary::SocCode;

using Reader = absl::StatusOr<ReleaseTables> (*)(SourceFiles);

absl::StatusOr<ReleaseTables> ReadText(Reader reader, absl::string_view text) {
  const SourceFile file{"table.csv", text};
  return reader({&file, 1});
}

std::string EdgesOf(const CrosswalkTable& table) {
  std::string text;
  for (const CrosswalkEdge& edge : table.edges) {
    absl::StrAppend(&text, edge.cip.ToString(), ">", edge.soc.ToString(), "@",
                    edge.source_row, " ");
  }
  return text;
}

std::string ChangesOf(const CodeChangeTable& table) {
  std::string text;
  for (const auto& change : table.changes) {
    absl::StrAppend(&text, change.from, ">", change.to, " ");
  }
  return text;
}

constexpr absl::string_view kFederal =
    "CIP2020Code,CIP2020Title,SOC2018Code,SOC2018Title\n";

TEST(ReadProgramCrosswalkTest, NoMatchIsNeverAnEdge) {
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables release,
      ReadText(ReadProgramCrosswalk,
               absl::StrCat(kFederal,
                            "51.0904,EMT.,29-2042,EMTs\n"
                            "01.0508,Taxidermy.,99-9999,NO MATCH\n"
                            "99.9999,NO MATCH,41-2031,Retail Salespersons\n"
                            "51.0904,EMT.,29-2042,EMTs\n")));
  const CrosswalkTable& table = release.crosswalks.at(0);
  EXPECT_EQ(EdgesOf(table), "51.0904>29-2042@2 ");
  EXPECT_THAT(table.unmatched_cips,
              ::testing::ElementsAre(CipCode::FromDigits(10508)));
  EXPECT_THAT(table.unmatched_socs,
              ::testing::ElementsAre(SocCode::FromDigits(412031)));
  EXPECT_EQ(table.counts.read, 4);
  EXPECT_EQ(table.counts.accepted, 4);
  EXPECT_EQ(release.report.counts_by_rule().at("edge-duplicate"), 1);
}

TEST(ReadProgramCrosswalkTest, DateMadeOfACodeIsRejectedAndSaysSo) {
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables release,
      ReadText(ReadProgramCrosswalk,
               absl::StrCat(kFederal,
                            "52.0201,Business.,Nov-21,Managers\n"
                            "1.0101,Farm.,119013,Farmers\n")));
  EXPECT_EQ(EdgesOf(release.crosswalks.at(0)), "01.0101>11-9013@3 ");
  EXPECT_EQ(release.crosswalks.at(0).counts.rejected(), 1);
  const Finding worst = release.report.Sorted().at(0);
  EXPECT_EQ(worst.rule, "code-mangled");
  EXPECT_EQ(worst.place.row, 2u);
  EXPECT_EQ(worst.place.column, "SOC2018Code");
  EXPECT_THAT(worst.message, HasSubstr("date"));
}

TEST(ReadProgramCrosswalkTest, OneCodeWithTwoTitlesIsAWarning) {
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables release,
      ReadText(ReadProgramCrosswalk,
               absl::StrCat(kFederal,
                            "51.0904,EMT.,29-2042,EMTs\n"
                            "51.0904,EMT,29-2043,Paramedics\n"
                            "51.0810,Care.,29-2043,Drivers\n")));
  EXPECT_EQ(release.report.counts_by_rule().at("title-disagrees"), 1);
}

TEST(ReadProgramCrosswalkTest, OnetCodesRollUpBelowTheirTitleLines) {
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables release,
      ReadText(ReadProgramCrosswalk,
               "O*NET-SOC 2019 Crosswalks\n2020 Classification\n\n"
               "2020 CIP Code,2020 CIP Title,O*NET-SOC 2019 Code,"
               "O*NET-SOC 2019 Title\n"
               "51.3801,Nursing,29-1141.00,Registered Nurses\n"
               "51.3801,Nursing,29-1141.03,Critical Care Nurses\n"));
  EXPECT_EQ(release.crosswalks.at(0).layer, "onet-education");
  EXPECT_EQ(EdgesOf(release.crosswalks.at(0)), "51.3801>29-1141@5 ");
}

TEST(ReadProgramCrosswalkTest, UnknownHeadingsNameTheFile) {
  const auto release = ReadText(ReadProgramCrosswalk, "a,b\n1,2\n");
  EXPECT_THAT(release, HasReason("LAYOUT_UNKNOWN"));
  EXPECT_THAT(std::string(release.status().message()), HasSubstr("table.csv"));
}

TEST(ReadCodeChangesTest, GuardsDeletedNewAndGroupsAreToldApart) {
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables release,
      ReadText(ReadCodeChanges,
               "\"CIPCode2010\",\"CIPTitle2010\",\"Action\",\"Text change\","
               "\"CIPCode2020\",\"CIPTitle2020\"\n"
               "=\"01\",\"A.\",\"No substantive changes\",yes,=\"01\",\"A.\"\n"
               "=\"15.0505\",\"Solar.\",\"Moved to\",no,=\"15.1703\",\"S.\"\n"
               "=\"60.0408\",\"R.\",\"Deleted\",no,=\"60.0408\",\"R.\"\n"
               ",,\"New\",,=\"01.0310\",\"Bees.\"\n"));
  const CodeChangeTable& table = release.code_changes.at(0);
  EXPECT_EQ(table.from_scheme, "cip-2010");
  EXPECT_EQ(table.to_scheme, "cip-2020");
  EXPECT_EQ(ChangesOf(table), "150505>151703 600408>0 ");
  EXPECT_EQ(table.counts.read, 4);
  EXPECT_EQ(table.counts.accepted, 4);
  EXPECT_EQ(release.report.counts_by_rule().at("new-census"), 1);
  EXPECT_EQ(release.report.counts_by_rule().at("group-census"), 1);
}

TEST(ReadCodeChangesTest, HybridFileIsNotTakenForThePlainOne) {
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables release,
      ReadText(
          ReadCodeChanges,
          "OES2019EstimatesCode,OES2019EstimatesTitle,SOCCode2018,"
          "SOCTitle2018,OES2018EstimatesCode,OES2018EstimatesTitle,"
          "SOCCode2010,SOCTitle2010,NOTES\r\n"
          "15-1256,Developers,15-1252,Software Developers,15-1132,D,"
          "15-1132, D,Hybrid (code & title)\r\n"
          "15-1256,Developers,15-1253,Testers,15-1132,D,15-1132, D,H\r\n"));
  EXPECT_EQ(release.code_changes.at(0).from_scheme, "oews-hybrid-2019");
  EXPECT_EQ(ChangesOf(release.code_changes.at(0)),
            "151256>151252 151256>151253 ");
}

TEST(ReadProgramTaxonomyTest, TellsTheVintageByItsCodesAndLeavesOutMovedOnes) {
  constexpr absl::string_view kHeader =
      "CIPFamily,CIPCode,Action,TextChange,CIPTitle,CIPDefinition,"
      "CrossReferences,Examples\n";
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables newer,
      ReadText(ReadProgramTaxonomy,
               absl::StrCat(kHeader,
                            "15,15.1703,Moved to,no,Solar.,\"Sun, power\",,\n"
                            "15,15.0505,Moved from,no,Solar.,Moved,,\n")));
  ASSERT_EQ(newer.cips.at(0).entries.size(), 1u);
  EXPECT_EQ(newer.cips[0].vintage, vocabulary::CipVintage::kCip2020);
  EXPECT_EQ(newer.cips[0].entries[0].title, "Solar");
  EXPECT_EQ(newer.cips[0].entries[0].definition, "Sun, power");
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables older,
      ReadText(ReadProgramTaxonomy,
               absl::StrCat(kHeader, "15,15.0505,New,no,Solar.,Text,,\n")));
  EXPECT_EQ(older.reference_period, "cip-2010");
  EXPECT_THAT(
      ReadText(ReadProgramTaxonomy,
               absl::StrCat(kHeader, "51,51.0904,New,no,EMT.,Text,,\n")),
      HasReason("LAYOUT_UNKNOWN"));
}

TEST(ReadCourseTaxonomyTest, CodesKeepTheirZeroAndLigaturesAreSpelledOut) {
  constexpr absl::string_view kHeader =
      "SCED Course Code,Course Title,Course Description\n";
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables release,
      ReadText(ReadCourseTaxonomy,
               absl::StrCat(kHeader,
                            "14152,Fire\xEF\xAC\x81ghting,\"Hoses, ladders\"\n"
                            "1001,English,Reads\n"
                            "14152,Twice,Text\n"
                            "14-152,Bad,Text\n")));
  ASSERT_EQ(release.courses.at(0).entries.size(), 2u);
  EXPECT_EQ(release.courses[0].entries[0].code, 1001);
  EXPECT_EQ(release.courses[0].entries[1].title, "Firefighting");
  EXPECT_EQ(release.courses[0].entries[1].description, "Hoses, ladders");
  EXPECT_EQ(release.courses[0].entries[1].source_row, 2u);
  EXPECT_EQ(release.TotalRows().read, 4);
  EXPECT_EQ(release.TotalRows().accepted, 2);
  EXPECT_THAT(ReadText(ReadCourseTaxonomy, "Code,Title\n10152,Text\n"),
              HasReason("LAYOUT_UNKNOWN"));
}

TEST(ReadOccupationTaxonomyTest, LevelIsThePublishersAndADisagreementAWarning) {
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release,
                       ReadText(ReadOccupationTaxonomy,
                                "SOCGroup,SOCCode,SOCTitle,SOCDefinition\r\n"
                                "Minor,15-1200,Computer Occupations,\r\n"
                                "Broad,15-1252,Software Developers,\r\n"
                                "Odd,15-1254,Web Developers,\r\n"));
  const OccupationTable& table = release.occupations.at(0);
  ASSERT_EQ(table.entries.size(), 2u);
  EXPECT_EQ(table.entries[1].level, vocabulary::SocLevel::kBroad);
  EXPECT_EQ(table.counts.rejected(), 1);
  EXPECT_EQ(release.report.counts_by_rule().at("level-disagrees"), 1);
  EXPECT_EQ(release.report.counts_by_rule().at("level-unknown"), 1);
}

// The samples, by the reader that reads them.
struct Sample {
  const char* file;
  Reader reader;
};
constexpr Sample kSamples[] = {
    {"cip/2020/CIP2020_SOC2018_Crosswalk.xlsx", ReadProgramCrosswalk},
    {"cip/2020/CIPCode2020.csv", ReadProgramTaxonomy},
    {"cip/2020/Crosswalk2010to2020.csv", ReadCodeChanges},
    {"onet/taxonomy/2010_to_2019_Crosswalk.csv", ReadCodeChanges},
    {"onet/taxonomy/2019_to_SOC_Crosswalk.csv", ReadCodeChanges},
    {"soc/2018/oes_hybrid_crosswalk.csv", ReadCodeChanges},
    {"soc/2018/soc2010_to_2018_crosswalk.csv", ReadCodeChanges},
    {"soc/2018/soc2018_definitions.csv", ReadOccupationTaxonomy},
    {"soc/2018/soc_structure_2018.xlsx", ReadOccupationTaxonomy},
};

std::filesystem::path SamplePath(absl::string_view file) {
  return std::filesystem::path(PLUMBLINE_SOURCE_DIR) / "data/samples" /
         std::string(file);
}

TEST(SamplesTest, AreReadWithoutALostRowOrAWarning) {
  for (const Sample& sample : kSamples) {
    SCOPED_TRACE(sample.file);
    const std::string bytes = ReadFile(SamplePath(sample.file));
    const SourceFile file{sample.file, bytes};
    ASSERT_OK_AND_ASSIGN(const ReleaseTables release,
                         sample.reader({&file, 1}));
    EXPECT_GT(release.TotalRows().read, 50);
    EXPECT_EQ(release.TotalRows().rejected(), 0);
    for (const Finding& finding : release.report.Sorted()) {
      EXPECT_EQ(finding.severity, Severity::kNote) << finding.message;
    }
  }
}

TEST(SamplesTest, EmtLeadsToEmtsAndToAProfessorsJob) {
  const std::string bytes = ReadFile(SamplePath(kSamples[0].file));
  const SourceFile file{"crosswalk.xlsx", bytes};
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release,
                       ReadProgramCrosswalk({&file, 1}));
  std::vector<std::string> socs;
  for (const CrosswalkEdge& edge : release.crosswalks.at(0).edges) {
    if (edge.cip == CipCode::FromDigits(510904)) {
      socs.push_back(edge.soc.ToString());
    }
  }
  EXPECT_THAT(socs, ::testing::ElementsAre("25-1071", "29-2042", "29-2043"));
}

// Property: line ends do not matter, and rows lost from a file leave counts
// that add up.
TEST(SamplesTest, LineEndsAndLostRowsKeepTheCountsTogether) {
  for (const Sample& sample : kSamples) {
    if (absl::EndsWith(sample.file, ".xlsx")) continue;
    SCOPED_TRACE(sample.file);
    const std::string lf = absl::StrReplaceAll(
        ReadFile(SamplePath(sample.file)), {{"\r\n", "\n"}});
    const std::string crlf = absl::StrReplaceAll(lf, {{"\n", "\r\n"}});
    ASSERT_OK_AND_ASSIGN(const ReleaseTables one, ReadText(sample.reader, lf));
    ASSERT_OK_AND_ASSIGN(const ReleaseTables two,
                         ReadText(sample.reader, crlf));
    EXPECT_EQ(one.TotalRows().read, two.TotalRows().read);
    EXPECT_EQ(one.TotalRows().accepted, two.TotalRows().accepted);
    std::vector<std::string> lines = absl::StrSplit(lf, '\n');
    for (size_t lost = 1; lost + 1 < lines.size(); lost += 7) {
      std::vector<std::string> rest = lines;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(lost));
      ASSERT_OK_AND_ASSIGN(const ReleaseTables fewer,
                           ReadText(sample.reader, absl::StrJoin(rest, "\n")));
      EXPECT_EQ(fewer.TotalRows().read, one.TotalRows().read - 1);
      EXPECT_EQ(fewer.TotalRows().rejected(), 0);
    }
  }
}

}  // namespace
}  // namespace plumbline::labor::crosswalks
