#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_OVERRIDES_OVERRIDE_HANDLER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_OVERRIDES_OVERRIDE_HANDLER_H_

#include <functional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "plumbline/alignment/v1/override_service.grpc.pb.h"
#include "services/alignment/api/overrides/override_index.h"
#include "services/alignment/store/alignment_store.h"
#include "services/common/rpc/page_token.h"
#include "services/common/rpc/work_queue.h"

namespace plumbline::alignment {

// OverrideService over the store; what it writes is in `index` before it
// answers. What each method answers and refuses is in the contract.
class OverrideHandler final : public v1::OverrideService::CallbackService {
 public:
  // What the handler works with; all outlive it.
  struct Parts {
    AlignmentStore& store;
    OverrideIndex& index;
    const rpc::PageTokens& tokens;
    rpc::WorkQueue& reads;
    std::function<absl::Time()> clock;
  };
  explicit OverrideHandler(Parts parts) : parts_(std::move(parts)) {}

  absl::StatusOr<v1::Override> CreateOverride(
      const v1::CreateOverrideRequest& request) const;
  absl::StatusOr<v1::Override> GetOverride(
      const v1::GetOverrideRequest& request) const;
  absl::StatusOr<v1::ListOverridesResponse> ListOverrides(
      const v1::ListOverridesRequest& request) const;
  absl::StatusOr<v1::Override> ReviewOverride(
      const v1::ReviewOverrideRequest& request) const;
  absl::StatusOr<v1::Override> WithdrawOverride(
      const v1::WithdrawOverrideRequest& request) const;

  grpc::ServerUnaryReactor* CreateOverride(
      grpc::CallbackServerContext* context,
      const v1::CreateOverrideRequest* request,
      v1::Override* response) override;
  grpc::ServerUnaryReactor* GetOverride(grpc::CallbackServerContext* context,
                                        const v1::GetOverrideRequest* request,
                                        v1::Override* response) override;
  grpc::ServerUnaryReactor* ListOverrides(
      grpc::CallbackServerContext* context,
      const v1::ListOverridesRequest* request,
      v1::ListOverridesResponse* response) override;
  grpc::ServerUnaryReactor* ReviewOverride(
      grpc::CallbackServerContext* context,
      const v1::ReviewOverrideRequest* request,
      v1::Override* response) override;
  grpc::ServerUnaryReactor* WithdrawOverride(
      grpc::CallbackServerContext* context,
      const v1::WithdrawOverrideRequest* request,
      v1::Override* response) override;

 private:
  template <typename Response, typename Handle>
  grpc::ServerUnaryReactor* Later(grpc::CallbackServerContext* context,
                                  Response* response, Handle handle) const;

  // Moves an override to the state, unless the same request did.
  template <typename Request>
  absl::StatusOr<v1::Override> Change(const Request& request,
                                      v1::Override::State to) const;
  // A stored override with its standing today.
  v1::Override Shown(v1::Override stored) const;
  // The same when it was just written: the index takes note.
  absl::StatusOr<v1::Override> Written(v1::Override written) const;
  std::string Today() const;

  const Parts parts_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_OVERRIDES_OVERRIDE_HANDLER_H_
