#ifndef PLUMBLINE_CLIENTS_CPP_LABOR_LABOR_CLIENT_H_
#define PLUMBLINE_CLIENTS_CPP_LABOR_LABOR_CLIENT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "clients/cpp/call/client_options.h"
#include "plumbline/labor/v1/edition.pb.h"
#include "plumbline/labor/v1/labor_service.pb.h"
#include "plumbline/labor/v1/release.pb.h"
#include "plumbline/labor/v1/texts.pb.h"

namespace grpc {
class ChannelInterface;
}  // namespace grpc

namespace plumbline::labor_client {

// A file to import, under its path inside the release. `bytes` must outlive the
// call.
struct ImportFile {
  std::string path;
  absl::string_view bytes;
};

struct ImportOptions {
  // Where the files came from, for the record.
  std::string address;
  // Read and gate only: nothing is stored.
  bool validate_only = false;
  // A UUID that makes a repeated call the same call; empty: a fresh one.
  std::string request_id;
};

struct PublishOptions {
  // The edition's name; empty lets the service name it after its content.
  std::string name;
  std::string description;
  bool validate_only = false;
  std::string request_id;
};

// An edition with the snapshot that it was published with.
struct DownloadedSnapshot {
  labor::v1::Edition edition;
  // The bytes of a labor.v1.EditionSnapshot. Their SHA-256 was checked.
  std::string bytes;
};

// What the labor service answers, for C++ programs.
//
// Errors: those of the service's methods, with their reasons
// (base::ReasonOf), and
//   kUnavailable, UPSTREAM_UNAVAILABLE: the service cannot be reached;
//   kDeadlineExceeded: it did not answer in time.
//
// Thread-safe. Lists fetch all pages.
class LaborClient {
 public:
  virtual ~LaborClient() = default;

  // A client of the same service whose reads ask for what was known at `time`,
  // as far as the service can tell.
  virtual std::unique_ptr<LaborClient> At(absl::Time time) const = 0;

  virtual absl::StatusOr<std::vector<labor::v1::Source>> ListSources() = 0;

  // Imports `files` as the release `sources/{source}/releases/{release}` and
  // waits for the result, which may be QUARANTINED.
  virtual absl::StatusOr<labor::v1::Release> ImportRelease(
      absl::string_view release, const std::vector<ImportFile>& files,
      const ImportOptions& options) = 0;
  virtual absl::StatusOr<labor::v1::Release> GetRelease(
      absl::string_view name) = 0;
  // `parent`: `sources/{source}`, or `sources/-` for all.
  virtual absl::StatusOr<std::vector<labor::v1::Release>> ListReleases(
      absl::string_view parent) = 0;

  // Pins `releases` with `crosswalk_layers`, strongest first, and publishes.
  virtual absl::StatusOr<labor::v1::Edition> PublishEdition(
      const std::vector<std::string>& releases,
      const std::vector<std::string>& crosswalk_layers,
      const PublishOptions& options) = 0;
  virtual absl::StatusOr<labor::v1::Edition> RollbackEdition(
      absl::string_view name) = 0;
  // `name`: `editions/{edition}` or `editions/latest`.
  virtual absl::StatusOr<labor::v1::Edition> GetEdition(
      absl::string_view name) = 0;
  virtual absl::StatusOr<std::vector<labor::v1::Edition>> ListEditions() = 0;

  // Removes the content of editions that the service's rule does not keep and
  // `pinned` does not name; only says which with `validate_only`.
  virtual absl::StatusOr<labor::v1::PurgeEditionsResponse> PurgeEditions(
      const std::vector<std::string>& pinned, bool validate_only) = 0;

  virtual absl::StatusOr<std::vector<labor::v1::Region>> ListRegions(
      absl::string_view edition) = 0;
  // `code`: SOC or O*NET-SOC. `edition` may be empty: the latest. The profile
  // comes with OCCUPATION_VIEW_FULL only.
  virtual absl::StatusOr<labor::v1::Occupation> GetOccupation(
      absl::string_view code, absl::string_view edition,
      labor::v1::OccupationView view) = 0;
  virtual absl::StatusOr<std::vector<labor::v1::Occupation>> ListOccupations(
      absl::string_view edition) = 0;

  // `reference_period` may be empty: whatever the edition pins.
  virtual absl::StatusOr<labor::v1::Statistics> GetStatistics(
      absl::string_view name, absl::string_view reference_period) = 0;
  virtual absl::StatusOr<labor::v1::BatchGetStatisticsResponse>
  BatchGetStatistics(const std::vector<std::string>& names) = 0;

  // Downloads the snapshot of an edition and checks its digest.
  //
  // Errors: kDataLoss: the bytes are not those that the edition promises.
  virtual absl::StatusOr<DownloadedSnapshot> DownloadSnapshot(
      absl::string_view edition) = 0;

  // The bytes of a labor.v1.EditionSnapshot of releases that nobody published
  // together: named after its content.
  virtual absl::StatusOr<std::string> ComposeSnapshot(
      const std::vector<std::string>& releases,
      const std::vector<std::string>& crosswalk_layers) = 0;

  // The texts of an edition, `editions/{edition}`.
  //
  // Errors: kDataLoss: the bytes are not the texts of that edition.
  virtual absl::StatusOr<labor::v1::EditionTexts> DownloadTexts(
      absl::string_view edition) = 0;
};

// The long deadline is for ImportRelease, PublishEdition and downloads.
using ClientOptions = client_call::ClientOptions;

// A client over a gRPC channel.
std::unique_ptr<LaborClient> MakeLaborClient(
    std::shared_ptr<grpc::ChannelInterface> channel,
    const ClientOptions& options = {});

}  // namespace plumbline::labor_client

#endif  // PLUMBLINE_CLIENTS_CPP_LABOR_LABOR_CLIENT_H_
