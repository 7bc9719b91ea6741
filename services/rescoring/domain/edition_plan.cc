#include "services/rescoring/domain/edition_plan.h"

#include <algorithm>
#include <set>

#include "absl/strings/strip.h"
#include "services/rescoring/domain/publisher_releases.h"

namespace plumbline::rescoring {
namespace {

// `sources/{source}/releases/` of a release's name.
absl::string_view PrefixOf(absl::string_view release) {
  return release.substr(0, release.rfind('/') + 1);
}

// policies/{policy} without its version.
std::string PolicyOf(const std::string& version) {
  return version.substr(0, version.find("/versions/"));
}

std::set<std::string> PoliciesOf(const Scope& scope) {
  std::set<std::string> policies;
  for (const std::string& version : scope.policies) {
    policies.insert(PolicyOf(version));
  }
  return policies;
}

// Whether a run over `newer` answers for all that one over `older` did; as
// alignment compares runs: a run without regions answers for all.
bool Covers(const Scope& newer, const Scope& older) {
  if (newer.provider != "providers/-" && newer.provider != older.provider) {
    return false;
  }
  const auto wide = PoliciesOf(newer);
  const auto narrow = PoliciesOf(older);
  if (!std::includes(wide.begin(), wide.end(), narrow.begin(), narrow.end())) {
    return false;
  }
  if (newer.regions.empty()) return true;
  if (older.regions.empty()) return false;
  return std::all_of(older.regions.begin(), older.regions.end(),
                     [&](const std::string& region) {
                       return std::count(newer.regions.begin(),
                                         newer.regions.end(), region) > 0;
                     });
}

}  // namespace

std::optional<Pinned> PlanEdition(const Pinned& served,
                                  const std::string& release) {
  const absl::string_view prefix = PrefixOf(release);
  std::string newest;
  for (const std::string& pinned : served.releases) {
    if (PrefixOf(pinned) != prefix) continue;
    if (newest.empty() || CompareReleaseIds(pinned, newest) > 0) {
      newest = pinned;
    }
  }
  if (!newest.empty() && CompareReleaseIds(newest, release) >= 0) {
    return std::nullopt;
  }
  Pinned planned = served;
  planned.replaced = newest;
  if (newest.empty()) {
    planned.releases.push_back(release);
  } else {
    std::replace(planned.releases.begin(), planned.releases.end(), newest,
                 release);
    std::replace(planned.layers.begin(), planned.layers.end(), newest, release);
  }
  std::sort(planned.releases.begin(), planned.releases.end());
  return planned;
}

std::vector<Scope> StandingScopes(const std::vector<Scope>& runs) {
  std::vector<Scope> standing;
  for (const Scope& run : runs) {
    const bool covered =
        std::any_of(standing.begin(), standing.end(),
                    [&](const Scope& newer) { return Covers(newer, run); });
    if (!covered) standing.push_back(run);
  }
  std::reverse(standing.begin(), standing.end());
  return standing;
}

}  // namespace plumbline::rescoring
