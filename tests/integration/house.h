#ifndef PLUMBLINE_TESTS_INTEGRATION_HOUSE_H_
#define PLUMBLINE_TESTS_INTEGRATION_HOUSE_H_

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cpp/alignment/alignment_client.h"
#include "clients/cpp/catalog/catalog_client.h"
#include "clients/cpp/labor/labor_client.h"
#include "clients/cpp/rescoring/rescoring_client.h"
#include "tests/integration/server_process.h"

namespace plumbline::integration {

// Plumbline running for a test, as one process or as three, over loopback.
class House {
 public:
  // plumblined on `directory`, with more arguments.
  static absl::StatusOr<House> AsOne(const std::string& binaries,
                                     const std::filesystem::path& directory,
                                     std::vector<std::string> arguments = {});
  // labor, catalog and alignment, each on a directory of its own below
  // `directory`.
  static absl::StatusOr<House> AsThree(const std::string& binaries,
                                       const std::filesystem::path& directory);

  labor_client::LaborClient& labor() { return *labor_; }
  catalog_client::CatalogClient& catalog() { return *catalog_; }
  alignment_client::AlignmentClient& alignment() { return *alignment_; }
  // Of a house that is one process.
  rescoring_client::RescoringClient& rescoring() { return *rescoring_; }
  // One, or labor, catalog, alignment.
  std::vector<ServerProcess>& processes() { return processes_; }

  // Imports every release of a directory of official files but `except`,
  // `sources/{source}/releases/{release}`.
  absl::Status ImportReleases(const std::filesystem::path& directory,
                              const std::string& except = "");
  // The same of those whose name is `wanted`.
  absl::Status ImportReleases(
      const std::filesystem::path& directory,
      const std::function<bool(const std::string&)>& wanted);
  // Imports every program list of a directory.
  absl::Status ImportPrograms(const std::filesystem::path& directory);
  // Pins every accepted release, the federal crosswalk as the only layer.
  absl::StatusOr<labor::v1::Edition> Publish();
  // Scores all programs in these regions under all policies whose data the
  // served edition has.
  absl::StatusOr<alignment::v1::Run> Score(
      const std::vector<std::string>& regions);

 private:
  House(std::vector<ServerProcess> processes, const std::string& labor,
        const std::string& catalog, const std::string& alignment);

  std::vector<ServerProcess> processes_;
  std::unique_ptr<labor_client::LaborClient> labor_;
  std::unique_ptr<catalog_client::CatalogClient> catalog_;
  std::unique_ptr<alignment_client::AlignmentClient> alignment_;
  std::unique_ptr<rescoring_client::RescoringClient> rescoring_;
};

// The project's own files.
std::filesystem::path SamplesDir();
std::filesystem::path PoliciesDir();

}  // namespace plumbline::integration

#endif  // PLUMBLINE_TESTS_INTEGRATION_HOUSE_H_
