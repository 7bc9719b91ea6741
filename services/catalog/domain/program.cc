#include "services/catalog/domain/program.h"

#include <array>

#include "absl/strings/match.h"
#include "absl/types/span.h"

namespace plumbline::catalog {
namespace {

// By the enumerations' numbers.
constexpr std::array<absl::string_view, 4> kCourseLevels = {
    "", "introductory", "concentrator", "capstone"};
constexpr std::array<absl::string_view, 5> kCredentialKinds = {
    "", "degree", "certificate", "certification", "license"};
constexpr std::array<absl::string_view, 4> kProgramLevels = {
    "", "secondary", "postsecondary", "adult"};

template <typename Enum>
std::optional<Enum> ValueOf(absl::string_view word,
                            absl::Span<const absl::string_view> words) {
  for (size_t i = 0; i < words.size(); ++i) {
    if (absl::EqualsIgnoreCase(words[i], word)) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

void SuppressSmallCell(Program& program) {
  if (!IsSmallCell(program.completers)) return;
  program.completers.reset();
  program.completers_suppressed = true;
}

absl::string_view WordOf(CourseLevel level) {
  return kCourseLevels[static_cast<size_t>(level)];
}
absl::string_view WordOf(CredentialKind kind) {
  return kCredentialKinds[static_cast<size_t>(kind)];
}
absl::string_view WordOf(ProgramLevel level) {
  return kProgramLevels[static_cast<size_t>(level)];
}

std::optional<CourseLevel> CourseLevelOf(absl::string_view word) {
  return ValueOf<CourseLevel>(word, kCourseLevels);
}
std::optional<CredentialKind> CredentialKindOf(absl::string_view word) {
  return ValueOf<CredentialKind>(word, kCredentialKinds);
}
std::optional<ProgramLevel> ProgramLevelOf(absl::string_view word) {
  return ValueOf<ProgramLevel>(word, kProgramLevels);
}

}  // namespace plumbline::catalog
