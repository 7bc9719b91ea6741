#include "services/alignment/api/changes/change_listing.h"

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/alignment/api/policies/policy_name.h"
#include "services/alignment/api/requests/refusals.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/rpc/resource_name.h"

namespace plumbline::alignment {
namespace {

// After every change of a run.
constexpr int64_t kWholeRun = std::numeric_limits<int64_t>::max();

absl::Status AfterTheLastRun(const std::string& cursor, int64_t published) {
  return base::Error(
      absl::StatusCode::kNotFound, base::reason::kRunUnknown,
      absl::StrCat(
          "the cursor ", cursor, " is after the last run, ",
          published == 0 ? "of which there is none yet" : RunName(published),
          ": was the database restored from an older copy? Begin "
          "again from the last run you know"),
      {{"field", "cursor"}, {"value", cursor}});
}

absl::Status CheckName(absl::string_view pattern, const std::string& name) {
  return name.empty() ? absl::OkStatus()
                      : rpc::ParseName(pattern, name).status();
}

absl::StatusOr<std::string> IdIn(absl::string_view pattern,
                                 const std::string& name) {
  if (name.empty()) return std::string();
  PLUMBLINE_ASSIGN_OR_RETURN(const auto ids, rpc::ParseName(pattern, name));
  return ids[0];
}

}  // namespace

absl::StatusOr<ChangeQuery> ReadChangeFilter(const v1::ChangeFilter& filter) {
  ChangeQuery query;
  PLUMBLINE_RETURN_IF_ERROR(
      CheckName("providers/{provider}", filter.provider()));
  PLUMBLINE_RETURN_IF_ERROR(
      CheckName("providers/{provider}/programs/{program}", filter.program()));
  if (!filter.provider().empty() && filter.provider() != "providers/-")
    query.program_prefix = absl::StrCat(filter.provider(), "/");
  query.program = filter.program();
  PLUMBLINE_ASSIGN_OR_RETURN(query.region,
                             IdIn("regions/{region}", filter.region()));
  PLUMBLINE_ASSIGN_OR_RETURN(query.policy,
                             IdIn("policies/{policy}", filter.policy()));
  for (const int kind : filter.kinds()) {
    if (!v1::Difference::Kind_IsValid(kind) || kind == 0)
      return UnnamedValue("filter.kinds", kind);
    query.kinds |= uint32_t{1} << kind;
  }
  return query;
}

bool WantsKey(const ChangeQuery& query, const VerdictKey& key) {
  return absl::StartsWith(key.program, query.program_prefix) &&
         (query.program.empty() || query.program == key.program) &&
         (query.region.empty() || query.region == key.region) &&
         (query.policy.empty() || query.policy == key.policy);
}

absl::StatusOr<ChangePlace> ReadCursor(AlignmentStore& store,
                                       const std::string& cursor) {
  if (cursor.empty()) return ChangePlace{};
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t published, store.PublishedRun());
  if (cursor == "runs/latest") return ChangePlace{published, kWholeRun};
  ChangePlace place;
  if (absl::StrContains(cursor, "/changes/")) {
    PLUMBLINE_ASSIGN_OR_RETURN(place, ParseChangeName(cursor));
  } else {
    PLUMBLINE_ASSIGN_OR_RETURN(place.run, ParseRunName(cursor));
    place.change = kWholeRun;
  }
  if (place.run > published) return AfterTheLastRun(cursor, published);
  return place;
}

absl::StatusOr<v1::ListChangesResponse> NextChanges(AlignmentStore& store,
                                                    const ChangeQuery& query) {
  // Before the changes: what is published meanwhile is looked at next time.
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t published, store.PublishedRun());
  PLUMBLINE_ASSIGN_OR_RETURN(std::vector<v1::Change> changes,
                             store.ChangesAfter(query));
  v1::ListChangesResponse page;
  page.set_more(changes.size() == static_cast<size_t>(query.limit));
  ChangePlace last = query.after;
  for (v1::Change& change : changes) {
    PLUMBLINE_ASSIGN_OR_RETURN(last, ParseChangeName(change.name()));
    *page.add_changes() = std::move(change);
  }
  if (!page.more() && last.run <= published) {
    if (published > 0) page.set_cursor(RunName(published));
  } else {
    page.set_cursor(last.change == kWholeRun ? RunName(last.run)
                                             : ChangeName(last));
  }
  return page;
}

}  // namespace plumbline::alignment
