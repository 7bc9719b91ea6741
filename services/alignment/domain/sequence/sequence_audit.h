#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SEQUENCE_SEQUENCE_AUDIT_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SEQUENCE_SEQUENCE_AUDIT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "services/alignment/domain/sequence/sequence_program.h"

namespace plumbline::alignment {

// What is checked, in the order of the answers. The numbers are those of the
// contract.
enum class SequenceCheck : uint8_t {
  kCourseCount = 1,
  kLevels = 2,
  kSpecificity = 3,
  kDuplication = 4,
  kPrerequisites = 5,
  kCredential = 6,
  kCredentialCurrency = 7,
  kCredentialStack = 8,
  kWorkBasedLearning = 9,
  kWorkBasedIntensity = 10,
  kArticulation = 11,
  kArticulationCurrency = 12,
  kPostsecondaryLink = 13,
};
inline constexpr int kSequenceChecks = 13;

// `course_count`, `work_based_learning`.
absl::string_view NameOf(SequenceCheck check);
std::optional<SequenceCheck> SequenceCheckOf(absl::string_view name);
// All names in the order of the checks.
std::vector<absl::string_view> SequenceCheckNames();

// What was found. The numbers are those of the contract.
enum class SequenceFindingCode : uint8_t {
  kFewerThanTwoCourses = 1,
  kLevelsFall = 2,
  kLevelsDoNotRise = 3,
  kNoCapstone = 4,
  kSpecificityDoesNotRise = 5,
  kContentDuplicated = 6,
  kPrerequisiteUnknown = 7,
  kPrerequisiteNotBefore = 8,
  kPrerequisiteCycle = 9,
  kNoCredential = 10,
  kCredentialNotCurrent = 11,
  kCredentialsStack = 12,  // Informational.
  kNoWorkBasedLearning = 13,
  kIntensityDoesNotRise = 14,
  kNoArticulation = 15,
  kArticulationExpired = 16,
  kNoPostsecondaryHalf = 17,
};
// Whether a finding speaks for the program.
bool IsInformational(SequenceFindingCode code);

// A field of the program with what it says.
struct SequenceEvidence {
  std::string field;  // `courses[2].prerequisites[0]`.
  std::string value;  // Its text, at most some 200 bytes of it.
  std::optional<double> figure = {};
};

struct SequenceFinding {
  SequenceFindingCode code = SequenceFindingCode::kFewerThanTwoCourses;
  std::string message;  // One sentence.
  std::vector<SequenceEvidence> evidence;
};

// The numbers are those of the contract.
enum class CheckOutcome : uint8_t {
  kClear = 1,          // Everything it reads is there and in order.
  kFound = 2,          // There is a finding that is not informational.
  kNotKnown = 3,       // The program does not say enough.
  kNotApplicable = 4,  // It does not concern such a program.
  kDisabled = 5,
};

struct CheckAnswer {
  SequenceCheck check = SequenceCheck::kCourseCount;
  CheckOutcome outcome = CheckOutcome::kNotKnown;
  std::string reason;  // One sentence; empty where findings say it all.
  std::vector<SequenceFinding> findings;
};

// How rare a word is among texts of its field, greater for rarer ones (inverse
// document frequency); nothing for a word that is in none.
using WordRarity = absl::FunctionRef<std::optional<double>(absl::string_view)>;

// Descriptions with a cosine from here on are near-duplicates.
inline constexpr double kDuplicateCosine = 0.85;
// Of a description to be compared, and of the text of each end whose rarity is
// measured: different words.
inline constexpr size_t kFewestCheckedWords = 5;

// Whether AuditSequence will ask for the rarity of words: specificity is not
// disabled, and both ends of the sequence have text.
bool ReadsRarity(const SequenceProgram& program,
                 absl::Span<const SequenceCheck> disabled);

// One answer for each check, in their order; what is disabled is not looked at.
// The order of `disabled` and repeated checks in it change nothing. `today` is
// what end days are compared with; `rarity` may know no word.
//
// Source of the checks: Essential Elements 5 and 9 of a high-quality program
// of California's framework.
std::vector<CheckAnswer> AuditSequence(const SequenceProgram& program,
                                       absl::Span<const SequenceCheck> disabled,
                                       absl::CivilDay today, WordRarity rarity);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SEQUENCE_SEQUENCE_AUDIT_H_
