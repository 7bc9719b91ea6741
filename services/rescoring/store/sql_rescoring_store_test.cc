#include "services/rescoring/store/sql_rescoring_store.h"

#include <memory>
#include <string>

#include "services/common/testing/files.h"
#include "services/common/testing/postgres_server.h"
#include "services/rescoring/store/rescoring_store_conformance.h"

namespace plumbline::rescoring {

INSTANTIATE_TEST_SUITE_P(
    Sql, RescoringStoreConformance,
    ::testing::Values(
        StoreKind{"Sqlite",
                  [] {
                    const auto directory = std::make_shared<testing::TempDir>();
                    return [directory] {
                      return OpenRescoringStore(
                          (directory->path() / "rescoring.db").string());
                    };
                  }},
        StoreKind{"PostgreSql",
                  [] {
                    const std::string address =
                        testing::PostgresServer::Shared().EmptyDatabase();
                    return [address] { return OpenRescoringStore(address); };
                  }}),
    [](const auto& kind) { return kind.param.name; });

}  // namespace plumbline::rescoring
