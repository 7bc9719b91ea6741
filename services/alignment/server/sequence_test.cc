#include "gmock/gmock.h"
#include "services/alignment/server/testing/service_fixture.h"
#include "services/alignment/server/testing/tiny_texts.h"
#include "services/common/base/error.h"

namespace plumbline::alignment {
namespace {

using ::plumbline::testing::HasReason;
using ::testing::_;
using ::testing::HasSubstr;
using ::testing::Return;
using Answer = v1::SequenceCheckAnswer;
using Finding = v1::SequenceFinding;

// Two definitions: `scene` is in both, `defibrillation` in one.
labor::v1::EditionTexts DefinitionTexts() {
  labor::v1::EditionTexts texts = TextsOfTwoFiles();
  auto& occupation = *texts.add_occupations();
  occupation.set_code(29204200);
  AddText("Emergency Medical Technicians", 2, occupation.mutable_title());
  for (const auto& [code, definition] :
       {std::pair{510904,
                  "People work safely at the scene and help others. "
                  "Intubation, defibrillation, ventilation, "
                  "pharmacology, electrocardiography."},
        std::pair{240101,
                  "People work safely at the scene and help others."}}) {
    auto& program = *texts.add_program_codes();
    program.set_code(code);
    program.set_title("Care");
    program.set_definition(definition);
    program.set_row(9);
  }
  return texts;
}

class SequenceServiceTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    labor_.Publish(TinyEdition("e1", 58410));
    ON_CALL(labor_, DownloadTexts(_)).WillByDefault(Return(DefinitionTexts()));
    auto& program = *request_.mutable_program();
    program.set_title("EMT");
    AddCourse("Scene", catalog::v1::Course::INTRODUCTORY,
              "People work safely at the scene and help others.");
    AddCourse("Care", catalog::v1::Course::CAPSTONE,
              "Intubation, defibrillation, ventilation, pharmacology, "
              "electrocardiography.");
    program.add_articulations("A college, until 2023-06-30");
  }

  void AddCourse(const std::string& title, catalog::v1::Course::Level level,
                 const std::string& description) {
    auto& course = *request_.mutable_program()->add_courses();
    course.set_title(title);
    course.set_level(level);
    course.set_description(description);
  }

  // The outcome of one check.
  static Answer Of(const v1::SequenceAudit& audit, Answer::Check check) {
    return audit.answers(check - 1);
  }

  v1::AuditSequenceRequest request_;
};

TEST_F(SequenceServiceTest, FindingsNameFieldsAndSilenceIsNotKnown) {
  ASSERT_OK_AND_ASSIGN(const v1::SequenceAudit audit,
                       client_->AuditSequence(request_));
  // The day of the service's clock.
  EXPECT_EQ(audit.day(), "2023-11-14");
  ASSERT_EQ(audit.findings_size(), 1) << audit.DebugString();
  EXPECT_EQ(audit.findings(0).code(), Finding::ARTICULATION_EXPIRED);
  EXPECT_EQ(audit.findings(0).check(), Answer::ARTICULATION_CURRENCY);
  EXPECT_EQ(audit.findings(0).evidence(0).field(), "articulations[0]");
  EXPECT_EQ(audit.answers_size(), 13);
  EXPECT_EQ(Of(audit, Answer::LEVELS).outcome(), Answer::CLEAR);
  EXPECT_EQ(Of(audit, Answer::CREDENTIAL).outcome(), Answer::NOT_KNOWN);
  request_.set_day("2023-06-30");
  request_.set_lists_complete(true);
  ASSERT_OK_AND_ASSIGN(const auto whole, client_->AuditSequence(request_));
  ASSERT_EQ(whole.findings_size(), 2) << whole.DebugString();
  EXPECT_EQ(whole.findings(0).code(), Finding::NO_CREDENTIAL);
  EXPECT_EQ(whole.findings(1).code(), Finding::NO_WORK_BASED_LEARNING);
}

TEST_F(SequenceServiceTest, RarityComesFromTheDefinitionsOfPrograms) {
  ASSERT_OK_AND_ASSIGN(const auto rising, client_->AuditSequence(request_));
  EXPECT_EQ(rising.edition(), "editions/e1");
  EXPECT_EQ(Of(rising, Answer::SPECIFICITY).outcome(), Answer::CLEAR)
      << rising.DebugString();
  auto& courses = *request_.mutable_program()->mutable_courses();
  courses[0].mutable_description()->swap(*courses[1].mutable_description());
  ASSERT_OK_AND_ASSIGN(const auto falling, client_->AuditSequence(request_));
  ASSERT_EQ(Of(falling, Answer::SPECIFICITY).outcome(), Answer::FOUND);
  EXPECT_EQ(falling.findings(0).code(), Finding::SPECIFICITY_DOES_NOT_RISE);
  EXPECT_GT(falling.findings(0).evidence(0).figure(),
            falling.findings(0).evidence(1).figure());
}

