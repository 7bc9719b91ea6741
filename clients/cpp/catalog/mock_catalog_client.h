#ifndef PLUMBLINE_CLIENTS_CPP_CATALOG_MOCK_CATALOG_CLIENT_H_
#define PLUMBLINE_CLIENTS_CPP_CATALOG_MOCK_CATALOG_CLIENT_H_

#include <memory>
#include <string>
#include <vector>

#include "clients/cpp/catalog/catalog_client.h"
#include "gmock/gmock.h"

namespace plumbline::catalog_client {

// A CatalogClient for tests of programs that use one.
class MockCatalogClient : public CatalogClient {
 public:
  MOCK_METHOD(std::unique_ptr<CatalogClient>, At, (absl::Time time),
              (const, override));
  MOCK_METHOD(absl::StatusOr<catalog::v1::Provider>, GetProvider,
              (absl::string_view name), (override));
  MOCK_METHOD(absl::StatusOr<std::vector<catalog::v1::Provider>>, ListProviders,
              (), (override));
  MOCK_METHOD(absl::StatusOr<catalog::v1::Provider>, CreateProvider,
              (const catalog::v1::Provider& provider,
               absl::string_view provider_id),
              (override));
  MOCK_METHOD(absl::StatusOr<catalog::v1::Program>, GetProgram,
              (absl::string_view name, absl::string_view revision_id),
              (override));
  MOCK_METHOD(absl::StatusOr<std::vector<catalog::v1::Program>>, ListPrograms,
              (absl::string_view parent), (override));
  MOCK_METHOD(absl::StatusOr<std::vector<catalog::v1::Program>>,
              ListProgramRevisions, (absl::string_view name), (override));
  MOCK_METHOD(absl::StatusOr<catalog::v1::Program>, CreateProgram,
              (absl::string_view parent, const catalog::v1::Program& program,
               absl::string_view program_id),
              (override));
  MOCK_METHOD(absl::StatusOr<catalog::v1::Program>, UpdateProgram,
              (const catalog::v1::Program& program,
               const std::vector<std::string>& fields),
              (override));
  MOCK_METHOD(absl::Status, DeleteProgram,
              (absl::string_view name, absl::string_view etag), (override));
  MOCK_METHOD(absl::StatusOr<catalog::v1::ImportReport>, ImportPrograms,
              (const std::vector<ImportFile>& files,
               const ImportOptions& options),
              (override));
};

}  // namespace plumbline::catalog_client

#endif  // PLUMBLINE_CLIENTS_CPP_CATALOG_MOCK_CATALOG_CLIENT_H_
