#ifndef PLUMBLINE_SERVICES_RESCORING_API_SOURCE_WATCHER_H_
#define PLUMBLINE_SERVICES_RESCORING_API_SOURCE_WATCHER_H_

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cpp/labor/labor_client.h"
#include "services/common/sources/descriptor.h"
#include "services/rescoring/domain/publisher_releases.h"
#include "services/rescoring/fetch/fetcher.h"
#include "services/rescoring/store/rescoring_store.h"

namespace plumbline::rescoring {

// The header that carries a source's key, "Name: value"; empty when its
// descriptor names none. The key is read from the environment each time.
//
// Errors: kFailedPrecondition, SOURCE_KEY_MISSING: the variable is not set.
absl::StatusOr<std::string> KeyHeaderOf(const sources::Watch& watch);

// Asks publishers whether they have something new, and makes a job for each
// change. Thread-safe.
class SourceWatcher {
 public:
  // All outlive the object.
  SourceWatcher(const std::vector<sources::Descriptor>& descriptors,
                const Fetcher& fetcher, RescoringStore& store,
                labor_client::LaborClient& labor,
                std::function<absl::Time()> now);

  // Looks at these sources, `sources/{source}`, or at every one that is
  // watched. What goes wrong with a publisher stands in its check.
  //
  // Errors: kFailedPrecondition, SOURCE_NOT_WATCHED; kInvalidArgument,
  // NAME_INVALID; those of the store.
  absl::StatusOr<std::vector<v1::SourceCheck>> Check(
      const std::vector<std::string>& names);

 private:
  // The publisher's newest release, with the versions of its files.
  struct Found {
    PublisherRelease release;
    std::vector<FileVersion> versions;
    bool unchanged = true;   // Every file is the one that was seen last.
    bool never_seen = true;  // No file was seen before.
  };

  absl::StatusOr<std::vector<const sources::Descriptor*>> Wanted(
      const std::vector<std::string>& names) const;
  absl::Status Look(const sources::Descriptor& descriptor,
                    v1::SourceCheck& check);
  absl::StatusOr<Found> FindOnPage(const sources::Descriptor& descriptor);
  absl::StatusOr<Found> FindByCalendar(const sources::Descriptor& descriptor,
                                       const std::set<std::string>& known);
  absl::StatusOr<Found> ProbeAll(const sources::Watch& watch,
                                 PublisherRelease release);
  absl::Status MakeJob(const sources::Descriptor& descriptor,
                       const Found& found, const std::set<std::string>& known,
                       v1::SourceCheck& check);

  const std::vector<sources::Descriptor>& descriptors_;
  const Fetcher& fetcher_;
  RescoringStore& store_;
  labor_client::LaborClient& labor_;
  const std::function<absl::Time()> now_;
};

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_API_SOURCE_WATCHER_H_
