// How calls come in and answers go out; what is answered stands in
// release_methods.cc, edition_methods.cc, retention_methods.cc,
// occupation_methods.cc and figure_methods.cc.

#include "services/labor/api/labor_handler.h"

#include <utility>

#include "services/common/rpc/reply.h"
#include "services/common/rpc/reply_later.h"
#include "services/labor/api/bytes_reactor.h"
#include "services/labor/api/import_reactor.h"

namespace plumbline::labor {

LaborHandler::LaborHandler(LaborHandlerOptions options)
    : options_(std::move(options)),
      importer_(options_.store, options_.steps),
      editions_(options_.store),
      onet_(options_.store) {}

grpc::ServerUnaryReactor* LaborHandler::ListSources(
    grpc::CallbackServerContext* context, const v1::ListSourcesRequest* request,
    v1::ListSourcesResponse* response) {
  return rpc::ReplyWith(context, response,
                        [&] { return ListSources(*request); });
}

grpc::ServerUnaryReactor* LaborHandler::GetRelease(
    grpc::CallbackServerContext* context, const v1::GetReleaseRequest* request,
    v1::Release* response) {
  return rpc::ReplyWith(context, response,
                        [&] { return GetRelease(*request); });
}

grpc::ServerUnaryReactor* LaborHandler::ListReleases(
    grpc::CallbackServerContext* context,
    const v1::ListReleasesRequest* request,
    v1::ListReleasesResponse* response) {
  return rpc::ReplyWith(context, response,
                        [&] { return ListReleases(*request); });
}

grpc::ServerReadReactor<v1::ImportReleaseRequest>* LaborHandler::ImportRelease(
    grpc::CallbackServerContext* context,
    google::longrunning::Operation* response) {
  return new ImportReactor(
      context, options_.max_import_bytes, response,
      [this](const ImportOrder& order) { return ImportRelease(order); },
      &work_);
}

grpc::ServerUnaryReactor* LaborHandler::PublishEdition(
    grpc::CallbackServerContext* context,
    const v1::PublishEditionRequest* request, v1::Edition* response) {
  return rpc::ReplyLater(context, response, work_, TooMuchWaits(),
                         [this, request] { return PublishEdition(*request); });
}

grpc::ServerUnaryReactor* LaborHandler::RollbackEdition(
    grpc::CallbackServerContext* context,
    const v1::RollbackEditionRequest* request, v1::Edition* response) {
  return rpc::ReplyWith(context, response,
                        [&] { return RollbackEdition(*request); });
}

grpc::ServerUnaryReactor* LaborHandler::PurgeEditions(
    grpc::CallbackServerContext* context,
    const v1::PurgeEditionsRequest* request,
    v1::PurgeEditionsResponse* response) {
  return rpc::ReplyLater(context, response, work_, TooMuchWaits(),
                         [this, request] { return PurgeEditions(*request); });
}

grpc::ServerUnaryReactor* LaborHandler::GetEdition(
    grpc::CallbackServerContext* context, const v1::GetEditionRequest* request,
    v1::Edition* response) {
  return rpc::ReplyWith(context, response,
                        [&] { return GetEdition(*request); });
}

grpc::ServerUnaryReactor* LaborHandler::ListEditions(
    grpc::CallbackServerContext* context,
    const v1::ListEditionsRequest* request,
    v1::ListEditionsResponse* response) {
  return rpc::ReplyWith(context, response,
                        [&] { return ListEditions(*request); });
}

grpc::ServerUnaryReactor* LaborHandler::ListRegions(
    grpc::CallbackServerContext* context, const v1::ListRegionsRequest* request,
    v1::ListRegionsResponse* response) {
  return rpc::ReplyWith(context, response,
                        [&] { return ListRegions(*request); });
}

grpc::ServerUnaryReactor* LaborHandler::GetOccupation(
    grpc::CallbackServerContext* context,
    const v1::GetOccupationRequest* request, v1::Occupation* response) {
  return rpc::ReplyWith(context, response,
                        [&] { return GetOccupation(*request); });
}

grpc::ServerUnaryReactor* LaborHandler::ListOccupations(
    grpc::CallbackServerContext* context,
    const v1::ListOccupationsRequest* request,
    v1::ListOccupationsResponse* response) {
  return rpc::ReplyWith(context, response,
                        [&] { return ListOccupations(*request); });
}

grpc::ServerUnaryReactor* LaborHandler::GetStatistics(
    grpc::CallbackServerContext* context,
    const v1::GetStatisticsRequest* request, v1::Statistics* response) {
  return rpc::ReplyWith(context, response,
                        [&] { return GetStatistics(*request); });
}

grpc::ServerUnaryReactor* LaborHandler::BatchGetStatistics(
    grpc::CallbackServerContext* context,
    const v1::BatchGetStatisticsRequest* request,
    v1::BatchGetStatisticsResponse* response) {
  return rpc::ReplyWith(context, response,
                        [&] { return BatchGetStatistics(*request); });
}

grpc::ServerWriteReactor<v1::DownloadSnapshotResponse>*
LaborHandler::DownloadSnapshot(grpc::CallbackServerContext* /*context*/,
                               const v1::DownloadSnapshotRequest* request) {
  return new BytesReactor<v1::DownloadSnapshotResponse>(ReadSnapshot(*request));
}

grpc::ServerWriteReactor<v1::DownloadSnapshotResponse>*
LaborHandler::ComposeSnapshot(grpc::CallbackServerContext* /*context*/,
                              const v1::ComposeSnapshotRequest* request) {
  auto* reactor = new BytesReactor<v1::DownloadSnapshotResponse>();
  const bool taken = work_.TrySubmit(
      [this, reactor, request] { reactor->Send(ComposeSnapshot(*request)); });
  if (!taken) reactor->Send(TooMuchWaits());
  return reactor;
}

grpc::ServerWriteReactor<v1::DownloadTextsResponse>*
LaborHandler::DownloadTexts(grpc::CallbackServerContext* /*context*/,
                            const v1::DownloadTextsRequest* request) {
  return new BytesReactor<v1::DownloadTextsResponse>(ReadTexts(*request));
}

}  // namespace plumbline::labor
