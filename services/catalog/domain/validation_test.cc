#include "services/catalog/domain/validation.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::catalog {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Program ValidProgram() {
  Program program;
  program.key = {"ny-1", "emt"};
  program.title = "Emergency Medical Technician";
  program.cip = "51.0904";
  program.courses.resize(2);
  program.courses[0].code = "A";
  program.courses[0].title = "First";
  program.courses[0].sced = "14001";
  program.courses[0].level = CourseLevel::kIntroductory;
  program.courses[1].code = "B";
  program.courses[1].title = "Second";
  program.courses[1].level = CourseLevel::kCapstone;
  program.courses[1].prerequisites = {"A"};
  program.occupations = {{"29-2042", "soc-2018"}, {"29204200", ""}};
  program.region = "regions/us-ny";
  return program;
}

std::vector<std::string> FieldsOf(const Program& program) {
  std::vector<std::string> fields;
  for (const Violation& violation : Violations(program)) {
    fields.push_back(violation.field);
  }
  return fields;
}

TEST(ValidationTest, GoodProgramHasNoViolations) {
  EXPECT_THAT(FieldsOf(ValidProgram()), IsEmpty());
}

TEST(ValidationTest, CipMayBeEmptyButNotMalformedOrNoMatch) {
  Program program = ValidProgram();
  for (const char* cip : {"", "510904", "1.0101", "51.09"}) {
    program.cip = cip;
    EXPECT_THAT(FieldsOf(program), IsEmpty()) << cip;
  }
  for (const char* cip : {"51.09X", "99.9999", "51", "nursing"}) {
    program.cip = cip;
    EXPECT_THAT(FieldsOf(program), ElementsAre("cip")) << cip;
  }
}

TEST(ValidationTest, EachBadFieldIsNamedWithItsPlace) {
  Program program = ValidProgram();
  program.key.program_id = "a/b";
  program.title = " ";
  program.courses[1].sced = "1405";
  program.courses[1].hours = -1;
  program.credentials = {{"", "", CredentialKind::kLicense}};
  program.occupations[0].code = "99-9999";
  program.region = "Texas";
  EXPECT_THAT(
      FieldsOf(program),
      ElementsAre("program_id", "title", "courses[1].sced", "courses[1].hours",
                  "credentials[0].title", "occupations[0].code", "region"));
}

TEST(ValidationTest, CoursesStandInTheOrderOfTheirLevels) {
  Program program = ValidProgram();
  program.courses[0].level = CourseLevel::kCapstone;
  program.courses[1].level = CourseLevel::kConcentrator;
  EXPECT_THAT(FieldsOf(program), ElementsAre("courses[1].level"));
  program.courses[0].level = CourseLevel::kUnspecified;
  EXPECT_THAT(FieldsOf(program), IsEmpty());
}

TEST(ValidationTest, PrerequisiteIsACourseBefore) {
  Program program = ValidProgram();
  program.courses[1].prerequisites = {"A", "B", "C"};
  EXPECT_THAT(FieldsOf(program), ElementsAre("courses[1].prerequisites[1]",
                                             "courses[1].prerequisites[2]"));
}

TEST(ValidationTest, CourseCodesAreUnique) {
  Program program = ValidProgram();
  program.courses[1] = program.courses[0];
  EXPECT_THAT(FieldsOf(program), ElementsAre("courses[1].code"));
}

TEST(ValidationTest, StatusNamesAllFieldsAndTheFirstReason) {
  Program program = ValidProgram();
  program.cip = "x";
  program.clock_hours = -5;
  const absl::Status status = ToStatus(Violations(program));
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument,
                               HasSubstr("clock_hours")));
  EXPECT_THAT(status, HasReason("CODE_MALFORMED"));
  EXPECT_EQ(base::MetadataOf(status).size(), 2u);
}

TEST(ValidationTest, StateIsAPostalCode) {
  EXPECT_THAT(Violations(Provider{"p", "P", "TX", "", "", "", ""}), IsEmpty());
  EXPECT_EQ(Violations(Provider{"p", "P", "Texas", "", "", "", ""}).size(), 1u);
}

TEST(ValidationTest, HeadingsAboutStudentsAreRecognised) {
  for (const char* heading :
       {"student_id", "Student ID", "SSN", "Date of Birth", "DOB",
        "State Student ID", "StudentNumber", "Last Name", "learner id"}) {
    EXPECT_TRUE(IsAboutStudents(heading)) << heading;
  }
  for (const char* heading :
       {"program_id", "completers", "Students served", "title", "name",
        "Institution Type", "dob_center_of_gravity", "student_body_size"}) {
    EXPECT_FALSE(IsAboutStudents(heading)) << heading;
  }
}

}  // namespace
}  // namespace plumbline::catalog
