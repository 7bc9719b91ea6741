#include "services/catalog/domain/import/program_import.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/catalog/domain/canonical_form.h"
#include "services/catalog/domain/import/texas_etpl.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::catalog {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::testing::HasSubstr;

constexpr char kTexas[] =
    "Provider ID,Program ID,ProviderName,Campus City,Program Name,"
    "Instructional Program (CIP) Code,Program Outcome,"
    "Associted Credential Name,Length: Contact Hours,"
    "Occupation Code (ONET 1),gold_soc2018\n";
constexpr char kNewJersey[] =
    "providerid,programid,officialname,cipcode,name,statusname,leadtolicense,"
    "licenseawardedname,description\n";
constexpr char kProviders[] = "provider_id,title,state\n";
constexpr char kPrograms[] = "provider_id,program_id,title,cip,occupations\n";
constexpr char kCourses[] =
    "provider_id,program_id,sequence,code,title,sced,level,prerequisites\n";

absl::StatusOr<ProgramImport> Read(
    const std::vector<std::pair<std::string, std::string>>& files) {
  std::vector<ImportFile> input;
  for (const auto& [path, bytes] : files) input.push_back({path, bytes});
  return ReadPrograms(ProgramFormat::kUnspecified, input);
}

std::string SampleFile(const std::string& name) {
  return testing::ReadFile(std::filesystem::path(PLUMBLINE_SOURCE_DIR) /
                           "data/samples/programs" / name);
}

const Program* Find(const ProgramImport& import, const std::string& provider,
                    const std::string& program) {
  for (const ReadProgram& read : import.programs) {
    if (read.program.key == ProgramKey{provider, program}) return &read.program;
  }
  return nullptr;
}

// What was read, without where.
std::string ContentOf(const ProgramImport& import) {
  std::string text;
  for (const Provider& provider : import.providers) {
    absl::StrAppend(&text, CanonicalText(provider));
  }
  for (const ReadProgram& read : import.programs) {
    absl::StrAppend(&text, CanonicalText(read.program));
  }
  return text;
}

// The CSV text with its records (one a line) in reverse order.
std::string Reversed(const std::string& text) {
  std::vector<std::string> lines =
      absl::StrSplit(text, '\n', absl::SkipEmpty());
  std::reverse(lines.begin() + 1, lines.end());
  return absl::StrCat(absl::StrJoin(lines, "\n"), "\n");
}

void ExpectAllCounted(const ProgramImport& import) {
  EXPECT_EQ(import.rows_accepted + import.rows_rejected, import.rows_read);
  EXPECT_EQ(std::count_if(import.rows.begin(), import.rows.end(),
                          [](const RowReport& row) { return row.rejected; }),
            import.rows_rejected);
}

TEST(ReadProgramsTest, UnknownHeadingIsNamed) {
  const auto import = Read({{"a.csv", "x,y\n1,2\n"}});
  EXPECT_THAT(import,
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("a.csv")));
  EXPECT_THAT(import, HasReason("LAYOUT_UNKNOWN"));
}

TEST(ReadProgramsTest, FilesOfTwoFormatsAreRefused) {
  EXPECT_THAT(Read({{"a.csv", kTexas}, {"b.csv", kNewJersey}}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("New Jersey ETPL")));
}

TEST(ReadProgramsTest, StudentRowsAreRefusedWhole) {
  const auto import = Read(
      {{"programs.csv",
        "provider_id,program_id,title,cip,Student ID\np,1,T,51.0904,9\n"}});
  EXPECT_THAT(import, StatusIs(absl::StatusCode::kInvalidArgument,
                               HasSubstr("Student ID")));
  EXPECT_THAT(import, HasReason("ARGUMENT_INVALID"));
  EXPECT_THAT(
      Read({{"p.json", R"({"providers":[{"provider_id":"p","ssn":"1"}]})"}}),
      HasReason("ARGUMENT_INVALID"));
}

