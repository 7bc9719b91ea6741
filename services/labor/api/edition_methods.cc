// What LaborService answers about editions, their regions and occupations.

#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"
#include "services/common/rpc/resource_name.h"
#include "services/labor/api/edition_publisher.h"
#include "services/labor/api/edition_texts.h"
#include "services/labor/api/labor_handler.h"
#include "services/labor/api/names.h"
#include "services/labor/api/page.h"
#include "services/labor/api/to_proto.h"

namespace plumbline::labor {
namespace {

absl::Status CheckReleaseNames(
    const google::protobuf::RepeatedPtrField<std::string>& names) {
  for (const std::string& name : names) {
    PLUMBLINE_RETURN_IF_ERROR(rpc::ParseName(kReleasePattern, name).status());
  }
  return absl::OkStatus();
}

absl::StatusOr<PublishOrder> OrderOf(const v1::PublishEditionRequest& request) {
  const v1::Edition& edition = request.edition();
  if (!edition.name().empty()) {
    PLUMBLINE_RETURN_IF_ERROR(
        rpc::ParseName(kEditionPattern, edition.name()).status());
    if (edition.name() == "editions/latest") {
      return base::Error(absl::StatusCode::kInvalidArgument,
                         base::reason::kNameInvalid,
                         "editions/latest is the alias of the edition that is "
                         "served: leave the name empty or take another one",
                         {{"field", "edition.name"}});
    }
  }
  PLUMBLINE_RETURN_IF_ERROR(CheckReleaseNames(edition.releases()));
  PLUMBLINE_RETURN_IF_ERROR(CheckReleaseNames(edition.crosswalk_layers()));
  return PublishOrder{
      edition.name(),
      {edition.releases().begin(), edition.releases().end()},
      {edition.crosswalk_layers().begin(), edition.crosswalk_layers().end()},
      edition.description(),
      request.validate_only(),
      request.request_id()};
}

// The edition of a listing: the one that the first page read.
template <typename Request>
absl::StatusOr<std::shared_ptr<const EditionView>> OpenPinned(
    const Request& request, const Page& page, EditionCache& editions) {
  if (!page.cursor.pinned.empty()) return editions.Open(page.cursor.pinned);
  return editions.Open(request.parent(), base::AsOf(request));
}

}  // namespace

absl::StatusOr<v1::Edition> LaborHandler::PublishEdition(
    const v1::PublishEditionRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const PublishOrder order, OrderOf(request));
  PLUMBLINE_ASSIGN_OR_RETURN(const EditionRecord edition,
                             Publish(order, options_.now, options_.store));
  return ToProto(edition);
}

absl::StatusOr<v1::Edition> LaborHandler::RollbackEdition(
    const v1::RollbackEditionRequest& request) const {
  PLUMBLINE_RETURN_IF_ERROR(
      rpc::ParseName(kEditionPattern, request.name()).status());
  const RequestKey key = {
      request.request_id(),
      base::Sha256Hex(absl::StrCat("rollback\n", request.name()))};
  PLUMBLINE_ASSIGN_OR_RETURN(
      const EditionRecord edition,
      options_.store->SetLatestEdition(request.name(), options_.now(), key));
  return ToProto(edition);
}

absl::StatusOr<v1::Edition> LaborHandler::GetEdition(
    const v1::GetEditionRequest& request) const {
  PLUMBLINE_RETURN_IF_ERROR(
      rpc::ParseName(kEditionPattern, request.name()).status());
  PLUMBLINE_ASSIGN_OR_RETURN(
      const EditionRecord edition,
      ResolveEdition(request.name(), base::AsOf(request), options_.store));
  return ToProto(edition);
}

absl::StatusOr<v1::ListEditionsResponse> LaborHandler::ListEditions(
    const v1::ListEditionsRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const Page page, PageOf(request, page_tokens_));
  int64_t before = INT64_MAX;
  if (!page.cursor.last_key.empty() &&
      !absl::SimpleAtoi(page.cursor.last_key, &before)) {
    before = 0;
  }
  PLUMBLINE_ASSIGN_OR_RETURN(
      std::vector<EditionRecord> editions,
      options_.store->ListEditions(
          before, page.size + 1,
          base::AsOf(request).value_or(absl::InfiniteFuture())));
  v1::ListEditionsResponse response;
  if (editions.size() > static_cast<size_t>(page.size)) {
    editions.pop_back();
    response.set_next_page_token(page_tokens_.Make(
        {"", absl::StrCat(editions.back().sequence)}, request));
  }
  for (const EditionRecord& edition : editions) {
    *response.add_editions() = ToProto(edition);
  }
  return response;
}

