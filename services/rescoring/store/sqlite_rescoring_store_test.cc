#include "services/rescoring/store/sqlite_rescoring_store.h"

#include "services/common/testing/files.h"
#include "services/rescoring/store/rescoring_store_conformance.h"

namespace plumbline::rescoring {

INSTANTIATE_TEST_SUITE_P(
    Sqlite, RescoringStoreConformance,
    ::testing::Values(StoreKind{
        "Sqlite",
        [] {
          const auto directory = std::make_shared<testing::TempDir>();
          return [directory] {
            return OpenSqliteRescoringStore(
                (directory->path() / "rescoring.db").string());
          };
        }}),
    [](const auto& kind) { return kind.param.name; });

}  // namespace plumbline::rescoring
