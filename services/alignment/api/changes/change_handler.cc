#include "services/alignment/api/changes/change_handler.h"

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/api/changes/change_listing.h"
#include "services/alignment/api/changes/override_changes.h"
#include "services/alignment/api/requests/refusals.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/rpc/page_token.h"
#include "services/common/rpc/reply_later.h"

namespace plumbline::alignment {
namespace {

using View = std::shared_ptr<const RunView>;

absl::Status NotLater(const v1::CompareRunsRequest& request) {
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
      absl::StrCat("after, ", request.after(), ", is not later than before, ",
                   request.before(), ": name the earlier run first"),
      {{"field", "after"}});
}

bool HasKind(const ChangeRow& change, uint32_t kinds) {
  return kinds == 0 || (KindsOf(change.content) & kinds) != 0;
}

}  // namespace

absl::StatusOr<v1::ListChangesResponse> ChangeHandler::ListChanges(
    const v1::ListChangesRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(ChangeQuery query,
                             ReadChangeFilter(request.filter()));
  PLUMBLINE_ASSIGN_OR_RETURN(query.after,
                             ReadCursor(parts_.store, request.cursor()));
  PLUMBLINE_ASSIGN_OR_RETURN(query.limit, rpc::PageSize(request.page_size()));
  return NextChanges(parts_.store, query);
}

absl::StatusOr<v1::CompareRunsResponse> ChangeHandler::CompareRuns(
    const v1::CompareRunsRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const ChangeQuery query,
                             ReadChangeFilter(request.filter()));
  PLUMBLINE_ASSIGN_OR_RETURN(const int most,
                             rpc::PageSize(request.max_changes()));
  PLUMBLINE_ASSIGN_OR_RETURN(const View before,
                             parts_.views.Named(request.before()));
  PLUMBLINE_ASSIGN_OR_RETURN(const View after,
                             parts_.views.Named(request.after()));
  if (after->number() <= before->number()) return NotLater(request);
  PLUMBLINE_ASSIGN_OR_RETURN(const auto overrides, parts_.store.AllOverrides());
  const auto wanted = [&](const VerdictKey& key) {
    return WantsKey(query, key);
  };
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto changes,
      ChangesBetween(before->rows(), after->rows(), parts_.search, wanted));
  AddOverrideChanges(overrides, before->run().publish_time(),
                     after->run().publish_time(), after->rows(), wanted,
                     changes);
  v1::CompareRunsResponse response;
  int64_t count = 0;
  for (ChangeRow& change : changes) {
    if (!HasKind(change, query.kinds)) continue;
    if (count++ < most) *response.add_changes() = std::move(change.content);
  }
  response.set_change_count(count);
  return response;
}

grpc::ServerUnaryReactor* ChangeHandler::ListChanges(
    grpc::CallbackServerContext* context, const v1::ListChangesRequest* request,
    v1::ListChangesResponse* response) {
  return rpc::ReplyLater(context, response, parts_.reads, TooManyCalls(),
                         [this, request] { return ListChanges(*request); });
}

grpc::ServerWriteReactor<v1::WatchChangesResponse>* ChangeHandler::WatchChanges(
    grpc::CallbackServerContext* /*context*/,
    const v1::WatchChangesRequest* request) {
  return parts_.watch.Watch(*request);
}

grpc::ServerUnaryReactor* ChangeHandler::CompareRuns(
    grpc::CallbackServerContext* context, const v1::CompareRunsRequest* request,
    v1::CompareRunsResponse* response) {
  return rpc::ReplyLater(context, response, parts_.runs, TooManyCalls(),
                         [this, request] { return CompareRuns(*request); });
}

}  // namespace plumbline::alignment
