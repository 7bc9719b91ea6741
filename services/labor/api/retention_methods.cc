// What LaborService does about editions that its rule does not keep.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "services/common/base/retention.h"
#include "services/common/base/status_macros.h"
#include "services/common/rpc/resource_name.h"
#include "services/labor/api/labor_handler.h"
#include "services/labor/api/names.h"

namespace plumbline::labor {
namespace {

// Until when each edition was served; InfiniteFuture: it is.
std::map<std::string, absl::Time> ServedUntil(
    const std::vector<Serving>& servings) {
  std::map<std::string, absl::Time> until;
  for (size_t i = 0; i < servings.size(); ++i) {
    const absl::Time end = i + 1 < servings.size() ? servings[i + 1].since
                                                   : absl::InfiniteFuture();
    auto& last = until[servings[i].edition];
    last = std::max(last, end);
  }
  return until;
}

absl::StatusOr<std::set<std::string>> PinnedBy(
    const v1::PurgeEditionsRequest& request) {
  std::set<std::string> pinned;
  for (const std::string& name : request.pinned()) {
    PLUMBLINE_RETURN_IF_ERROR(rpc::ParseName(kEditionPattern, name).status());
    pinned.insert(name);
  }
  return pinned;
}

}  // namespace

absl::StatusOr<v1::PurgeEditionsResponse> LaborHandler::PurgeEditions(
    const v1::PurgeEditionsRequest& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::set<std::string> pinned,
                             PinnedBy(request));
  PLUMBLINE_ASSIGN_OR_RETURN(const std::vector<Serving> servings,
                             options_.store->Servings());
  PLUMBLINE_ASSIGN_OR_RETURN(const std::vector<EditionRecord> editions,
                             options_.store->ListEditions(
                                 INT64_MAX, INT32_MAX, absl::InfiniteFuture()));
  const auto served_until = ServedUntil(servings);
  std::vector<absl::Time> until;
  for (const EditionRecord& edition : editions) {
    const auto found = served_until.find(edition.name);
    until.push_back(found == served_until.end() ? edition.publish_time
                                                : found->second);
  }
  EditionPurge purge;
  purge.time = options_.now();
  purge.rule = base::RuleText(options_.retention);
  purge.validate_only = request.validate_only();
  const std::vector<bool> keeps =
      base::Keeps(options_.retention, until, purge.time);
  int64_t kept = 0;
  for (size_t i = 0; i < editions.size(); ++i) {
    if (editions[i].purge_time) continue;
    if (keeps[i] || pinned.count(editions[i].name) > 0) {
      ++kept;
    } else {
      purge.editions.push_back(editions[i].name);
    }
  }
  v1::PurgeEditionsResponse response;
  response.set_rule(purge.rule);
  *response.mutable_purged() = {purge.editions.begin(), purge.editions.end()};
  response.set_kept_count(kept);
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t freed,
                             options_.store->PurgeEditions(purge));
  response.set_freed_bytes(freed);
  if (!purge.validate_only) editions_.Forget(purge.editions);
  return response;
}

}  // namespace plumbline::labor
