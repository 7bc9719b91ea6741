#ifndef PLUMBLINE_SERVICES_LABOR_API_EDITION_CACHE_H_
#define PLUMBLINE_SERVICES_LABOR_API_EDITION_CACHE_H_

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/common/base/mutex.h"
#include "services/labor/domain/edition/edition_view.h"
#include "services/labor/store/labor_store.h"

namespace plumbline::labor {

// Opens editions and keeps the few that were asked last. Thread-safe.
class EditionCache {
 public:
  // `store` outlives the cache.
  explicit EditionCache(LaborStore* store) : store_(store) {}

  // The edition that ResolveEdition says.
  //
  // Errors: those of ResolveEdition, and
  //   kFailedPrecondition, EDITION_PURGED.
  absl::StatusOr<std::shared_ptr<const EditionView>> Open(
      absl::string_view name, std::optional<absl::Time> as_of = std::nullopt);

  // Keeps none of these any longer.
  void Forget(const std::vector<std::string>& names);

 private:
  std::shared_ptr<const EditionView> Find(absl::string_view name);
  void Keep(std::shared_ptr<const EditionView> view);

  LaborStore* const store_;
  base::Mutex mutex_;
  // The last used first.
  std::deque<std::shared_ptr<const EditionView>> open_ ABSL_GUARDED_BY(mutex_);
};

// The record of `editions/{edition}`, `editions/latest` or "" for the latest:
// that of now, or the one that was served at the time `as_of`.
//
// Errors:
//   kNotFound, EDITION_UNKNOWN, NOTHING_PUBLISHED.
//   kInvalidArgument, ARGUMENT_INVALID: a time and another edition than the
//   latest are asked for.
absl::StatusOr<EditionRecord> ResolveEdition(absl::string_view name,
                                             std::optional<absl::Time> as_of,
                                             LaborStore* store);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_API_EDITION_CACHE_H_
