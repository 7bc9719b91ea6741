#include "services/alignment/api/sequence/sequence_codec.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace plumbline::alignment {
namespace {

SequenceCourse CourseFromProto(const catalog::v1::Course& message) {
  SequenceCourse course;
  course.code = message.code();
  course.title = message.title();
  course.description = message.description();
  if (catalog::v1::Course::Level_IsValid(message.level()))
    course.level = static_cast<SequenceLevel>(message.level());
  course.credits_milli = message.credits_milli();
  course.hours = message.hours();
  course.dual_credit = message.dual_credit();
  course.prerequisites = {message.prerequisites().begin(),
                          message.prerequisites().end()};
  return course;
}

SequenceCredential CredentialFromProto(const catalog::v1::Credential& message) {
  SequenceCredential credential;
  credential.title = message.title();
  credential.issuer = message.issuer();
  if (catalog::v1::Credential::Kind_IsValid(message.kind()))
    credential.kind = static_cast<SequenceCredentialKind>(message.kind());
  return credential;
}

void FillFinding(SequenceCheck check, const SequenceFinding& finding,
                 v1::SequenceFinding& to) {
  to.set_code(static_cast<v1::SequenceFinding::Code>(finding.code));
  to.set_check(static_cast<v1::SequenceCheckAnswer::Check>(check));
  to.set_message(finding.message);
  to.set_informational(IsInformational(finding.code));
  for (const SequenceEvidence& evidence : finding.evidence) {
    v1::SequenceEvidence& added = *to.add_evidence();
    added.set_field(evidence.field);
    added.set_value(evidence.value);
    if (evidence.figure) added.set_figure(*evidence.figure);
  }
}

}  // namespace

std::string NoSuchCheck(absl::string_view name) {
  return absl::StrCat("\"", name, "\" is no check: write one of ",
                      absl::StrJoin(SequenceCheckNames(), ", "));
}

SequenceProgram SequenceFromProto(const catalog::v1::Program& program,
                                  bool lists_complete) {
  SequenceProgram sequence;
  if (catalog::v1::Program::Level_IsValid(program.level()))
    sequence.level = static_cast<SequenceProgramLevel>(program.level());
  for (const catalog::v1::Course& course : program.courses())
    sequence.courses.push_back(CourseFromProto(course));
  for (const catalog::v1::Credential& credential : program.credentials())
    sequence.credentials.push_back(CredentialFromProto(credential));
  sequence.work_based_learning = {program.work_based_learning().begin(),
                                  program.work_based_learning().end()};
  sequence.articulations = {program.articulations().begin(),
                            program.articulations().end()};
  sequence.lists_complete = lists_complete;
  return sequence;
}

v1::SequenceAudit AuditToProto(const std::vector<CheckAnswer>& answers) {
  v1::SequenceAudit audit;
  for (const CheckAnswer& answer : answers) {
    v1::SequenceCheckAnswer& told = *audit.add_answers();
    told.set_check(static_cast<v1::SequenceCheckAnswer::Check>(answer.check));
    told.set_outcome(
        static_cast<v1::SequenceCheckAnswer::Outcome>(answer.outcome));
    told.set_reason(answer.reason);
    for (const SequenceFinding& finding : answer.findings)
      FillFinding(answer.check, finding, *audit.add_findings());
  }
  return audit;
}

}  // namespace plumbline::alignment
