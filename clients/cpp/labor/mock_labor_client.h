#ifndef PLUMBLINE_CLIENTS_CPP_LABOR_MOCK_LABOR_CLIENT_H_
#define PLUMBLINE_CLIENTS_CPP_LABOR_MOCK_LABOR_CLIENT_H_

#include <memory>
#include <string>
#include <vector>

#include "clients/cpp/labor/labor_client.h"
#include "gmock/gmock.h"

namespace plumbline::labor_client {

// A LaborClient for tests of programs that use one.
class MockLaborClient : public LaborClient {
 public:
  MOCK_METHOD(std::unique_ptr<LaborClient>, At, (absl::Time time),
              (const, override));
  MOCK_METHOD(absl::StatusOr<std::vector<labor::v1::Source>>, ListSources, (),
              (override));
  MOCK_METHOD(absl::StatusOr<labor::v1::Release>, ImportRelease,
              (absl::string_view release, const std::vector<ImportFile>& files,
               const ImportOptions& options),
              (override));
  MOCK_METHOD(absl::StatusOr<labor::v1::Release>, GetRelease,
              (absl::string_view name), (override));
  MOCK_METHOD(absl::StatusOr<std::vector<labor::v1::Release>>, ListReleases,
              (absl::string_view parent), (override));
  MOCK_METHOD(absl::StatusOr<labor::v1::Edition>, PublishEdition,
              (const std::vector<std::string>& releases,
               const std::vector<std::string>& crosswalk_layers,
               const PublishOptions& options),
              (override));
  MOCK_METHOD(absl::StatusOr<labor::v1::Edition>, RollbackEdition,
              (absl::string_view name), (override));
  MOCK_METHOD(absl::StatusOr<labor::v1::Edition>, GetEdition,
              (absl::string_view name), (override));
  MOCK_METHOD(absl::StatusOr<std::vector<labor::v1::Edition>>, ListEditions, (),
              (override));
  MOCK_METHOD(absl::StatusOr<labor::v1::PurgeEditionsResponse>, PurgeEditions,
              (const std::vector<std::string>& pinned, bool validate_only),
              (override));
  MOCK_METHOD(absl::StatusOr<std::vector<labor::v1::Region>>, ListRegions,
              (absl::string_view edition), (override));
  MOCK_METHOD(absl::StatusOr<labor::v1::Occupation>, GetOccupation,
              (absl::string_view code, absl::string_view edition,
               labor::v1::OccupationView view),
              (override));
  MOCK_METHOD(absl::StatusOr<std::vector<labor::v1::Occupation>>,
              ListOccupations, (absl::string_view edition), (override));
  MOCK_METHOD(absl::StatusOr<labor::v1::Statistics>, GetStatistics,
              (absl::string_view name, absl::string_view reference_period),
              (override));
  MOCK_METHOD(absl::StatusOr<labor::v1::BatchGetStatisticsResponse>,
              BatchGetStatistics, (const std::vector<std::string>& names),
              (override));
  MOCK_METHOD(absl::StatusOr<DownloadedSnapshot>, DownloadSnapshot,
              (absl::string_view edition), (override));
  MOCK_METHOD(absl::StatusOr<std::string>, ComposeSnapshot,
              (const std::vector<std::string>& releases,
               const std::vector<std::string>& crosswalk_layers),
              (override));
  MOCK_METHOD(absl::StatusOr<labor::v1::EditionTexts>, DownloadTexts,
              (absl::string_view edition), (override));
};

}  // namespace plumbline::labor_client

#endif  // PLUMBLINE_CLIENTS_CPP_LABOR_MOCK_LABOR_CLIENT_H_