TEST(ReadProgramsTest, SmallCellsAreNotKept) {
  const char* const kCsv =
      "provider_id,program_id,title,cip,completers,completers_year,"
      "completers_source\n"
      "p,1,A,51.0904,9,2024,IPEDS 2023-24\np,2,B,51.0904,<10,,\n"
      "p,3,C,51.0904,10,,\np,4,D,51.0904,0,,\np,5,E,51.0904,,,\n";
  ASSERT_OK_AND_ASSIGN(const ProgramImport import,
                       Read({{"providers.csv", "provider_id,title\np,P\n"},
                             {"programs.csv", kCsv}}));
  ASSERT_EQ(import.programs.size(), 5u);
  const std::optional<int32_t> kKept[] = {{}, {}, 10, 0, {}};
  const bool kSuppressed[] = {true, true, false, false, false};
  for (size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(import.programs[i].program.completers, kKept[i]);
    EXPECT_EQ(import.programs[i].program.completers_suppressed, kSuppressed[i]);
  }
  EXPECT_EQ(import.programs[0].program.completers_year, 2024);
  EXPECT_EQ(import.programs[0].program.completers_source, "IPEDS 2023-24");

  ASSERT_OK_AND_ASSIGN(
      const ProgramImport json,
      Read({{"p.json",
             R"({"providers":[{"provider_id":"p","title":"P","programs":[
                 {"program_id":"1","title":"A","cip":"51.0904",
                  "completers":3}]}]})"}}));
  ASSERT_EQ(json.programs.size(), 1u);
  EXPECT_FALSE(json.programs[0].program.completers.has_value());
  EXPECT_TRUE(json.programs[0].program.completers_suppressed);
}

TEST(ReadProgramsTest, MalformedCipIsKeptOnlyWithADeclaredOccupation) {
  ASSERT_OK_AND_ASSIGN(
      const ProgramImport import,
      Read({{"tx.csv", absl::StrCat(kTexas, "1,1,P,C,Kept,51X,,,,31909200,\n",
                                    "1,2,P,C,Lost,51X,,,,,31-9092\n")}}));
  ExpectAllCounted(import);
  ASSERT_EQ(import.programs.size(), 1u);
  EXPECT_EQ(import.programs[0].program.cip, "");
  ASSERT_EQ(import.rows.size(), 2u);
  EXPECT_FALSE(import.rows[0].rejected);
  EXPECT_EQ(import.rows[0].value, "51X");
  EXPECT_TRUE(import.rows[1].rejected);
  EXPECT_EQ(import.rows[1].place.row, 3);
  EXPECT_EQ(import.rows[1].reason, "CODE_MALFORMED");
}

TEST(ReadProgramsTest, ProgramIdUsedTwiceRejectsBothAndNamesThem) {
  ASSERT_OK_AND_ASSIGN(
      const ProgramImport import,
      Read({{"tx.csv", absl::StrCat(kTexas, "1,1,P,C,One,510904,,,,,\n",
                                    "1,1,P,C,Two,510904,,,,,\n",
                                    "1,2,P,C,Same,510904,,,,,\n",
                                    "1,2,P,C,Same,510904,,,,,\n")}}));
  ExpectAllCounted(import);
  EXPECT_EQ(import.rows_rejected, 3);
  ASSERT_EQ(import.programs.size(), 1u);
  EXPECT_EQ(import.programs[0].program.title, "Same");
  EXPECT_THAT(import.rows[0].message, HasSubstr("tx.csv row 3"));
  EXPECT_THAT(import.rows[1].message, HasSubstr("tx.csv row 2"));
}

TEST(ReadProgramsTest, RowWithTooManyFieldsIsRejected) {
  ASSERT_OK_AND_ASSIGN(
      const ProgramImport import,
      Read({{"tx.csv",
             absl::StrCat(kTexas, "1,1,P,C,A, with comma,510904,,,,,\n")}}));
  ExpectAllCounted(import);
  EXPECT_THAT(import.rows[0].message, HasSubstr("quotes"));
}

TEST(ReadProgramsTest, NewJerseySpellingsOfYesAndNoAreRead) {
  ASSERT_OK_AND_ASSIGN(
      const ProgramImport import,
      Read({{"nj.csv",
             absl::StrCat(kNewJersey, "1,1,A,90101,P,Approved,t,NURSE,\n",
                          "1,2,B,490205,P,Approved,f,DRIVER,\n",
                          "1,3,C,490205,,Approved,1,DRIVER,\"two\nlines\"\n",
                          "1,4,D,490205,P,Suspended,2,,\n")}}));
  ExpectAllCounted(import);
  EXPECT_EQ(import.rows_accepted, 3);
  EXPECT_EQ(Find(import, "nj-1", "1")->credentials.size(), 1u);
  EXPECT_EQ(Find(import, "nj-1", "2")->credentials.size(), 0u);
  EXPECT_EQ(Find(import, "nj-1", "3")->credentials.size(), 1u);
  EXPECT_EQ(Find(import, "nj-1", "3")->description, "two\nlines");
  EXPECT_EQ(import.providers[0].title, "P");
}

