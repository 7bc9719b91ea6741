#ifndef PLUMBLINE_SERVICES_LABOR_SERVER_LABOR_WIRING_H_
#define PLUMBLINE_SERVICES_LABOR_SERVER_LABOR_WIRING_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/common/rpc/operations.h"
#include "services/common/rpc/server.h"
#include "services/labor/api/labor_handler.h"
#include "services/labor/store/labor_store.h"

namespace plumbline::labor {

// The labor service put together over its store. Whoever owns the server adds
// `services()` to it, and the operations once for the whole process.
class LaborWiring {
 public:
  struct Options {
    // An SQLite file, whose directory exists, or a postgresql:// address.
    // ":memory:" for tests.
    std::string database;
    // Remembers imports; outlives the wiring.
    rpc::OperationsHandler* operations = nullptr;
    // Which editions PurgeEditions leaves alone; by default all.
    base::RetentionRule retention = {};
  };

  // Errors: those of SqlLaborStore::Open.
  static absl::StatusOr<std::unique_ptr<LaborWiring>> Open(
      const Options& options);
  LaborWiring(const LaborWiring&) = delete;
  LaborWiring& operator=(const LaborWiring&) = delete;

  // LaborService.
  std::vector<rpc::HostedService> services();

 private:
  LaborWiring(std::unique_ptr<LaborStore> store, const Options& options);

  const std::unique_ptr<LaborStore> store_;
  LaborHandler handler_;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_SERVER_LABOR_WIRING_H_
