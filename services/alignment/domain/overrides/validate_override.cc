#include "services/alignment/domain/overrides/validate_override.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/alignment/domain/policy/validate_surroundings.h"

namespace plumbline::alignment {
namespace {

using Found = std::vector<OverrideProblem>;

void Say(Found& problems, absl::string_view field, std::string message) {
  problems.push_back({std::string(field), std::move(message)});
}

// Characters of UTF-8: all bytes but those that continue one.
size_t Characters(absl::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
      }));
}

void CheckLength(absl::string_view text, size_t most, absl::string_view field,
                 Found& problems) {
  if (Characters(text) <= most) return;
  Say(problems, field,
      absl::StrCat(field, " has ", Characters(text), " characters: write ",
                   most, " at most"));
}

void CheckText(absl::string_view text, size_t most, absl::string_view field,
               Found& problems) {
  if (absl::StripAsciiWhitespace(text).empty())
    Say(problems, field, absl::StrCat(field, " is empty: it has to be said"));
  CheckLength(text, most, field, problems);
}

void CheckEvidence(const std::vector<OverrideEvidence>& evidence,
                   Found& problems) {
  if (evidence.empty() || evidence.size() > kMaxEvidence) {
    Say(problems, "override.evidence",
        absl::StrCat("override.evidence has ", evidence.size(),
                     " entries: give 1 to ", kMaxEvidence));
    return;
  }
  for (size_t i = 0; i < evidence.size(); ++i) {
    const std::string place = absl::StrCat("override.evidence[", i, "].");
    CheckText(evidence[i].text, kMaxEvidenceText, absl::StrCat(place, "text"),
              problems);
    CheckText(evidence[i].address, kMaxEvidenceAddress,
              absl::StrCat(place, "address"), problems);
  }
}

void CheckDay(const std::string& day, absl::string_view field,
              Found& problems) {
  if (IsDate(day)) return;
  Say(problems, field,
      absl::StrCat(field, " is \"", day, "\", which is not a day: write ",
                   "YYYY-MM-DD"));
}

void CheckPeriod(const OverrideContent& content, Found& problems) {
  CheckDay(content.valid_from, "override.valid_from", problems);
  if (content.valid_until.empty()) {
    Say(problems, "override.valid_until",
        "override.valid_until is empty: every override ends; write the first "
        "day on which it is in force no more");
    return;
  }
  CheckDay(content.valid_until, "override.valid_until", problems);
  if (content.valid_from < content.valid_until) return;
  Say(problems, "override.valid_until",
      absl::StrCat("override.valid_until, ", content.valid_until,
                   ", is not after valid_from, ", content.valid_from,
                   ": it would never be in force"));
}

}  // namespace

std::vector<OverrideProblem> ValidateOverride(const OverrideContent& content) {
  Found problems;
  if (content.kind == OverrideKind::kUnspecified)
    Say(problems, "override.kind",
        "override.kind is not set: write BOARD_DECISION, PETITION or "
        "LOCAL_NEED");
  if (content.decision == OverrideDecision::kUnspecified)
    Say(problems, "override.decision",
        "override.decision is not set: write TREAT_AS_ALIGNED or "
        "TREAT_AS_NOT_ALIGNED");
  if (content.kind == OverrideKind::kLocalNeed &&
      content.decision == OverrideDecision::kTreatAsNotAligned)
    Say(problems, "override.decision",
        "a local need speaks for a program: with LOCAL_NEED write "
        "TREAT_AS_ALIGNED, or choose another kind");
  if (content.program.empty() == content.occupation.empty())
    Say(problems, "override.program",
        "an override is about a program or about an occupation: name one of "
        "them");
  CheckEvidence(content.evidence, problems);
  CheckText(content.author, kMaxAuthor, "override.author", problems);
  CheckPeriod(content, problems);
  return problems;
}

std::vector<OverrideProblem> ValidateChange(absl::string_view author,
                                            absl::string_view comment) {
  Found problems;
  CheckText(author, kMaxAuthor, "author", problems);
  CheckLength(comment, kMaxComment, "comment", problems);
  return problems;
}

}  // namespace plumbline::alignment
