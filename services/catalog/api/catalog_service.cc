// The methods that gRPC calls: one line each, so that a method is found by its
// name here and done in catalog_handler.cc.
#include <memory>
#include <utility>

#include "services/catalog/api/catalog_handler.h"
#include "services/common/base/error.h"
#include "services/common/rpc/reply.h"

namespace plumbline::catalog {
namespace {

absl::Status TooManyImports() {
  return base::Error(absl::StatusCode::kUnavailable, base::reason::kOverloaded,
                     "too many imports wait already: try again a little later");
}

// Puts the parts of one import together, then runs it on the queue. Deletes
// itself.
class ImportReactor
    : public grpc::ServerReadReactor<v1::ImportProgramsRequest> {
 public:
  ImportReactor(CatalogHandler* handler, grpc::CallbackServerContext* context,
                const UploadLimits& limits, rpc::WorkQueue* work,
                google::longrunning::Operation* response)
      : handler_(*handler),
        context_(*context),
        upload_(limits),
        work_(*work),
        response_(*response) {
    StartRead(&part_);
  }

  void OnReadDone(bool ok) override {
    if (!ok) return Submit();
    if (absl::Status added = upload_.Add(part_); !added.ok()) {
      return Finish(rpc::ToGrpcStatus(added));
    }
    StartRead(&part_);
  }

  void OnDone() override { delete this; }

 private:
  void Submit() {
    const bool taken =
        work_.TrySubmit([this] { Finish(rpc::ToGrpcStatus(Run())); });
    if (!taken) Finish(rpc::ToGrpcStatus(TooManyImports()));
  }

  absl::Status Run() {
    // A stream that broke off also ends the reading: half an upload is none.
    if (absl::Status wanted = rpc::StillWanted(context_); !wanted.ok()) {
      return wanted;
    }
    auto operation = handler_.ImportPrograms(upload_);
    if (operation.ok()) response_ = *std::move(operation);
    return operation.status();
  }

  CatalogHandler& handler_;
  grpc::CallbackServerContext& context_;
  ImportUpload upload_;
  rpc::WorkQueue& work_;
  v1::ImportProgramsRequest part_;
  google::longrunning::Operation& response_;
};

}  // namespace

#define PLUMBLINE_UNARY(Method, Request, Response)                  \
  grpc::ServerUnaryReactor* CatalogHandler::Method(                 \
      grpc::CallbackServerContext* context, const Request* request, \
      Response* response) {                                         \
    return rpc::ReplyWith(context, response,                        \
                          [&] { return Method(*request); });        \
  }

PLUMBLINE_UNARY(GetProvider, v1::GetProviderRequest, v1::Provider)
PLUMBLINE_UNARY(ListProviders, v1::ListProvidersRequest,
                v1::ListProvidersResponse)
PLUMBLINE_UNARY(CreateProvider, v1::CreateProviderRequest, v1::Provider)
PLUMBLINE_UNARY(GetProgram, v1::GetProgramRequest, v1::Program)
PLUMBLINE_UNARY(ListPrograms, v1::ListProgramsRequest, v1::ListProgramsResponse)
PLUMBLINE_UNARY(ListProgramRevisions, v1::ListProgramRevisionsRequest,
                v1::ListProgramRevisionsResponse)
PLUMBLINE_UNARY(CreateProgram, v1::CreateProgramRequest, v1::Program)
PLUMBLINE_UNARY(UpdateProgram, v1::UpdateProgramRequest, v1::Program)
PLUMBLINE_UNARY(DeleteProgram, v1::DeleteProgramRequest,
                google::protobuf::Empty)

#undef PLUMBLINE_UNARY

grpc::ServerReadReactor<v1::ImportProgramsRequest>*
CatalogHandler::ImportPrograms(grpc::CallbackServerContext* context,
                               google::longrunning::Operation* response) {
  return new ImportReactor(this, context, options_.upload, &imports_, response);
}

}  // namespace plumbline::catalog
