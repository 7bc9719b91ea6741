#include "services/alignment/domain/overrides/standing.h"

namespace plumbline::alignment {

absl::string_view StateText(OverrideState state) {
  switch (state) {
    case OverrideState::kProposed:
      return "proposed";
    case OverrideState::kApproved:
      return "approved";
    case OverrideState::kRejected:
      return "rejected";
    case OverrideState::kWithdrawn:
      return "withdrawn";
    case OverrideState::kUnspecified:
      break;
  }
  return "not there";
}

bool CanBecome(OverrideState from, OverrideState to) {
  switch (from) {
    case OverrideState::kUnspecified:
      return to == OverrideState::kProposed;
    case OverrideState::kProposed:
      return to == OverrideState::kApproved || to == OverrideState::kRejected ||
             to == OverrideState::kWithdrawn;
    case OverrideState::kApproved:
      return to == OverrideState::kWithdrawn;
    case OverrideState::kRejected:
    case OverrideState::kWithdrawn:
      break;
  }
  return false;
}

OverrideState StateOn(absl::Span<const StateChange> changes,
                      absl::string_view day) {
  OverrideState state = OverrideState::kUnspecified;
  for (const StateChange& change : changes) {
    if (absl::string_view(change.day) > day) break;
    state = change.state;
  }
  return state;
}

OverrideStanding StandingOn(absl::Span<const StateChange> changes,
                            absl::string_view valid_from,
                            absl::string_view valid_until,
                            absl::string_view day) {
  if (StateOn(changes, day) != OverrideState::kApproved)
    return OverrideStanding::kNotApproved;
  if (day < valid_from) return OverrideStanding::kNotYetInForce;
  if (day < valid_until) return OverrideStanding::kInForce;
  return OverrideStanding::kExpired;
}

}  // namespace plumbline::alignment
