#ifndef PLUMBLINE_SERVICES_RESCORING_DOMAIN_EDITION_PLAN_H_
#define PLUMBLINE_SERVICES_RESCORING_DOMAIN_EDITION_PLAN_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace plumbline::rescoring {

// What an edition pins.
struct Pinned {
  std::vector<std::string> releases;  // Sorted.
  std::vector<std::string> layers;    // Strongest first.
  std::string replaced;  // The release that gave way; may be empty.
};

// The served edition's pins with `release` in the place of the newest one of
// its source, in the layers too; added when the source has none. Nothing when
// a release of that source that is as new or newer is pinned.
std::optional<Pinned> PlanEdition(const Pinned& served,
                                  const std::string& release);

// What one run scores.
struct Scope {
  std::string provider;
  std::vector<std::string> policies;  // With their versions.
  std::vector<std::string> regions;   // Empty: each program's own.

  friend bool operator==(const Scope&, const Scope&) = default;
};

// What stands of `runs`, which come newest first: those that no newer one
// answers for entirely, the oldest first, so that scoring them in this order
// leaves what the newest said where two overlap.
std::vector<Scope> StandingScopes(const std::vector<Scope>& runs);

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_DOMAIN_EDITION_PLAN_H_
