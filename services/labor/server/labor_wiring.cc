#include "services/labor/server/labor_wiring.h"

#include "services/common/base/status_macros.h"
#include "services/labor/store/sql_labor_store.h"

namespace plumbline::labor {
namespace {

LaborHandlerOptions HandlerOptions(LaborStore* store,
                                   const LaborWiring::Options& wiring) {
  LaborHandlerOptions options;
  options.store = store;
  options.operations = wiring.operations;
  options.retention = wiring.retention;
  return options;
}

}  // namespace

absl::StatusOr<std::unique_ptr<LaborWiring>> LaborWiring::Open(
    const Options& options) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto store, SqlLaborStore::Open(options.database));
  return std::unique_ptr<LaborWiring>(
      new LaborWiring(std::move(store), options));
}

LaborWiring::LaborWiring(std::unique_ptr<LaborStore> store,
                         const Options& options)
    : store_(std::move(store)),
      handler_(HandlerOptions(store_.get(), options)) {}

std::vector<rpc::HostedService> LaborWiring::services() {
  return {{v1::LaborService::service_full_name(), &handler_}};
}

}  // namespace plumbline::labor
