#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SUPPLY_SUPPLY_HANDLER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SUPPLY_SUPPLY_HANDLER_H_

#include "absl/status/statusor.h"
#include "clients/cpp/catalog/catalog_client.h"
#include "plumbline/alignment/v1/supply_service.grpc.pb.h"
#include "services/alignment/api/editions/edition_cache.h"
#include "services/common/rpc/work_queue.h"

namespace plumbline::alignment {

// SupplyService over the catalog and the editions; it stores nothing. What the
// method answers and refuses is in the contract.
class SupplyHandler final : public v1::SupplyService::CallbackService {
 public:
  // All outlive the handler.
  SupplyHandler(EditionCache& editions, catalog_client::CatalogClient& catalog,
                rpc::WorkQueue& reads)
      : editions_(editions), catalog_(catalog), reads_(reads) {}

  absl::StatusOr<v1::SupplyAndDemand> CompareSupplyAndDemand(
      const v1::CompareSupplyAndDemandRequest& request) const;

  grpc::ServerUnaryReactor* CompareSupplyAndDemand(
      grpc::CallbackServerContext* context,
      const v1::CompareSupplyAndDemandRequest* request,
      v1::SupplyAndDemand* response) override;

 private:
  EditionCache& editions_;
  catalog_client::CatalogClient& catalog_;
  rpc::WorkQueue& reads_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SUPPLY_SUPPLY_HANDLER_H_
