#include "services/alignment/domain/policy/outcome.h"

#include <algorithm>

namespace plumbline::alignment {

absl::string_view OutcomeName(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPass:
      return "PASS";
    case Outcome::kFail:
      return "FAIL";
    case Outcome::kUnknown:
      return "UNKNOWN";
    case Outcome::kUnspecified:
      break;
  }
  return "OUTCOME_UNSPECIFIED";
}

Outcome Not(Outcome outcome) {
  if (outcome == Outcome::kPass) return Outcome::kFail;
  if (outcome == Outcome::kFail) return Outcome::kPass;
  return outcome;
}

Outcome AtLeast(int32_t count, int32_t passes, int32_t unknowns) {
  if (passes >= count) return Outcome::kPass;
  return passes + unknowns < count ? Outcome::kFail : Outcome::kUnknown;
}

Outcome AtLeast(int32_t count, absl::Span<const Outcome> outcomes) {
  const auto of = [&](Outcome wanted) {
    return static_cast<int32_t>(
        std::count(outcomes.begin(), outcomes.end(), wanted));
  };
  return AtLeast(count, of(Outcome::kPass), of(Outcome::kUnknown));
}

}  // namespace plumbline::alignment
