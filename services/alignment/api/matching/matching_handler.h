#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_MATCHING_HANDLER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_MATCHING_HANDLER_H_

#include <memory>

#include "absl/status/statusor.h"
#include "clients/cpp/catalog/catalog_client.h"
#include "plumbline/alignment/v1/matching_service.grpc.pb.h"
#include "services/alignment/api/matching/matcher_cache.h"
#include "services/common/rpc/work_queue.h"

namespace plumbline::alignment {

// MatchingService over the catalog and the editions; it stores nothing. What
// the methods answer and refuse is in the contract.
class MatchingHandler final : public v1::MatchingService::CallbackService {
 public:
  // All outlive the handler.
  MatchingHandler(MatcherCache& matchers,
                  catalog_client::CatalogClient& catalog, rpc::WorkQueue& reads)
      : matchers_(matchers), catalog_(catalog), reads_(reads) {}

  absl::StatusOr<v1::ProgramMatches> MatchProgram(
      const v1::MatchProgramRequest& request) const;
  absl::StatusOr<v1::LinkExplanation> ExplainLink(
      const v1::ExplainLinkRequest& request) const;

  grpc::ServerUnaryReactor* MatchProgram(grpc::CallbackServerContext* context,
                                         const v1::MatchProgramRequest* request,
                                         v1::ProgramMatches* response) override;
  grpc::ServerUnaryReactor* ExplainLink(grpc::CallbackServerContext* context,
                                        const v1::ExplainLinkRequest* request,
                                        v1::LinkExplanation* response) override;

 private:
  // How many matches are asked for, and from which probability on.
  struct Bounds {
    size_t most = 0;
    double least = 0;
  };
  static absl::StatusOr<Bounds> BoundsOf(
      const v1::MatchProgramRequest& request);
  // An answer that was given to the same question before is given again.
  static absl::StatusOr<v1::ProgramMatches> Answer(
      const v1::MatchProgramRequest& request,
      const catalog::v1::Program& program, const EditionMatcher& matcher);

  MatcherCache& matchers_;
  catalog_client::CatalogClient& catalog_;
  rpc::WorkQueue& reads_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_MATCHING_HANDLER_H_
