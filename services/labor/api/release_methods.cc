// What LaborService answers about sources and releases.

#include <utility>
#include <vector>

#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"
#include "services/common/rpc/resource_name.h"
#include "services/labor/api/labor_handler.h"
#include "services/labor/api/names.h"
#include "services/labor/api/page.h"
#include "services/labor/api/to_proto.h"
#include "services/labor/domain/layouts/sources.h"

namespace plumbline::labor {

absl::StatusOr<v1::ListSourcesResponse> LaborHandler::ListSources(
    const v1::ListSourcesRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const Page page, PageOf(request, page_tokens_));
  v1::ListSourcesResponse response;
  response.set_next_page_token(FillPage(
      request, page, "", AllSources(),
      [](const Source& source) { return source.id; }, page_tokens_,
      [&](const Source& source) {
        *response.add_sources() = ToProto(source);
      }));
  return response;
}

absl::StatusOr<v1::Release> LaborHandler::GetRelease(
    const v1::GetReleaseRequest& request) const {
  PLUMBLINE_RETURN_IF_ERROR(
      rpc::ParseName(kReleasePattern, request.name()).status());
  PLUMBLINE_ASSIGN_OR_RETURN(const ReleaseRecord release,
                             options_.store->GetRelease(request.name()));
  return ToProto(release);
}

absl::StatusOr<v1::ListReleasesResponse> LaborHandler::ListReleases(
    const v1::ListReleasesRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto ids,
                             rpc::ParseName(kSourcePattern, request.parent()));
  PLUMBLINE_ASSIGN_OR_RETURN(const Page page, PageOf(request, page_tokens_));
  // One more than the page tells whether there is a next one.
  PLUMBLINE_ASSIGN_OR_RETURN(
      std::vector<ReleaseRecord> releases,
      options_.store->ListReleases(
          ids[0] == "-" ? "" : ids[0], page.cursor.last_key, page.size + 1,
          base::AsOf(request).value_or(absl::InfiniteFuture())));
  v1::ListReleasesResponse response;
  if (releases.size() > static_cast<size_t>(page.size)) {
    releases.pop_back();
    response.set_next_page_token(
        page_tokens_.Make({"", releases.back().name}, request));
  }
  for (const ReleaseRecord& release : releases) {
    *response.add_releases() = ToProto(release);
  }
  return response;
}

absl::StatusOr<google::longrunning::Operation> LaborHandler::ImportRelease(
    const ImportOrder& order) const {
  const absl::Time now = options_.now();
  PLUMBLINE_ASSIGN_OR_RETURN(const ReleaseRecord release,
                             importer_.Import(order, now));
  v1::ImportReleaseMetadata metadata;
  metadata.set_release(release.name);
  base::SetTime(now, metadata.mutable_start_time());
  return options_.operations->Record("labor", metadata, ToProto(release));
}

}  // namespace plumbline::labor
