// The readers on the publishers' full files: counts that the publishers' own
// documentation or an independent count of the rows gives.
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/crosswalks/credential_list.h"
#include "services/labor/domain/crosswalks/program_crosswalk.h"
#include "services/labor/domain/crosswalks/taxonomies.h"

namespace plumbline::labor::crosswalks {
namespace {

using ::plumbline::testing::ReadFile;
using vocabulary::SocCode;

using Reader = absl::StatusOr<ReleaseTables> (*)(SourceFiles);

absl::StatusOr<ReleaseTables> Read(Reader reader,
                                   const std::filesystem::path& path) {
  const std::string bytes = ReadFile(path);
  const SourceFile file{path.filename().string(), bytes};
  return reader({&file, 1});
}

int64_t CountOf(const ReleaseTables& release, const std::string& rule) {
  const auto& counts = release.report.counts_by_rule();
  const auto found = counts.find(rule);
  return found == counts.end() ? 0 : found->second;
}

TEST(PublishedFilesTest, FederalCrosswalkHasBothSheetsAndTheUnmatched) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release,
                       Read(ReadProgramCrosswalk,
                            data / "cip/2020/CIP2020_SOC2018_Crosswalk.xlsx"));
  ASSERT_EQ(release.crosswalks.size(), 2u);
  const CrosswalkTable& by_cip = release.crosswalks[0];
  const CrosswalkTable& by_soc = release.crosswalks[1];
  EXPECT_EQ(by_cip.layer, "federal");
  EXPECT_EQ(by_cip.sheet, "CIP-SOC");
  EXPECT_EQ(by_cip.counts.read, 6097);
  EXPECT_EQ(by_cip.counts.accepted, 6097);
  EXPECT_EQ(by_soc.counts.read, 6093);
  EXPECT_EQ(by_soc.counts.accepted, 6093);
  EXPECT_EQ(by_cip.edges.size(), 6097u - 194u - 180u);
  EXPECT_EQ(by_cip.unmatched_cips.size(), 194u);
  EXPECT_THAT(by_soc.edges, ::testing::IsEmpty());
  EXPECT_EQ(by_cip.unmatched_socs.size(), 180u);
  EXPECT_THAT(by_soc.unmatched_socs, ::testing::IsEmpty());
  // CIP 03.0204 and its four occupations are only on the first sheet.
  EXPECT_EQ(CountOf(release, "sheets-disagree"), 4);
  EXPECT_EQ(CountOf(release, "unmatched-count"), 0);
  EXPECT_FALSE(release.report.IsFatal());
}

TEST(PublishedFilesTest, CaliforniaMapsCombinedCodesAndReportsTheUnknownOne) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables release,
      Read(ReadProgramCrosswalk,
           data / "california/coe/2025-02/TOP-CIP-SOC Crosswalk_2025-02.xlsx"));
  ASSERT_EQ(release.crosswalks.size(), 1u);
  EXPECT_EQ(release.crosswalks[0].layer, "california-coe");
  EXPECT_EQ(release.crosswalks[0].counts.read, 2230);
  EXPECT_EQ(release.crosswalks[0].counts.accepted, 2228);
  EXPECT_EQ(CountOf(release, "hybrid-unmapped"), 2);  // 53-1047, twice.
  EXPECT_EQ(CountOf(release, "hybrid-mapped"), 10);
  for (const CrosswalkEdge& edge : release.crosswalks[0].edges) {
    EXPECT_NE(edge.soc, SocCode::FromDigits(131028));
    EXPECT_FALSE(edge.soc.IsNoMatch());
  }
}

// A file, the rows that it has, the rows that are taken, and what they become.
struct Expected {
  const char* file;
  Reader reader;
  const char* period;
  int64_t read;
  int64_t accepted;
  size_t kept;
};

size_t KeptOf(const ReleaseTables& release) {
  size_t kept = 0;
  for (const auto& table : release.crosswalks) kept += table.edges.size();
  for (const auto& table : release.cips) kept += table.entries.size();
  for (const auto& table : release.courses) kept += table.entries.size();
  for (const auto& table : release.credentials) kept += table.entries.size();
  for (const auto& table : release.occupations) kept += table.entries.size();
  for (const auto& table : release.code_changes) kept += table.changes.size();
  return kept;
}

