#include "clients/cpp/rescoring/rescoring_client.h"

#include <utility>

#include "clients/cpp/call/request_id.h"
#include "clients/cpp/call/stub_calls.h"
#include "grpcpp/grpcpp.h"
#include "plumbline/rescoring/v1/rescoring_service.grpc.pb.h"
#include "services/common/base/status_macros.h"

namespace plumbline::rescoring_client {
namespace {

namespace v1 = rescoring::v1;
using client_call::MoveTo;
using client_call::OrFresh;
using Stub = v1::RescoringService::Stub;

class GrpcRescoringClient : public RescoringClient {
 public:
  GrpcRescoringClient(std::shared_ptr<grpc::ChannelInterface> channel,
                      const ClientOptions& options)
      : calls_(v1::RescoringService::NewStub(std::move(channel)), options) {}

  absl::StatusOr<std::vector<v1::SourceCheck>> CheckSources(
      const std::vector<std::string>& sources,
      absl::string_view request_id) override {
    v1::CheckSourcesRequest request;
    *request.mutable_sources() = {sources.begin(), sources.end()};
    request.set_request_id(OrFresh(request_id));
    PLUMBLINE_ASSIGN_OR_RETURN(auto response,
                               calls_.CallLong<v1::CheckSourcesResponse>(
                                   request, &Stub::CheckSources));
    return Taken(response.mutable_source_checks());
  }

  absl::StatusOr<std::vector<v1::SourceCheck>> ListSourceChecks(
      int limit) override {
    v1::ListSourceChecksRequest request;
    request.set_page_size(limit);
    PLUMBLINE_ASSIGN_OR_RETURN(auto response,
                               calls_.Call<v1::ListSourceChecksResponse>(
                                   request, &Stub::ListSourceChecks));
    return Taken(response.mutable_source_checks());
  }

  absl::StatusOr<v1::Job> GetJob(absl::string_view name) override {
    v1::GetJobRequest request;
    request.set_name(std::string(name));
    return calls_.Call<v1::Job>(request, &Stub::GetJob);
  }

  absl::StatusOr<std::vector<v1::Job>> ListJobs(int limit) override {
    v1::ListJobsRequest request;
    request.set_page_size(limit);
    PLUMBLINE_ASSIGN_OR_RETURN(auto response, calls_.Call<v1::ListJobsResponse>(
                                                  request, &Stub::ListJobs));
    return Taken(response.mutable_jobs());
  }

  absl::StatusOr<v1::Job> RetryJob(absl::string_view name,
                                   absl::string_view request_id) override {
    v1::RetryJobRequest request;
    request.set_name(std::string(name));
    request.set_request_id(OrFresh(request_id));
    return calls_.Call<v1::Job>(request, &Stub::RetryJob);
  }

  absl::StatusOr<v1::Job> RunScoring(const std::vector<v1::Job::Scope>& scopes,
                                     absl::string_view request_id) override {
    v1::RunScoringRequest request;
    *request.mutable_scopes() = {scopes.begin(), scopes.end()};
    request.set_request_id(OrFresh(request_id));
    return calls_.Call<v1::Job>(request, &Stub::RunScoring);
  }

 private:
  template <typename Item>
  static std::vector<Item> Taken(
      google::protobuf::RepeatedPtrField<Item>* items) {
    std::vector<Item> taken;
    MoveTo(items, taken);
    return taken;
  }

  const client_call::StubCalls<Stub> calls_;
};

}  // namespace

std::unique_ptr<RescoringClient> MakeRescoringClient(
    std::shared_ptr<grpc::ChannelInterface> channel,
    const ClientOptions& options) {
  return std::make_unique<GrpcRescoringClient>(std::move(channel), options);
}

}  // namespace plumbline::rescoring_client
