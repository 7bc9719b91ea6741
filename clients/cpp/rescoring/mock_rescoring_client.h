#ifndef PLUMBLINE_CLIENTS_CPP_RESCORING_MOCK_RESCORING_CLIENT_H_
#define PLUMBLINE_CLIENTS_CPP_RESCORING_MOCK_RESCORING_CLIENT_H_

#include <string>
#include <vector>

#include "clients/cpp/rescoring/rescoring_client.h"
#include "gmock/gmock.h"

namespace plumbline::rescoring_client {

// A RescoringClient for tests of programs that use one.
class MockRescoringClient : public RescoringClient {
 public:
  MOCK_METHOD(absl::StatusOr<std::vector<rescoring::v1::SourceCheck>>,
              CheckSources,
              (const std::vector<std::string>& sources,
               absl::string_view request_id),
              (override));
  MOCK_METHOD(absl::StatusOr<std::vector<rescoring::v1::SourceCheck>>,
              ListSourceChecks, (int limit), (override));
  MOCK_METHOD(absl::StatusOr<rescoring::v1::Job>, GetJob,
              (absl::string_view name), (override));
  MOCK_METHOD(absl::StatusOr<std::vector<rescoring::v1::Job>>, ListJobs,
              (int limit), (override));
  MOCK_METHOD(absl::StatusOr<rescoring::v1::Job>, RetryJob,
              (absl::string_view name, absl::string_view request_id),
              (override));
  MOCK_METHOD(absl::StatusOr<rescoring::v1::Job>, RunScoring,
              (const std::vector<rescoring::v1::Job::Scope>& scopes,
               absl::string_view request_id),
              (override));
};

}  // namespace plumbline::rescoring_client

#endif  // PLUMBLINE_CLIENTS_CPP_RESCORING_MOCK_RESCORING_CLIENT_H_
