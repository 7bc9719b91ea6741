#ifndef PLUMBLINE_SERVICES_CATALOG_STORE_SQL_CATALOG_READER_H_
#define PLUMBLINE_SERVICES_CATALOG_STORE_SQL_CATALOG_READER_H_

#include <optional>
#include <vector>

#include "services/catalog/store/catalog_store.h"
#include "services/common/storage/connection.h"

namespace plumbline::catalog {

// A view over the transaction that is open on `connection`, which outlives it.
class SqlCatalogReader : public CatalogReader {
 public:
  explicit SqlCatalogReader(storage::Connection* connection)
      : connection_(*connection) {}

  absl::StatusOr<Moment> LastMoment() const override;
  absl::StatusOr<Moment> MomentAt(absl::Time time) const override;
  absl::StatusOr<std::optional<StoredProvider>> FindProvider(
      absl::string_view id, Moment at) const override;
  absl::StatusOr<std::vector<StoredProvider>> ListProviders(
      Moment at, absl::string_view after, int64_t limit) const override;
  absl::StatusOr<std::optional<StoredProgram>> FindProgram(
      const ProgramKey& key, Moment at) const override;
  absl::StatusOr<std::optional<StoredProgram>> FindRevision(
      const ProgramKey& key, absl::string_view revision_id,
      Moment at) const override;
  absl::StatusOr<std::vector<StoredProgram>> ListPrograms(
      const ProgramQuery& query) const override;
  absl::StatusOr<std::vector<StoredProgram>> ListRevisions(
      const ProgramKey& key, Moment before, int64_t limit) const override;

 private:
  storage::Connection& connection_;
};

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_STORE_SQL_CATALOG_READER_H_
