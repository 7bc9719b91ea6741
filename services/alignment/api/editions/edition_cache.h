#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_EDITIONS_EDITION_CACHE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_EDITIONS_EDITION_CACHE_H_

#include <cstddef>
#include <list>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "clients/cpp/labor/labor_client.h"
#include "services/alignment/domain/edition/edition.h"
#include "services/common/base/mutex.h"

namespace plumbline::alignment {

// Editions in memory. An edition never changes, so one that is here is never
// asked for again; what somebody still uses stays alive beyond its place here.
//
// Thread-safe. Two threads that miss the same edition may both download it.
class EditionCache {
 public:
  // `labor` outlives the cache.
  explicit EditionCache(labor_client::LaborClient& labor, size_t capacity = 4);

  // The edition called `name`: `editions/{edition}`; empty or
  // `editions/latest` is the one that labor serves now, or served at `as_of`.
  //
  // Errors:
  //   kNotFound, EDITION_UNKNOWN, NOTHING_PUBLISHED: labor has no such edition,
  //   or none at all, or served none then.
  //   kUnavailable, UPSTREAM_UNAVAILABLE: labor cannot be asked.
  //   kDataLoss: what came is not the snapshot that the edition promises.
  absl::StatusOr<std::shared_ptr<const Edition>> Get(
      absl::string_view name, std::optional<absl::Time> as_of = std::nullopt);

 private:
  absl::StatusOr<std::string> LatestAt(std::optional<absl::Time> as_of) const;
  std::shared_ptr<const Edition> Find(absl::string_view name);
  void Keep(std::shared_ptr<const Edition> edition);

  labor_client::LaborClient& labor_;
  const size_t capacity_;
  base::Mutex mutex_;
  // The most recently used first.
  std::list<std::shared_ptr<const Edition>> editions_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_EDITIONS_EDITION_CACHE_H_
