#ifndef PLUMBLINE_SERVICES_CATALOG_STORE_SQL_CATALOG_WRITER_H_
#define PLUMBLINE_SERVICES_CATALOG_STORE_SQL_CATALOG_WRITER_H_

#include <memory>
#include <optional>

#include "absl/time/time.h"
#include "services/catalog/store/sql_catalog_reader.h"

namespace plumbline::catalog {

// A view that writes in the transaction that is open on `connection`.
class SqlCatalogWriter : public CatalogWriter {
 public:
  // `moment` is the one that the writes get.
  SqlCatalogWriter(storage::Connection* connection, Moment moment,
                   absl::Time now)
      : connection_(*connection),
        reader_(connection),
        moment_(moment),
        now_(now) {}

  absl::StatusOr<Moment> LastMoment() const override {
    return reader_.LastMoment();
  }
  absl::StatusOr<Moment> MomentAt(absl::Time time) const override {
    return reader_.MomentAt(time);
  }
  absl::StatusOr<std::optional<StoredProvider>> FindProvider(
      absl::string_view id, Moment at) const override {
    return reader_.FindProvider(id, at);
  }
  absl::StatusOr<std::vector<StoredProvider>> ListProviders(
      Moment at, absl::string_view after, int64_t limit) const override {
    return reader_.ListProviders(at, after, limit);
  }
  absl::StatusOr<std::optional<StoredProgram>> FindProgram(
      const ProgramKey& key, Moment at) const override {
    return reader_.FindProgram(key, at);
  }
  absl::StatusOr<std::optional<StoredProgram>> FindRevision(
      const ProgramKey& key, absl::string_view revision_id,
      Moment at) const override {
    return reader_.FindRevision(key, revision_id, at);
  }
  absl::StatusOr<std::vector<StoredProgram>> ListPrograms(
      const ProgramQuery& query) const override {
    return reader_.ListPrograms(query);
  }
  absl::StatusOr<std::vector<StoredProgram>> ListRevisions(
      const ProgramKey& key, Moment before, int64_t limit) const override {
    return reader_.ListRevisions(key, before, limit);
  }

  absl::StatusOr<StoredProvider> AddRevision(const Provider& provider) override;
  absl::StatusOr<StoredProgram> AddRevision(
      const Program& program,
      const std::optional<ProgramSource>& source) override;
  absl::Status AddEnd(const StoredProgram& last) override;

  // Whether anything was written, so that the moment counts.
  bool has_written() const {
    return insert_program_ != nullptr || insert_provider_ != nullptr;
  }

 private:
  absl::Status Insert(const StoredProgram& stored);

  storage::Connection& connection_;
  const SqlCatalogReader reader_;
  const Moment moment_;
  const absl::Time now_;
  // Prepared once: an import inserts thousands.
  std::unique_ptr<storage::Statement> insert_program_;
  std::unique_ptr<storage::Statement> insert_provider_;
};

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_STORE_SQL_CATALOG_WRITER_H_