TEST(ReadProgramsTest, OwnTablesAreJoinedInTheCoursesSequence) {
  ASSERT_OK_AND_ASSIGN(
      const ProgramImport import,
      Read({{"c.csv",
             absl::StrCat(kCourses, "p,1,2,B,Second,,capstone,A\n",
                          "p,1,1,A,First,14001,introductory,\n",
                          "p,1,3,C,Third,140,,\n", "p,9,1,X,Orphan,,,\n")},
            {"p.csv", absl::StrCat(kPrograms, "p,1,EMT,51.0904,29-2042\n",
                                   "q,1,None,51.0904,\n")},
            {"v.csv", absl::StrCat(kProviders, "p,Provider,NY\n")}}));
  ExpectAllCounted(import);
  EXPECT_EQ(import.rows_read, 7);
  EXPECT_EQ(import.rows_rejected, 3);
  ASSERT_EQ(import.programs.size(), 1u);
  const Program& program = import.programs[0].program;
  ASSERT_EQ(program.courses.size(), 2u);
  EXPECT_EQ(program.courses[0].code, "A");
  EXPECT_EQ(program.courses[1].level, CourseLevel::kCapstone);
}

TEST(ReadProgramsTest, JsonFieldsOfWrongTypeOrNameRejectTheEntry) {
  ASSERT_OK_AND_ASSIGN(
      const ProgramImport import,
      Read({{"p.json", R"({"providers": [{"provider_id": "p", "title": "P",
        "programs": [
          {"program_id": "1", "title": "EMT", "cip": "51.0904",
           "courses": [{"title": "First", "credits": 0.5}]},
          {"program_id": "2", "title": "B", "cip": 51.0904},
          {"program_id": "3", "title": "C", "cip": "51.0904", "hour": 5}
        ]}]})"}}));
  ExpectAllCounted(import);
  EXPECT_EQ(import.rows_read, 4);
  EXPECT_EQ(import.rows_rejected, 2);
  EXPECT_EQ(import.rows[0].place.row, 3);
  EXPECT_EQ(import.rows[0].column, "cip");
  EXPECT_EQ(import.rows[1].column, "hour");
  EXPECT_EQ(import.programs[0].program.courses[0].credits_milli, 500);
}

TEST(ReadProgramsTest, BrokenJsonSaysWhere) {
  EXPECT_THAT(Read({{"p.json", "{\"providers\": ["}}),
              HasReason("FILE_MALFORMED"));
}

TEST(ReadProgramsTest, OrderOfRowsDoesNotMatter) {
  for (const char* name : {"texas_etpl_sample.csv", "programs.csv"}) {
    const std::string text = SampleFile(name);
    const std::string providers = SampleFile("providers.csv");
    std::vector<std::pair<std::string, std::string>> files = {{name, text}};
    if (absl::StartsWith(name, "programs")) files.push_back({"v", providers});
    ASSERT_OK_AND_ASSIGN(const ProgramImport forward, Read(files));
    files[0].second = Reversed(text);
    ASSERT_OK_AND_ASSIGN(const ProgramImport backward, Read(files));
    EXPECT_EQ(ContentOf(forward), ContentOf(backward));
    EXPECT_EQ(forward.rows_rejected, backward.rows_rejected);
  }
}

TEST(ReadProgramsTest, SampleTablesAreTakenButForTheOneThatIsWrong) {
  ASSERT_OK_AND_ASSIGN(
      const ProgramImport import,
      Read({{"providers.csv", SampleFile("providers.csv")},
            {"programs.csv", SampleFile("programs.csv")},
            {"courses.csv", SampleFile("courses.csv")},
            {"credentials.csv", SampleFile("credentials.csv")}}));
  ExpectAllCounted(import);
  EXPECT_EQ(import.programs.size(), 40u);
  EXPECT_EQ(import.rows_rejected, 1);
  const Program* emt = Find(import, "ny-lakeshore-boces", "emt");
  ASSERT_NE(emt, nullptr);
  EXPECT_TRUE(emt->occupations.empty());
  EXPECT_EQ(emt->courses.size(), 3u);
}

