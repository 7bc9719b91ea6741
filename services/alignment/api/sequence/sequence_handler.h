#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SEQUENCE_SEQUENCE_HANDLER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SEQUENCE_SEQUENCE_HANDLER_H_

#include <functional>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cpp/catalog/catalog_client.h"
#include "plumbline/alignment/v1/sequence_service.grpc.pb.h"
#include "services/alignment/api/matching/matcher_cache.h"
#include "services/alignment/store/alignment_store.h"
#include "services/common/rpc/work_queue.h"

namespace plumbline::alignment {

// SequenceService over the catalog; it stores nothing. The rarity of words
// comes from the definitions of programs that matching reads. What the method
// answers and refuses is in the contract.
class SequenceHandler final : public v1::SequenceService::CallbackService {
 public:
  // All outlive the handler.
  struct Parts {
    MatcherCache& matchers;
    catalog_client::CatalogClient& catalog;
    rpc::WorkQueue& reads;
    std::function<absl::Time()> clock;
    AlignmentStore& store;
  };

  explicit SequenceHandler(Parts parts) : parts_(std::move(parts)) {}

  absl::StatusOr<v1::SequenceAudit> AuditSequence(
      const v1::AuditSequenceRequest& request) const;

  grpc::ServerUnaryReactor* AuditSequence(
      grpc::CallbackServerContext* context,
      const v1::AuditSequenceRequest* request,
      v1::SequenceAudit* response) override;

 private:
  const Parts parts_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SEQUENCE_SEQUENCE_HANDLER_H_
