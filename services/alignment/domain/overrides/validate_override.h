#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_OVERRIDES_VALIDATE_OVERRIDE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_OVERRIDES_VALIDATE_OVERRIDE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/alignment/domain/overrides/override.h"

namespace plumbline::alignment {

// The most that is stored, in characters and in entries.
inline constexpr size_t kMaxEvidence = 20;
inline constexpr size_t kMaxEvidenceText = 4000;
inline constexpr size_t kMaxEvidenceAddress = 500;
inline constexpr size_t kMaxAuthor = 200;
inline constexpr size_t kMaxComment = 4000;

// Something wrong with what somebody wrote.
struct OverrideProblem {
  std::string field;    // `override.evidence[0].text`.
  std::string message;  // One sentence: what is wrong and what to do.
};

// What is wrong with an override, in the order of its fields; nothing when all
// is well. That names match their patterns is for the caller to see to.
std::vector<OverrideProblem> ValidateOverride(const OverrideContent& content);

// The same for who changes an override's state, and why.
std::vector<OverrideProblem> ValidateChange(absl::string_view author,
                                            absl::string_view comment);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_OVERRIDES_VALIDATE_OVERRIDE_H_
