#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_OUTCOME_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_OUTCOME_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace plumbline::alignment {

// What a condition says of an occupation: holds, does not hold, or the data
// cannot tell. The numbers are those of Outcome in alignment.proto.
enum class Outcome : uint8_t {
  kUnspecified = 0,
  kPass = 1,
  kFail = 2,
  kUnknown = 3
};

// "PASS", "FAIL", "UNKNOWN".
absl::string_view OutcomeName(Outcome outcome);

Outcome Not(Outcome outcome);
// At least `count` of the outcomes pass, exactly: pass when so many are known
// to pass, fail when too few could, else unknown. All of n is AtLeast(n), any
// is AtLeast(1).
Outcome AtLeast(int32_t count, int32_t passes, int32_t unknowns);
Outcome AtLeast(int32_t count, absl::Span<const Outcome> outcomes);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_OUTCOME_H_
