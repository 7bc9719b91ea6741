#include "services/labor/api/edition_publisher.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"
#include "services/labor/api/onet_cache.h"
#include "services/labor/domain/edition/content_digest.h"
#include "services/labor/domain/edition/edition_builder.h"
#include "services/labor/store/snapshot_codec.h"

namespace plumbline::labor {
namespace {

// The releases of an edition, with what their tables point into.
struct Pins {
  std::deque<ReleaseTables> tables;
  std::vector<ReleaseToPin> releases;
  std::vector<std::pair<std::string, std::string>> names_and_digests;
};

absl::Status CheckAccepted(const ReleaseRecord& release) {
  if (release.state == ReleaseState::kAccepted) return absl::OkStatus();
  return base::Error(absl::StatusCode::kFailedPrecondition,
                     base::reason::kReleaseQuarantined,
                     absl::StrCat(release.name,
                                  " did not pass its gates: read its "
                                  "gate_report, or pin another release"),
                     {{"release", release.name}});
}

absl::StatusOr<Pins> ReadPins(const std::vector<std::string>& names,
                              LaborStore* store) {
  Pins pins;
  for (const std::string& name : names) {
    PLUMBLINE_ASSIGN_OR_RETURN(ReleaseRecord release, store->GetRelease(name));
    PLUMBLINE_RETURN_IF_ERROR(CheckAccepted(release));
    PLUMBLINE_RETURN_IF_ERROR(KeepOnetTables(release, store));
    PLUMBLINE_ASSIGN_OR_RETURN(ReleaseTables tables, store->ReadTables(name));
    pins.tables.push_back(std::move(tables));
    pins.names_and_digests.emplace_back(release.name, release.digest);
    pins.releases.push_back(
        {{release.name, release.reference_period, std::move(release.files)},
         &pins.tables.back()});
  }
  return pins;
}

// The releases whose crosswalks the edition uses, strongest first.
std::vector<std::string> LayersOf(const Edition& edition) {
  std::vector<std::string> layers;
  for (const EditionCrosswalk& layer : edition.crosswalks) {
    const std::string& name = edition.releases[layer.origin.release].name;
    if (std::find(layers.begin(), layers.end(), name) == layers.end()) {
      layers.push_back(name);
    }
  }
  return layers;
}

RequestKey KeyOf(const PublishOrder& order) {
  std::vector<std::string> releases = order.releases;
  std::sort(releases.begin(), releases.end());
  return {order.request_id,
          base::Sha256Hex(absl::StrCat(
              "publish\n", order.name, "\n", absl::StrJoin(releases, ","), "\n",
              absl::StrJoin(order.layers, ","), "\n", order.description))};
}

EditionRecord RecordOf(const Edition& edition, const PublishOrder& order) {
  EditionRecord record;
  record.name = edition.name;
  for (const PinnedRelease& release : edition.releases) {
    record.releases.push_back(release.name);
  }
  record.layers = LayersOf(edition);
  record.description = order.description;
  return record;
}

}  // namespace

absl::StatusOr<ComposedEdition> Compose(const PublishOrder& order,
                                        LaborStore* store) {
  PLUMBLINE_ASSIGN_OR_RETURN(Pins pins, ReadPins(order.releases, store));
  PLUMBLINE_ASSIGN_OR_RETURN(
      Edition edition,
      BuildEdition(order.name, std::move(pins.releases), order.layers));
  const std::string digest =
      EditionDigest(std::move(pins.names_and_digests), LayersOf(edition));
  // Named after the content, the same releases are the same edition anywhere.
  if (edition.name.empty()) {
    edition.name = absl::StrCat("editions/", digest.substr(0, 12));
  }
  ComposedEdition composed;
  composed.snapshot = EncodeSnapshot(edition);
  composed.record = RecordOf(edition, order);
  composed.record.content_digest = digest;
  composed.record.snapshot_sha256 = base::Sha256Hex(composed.snapshot);
  return composed;
}

absl::StatusOr<EditionRecord> Publish(const PublishOrder& order,
                                      const std::function<absl::Time()>& now,
                                      LaborStore* store) {
  const RequestKey key = KeyOf(order);
  PLUMBLINE_ASSIGN_OR_RETURN(const auto answered, store->FindRequest(key));
  if (answered) return store->GetEdition(*answered);
  PLUMBLINE_ASSIGN_OR_RETURN(ComposedEdition composed, Compose(order, store));
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto published, store->FindEdition(composed.record.content_digest));
  if (published && !published->purge_time) return *std::move(published);
  composed.record.publish_time = now();
  if (order.validate_only) return composed.record;
  return store->AddEdition(composed.record, composed.snapshot, key);
}

}  // namespace plumbline::labor
