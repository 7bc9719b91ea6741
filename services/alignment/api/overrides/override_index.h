#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_OVERRIDES_OVERRIDE_INDEX_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_OVERRIDES_OVERRIDE_INDEX_H_

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "plumbline/alignment/v1/alignment.pb.h"
#include "plumbline/alignment/v1/override.pb.h"
#include "services/alignment/domain/overrides/standing.h"
#include "services/alignment/store/alignment_store.h"
#include "services/common/base/mutex.h"

namespace plumbline::alignment {

// An override with its history as the domain reads it.
struct IndexedOverride {
  v1::Override content;
  std::vector<StateChange> changes;

  OverrideStanding StandingOn(absl::string_view day) const;
};

// All overrides at one moment, found by the alignments that they stand beside.
// Never changes.
class OverrideSet {
 public:
  // `overrides` by number.
  explicit OverrideSet(std::vector<v1::Override> overrides);

  // By number.
  const std::vector<IndexedOverride>& all() const { return all_; }

  // Whether any override, whatever its standing, may stand beside the
  // alignment of that name.
  bool MayConcern(absl::string_view alignment) const;

  // Sets `overrides` and `override_notes` of an alignment to what stands
  // beside it on `day`, by number. Nothing else in it is touched.
  void AddTo(absl::string_view day, v1::Alignment& alignment) const;

 private:
  using Found = std::vector<const IndexedOverride*>;

  Found Concerning(const v1::Alignment& alignment) const;

  std::vector<IndexedOverride> all_;
  // On programs, by the alignment's name.
  absl::flat_hash_map<std::string, Found> by_alignment_;
  // On occupations, by the last part of the name, `{region}.{policy}`.
  absl::flat_hash_map<std::string, Found> by_region_and_policy_;
};

// The overrides as they are now.
//
// Thread-safe.
class OverrideIndex {
 public:
  // `store` outlives the index. Empty until Reload().
  explicit OverrideIndex(AlignmentStore& store) : store_(store) {}

  // Reads them from the store; after every change.
  absl::Status Reload();

  // Null while there are none: that costs a read of one flag.
  std::shared_ptr<const OverrideSet> Current() const;

 private:
  AlignmentStore& store_;
  base::Mutex reading_;  // Held over a reload: the later of two stays.
  std::atomic<bool> any_ = false;
  mutable base::Mutex mutex_;
  std::shared_ptr<const OverrideSet> current_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_OVERRIDES_OVERRIDE_INDEX_H_
