#ifndef PLUMBLINE_SERVICES_LABOR_API_ONET_CACHE_H_
#define PLUMBLINE_SERVICES_LABOR_API_ONET_CACHE_H_

#include <deque>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/common/base/mutex.h"
#include "services/labor/domain/onet/onet_tables.h"
#include "services/labor/store/labor_store.h"

namespace plumbline::labor {

// Sees to it that what this program reads of an O*NET release is kept: the
// files of one that an older program imported are read again. Does nothing for
// other sources.
//
// Errors: those of ReadRelease and of the store.
absl::Status KeepOnetTables(const ReleaseRecord& release, LaborStore* store);

// Opens the O*NET tables of releases and keeps those that were asked last.
// Thread-safe.
class OnetCache {
 public:
  // `store` outlives the cache.
  explicit OnetCache(LaborStore* store) : store_(store) {}

  // The tables of the release `sources/onet/releases/{release}`.
  //
  // Errors: kNotFound, RELEASE_UNKNOWN; those of KeepOnetTables.
  absl::StatusOr<std::shared_ptr<const onet::OnetTables>> Open(
      const std::string& release);

 private:
  using Entry = std::pair<std::string, std::shared_ptr<const onet::OnetTables>>;

  std::shared_ptr<const onet::OnetTables> Find(const std::string& release);
  void Keep(Entry entry);

  LaborStore* const store_;
  base::Mutex mutex_;
  // The last used first.
  std::deque<Entry> open_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_API_ONET_CACHE_H_
