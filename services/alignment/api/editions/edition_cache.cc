#include "services/alignment/api/editions/edition_cache.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/api/editions/edition_codec.h"
#include "services/alignment/api/requests/upstream.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

constexpr absl::string_view kLatest = "editions/latest";

}  // namespace

EditionCache::EditionCache(labor_client::LaborClient& labor, size_t capacity)
    : labor_(labor), capacity_(capacity) {}

absl::StatusOr<std::string> EditionCache::LatestAt(
    std::optional<absl::Time> as_of) const {
  const auto latest = as_of ? labor_.At(*as_of)->GetEdition(kLatest)
                            : labor_.GetEdition(kLatest);
  if (!latest.ok()) return FromUpstream(latest.status(), "labor");
  return latest->name();
}

absl::StatusOr<std::shared_ptr<const Edition>> EditionCache::Get(
    absl::string_view name, std::optional<absl::Time> as_of) {
  std::string real(name);
  if (name.empty() || name == kLatest) {
    PLUMBLINE_ASSIGN_OR_RETURN(real, LatestAt(as_of));
  }
  if (auto edition = Find(real)) return edition;
  const auto snapshot = labor_.DownloadSnapshot(real);
  if (!snapshot.ok()) return FromUpstream(snapshot.status(), "labor");
  PLUMBLINE_ASSIGN_OR_RETURN(auto edition,
                             EditionFromSnapshot(snapshot->bytes));
  if (edition->name() != real) {
    return base::Error(
        absl::StatusCode::kDataLoss, base::reason::kFileMalformed,
        absl::StrCat("labor sent the snapshot of ", edition->name(), " for ",
                     real, ": publish the edition again"));
  }
  Keep(edition);
  return edition;
}

std::shared_ptr<const Edition> EditionCache::Find(absl::string_view name) {
  base::MutexLock lock(&mutex_);
  for (auto it = editions_.begin(); it != editions_.end(); ++it) {
    if ((*it)->name() != name) continue;
    editions_.splice(editions_.begin(), editions_, it);
    return editions_.front();
  }
  return nullptr;
}

void EditionCache::Keep(std::shared_ptr<const Edition> edition) {
  base::MutexLock lock(&mutex_);
  editions_.push_front(std::move(edition));
  if (editions_.size() > capacity_) editions_.pop_back();
}

}  // namespace plumbline::alignment
