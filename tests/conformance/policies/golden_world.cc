#include "tests/conformance/policies/golden_world.h"

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

#include "google/protobuf/util/json_util.h"
#include "plumbline/alignment/v1/policy.pb.h"
#include "services/alignment/api/editions/edition_codec.h"
#include "services/alignment/api/policies/policy_codec.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/testing/files.h"
#include "services/labor/domain/edition/edition_builder.h"
#include "services/labor/domain/layouts/read_release.h"
#include "services/labor/store/snapshot_codec.h"

namespace plumbline::alignment {
namespace {

struct PinnedFiles {
  const char* source;
  const char* release;
  const char* period;
  std::vector<const char*> files;
};

// tests/conformance/policies/reference/places.py reads the same.
const std::vector<PinnedFiles>& Pins() {
  static const auto* pins = new std::vector<PinnedFiles>{
      {"bls-ep",
       "2024-34",
       "2024/2034",
       {"bls-ep/2024-34/Employment Projections.csv",
        "bls-ep/2024-34/occupation.xlsx"}},
      {"ca-edd",
       "2020-2030",
       "2020/2030",
       {"ca-edd/2020-2030/Long-Term_Occupational_Employment_Projections.csv"}},
      {"oews",
       "2023-05",
       "2023-05",
       {"oews/2023/MSA_M2023_dl.xlsx", "oews/2023/national_M2023_dl.xlsx"}},
      {"oews-hybrid", "2019", "2019", {"soc/2018/oes_hybrid_crosswalk.csv"}},
      {"onet", "30.1", "30.1", {"onet/30.1/db_30_1_text.zip"}},
      {"soc", "2018", "2018", {"soc/2018/soc2018_definitions.csv"}},
  };
  return *pins;
}

absl::StatusOr<labor::ReleaseTables> ReadPinned(
    const std::filesystem::path& data, const PinnedFiles& pin) {
  std::vector<std::string> bytes;
  for (const char* file : pin.files)
    bytes.push_back(plumbline::testing::ReadFile(data / file));
  std::vector<labor::SourceFile> files;
  for (size_t i = 0; i < bytes.size(); ++i)
    files.push_back(
        {std::filesystem::path(pin.files[i]).filename().string(), bytes[i]});
  return labor::ReadRelease(pin.source, files);
}

}  // namespace

absl::StatusOr<std::shared_ptr<const Edition>> GoldenEdition(
    const std::filesystem::path& data) {
  std::deque<labor::ReleaseTables> tables;
  std::vector<labor::ReleaseToPin> releases;
  for (const PinnedFiles& pin : Pins()) {
    PLUMBLINE_ASSIGN_OR_RETURN(labor::ReleaseTables read,
                               ReadPinned(data, pin));
    tables.push_back(std::move(read));
    labor::PinnedRelease release;
    release.name =
        std::string("sources/") + pin.source + "/releases/" + pin.release;
    release.reference_period = pin.period;
    for (const char* file : pin.files)
      release.files.push_back(
          {std::filesystem::path(file).filename().string(), "", 0});
    releases.push_back({std::move(release), &tables.back()});
  }
  PLUMBLINE_ASSIGN_OR_RETURN(
      const labor::Edition edition,
      labor::BuildEdition("editions/golden", std::move(releases), {}));
  return EditionFromSnapshot(labor::EncodeSnapshot(edition));
}

std::vector<std::string> ShippedPolicyFiles() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(
           std::string(PLUMBLINE_SOURCE_DIR) + "/data/policies")) {
    if (entry.path().extension() == ".json")
      files.push_back(entry.path().stem().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

absl::StatusOr<Policy> ReadShippedPolicy(const std::string& file) {
  v1::Policy message;
  const auto read = google::protobuf::util::JsonStringToMessage(
      plumbline::testing::ReadFile(std::string(PLUMBLINE_SOURCE_DIR) +
                                   "/data/policies/" + file + ".json"),
      &message);
  if (!read.ok())
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kFileMalformed,
                       file + ": " + read.ToString(), {{"file", file}});
  return PolicyFromProto(message);
}

}  // namespace plumbline::alignment
