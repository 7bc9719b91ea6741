// Lists of credentials: small tables that the test states itself, and the
// samples.
#include "services/labor/domain/crosswalks/credential_list.h"

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::labor::crosswalks {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::ReadFile;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr absl::string_view kLicenseHeader =
    "ID,NAME,CODE,DATECREATED,DATELASTMODIFIED,ISDELETED,DATEDELETED\r\n";
constexpr absl::string_view kApprenticeshipHeader =
    "occupational_title,rapids_code,onet_code,term_length,type\r\n";

absl::StatusOr<ReleaseTables> ReadList(absl::string_view header,
                                       absl::string_view rows) {
  const std::string text = absl::StrCat(header, rows);
  const SourceFile file{"list.csv", text};
  return ReadCredentialList({&file, 1});
}

std::string EntriesOf(const CredentialTable& table) {
  std::string text;
  for (const CredentialTable::Entry& entry : table.entries) {
    absl::StrAppend(&text, entry.code, "|", entry.title, "|", entry.occupation,
                    "@", entry.source_row, "\n");
  }
  return text;
}

// The findings as one line each.
std::vector<std::string> FindingsOf(const ReleaseTables& release) {
  std::vector<std::string> lines;
  for (const Finding& finding : release.report.Sorted()) {
    lines.push_back(absl::StrCat(finding.rule, " ", finding.place.file, ":",
                                 finding.place.row, " ", finding.place.column,
                                 " '", finding.value, "'"));
  }
  return lines;
}

TEST(ReadCredentialListTest, LicencesKeepTheirCodesAsTheyAreWritten) {
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release,
                       ReadList(kLicenseHeader,
                                "901,NURSE AIDE,31-1012.00,,,0,\r\n"
                                "1177,LENDER,13.2072.00,,01-DEC-20,0,\r\n"
                                "873,UROLOGIST,29-2034.03,,,0,\r\n"
                                "816,\"HEATING, COOLING\",499021,,,0,\r\n"));
  ASSERT_EQ(release.credentials.size(), 1u);
  const CredentialTable& table = release.credentials[0];
  EXPECT_EQ(table.file, "list.csv");
  EXPECT_EQ(table.kind, CredentialKind::kLicense);
  EXPECT_EQ(release.reference_period, "nj-licenses");
  EXPECT_EQ(EntriesOf(table),
            "1177|LENDER|13.2072.00@3\n"
            "816|HEATING, COOLING|499021@5\n"
            "873|UROLOGIST|29-2034.03@4\n"
            "901|NURSE AIDE|31-1012.00@2\n");
  EXPECT_THAT(FindingsOf(release), IsEmpty());
  EXPECT_EQ(release.TotalRows().read, 4);
  EXPECT_EQ(release.TotalRows().accepted, 4);
}

TEST(ReadCredentialListTest, WithdrawnLicencesAreCountedWhateverTheirCode) {
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release,
                       ReadList(kLicenseHeader,
                                "804,ARCHITECT,17-1011.00,,,1,28-JAN-20\r\n"
                                "1056,MASSEUR,989,,,1,16-APR-13\r\n"
                                "941,PRACTITIONER,,,,1,27-DEC-06\r\n"
                                "816,ACCOUNTANT,13-2011.00,,,0,\r\n"
                                "817,ODD,13-2011.00,,,yes,\r\n"));
  EXPECT_EQ(EntriesOf(release.credentials.at(0)),
            "816|ACCOUNTANT|13-2011.00@5\n");
  EXPECT_EQ(release.TotalRows().read, 5);
  EXPECT_EQ(release.TotalRows().accepted, 4);
  EXPECT_THAT(FindingsOf(release),
              ElementsAre("flag-malformed list.csv:6 ISDELETED 'yes'",
                          "withdrawn-census list.csv:0  '3'"));
}

TEST(ReadCredentialListTest, WithoutACodeItLeadsNowhereAndABadCodeIsRefused) {
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release,
                       ReadList(kLicenseHeader,
                                "1,WITHOUT,,,,0,\r\n"
                                "2,NONE,99-9999.00,,,0,\r\n"
                                "3,SHORT,806,,,0,\r\n"
                                "4,DATE,Nov-10,,,0,\r\n"
                                "5,,13-2011.00,,,0,\r\n"
                                ",KEYLESS,13-2011.00,,,0,\r\n"));
  EXPECT_EQ(EntriesOf(release.credentials.at(0)),
            "1|WITHOUT|@2\n"
            "2|NONE|99-9999.00@3\n");
  EXPECT_EQ(release.TotalRows().rejected(), 4);
  EXPECT_THAT(FindingsOf(release),
              ElementsAre("code-malformed list.csv:4 CODE '806'",
                          "code-mangled list.csv:5 CODE 'Nov-10'",
                          "title-missing list.csv:6 NAME ''",
                          "key-missing list.csv:7 ID ''",
                          "code-missing list.csv:2 CODE ''",
                          "code-missing list.csv:3 CODE '99-9999.00'"));
  EXPECT_THAT(release.report.Sorted()[0].message,
              HasSubstr("expected 15-1252, 151252 or 15-1252.00"));
}

