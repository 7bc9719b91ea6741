#include "services/labor/api/onet_cache.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/labor/domain/layouts/read_release.h"

namespace plumbline::labor {
namespace {

// Tables take some tens of megabytes; readers ask the release of the latest
// edition, and now and then the one before.
constexpr size_t kKeptReleases = 2;
constexpr char kOnetSource[] = "onet";

bool IsOnet(const ReleaseRecord& release) {
  return std::any_of(
      release.tables.begin(), release.tables.end(),
      [](const TableSummary& table) { return table.kind == kOnetSource; });
}

}  // namespace

absl::Status KeepOnetTables(const ReleaseRecord& release, LaborStore* store) {
  if (!IsOnet(release)) return absl::OkStatus();
  PLUMBLINE_ASSIGN_OR_RETURN(const bool kept, store->KeepsOnet(release.name));
  if (kept) return absl::OkStatus();
  std::deque<std::string> bytes;
  std::vector<SourceFile> files;
  for (const ReleaseFile& file : release.files) {
    PLUMBLINE_ASSIGN_OR_RETURN(std::string content,
                               store->ReadFile(file.sha256));
    bytes.push_back(std::move(content));
    files.push_back({file.path, bytes.back()});
  }
  const auto tables = ReadRelease(kOnetSource, files);
  if (!tables.ok()) {
    return base::Annotate(tables.status(),
                          absl::StrCat("reading ", release.name, " again"));
  }
  return store->ReplaceTables(release.name, *tables);
}

absl::StatusOr<std::shared_ptr<const onet::OnetTables>> OnetCache::Open(
    const std::string& release) {
  if (auto tables = Find(release)) return tables;
  PLUMBLINE_ASSIGN_OR_RETURN(const ReleaseRecord record,
                             store_->GetRelease(release));
  PLUMBLINE_RETURN_IF_ERROR(KeepOnetTables(record, store_));
  PLUMBLINE_ASSIGN_OR_RETURN(auto tables, store_->ReadOnet(release));
  Keep({release, tables});
  return tables;
}

std::shared_ptr<const onet::OnetTables> OnetCache::Find(
    const std::string& release) {
  base::MutexLock lock(&mutex_);
  const auto found =
      std::find_if(open_.begin(), open_.end(),
                   [&](const Entry& entry) { return entry.first == release; });
  if (found == open_.end()) return nullptr;
  std::rotate(open_.begin(), found, found + 1);
  return open_.front().second;
}

void OnetCache::Keep(Entry entry) {
  base::MutexLock lock(&mutex_);
  open_.push_front(std::move(entry));
  if (open_.size() > kKeptReleases) open_.pop_back();
}

}  // namespace plumbline::labor
