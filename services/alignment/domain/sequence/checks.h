#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SEQUENCE_CHECKS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SEQUENCE_CHECKS_H_

#include <string>
#include <utility>
#include <vector>

#include "services/alignment/domain/sequence/sequence_audit.h"

namespace plumbline::alignment {

// The checks one by one, for AuditSequence. Each answers without `check`.
CheckAnswer CheckCourseCount(const SequenceProgram& program);
CheckAnswer CheckLevels(const SequenceProgram& program);
CheckAnswer CheckSpecificity(const SequenceProgram& program, WordRarity rarity);
CheckAnswer CheckDuplication(const SequenceProgram& program);
CheckAnswer CheckPrerequisites(const SequenceProgram& program);
CheckAnswer CheckCredential(const SequenceProgram& program);
CheckAnswer CheckCredentialCurrency(const SequenceProgram& program,
                                    absl::CivilDay today);
CheckAnswer CheckCredentialStack(const SequenceProgram& program);
CheckAnswer CheckWorkBasedLearning(const SequenceProgram& program);
CheckAnswer CheckWorkBasedIntensity(const SequenceProgram& program);
CheckAnswer CheckArticulation(const SequenceProgram& program);
CheckAnswer CheckArticulationCurrency(const SequenceProgram& program,
                                      absl::CivilDay today);
CheckAnswer CheckPostsecondaryLink(const SequenceProgram& program);

// Whether both ends of the sequence have text whose rarity can be measured.
bool HasTextAtBothEnds(const SequenceProgram& program);

// kFound when there are findings, else `otherwise`.
CheckAnswer Answer(std::vector<SequenceFinding> findings,
                   CheckOutcome otherwise, std::string reason);
inline CheckAnswer NotKnown(std::string reason) {
  return Answer({}, CheckOutcome::kNotKnown, std::move(reason));
}

// `course 2 ("Anatomy")`, from 1.
std::string CourseName(const SequenceProgram& program, size_t course);
// `courses[2].level` with the value.
SequenceEvidence CourseEvidence(size_t course, absl::string_view field,
                                absl::string_view value);
// `credentials[0].title` from `credentials`, 0 and `.title`.
SequenceEvidence EntryEvidence(absl::string_view list, size_t entry,
                               absl::string_view field,
                               absl::string_view value);
absl::string_view WordOf(SequenceLevel level);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SEQUENCE_CHECKS_H_
