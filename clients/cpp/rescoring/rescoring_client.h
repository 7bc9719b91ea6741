#ifndef PLUMBLINE_CLIENTS_CPP_RESCORING_RESCORING_CLIENT_H_
#define PLUMBLINE_CLIENTS_CPP_RESCORING_RESCORING_CLIENT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "clients/cpp/call/client_options.h"
#include "plumbline/rescoring/v1/rescoring_service.pb.h"

namespace grpc {
class ChannelInterface;
}  // namespace grpc

namespace plumbline::rescoring_client {

// What the rescoring service answers, for C++ programs.
//
// Errors: those of the service's methods, with their reasons
// (base::ReasonOf), and
//   kUnavailable, UPSTREAM_UNAVAILABLE: the service cannot be reached;
//   kDeadlineExceeded: it did not answer in time.
//
// Thread-safe. An empty `request_id` is a fresh one.
class RescoringClient {
 public:
  virtual ~RescoringClient() = default;

  // `sources`: `sources/{source}`; empty is every one that is watched.
  virtual absl::StatusOr<std::vector<rescoring::v1::SourceCheck>> CheckSources(
      const std::vector<std::string>& sources,
      absl::string_view request_id) = 0;
  // The newest first, at most `limit` (1,000 or less).
  virtual absl::StatusOr<std::vector<rescoring::v1::SourceCheck>>
  ListSourceChecks(int limit) = 0;
  // `name`: `jobs/{job}`.
  virtual absl::StatusOr<rescoring::v1::Job> GetJob(absl::string_view name) = 0;
  // The newest first, at most `limit` (1,000 or less).
  virtual absl::StatusOr<std::vector<rescoring::v1::Job>> ListJobs(
      int limit) = 0;
  virtual absl::StatusOr<rescoring::v1::Job> RetryJob(
      absl::string_view name, absl::string_view request_id) = 0;
  // `scopes` may be empty: what the standing runs scored.
  virtual absl::StatusOr<rescoring::v1::Job> RunScoring(
      const std::vector<rescoring::v1::Job::Scope>& scopes,
      absl::string_view request_id) = 0;
};

// The long deadline is for CheckSources, which waits for publishers.
using ClientOptions = client_call::ClientOptions;

// A client over a gRPC channel.
std::unique_ptr<RescoringClient> MakeRescoringClient(
    std::shared_ptr<grpc::ChannelInterface> channel,
    const ClientOptions& options = {});

}  // namespace plumbline::rescoring_client

#endif  // PLUMBLINE_CLIENTS_CPP_RESCORING_RESCORING_CLIENT_H_
