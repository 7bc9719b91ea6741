#include "services/labor/api/edition_cache.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/labor/store/snapshot_codec.h"

namespace plumbline::labor {
namespace {

// Readers ask the latest edition, and now and then the one before.
constexpr size_t kKept = 4;

absl::Status EditionAndTime(absl::string_view name) {
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
      absl::StrCat(name,
                   " and a time are asked for: a time names its edition, so "
                   "ask for editions/latest or leave the time out"),
      {{"field", "as_of"}, {"edition", std::string(name)}});
}

}  // namespace

absl::StatusOr<EditionRecord> ResolveEdition(absl::string_view name,
                                             std::optional<absl::Time> as_of,
                                             LaborStore* store) {
  const bool latest = name.empty() || name == "editions/latest";
  if (as_of && !latest) return EditionAndTime(name);
  if (as_of) return store->GetEditionServedAt(*as_of);
  return latest ? store->GetLatestEdition() : store->GetEdition(name);
}

absl::StatusOr<std::shared_ptr<const EditionView>> EditionCache::Open(
    absl::string_view name, std::optional<absl::Time> as_of) {
  if (!as_of) {
    if (auto view = Find(name)) return view;
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const EditionRecord record,
                             ResolveEdition(name, as_of, store_));
  if (auto view = Find(record.name)) return view;
  PLUMBLINE_RETURN_IF_ERROR(CheckNotPurged(record));
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string bytes,
                             store_->ReadSnapshot(record.snapshot_sha256));
  PLUMBLINE_ASSIGN_OR_RETURN(Edition edition, DecodeSnapshot(bytes));
  auto view = std::make_shared<const EditionView>(std::move(edition));
  Keep(view);
  return view;
}

void EditionCache::Forget(const std::vector<std::string>& names) {
  base::MutexLock lock(&mutex_);
  std::erase_if(open_, [&](const auto& view) {
    return std::find(names.begin(), names.end(), view->edition().name) !=
           names.end();
  });
}

std::shared_ptr<const EditionView> EditionCache::Find(absl::string_view name) {
  base::MutexLock lock(&mutex_);
  const auto found =
      std::find_if(open_.begin(), open_.end(), [&](const auto& view) {
        return absl::string_view(view->edition().name) == name;
      });
  if (found == open_.end()) return nullptr;
  std::rotate(open_.begin(), found, found + 1);
  return open_.front();
}

void EditionCache::Keep(std::shared_ptr<const EditionView> view) {
  base::MutexLock lock(&mutex_);
  open_.push_front(std::move(view));
  if (open_.size() > kKept) open_.pop_back();
}

}  // namespace plumbline::labor
