#include "services/alignment/api/changes/composed_editions.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_split.h"
#include "services/alignment/api/editions/edition_codec.h"
#include "services/alignment/api/requests/upstream.h"

namespace plumbline::alignment {
namespace {

using BySource = std::map<std::string, std::vector<std::string>>;

// `oews` of `sources/oews/releases/2024-05`.
std::string SourceOf(const std::string& release) {
  const std::vector<std::string> parts = absl::StrSplit(release, '/');
  return parts.size() > 1 ? parts[1] : release;
}

BySource ReleasesOf(const Edition& edition) {
  BySource releases;
  for (const ReleaseEntry& release : edition.tables().releases)
    releases[SourceOf(release.name)].push_back(release.name);
  return releases;
}

// The releases whose crosswalks are used, strongest first.
std::vector<std::string> LayersOf(const Edition& edition) {
  std::vector<std::string> layers;
  for (const CrosswalkLayerEntry& layer : edition.tables().crosswalk_layers) {
    const std::string& name = edition.tables().releases[layer.release].name;
    if (std::find(layers.begin(), layers.end(), name) == layers.end())
      layers.push_back(name);
  }
  return layers;
}

std::vector<std::string> SourcesOf(const std::vector<std::string>& releases) {
  std::vector<std::string> sources;
  for (const std::string& release : releases) {
    const std::string source = SourceOf(release);
    if (std::find(sources.begin(), sources.end(), source) == sources.end())
      sources.push_back(source);
  }
  return sources;
}

const std::vector<std::string>& At(const BySource& releases,
                                   const std::string& source) {
  static const auto& none = *new std::vector<std::string>();
  const auto found = releases.find(source);
  return found == releases.end() ? none : found->second;
}

// The order of layers differs beyond what other releases of the same sources
// explain.
bool OtherOrder(const Edition& before, const Edition& after) {
  const auto was = SourcesOf(LayersOf(before));
  const auto is = SourcesOf(LayersOf(after));
  return was != is &&
         std::is_permutation(was.begin(), was.end(), is.begin(), is.end());
}

// Labor answered, and said no.
bool CannotBeComposed(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kNotFound:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::vector<ReleaseChange> ReleasesThatDiffer(const Edition& before,
                                              const Edition& after) {
  const BySource was = ReleasesOf(before);
  const BySource is = ReleasesOf(after);
  std::set<std::string> sources;
  for (const auto& [source, releases] : was) sources.insert(source);
  for (const auto& [source, releases] : is) sources.insert(source);
  std::vector<ReleaseChange> changes;
  for (const std::string& source : sources) {
    if (At(was, source) != At(is, source))
      changes.push_back(
          {KindOfSource(source), source, At(was, source), At(is, source)});
  }
  if (OtherOrder(before, after))
    changes.push_back(
        {CauseKind::kCrosswalk, "", LayersOf(before), LayersOf(after)});
  return changes;
}

EditionPins HoldBack(const Edition& before, const Edition& after,
                     const std::vector<ReleaseChange>& changes, InputSet held) {
  BySource releases = ReleasesOf(after);
  std::vector<std::string> order = SourcesOf(LayersOf(after));
  for (size_t i = 0; i < changes.size(); ++i) {
    if ((held >> i & 1) == 0) continue;
    if (changes[i].source.empty()) {
      order = SourcesOf(LayersOf(before));
    } else {
      releases[changes[i].source] = changes[i].before;
    }
  }
  const std::vector<std::string> layers_before = LayersOf(before);
  const std::vector<std::string> layers_after = LayersOf(after);
  EditionPins pins;
  for (const auto& [source, names] : releases)
    pins.releases.insert(pins.releases.end(), names.begin(), names.end());
  std::sort(pins.releases.begin(), pins.releases.end());
  const auto is_in = [](const std::vector<std::string>& list,
                        const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
  };
  for (const std::string& source : order) {
    for (const std::string& name : At(releases, source)) {
      if (is_in(layers_before, name) || is_in(layers_after, name))
        pins.layers.push_back(name);
    }
  }
  return pins;
}

std::shared_ptr<const Edition> ComposedEditions::Get(const EditionPins& pins) {
  const auto known = editions_.find(pins);
  if (known != editions_.end()) return known->second;
  if (editions_.size() >= most_) return nullptr;
  std::shared_ptr<const Edition>& kept = editions_[pins];
  const auto snapshot = labor_.ComposeSnapshot(pins.releases, pins.layers);
  if (!snapshot.ok()) {
    if (!CannotBeComposed(snapshot.status()))
      status_.Update(FromUpstream(snapshot.status(), "labor"));
    return nullptr;
  }
  auto edition = EditionFromSnapshot(*snapshot);
  if (edition.ok()) kept = *std::move(edition);
  return kept;
}

}  // namespace plumbline::alignment