absl::StatusOr<v1::ListRegionsResponse> LaborHandler::ListRegions(
    const v1::ListRegionsRequest& request) {
  PLUMBLINE_RETURN_IF_ERROR(
      rpc::ParseName(kEditionPattern, request.parent()).status());
  PLUMBLINE_ASSIGN_OR_RETURN(const Page page, PageOf(request, page_tokens_));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto view,
                             OpenPinned(request, page, editions_));
  v1::ListRegionsResponse response;
  response.set_next_page_token(FillPage(
      request, page, view->edition().name, view->edition().regions,
      [](const Region& region) { return region.id; }, page_tokens_,
      [&](const Region& region) {
        *response.add_regions() = ToProto(region);
      }));
  return response;
}

absl::StatusOr<v1::ListOccupationsResponse> LaborHandler::ListOccupations(
    const v1::ListOccupationsRequest& request) {
  PLUMBLINE_RETURN_IF_ERROR(
      rpc::ParseName(kEditionPattern, request.parent()).status());
  PLUMBLINE_ASSIGN_OR_RETURN(const Page page, PageOf(request, page_tokens_));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto view,
                             OpenPinned(request, page, editions_));
  v1::ListOccupationsResponse response;
  response.set_next_page_token(FillPage(
      request, page, view->edition().name, view->edition().occupations,
      [](const EditionOccupation& occupation) {
        return occupation.code.ToString();
      },
      page_tokens_,
      [&](const EditionOccupation& occupation) {
        *response.add_occupations() = ToProto(occupation);
      }));
  return response;
}

absl::StatusOr<std::string> LaborHandler::ReadSnapshot(
    const v1::DownloadSnapshotRequest& request) const {
  PLUMBLINE_RETURN_IF_ERROR(
      rpc::ParseName(kEditionPattern, request.name()).status());
  PLUMBLINE_ASSIGN_OR_RETURN(
      const EditionRecord edition,
      ResolveEdition(request.name(), base::AsOf(request), options_.store));
  PLUMBLINE_RETURN_IF_ERROR(CheckNotPurged(edition));
  return options_.store->ReadSnapshot(edition.snapshot_sha256);
}

absl::StatusOr<std::string> LaborHandler::ComposeSnapshot(
    const v1::ComposeSnapshotRequest& request) const {
  v1::PublishEditionRequest as_published;
  *as_published.mutable_edition()->mutable_releases() = request.releases();
  *as_published.mutable_edition()->mutable_crosswalk_layers() =
      request.crosswalk_layers();
  PLUMBLINE_ASSIGN_OR_RETURN(const PublishOrder order, OrderOf(as_published));
  PLUMBLINE_ASSIGN_OR_RETURN(ComposedEdition composed,
                             Compose(order, options_.store));
  return std::move(composed.snapshot);
}

absl::StatusOr<std::string> LaborHandler::ReadTexts(
    const v1::DownloadTextsRequest& request) {
  PLUMBLINE_RETURN_IF_ERROR(
      rpc::ParseName(kEditionPattern, request.name()).status());
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto view, editions_.Open(request.name(), base::AsOf(request)));
  const Edition& edition = view->edition();
  TextsComposer composer(edition.name);
  const PinnedRelease* const onet = OnetReleaseOf(edition);
  for (const PinnedRelease* release : TextReleasesOf(edition)) {
    if (release == onet) {
      PLUMBLINE_ASSIGN_OR_RETURN(const auto tables, onet_.Open(release->name));
      composer.AddOnet(*release, *tables);
      continue;
    }
    PLUMBLINE_ASSIGN_OR_RETURN(const ReleaseTables tables,
                               options_.store->ReadTables(release->name));
    composer.AddLists(*release, tables);
  }
  return composer.Finish();
}

}  // namespace plumbline::labor
