#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_FAKE_SERVICES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_FAKE_SERVICES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "clients/cpp/catalog/mock_catalog_client.h"
#include "clients/cpp/labor/mock_labor_client.h"
#include "gmock/gmock.h"
#include "plumbline/alignment/v1/policy.pb.h"
#include "plumbline/catalog/v1/program.pb.h"
#include "plumbline/labor/v1/snapshot.pb.h"
#include "services/common/base/mutex.h"

// A labor market of three occupations in a nation and a state, and programs
// that lead to them: enough for every verdict.
//
//   median annual wage    us          us-tx
//   all occupations       $49,500     $47,000
//   25-1071 professors    $105,620    -
//   29-2042 EMTs          $41,340     $39,000
//   29-2043 paramedics    `medic`     withheld
//
// CIP 51.0904 leads to all three; 24.0101 is listed without a match.
namespace plumbline::alignment {

// `editions/{id}`; `medic` is the paramedics' median annual wage in dollars.
labor::v1::EditionSnapshot TinyEdition(const std::string& id, int64_t medic);

// What is said by the releases of a tiny edition.
struct TinyPins {
  std::string oews = "2024-05";
  int64_t medic = 58410;
  std::string cip_soc = "2020";
  // Whether the crosswalk leads from 51.0904 to paramedics.
  bool to_medics = true;
};
labor::v1::EditionSnapshot TinyEdition(const std::string& id,
                                       const TinyPins& pins);

// High-wage: median annual wage above that of all occupations; any link but
// those to professors.
v1::Policy HighWagePolicy();
// In-demand: ANNUAL_OPENINGS, which the tiny edition lacks, at least 100.
v1::Policy NeedsOpeningsPolicy();

catalog::v1::Provider TinyProvider(const std::string& id);
// `providers/{provider}/programs/{id}` with this CIP code and region
// (`regions/us`, or empty).
catalog::v1::Program TinyProgram(const std::string& provider,
                                 const std::string& id, const std::string& cip,
                                 const std::string& region);

// A labor service that has some editions, the last one published the latest.
// Thread-safe.
class FakeLabor : public ::testing::NiceMock<labor_client::MockLaborClient> {
 public:
  FakeLabor();
  void Publish(const labor::v1::EditionSnapshot& snapshot);
  // The same, remembering what its releases say: ComposeSnapshot joins releases
  // that were published so.
  void Publish(const std::string& id, const TinyPins& pins);
  // While down, every call is UNAVAILABLE.
  void SetDown(bool down);
  int downloads();

 private:
  absl::StatusOr<labor_client::DownloadedSnapshot> Get(absl::string_view name);
  absl::StatusOr<std::string> Compose(const std::vector<std::string>& releases);

  base::Mutex mutex_;
  std::map<std::string, std::string> snapshots_ ABSL_GUARDED_BY(mutex_);
  // By the name of the release.
  std::map<std::string, TinyPins> said_ ABSL_GUARDED_BY(mutex_);
  std::string latest_ ABSL_GUARDED_BY(mutex_);
  bool down_ ABSL_GUARDED_BY(mutex_) = false;
  int downloads_ ABSL_GUARDED_BY(mutex_) = 0;
};

// A catalog with some programs. Thread-safe.
class FakeCatalog
    : public ::testing::NiceMock<catalog_client::MockCatalogClient> {
 public:
  FakeCatalog();
  void SetPrograms(std::vector<catalog::v1::Program> programs);

 private:
  absl::StatusOr<std::vector<catalog::v1::Program>> List(
      absl::string_view parent);

  base::Mutex mutex_;
  std::vector<catalog::v1::Program> programs_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_FAKE_SERVICES_H_