TEST(ReadCredentialListTest, AnApprenticeshipLeadsToSeveralAndIsListedOnce) {
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables release,
      ReadList(
          kApprenticeshipHeader,
          "ROOFER                     ,0480,47-2181.00,4000,TB\r\n"
          "ROOF CARPENTER (Existing Title:  Roofer),0480,47-2031.01,,TB\r\n"
          "\"GUARD, SECURITY \", 0695CB,33-9032.00   ,*CB,CB\r\n"
          "FITTER,0414S\xC2\xA0,47.2152.01,,TB\r\n"
          "ROOFER,0480,47-2181.00,6000,HY\r\n"
          "SLATER,0480,47-2181.00,6000,HY\r\n"
          "PILOT,1046CB,53-2012-00,*CB,CB\r\n"));
  const CredentialTable& table = release.credentials.at(0);
  EXPECT_EQ(table.kind, CredentialKind::kApprenticeship);
  EXPECT_EQ(release.reference_period, "rapids");
  EXPECT_EQ(EntriesOf(table),
            "0414S|FITTER|47.2152.01@5\n"
            "0480|ROOF CARPENTER (Existing Title:  Roofer)|47-2031.01@3\n"
            "0480|ROOFER|47-2181.00@2\n"
            "0480|SLATER|47-2181.00@7\n"
            "0695CB|GUARD, SECURITY|33-9032.00@4\n");
  EXPECT_THAT(FindingsOf(release),
              ElementsAre("key-duplicate list.csv:6 rapids_code '0480'",
                          "code-malformed list.csv:8 onet_code '53-2012-00'"));
  EXPECT_EQ(release.TotalRows().read, 7);
  EXPECT_EQ(release.TotalRows().accepted, 5);
}

TEST(ReadCredentialListTest, FilesInAnyOrderAreTheSameAndOthersAreRefused) {
  const std::string licences =
      absl::StrCat(kLicenseHeader, "1,GUIDE,39-7011.00,,,0,\n");
  const std::string apprenticeships =
      absl::StrCat(kApprenticeshipHeader, "GUIDE,1,39-7011.00,,\n");
  const SourceFile files[] = {{"b.csv", licences}, {"a.csv", apprenticeships}};
  const SourceFile turned[] = {files[1], files[0]};
  for (const SourceFiles order : {SourceFiles(files), SourceFiles(turned)}) {
    ASSERT_OK_AND_ASSIGN(const ReleaseTables release,
                         ReadCredentialList(order));
    ASSERT_EQ(release.credentials.size(), 2u);
    EXPECT_EQ(release.credentials[0].kind, CredentialKind::kApprenticeship);
    EXPECT_EQ(release.credentials[1].kind, CredentialKind::kLicense);
    EXPECT_EQ(release.reference_period, "rapids");
  }
  EXPECT_THAT(ReadList("Code,Title\n", "1,Text\n"),
              HasReason("LAYOUT_UNKNOWN"));
}

absl::StatusOr<ReleaseTables> ReadSample(const char* path) {
  const std::string bytes = ReadFile(
      std::filesystem::path(PLUMBLINE_SOURCE_DIR) / "data/samples" / path);
  const SourceFile file{path, bytes};
  return ReadCredentialList({&file, 1});
}

TEST(ReadCredentialListTest, TheSamplesHaveTheOdditiesOfTheLists) {
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables licences,
      ReadSample("nj-licenses/2024-03/TBLLICENSE_DATA_TABLE.csv"));
  EXPECT_EQ(licences.TotalRows().read, 18);
  EXPECT_EQ(licences.TotalRows().accepted, 17);
  EXPECT_EQ(licences.credentials.at(0).entries.size(), 15u);
  EXPECT_EQ(licences.report.counts_by_rule().at("code-malformed"), 1);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables apprenticeships,
                       ReadSample("rapids/2020/occupations.csv"));
  EXPECT_EQ(apprenticeships.TotalRows().read, 20);
  EXPECT_EQ(apprenticeships.TotalRows().accepted, 18);
  EXPECT_EQ(apprenticeships.credentials.at(0).entries.size(), 18u);
  EXPECT_EQ(apprenticeships.report.counts_by_rule().at("key-duplicate"), 1);
}

}  // namespace
}  // namespace plumbline::labor::crosswalks
