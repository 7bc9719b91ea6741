#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_OVERRIDES_STANDING_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_OVERRIDES_STANDING_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/alignment/domain/overrides/override.h"

namespace plumbline::alignment {

// The name of a state for people: "approved".
absl::string_view StateText(OverrideState state);

// Whether somebody may move an override from one state to another: from none it
// is proposed; what is proposed is approved, rejected or withdrawn; what is
// approved is withdrawn; nothing leaves the other two.
bool CanBecome(OverrideState from, OverrideState to);

// A state and the day since which it holds.
struct StateChange {
  OverrideState state = OverrideState::kUnspecified;
  std::string day;
};

// The state at the end of `day`; `changes` in the order of their days.
// kUnspecified before the first.
OverrideState StateOn(absl::Span<const StateChange> changes,
                      absl::string_view day);

// What an override is worth on `day`, as it was known at the end of that day:
// an approval or a withdrawal that came later says nothing about it. In force
// from its first day on until the day before `valid_until`.
OverrideStanding StandingOn(absl::Span<const StateChange> changes,
                            absl::string_view valid_from,
                            absl::string_view valid_until,
                            absl::string_view day);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_OVERRIDES_STANDING_H_
