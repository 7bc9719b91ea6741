#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_POLICY_HANDLER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_POLICY_HANDLER_H_

#include "absl/status/statusor.h"
#include "plumbline/alignment/v1/policy_service.grpc.pb.h"
#include "services/alignment/api/editions/edition_cache.h"
#include "services/alignment/api/simulation/simulation.h"
#include "services/alignment/store/alignment_store.h"
#include "services/common/rpc/page_token.h"
#include "services/common/rpc/work_queue.h"

namespace plumbline::alignment {

// PolicyService over the store. What each method answers and refuses is in the
// contract.
class PolicyHandler final : public v1::PolicyService::CallbackService {
 public:
  // All outlive the handler.
  PolicyHandler(const SimulationParts& simulation,
                const rpc::PageTokens& tokens, rpc::WorkQueue& reads)
      : store_(simulation.store),
        editions_(simulation.editions),
        simulation_(simulation),
        tokens_(tokens),
        reads_(reads) {}

  absl::StatusOr<v1::Policy> CreatePolicyVersion(
      const v1::CreatePolicyVersionRequest& request) const;
  absl::StatusOr<v1::Policy> GetPolicy(
      const v1::GetPolicyRequest& request) const;
  absl::StatusOr<v1::ListPoliciesResponse> ListPolicies(
      const v1::ListPoliciesRequest& request) const;
  absl::StatusOr<v1::ValidatePolicyResponse> ValidatePolicy(
      const v1::ValidatePolicyRequest& request) const;
  absl::StatusOr<v1::DescribePolicyResponse> DescribePolicy(
      const v1::DescribePolicyRequest& request) const;

  absl::StatusOr<v1::SimulatePolicyResponse> SimulatePolicy(
      const v1::SimulatePolicyRequest& request) const;

  grpc::ServerUnaryReactor* CreatePolicyVersion(
      grpc::CallbackServerContext* context,
      const v1::CreatePolicyVersionRequest* request,
      v1::Policy* response) override;
  grpc::ServerUnaryReactor* GetPolicy(grpc::CallbackServerContext* context,
                                      const v1::GetPolicyRequest* request,
                                      v1::Policy* response) override;
  grpc::ServerUnaryReactor* ListPolicies(
      grpc::CallbackServerContext* context,
      const v1::ListPoliciesRequest* request,
      v1::ListPoliciesResponse* response) override;
  grpc::ServerUnaryReactor* ValidatePolicy(
      grpc::CallbackServerContext* context,
      const v1::ValidatePolicyRequest* request,
      v1::ValidatePolicyResponse* response) override;
  grpc::ServerUnaryReactor* DescribePolicy(
      grpc::CallbackServerContext* context,
      const v1::DescribePolicyRequest* request,
      v1::DescribePolicyResponse* response) override;
  grpc::ServerUnaryReactor* SimulatePolicy(
      grpc::CallbackServerContext* context,
      const v1::SimulatePolicyRequest* request,
      v1::SimulatePolicyResponse* response) override;

 private:
  template <typename Response, typename Handle>
  grpc::ServerUnaryReactor* Later(grpc::CallbackServerContext* context,
                                  Response* response, Handle handle) const;

  AlignmentStore& store_;
  EditionCache& editions_;
  const SimulationParts simulation_;
  const rpc::PageTokens& tokens_;
  rpc::WorkQueue& reads_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_POLICY_HANDLER_H_
