#ifndef PLUMBLINE_SERVICES_LABOR_STORE_SQL_LABOR_STORE_H_
#define PLUMBLINE_SERVICES_LABOR_STORE_SQL_LABOR_STORE_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/common/storage/connection_pool.h"
#include "services/labor/store/labor_store.h"

namespace plumbline::labor {

// A LaborStore in an SQLite file or a PostgreSQL database.
class SqlLaborStore : public LaborStore {
 public:
  // Opens `database`, as storage::OpenDatabase takes it, and brings its schema
  // up to date.
  static absl::StatusOr<std::unique_ptr<LaborStore>> Open(
      absl::string_view database);

  absl::StatusOr<std::optional<std::string>> FindRequest(
      const RequestKey& key) override;
  absl::StatusOr<ReleaseRecord> AddRelease(
      const ReleaseRecord& release, const std::vector<absl::string_view>& bytes,
      const ReleaseTables& tables, const RequestKey& key) override;
  absl::StatusOr<ReleaseRecord> GetRelease(absl::string_view name) override;
  absl::StatusOr<std::vector<ReleaseRecord>> ListReleases(
      absl::string_view source, absl::string_view after, int limit,
      absl::Time known_by) override;
  absl::StatusOr<std::optional<std::string>> PreviousRelease(
      absl::string_view name) override;
  absl::StatusOr<ReleaseTables> ReadTables(absl::string_view name) override;
  absl::StatusOr<bool> KeepsOnet(absl::string_view name) override;
  absl::StatusOr<std::shared_ptr<const onet::OnetTables>> ReadOnet(
      absl::string_view name) override;
  absl::Status ReplaceTables(absl::string_view name,
                             const ReleaseTables& tables) override;
  absl::StatusOr<std::string> ReadFile(absl::string_view sha256) override;
  absl::StatusOr<EditionRecord> AddEdition(const EditionRecord& edition,
                                           absl::string_view snapshot,
                                           const RequestKey& key) override;
  absl::StatusOr<std::optional<EditionRecord>> FindEdition(
      absl::string_view content_digest) override;
  absl::StatusOr<EditionRecord> GetEdition(absl::string_view name) override;
  absl::StatusOr<EditionRecord> GetLatestEdition() override;
  absl::StatusOr<EditionRecord> GetEditionServedAt(absl::Time time) override;
  absl::StatusOr<std::vector<Serving>> Servings() override;
  absl::StatusOr<EditionRecord> SetLatestEdition(
      absl::string_view name, absl::Time now, const RequestKey& key) override;
  absl::StatusOr<std::vector<EditionRecord>> ListEditions(
      int64_t before, int limit, absl::Time known_by) override;
  absl::StatusOr<int64_t> PurgeEditions(const EditionPurge& purge) override;
  absl::StatusOr<std::string> ReadSnapshot(absl::string_view sha256) override;

 private:
  explicit SqlLaborStore(std::unique_ptr<storage::ConnectionPool> pool)
      : pool_(std::move(pool)) {}

  const std::unique_ptr<storage::ConnectionPool> pool_;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_STORE_SQL_LABOR_STORE_H_