TEST(PublishedFilesTest, EveryRowOfEveryFileIsAccountedFor) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const Expected files[] = {
      {"onet/crosswalks/Education_CIP_to_ONET_SOC.xlsx", ReadProgramCrosswalk,
       "2020/2018", 8501, 8501, 5724},
      {"cip/2020/csv/CIP2020_SOC2018_Crosswalk.SOC-CIP.csv",
       ReadProgramCrosswalk, "2020/2018", 6093, 6093, 5719},
      // 2,173 programs, 470 groups and series less those that moved away.
      {"cip/2020/CIPCode2020.csv", ReadProgramTaxonomy, "cip-2020", 2848, 2848,
       2687},
      {"cip/2020-older-revision/CIPCode2020.csv", ReadProgramTaxonomy,
       "cip-2020", 2847, 2847, 2686},
      {"cip/2010/CIPCode2010.csv", ReadProgramTaxonomy, "cip-2010", 2318, 2318,
       2155},
      {"cip/2020/Crosswalk2010to2020.csv", ReadCodeChanges, "cip-2010/cip-2020",
       2698, 2698, 1720},
      {"onet/taxonomy/2010_to_2019_Crosswalk.csv", ReadCodeChanges,
       "onet-soc-2010/onet-soc-2019", 1164, 1164, 1164},
      {"onet/taxonomy/2019_to_SOC_Crosswalk.csv", ReadCodeChanges,
       "onet-soc-2019/soc-2018", 1016, 1016, 1016},
      {"soc/2018/soc2010_to_2018_crosswalk.csv", ReadCodeChanges,
       "soc-2010/soc-2018", 900, 900, 900},
      {"soc/2018/oes_hybrid_crosswalk.csv", ReadCodeChanges,
       "oews-hybrid-2019/soc-2018", 868, 868, 848},
      {"soc/2018/soc_structure_2018.xlsx", ReadOccupationTaxonomy, "soc-2018",
       1447, 1447, 1447},
      {"soc/2018/soc2018_definitions.csv", ReadOccupationTaxonomy, "soc-2018",
       1447, 1447, 1447},
      {"soc/2018/soc_2018_definitions.xlsx", ReadOccupationTaxonomy, "soc-2018",
       1447, 1447, 1447},
      {"soc/2018/soc2018_all.csv", ReadOccupationTaxonomy, "soc-2018", 1447,
       1447, 1447},
      {"sced/v12/sced_v12.csv", ReadCourseTaxonomy, "sced", 1785, 1785, 1785},
      // Three codes of three digits; 22 licences were withdrawn.
      {"newjersey/d4ad/TBLLICENSE_DATA_TABLE.csv", ReadCredentialList,
       "nj-licenses", 228, 225, 203},
      // One code with a second hyphen, and one row twice.
      {"credentials/rapids/2020/occupations.csv", ReadCredentialList, "rapids",
       1373, 1371, 1371},
      {"onet/taxonomy/2010_Occupations.csv", ReadOccupationTaxonomy,
       "onet-soc-2010", 1110, 1110, 1110},
  };
  for (const Expected& expected : files) {
    SCOPED_TRACE(expected.file);
    ASSERT_OK_AND_ASSIGN(const ReleaseTables release,
                         Read(expected.reader, data / expected.file));
    EXPECT_EQ(release.reference_period, expected.period);
    EXPECT_EQ(release.TotalRows().read, expected.read);
    EXPECT_EQ(release.TotalRows().accepted, expected.accepted);
    EXPECT_EQ(KeptOf(release), expected.kept);
    EXPECT_FALSE(release.report.IsFatal());
  }
}

TEST(PublishedFilesTest, CredentialListsSayWhichRowsLeadNowhere) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables licences,
                       Read(ReadCredentialList,
                            data / "newjersey/d4ad/TBLLICENSE_DATA_TABLE.csv"));
  EXPECT_EQ(CountOf(licences, "code-malformed"), 3);
  EXPECT_EQ(CountOf(licences, "withdrawn-census"), 1);
  // Those without a code are all withdrawn.
  EXPECT_EQ(CountOf(licences, "code-missing"), 0);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables apprenticeships,
                       Read(ReadCredentialList,
                            data / "credentials/rapids/2020/occupations.csv"));
  EXPECT_EQ(CountOf(apprenticeships, "code-malformed"), 1);
  EXPECT_EQ(CountOf(apprenticeships, "key-duplicate"), 1);
  for (const auto& entry : apprenticeships.credentials.at(0).entries) {
    EXPECT_NE(entry.title.back(), ' ') << entry.title;
    EXPECT_NE(entry.occupation.back(), ' ') << entry.occupation;
    EXPECT_NE(entry.code.front(), ' ') << entry.code;
  }
}

TEST(PublishedFilesTest, SocLevelsAreThoseOfTheStructure) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables release,
      Read(ReadOccupationTaxonomy, data / "soc/2018/soc_structure_2018.xlsx"));
  std::map<vocabulary::SocLevel, int> levels;
  for (const auto& entry : release.occupations.at(0).entries) {
    ++levels[entry.level];
    EXPECT_FALSE(entry.title.empty());
  }
  EXPECT_EQ(levels[vocabulary::SocLevel::kMajor], 23);
  EXPECT_EQ(levels[vocabulary::SocLevel::kMinor], 98);
  EXPECT_EQ(levels[vocabulary::SocLevel::kBroad], 459);
  EXPECT_EQ(levels[vocabulary::SocLevel::kDetailed], 867);
}

}  // namespace
}  // namespace plumbline::labor::crosswalks
