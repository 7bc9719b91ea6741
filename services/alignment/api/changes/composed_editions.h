#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_COMPOSED_EDITIONS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_COMPOSED_EDITIONS_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cpp/labor/labor_client.h"
#include "services/alignment/domain/changes/cause_kind.h"
#include "services/alignment/domain/changes/cause_search.h"
#include "services/alignment/domain/edition/edition.h"

namespace plumbline::alignment {

// The releases of one source in two editions, which differ; or the order of
// crosswalk layers, with an empty source.
struct ReleaseChange {
  CauseKind kind = CauseKind::kUnspecified;
  std::string source;
  // `sources/{source}/releases/{release}`, by name; empty for none.
  std::vector<std::string> before;
  std::vector<std::string> after;
};

// What differs between the pins of two editions: by source, the order of layers
// last.
std::vector<ReleaseChange> ReleasesThatDiffer(const Edition& before,
                                              const Edition& after);

// What an edition pins.
struct EditionPins {
  std::vector<std::string> releases;  // By name.
  std::vector<std::string> layers;    // Strongest first.

  auto operator<=>(const EditionPins&) const = default;
};

// The pins of `after` where bit i of `held` keeps change i as it was before.
EditionPins HoldBack(const Edition& before, const Edition& after,
                     const std::vector<ReleaseChange>& changes, InputSet held);

// Editions that nobody published, composed by labor when first asked for and
// kept as long as this lives. One thread at a time.
class ComposedEditions {
 public:
  // `most`: how many are composed at most; each takes labor a second or more.
  ComposedEditions(labor_client::LaborClient& labor, size_t most)
      : labor_(labor), most_(most) {}

  // Null when it cannot be composed (a release that others need is held back),
  // enough were, or labor did not answer: then status() says so.
  std::shared_ptr<const Edition> Get(const EditionPins& pins);

  // Why labor did not answer the first time that it did not: what was found
  // without it is not what the inputs give.
  const absl::Status& status() const { return status_; }

 private:
  labor_client::LaborClient& labor_;
  const size_t most_;
  std::map<EditionPins, std::shared_ptr<const Edition>> editions_;
  absl::Status status_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_COMPOSED_EDITIONS_H_