TEST(ReadProgramsTest, SampleStateListsAreRecognised) {
  ASSERT_OK_AND_ASSIGN(const ProgramImport texas,
                       Read({{"t", SampleFile("texas_etpl_sample.csv")}}));
  EXPECT_EQ(texas.format, ProgramFormat::kTexasEtpl);
  EXPECT_EQ(texas.rows_rejected, 1);
  ASSERT_OK_AND_ASSIGN(const ProgramImport jersey,
                       Read({{"n", SampleFile("new_jersey_etpl_sample.csv")}}));
  EXPECT_EQ(jersey.format, ProgramFormat::kNewJerseyEtpl);
  EXPECT_EQ(jersey.rows_rejected, 1);
}

TEST(TexasCredentialKindTest, IsOfTheOutcomesThatTheListDefines) {
  EXPECT_EQ(TexasCredentialKind("Government license"),
            CredentialKind::kLicense);
  EXPECT_EQ(TexasCredentialKind("Associates Degree"), CredentialKind::kDegree);
  EXPECT_EQ(TexasCredentialKind("No credential - employment only"),
            CredentialKind::kUnspecified);
  EXPECT_EQ(TexasCredentialKind("INVALID CODE"), CredentialKind::kUnspecified);
}

TEST(RealProgramsTest, TexasList) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(
      const ProgramImport import,
      Read({{"twc.csv", testing::ReadFile(
                            data / "programs/twc-etpl/2024-03-20/"
                                   "twc_etpl_programs.labelled.half.csv")}}));
  ExpectAllCounted(import);
  EXPECT_EQ(import.rows_read, 2628);
  EXPECT_GT(import.rows_accepted, 2590);
  EXPECT_LE(import.providers.size(), 288u);
  const Program* program = Find(import, "tx-10337", "34564");
  ASSERT_NE(program, nullptr);
  EXPECT_EQ(program->title, "Clinical Medical Assistant");
  EXPECT_EQ(program->cip, "510801");
  EXPECT_EQ(program->occupations,
            (std::vector<DeclaredOccupation>{{"31909200", ""}}));
}

TEST(RealProgramsTest, NewJerseyList) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(
      const ProgramImport import,
      Read({{"nj.csv",
             testing::ReadFile(data / "programs/nj-etpl/2021-04/"
                                      "nj_etpl_programs.subset.csv")}}));
  ExpectAllCounted(import);
  EXPECT_EQ(import.rows_read, 1066);
  EXPECT_EQ(import.rows_rejected, 0);
  EXPECT_EQ(import.providers.size(), 268u);
  const Program* program = Find(import, "nj-9265", "50052");
  ASSERT_NE(program, nullptr);
  EXPECT_EQ(program->cip, "320107");
}

TEST(RealProgramsTest, MarylandCrosswalk) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(
      const ProgramImport import,
      Read(
          {{"md.json", testing::ReadFile(
                           data / "maryland/msde-3.01/crosswalk-data.json")}}));
  ExpectAllCounted(import);
  EXPECT_EQ(import.format, ProgramFormat::kMarylandMsde);
  const auto secondary =
      std::count_if(import.programs.begin(), import.programs.end(),
                    [](const ReadProgram& read) {
                      return read.program.level == ProgramLevel::kSecondary;
                    });
  EXPECT_EQ(secondary, 48);
  EXPECT_EQ(import.providers.size(), 17u);
  const Program* cosmetology = Find(import, "md-msde", "hhs-cosmetology");
  ASSERT_NE(cosmetology, nullptr);
  EXPECT_EQ(cosmetology->credentials.size(), 2u);
}

TEST(RealProgramsTest, MarylandClusterTable) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(
      const ProgramImport import,
      Read({{"amc.csv",
             testing::ReadFile(data / "programs/md-msde/2025-09/"
                                      "AMC_Cluster_Crosswalk.csv")}}));
  ExpectAllCounted(import);
  EXPECT_GT(import.rows_accepted, 15);
}

}  // namespace
}  // namespace plumbline::catalog