TEST_F(SequenceServiceTest, WithoutTextsSpecificityIsNotKnown) {
  ON_CALL(labor_, DownloadTexts(_))
      .WillByDefault(Return(labor::v1::EditionTexts()));
  ASSERT_OK_AND_ASSIGN(const auto audit, client_->AuditSequence(request_));
  EXPECT_EQ(audit.edition(), "");
  EXPECT_EQ(Of(audit, Answer::SPECIFICITY).outcome(), Answer::NOT_KNOWN);
}

TEST_F(SequenceServiceTest, WhatIsDisabledIsNeitherAskedNorFound) {
  EXPECT_CALL(labor_, DownloadTexts(_)).Times(0);
  request_.add_disabled_checks("articulation_currency");
  request_.add_disabled_checks("specificity");
  ASSERT_OK_AND_ASSIGN(const auto audit, client_->AuditSequence(request_));
  EXPECT_EQ(audit.findings_size(), 0) << audit.DebugString();
  EXPECT_EQ(Of(audit, Answer::SPECIFICITY).outcome(), Answer::DISABLED);
  EXPECT_EQ(Of(audit, Answer::ARTICULATION_CURRENCY).outcome(),
            Answer::DISABLED);
}

TEST_F(SequenceServiceTest, APolicySwitchesChecksOff) {
  v1::Policy policy = HighWagePolicy();
  policy.add_disabled_sequence_checks("articulation_curency");
  EXPECT_THAT(client_->CreatePolicyVersion("policies/board", policy, ""),
              HasReason(base::reason::kPolicyInvalid));
  policy.set_disabled_sequence_checks(0, "articulation_currency");
  ASSERT_OK(client_->CreatePolicyVersion("policies/board", policy, ""));
  request_.set_policy("policies/board");
  ASSERT_OK_AND_ASSIGN(const auto audit, client_->AuditSequence(request_));
  EXPECT_EQ(audit.findings_size(), 0) << audit.DebugString();
  EXPECT_EQ(Of(audit, Answer::ARTICULATION_CURRENCY).outcome(),
            Answer::DISABLED);
  request_.set_policy("policies/nobody");
  EXPECT_THAT(client_->AuditSequence(request_),
              HasReason(base::reason::kPolicyUnknown));
}

TEST_F(SequenceServiceTest, AStoredProgramIsReadFromTheCatalog) {
  v1::AuditSequenceRequest named;
  named.set_name("providers/tx-1/programs/emt");
  EXPECT_CALL(catalog_, GetProgram(absl::string_view(named.name()), _))
      .WillOnce(Return(request_.program()));
  ASSERT_OK_AND_ASSIGN(const auto by_name, client_->AuditSequence(named));
  ASSERT_OK_AND_ASSIGN(const auto sent, client_->AuditSequence(request_));
  EXPECT_EQ(by_name.SerializeAsString(), sent.SerializeAsString());
}

TEST_F(SequenceServiceTest, WhatCannotBeAnsweredSaysWhy) {
  EXPECT_THAT(client_->AuditSequence({}),
              HasReason(base::reason::kArgumentInvalid));
  v1::AuditSequenceRequest unknown = request_;
  unknown.add_disabled_checks("SPECIFICITY");
  const auto refused = client_->AuditSequence(unknown);
  EXPECT_THAT(refused, HasReason(base::reason::kArgumentInvalid));
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("specificity"));
  v1::AuditSequenceRequest no_day = request_;
  no_day.set_day("2023-02-29");
  EXPECT_THAT(client_->AuditSequence(no_day),
              HasReason(base::reason::kArgumentInvalid));
  request_.set_edition("editions/none");
  EXPECT_THAT(client_->AuditSequence(request_),
              HasReason(base::reason::kEditionUnknown));
  while (request_.program().courses_size() <= 300)
    request_.mutable_program()->add_courses();
  EXPECT_THAT(client_->AuditSequence(request_),
              HasReason(base::reason::kArgumentInvalid));
}

TEST_F(SequenceServiceTest, AValueThatNoEnumerationNamesIsUnspecified) {
  auto& program = *request_.mutable_program();
  program.set_level(static_cast<catalog::v1::Program::Level>(77));
  program.mutable_courses(1)->set_level(
      static_cast<catalog::v1::Course::Level>(77));
  program.add_credentials()->set_kind(
      static_cast<catalog::v1::Credential::Kind>(77));
  ASSERT_OK_AND_ASSIGN(const auto audit, client_->AuditSequence(request_));
  EXPECT_EQ(Of(audit, Answer::LEVELS).outcome(), Answer::NOT_KNOWN);
  EXPECT_EQ(Of(audit, Answer::POSTSECONDARY_LINK).outcome(), Answer::NOT_KNOWN);
}

}  // namespace
}  // namespace plumbline::alignment
