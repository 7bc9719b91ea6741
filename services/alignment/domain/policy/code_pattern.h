#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_CODE_PATTERN_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_CODE_PATTERN_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/common/vocabulary/soc_code.h"

namespace plumbline::alignment {

// A pattern of occupation codes: `29-1141` one code, `25-1*` its beginning,
// `*9` its end.
class CodePattern {
 public:
  // Nothing when the text is no pattern.
  static std::optional<CodePattern> Parse(absl::string_view text);

  bool Matches(vocabulary::SocCode code) const;

 private:
  CodePattern(std::string digits, bool open_before, bool open_after)
      : digits_(std::move(digits)),
        open_before_(open_before),
        open_after_(open_after) {}

  std::string digits_;
  bool open_before_;
  bool open_after_;
};

// The beginning of a code, as lists write it: `29-1141`, `25-2`. True for
// a text of digits with the hyphen in its place.
bool IsCodeBeginning(absl::string_view text);
bool BeginsWith(vocabulary::SocCode code, absl::string_view beginning);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_CODE_PATTERN_H_
