#include "services/alignment/domain/sequence/sequence_audit.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/domain/sequence/checks.h"

namespace plumbline::alignment {
namespace {

// In the order of SequenceCheck.
constexpr std::array<absl::string_view, kSequenceChecks> kCheckNames = {
    "course_count",         "levels",           "specificity",
    "duplication",          "prerequisites",    "credential",
    "credential_currency",  "credential_stack", "work_based_learning",
    "work_based_intensity", "articulation",     "articulation_currency",
    "postsecondary_link"};

constexpr std::array<absl::string_view, 4> kLevelWords = {
    "unstated", "introductory", "concentrator", "capstone"};

constexpr size_t kLongestValue = 200;
constexpr size_t kLongestName = 80;

// The whole characters among the first `most` bytes.
absl::string_view Shortened(absl::string_view text, size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80)
    --most;
  return text.substr(0, most);
}

bool IsDisabled(SequenceCheck check, absl::Span<const SequenceCheck> disabled) {
  return std::find(disabled.begin(), disabled.end(), check) != disabled.end();
}

CheckAnswer AnswerOf(SequenceCheck check, const SequenceProgram& program,
                     absl::CivilDay today, WordRarity rarity) {
  switch (check) {
    case SequenceCheck::kCourseCount:
      return CheckCourseCount(program);
    case SequenceCheck::kLevels:
      return CheckLevels(program);
    case SequenceCheck::kSpecificity:
      return CheckSpecificity(program, rarity);
    case SequenceCheck::kDuplication:
      return CheckDuplication(program);
    case SequenceCheck::kPrerequisites:
      return CheckPrerequisites(program);
    case SequenceCheck::kCredential:
      return CheckCredential(program);
    case SequenceCheck::kCredentialCurrency:
      return CheckCredentialCurrency(program, today);
    case SequenceCheck::kCredentialStack:
      return CheckCredentialStack(program);
    case SequenceCheck::kWorkBasedLearning:
      return CheckWorkBasedLearning(program);
    case SequenceCheck::kWorkBasedIntensity:
      return CheckWorkBasedIntensity(program);
    case SequenceCheck::kArticulation:
      return CheckArticulation(program);
    case SequenceCheck::kArticulationCurrency:
      return CheckArticulationCurrency(program, today);
    case SequenceCheck::kPostsecondaryLink:
      return CheckPostsecondaryLink(program);
  }
  return {};
}

}  // namespace

absl::string_view NameOf(SequenceCheck check) {
  return kCheckNames[static_cast<size_t>(check) - 1];
}

std::optional<SequenceCheck> SequenceCheckOf(absl::string_view name) {
  const auto found = std::find(kCheckNames.begin(), kCheckNames.end(), name);
  if (found == kCheckNames.end()) return std::nullopt;
  return static_cast<SequenceCheck>(found - kCheckNames.begin() + 1);
}

std::vector<absl::string_view> SequenceCheckNames() {
  return {kCheckNames.begin(), kCheckNames.end()};
}

bool IsInformational(SequenceFindingCode code) {
  return code == SequenceFindingCode::kCredentialsStack;
}

CheckAnswer Answer(std::vector<SequenceFinding> findings,
                   CheckOutcome otherwise, std::string reason) {
  CheckAnswer answer;
  answer.outcome = otherwise;
  for (const SequenceFinding& finding : findings)
    if (!IsInformational(finding.code)) answer.outcome = CheckOutcome::kFound;
  answer.reason = std::move(reason);
  answer.findings = std::move(findings);
  return answer;
}

absl::string_view WordOf(SequenceLevel level) {
  return kLevelWords[static_cast<size_t>(level)];
}

std::string CourseName(const SequenceProgram& program, size_t course) {
  const std::string& title = program.courses[course].title;
  if (title.empty() || title.size() > kLongestName)
    return absl::StrCat("course ", course + 1);
  return absl::StrCat("course ", course + 1, " (\"", title, "\")");
}

SequenceEvidence CourseEvidence(size_t course, absl::string_view field,
                                absl::string_view value) {
  return EntryEvidence("courses", course, absl::StrCat(".", field), value);
}

SequenceEvidence EntryEvidence(absl::string_view list, size_t entry,
                               absl::string_view field,
                               absl::string_view value) {
  return {absl::StrCat(list, "[", entry, "]", field),
          std::string(Shortened(value, kLongestValue))};
}

bool ReadsRarity(const SequenceProgram& program,
                 absl::Span<const SequenceCheck> disabled) {
  return !IsDisabled(SequenceCheck::kSpecificity, disabled) &&
         HasTextAtBothEnds(program);
}

std::vector<CheckAnswer> AuditSequence(const SequenceProgram& program,
                                       absl::Span<const SequenceCheck> disabled,
                                       absl::CivilDay today,
                                       WordRarity rarity) {
  std::vector<CheckAnswer> answers;
  for (int number = 1; number <= kSequenceChecks; ++number) {
    const auto check = static_cast<SequenceCheck>(number);
    CheckAnswer answer;
    if (IsDisabled(check, disabled)) {
      answer.outcome = CheckOutcome::kDisabled;
    } else {
      answer = AnswerOf(check, program, today, rarity);
    }
    answer.check = check;
    answers.push_back(std::move(answer));
  }
  return answers;
}

}  // namespace plumbline::alignment
