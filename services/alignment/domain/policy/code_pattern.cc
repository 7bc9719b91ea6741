#include "services/alignment/domain/policy/code_pattern.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace plumbline::alignment {
namespace {

bool AreDigits(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
}

}  // namespace

bool IsCodeBeginning(absl::string_view text) {
  if (text.empty() || text.size() > 7) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool fits =
        i == 2 ? text[i] == '-'
               : absl::ascii_isdigit(static_cast<unsigned char>(text[i]));
    if (!fits) return false;
  }
  return true;
}

bool BeginsWith(vocabulary::SocCode code, absl::string_view beginning) {
  return absl::StartsWith(code.ToString(), beginning);
}

std::optional<CodePattern> CodePattern::Parse(absl::string_view text) {
  if (text.size() > 1 && text[0] == '*') {
    const absl::string_view end = text.substr(1);
    if (end.size() > 4 || !AreDigits(end)) return std::nullopt;
    return CodePattern(std::string(end), true, false);
  }
  if (!text.empty() && text.back() == '*') {
    const absl::string_view beginning = text.substr(0, text.size() - 1);
    if (!IsCodeBeginning(beginning)) return std::nullopt;
    return CodePattern(std::string(beginning), false, true);
  }
  if (text.size() != 7 || !IsCodeBeginning(text)) return std::nullopt;
  return CodePattern(std::string(text), false, false);
}

bool CodePattern::Matches(vocabulary::SocCode code) const {
  const std::string text = code.ToString();
  if (open_before_) return absl::EndsWith(text, digits_);
  if (open_after_) return absl::StartsWith(text, digits_);
  return text == digits_;
}

}  // namespace plumbline::alignment
