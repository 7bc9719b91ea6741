#include "tests/integration/house.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "clients/cli/files.h"
#include "clients/cli/source_directory.h"
#include "clients/cpp/call/channel.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::integration {
namespace {

namespace fs = std::filesystem;

template <typename File>
absl::StatusOr<std::vector<std::string>> ReadAll(
    const std::vector<fs::path>& paths, std::vector<File>* files) {
  std::vector<std::string> contents;
  for (const fs::path& path : paths) {
    PLUMBLINE_ASSIGN_OR_RETURN(std::string bytes, cli::ReadFile(path));
    contents.push_back(std::move(bytes));
  }
  for (size_t i = 0; i < paths.size(); ++i) {
    files->push_back({paths[i].filename().string(), contents[i]});
  }
  return contents;
}

}  // namespace

fs::path SamplesDir() {
  return fs::path(PLUMBLINE_SOURCE_DIR) / "data/samples";
}
fs::path PoliciesDir() {
  return fs::path(PLUMBLINE_SOURCE_DIR) / "data/policies";
}

House::House(std::vector<ServerProcess> processes, const std::string& labor,
             const std::string& catalog, const std::string& alignment)
    : processes_(std::move(processes)),
      labor_(labor_client::MakeLaborClient(client_call::ChannelTo(labor))),
      catalog_(
          catalog_client::MakeCatalogClient(client_call::ChannelTo(catalog))),
      alignment_(alignment_client::MakeAlignmentClient(
          client_call::ChannelTo(alignment))),
      rescoring_(rescoring_client::MakeRescoringClient(
          client_call::ChannelTo(labor))) {}

absl::StatusOr<House> House::AsOne(const std::string& binaries,
                                   const fs::path& directory,
                                   std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--policies", PoliciesDir().string()});
  PLUMBLINE_ASSIGN_OR_RETURN(
      ServerProcess all,
      ServerProcess::Start(binaries + "/plumblined", directory, arguments));
  const std::string address = all.address();
  std::vector<ServerProcess> processes;
  processes.push_back(std::move(all));
  return House(std::move(processes), address, address, address);
}

absl::StatusOr<House> House::AsThree(const std::string& binaries,
                                     const fs::path& directory) {
  PLUMBLINE_ASSIGN_OR_RETURN(ServerProcess labor,
                             ServerProcess::Start(binaries + "/labor_server",
                                                  directory / "labor", {}));
  PLUMBLINE_ASSIGN_OR_RETURN(ServerProcess catalog,
                             ServerProcess::Start(binaries + "/catalog_server",
                                                  directory / "catalog", {}));
  PLUMBLINE_ASSIGN_OR_RETURN(
      ServerProcess alignment,
      ServerProcess::Start(
          binaries + "/alignment_server", directory / "alignment",
          {"--labor", labor.address(), "--catalog", catalog.address(),
           "--policies", PoliciesDir().string()}));
  const std::string addresses[] = {labor.address(), catalog.address(),
                                   alignment.address()};
  std::vector<ServerProcess> processes;
  processes.push_back(std::move(labor));
  processes.push_back(std::move(catalog));
  processes.push_back(std::move(alignment));
  return House(std::move(processes), addresses[0], addresses[1], addresses[2]);
}

absl::Status House::ImportReleases(const fs::path& directory,
                                   const std::string& except) {
  return ImportReleases(
      directory, [&](const std::string& name) { return name != except; });
}

absl::Status House::ImportReleases(
    const fs::path& directory,
    const std::function<bool(const std::string&)>& wanted) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto descriptors,
      cli::ReadDescriptors(fs::path(PLUMBLINE_SOURCE_DIR) / "data/sources"));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto found,
                             cli::FindReleases(directory, descriptors));
  for (const cli::FoundRelease& release : found) {
    if (!wanted(release.name)) continue;
    std::vector<labor_client::ImportFile> files;
    PLUMBLINE_ASSIGN_OR_RETURN(const auto contents,
                               ReadAll(release.files, &files));
    const auto imported = labor().ImportRelease(release.name, files, {});
    if (!imported.ok()) {
      return base::Annotate(imported.status(), release.name);
    }
  }
  return absl::OkStatus();
}

absl::Status House::ImportPrograms(const fs::path& directory) {
  std::vector<fs::path> paths;
  for (const char* name :
       {"providers.csv", "programs.csv", "courses.csv", "credentials.csv"}) {
    paths.push_back(directory / name);
  }
  std::vector<catalog_client::ImportFile> files;
  PLUMBLINE_ASSIGN_OR_RETURN(const auto contents, ReadAll(paths, &files));
  return catalog().ImportPrograms(files, {}).status();
}

absl::StatusOr<labor::v1::Edition> House::Publish() {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto releases,
                             labor().ListReleases("sources/-"));
  std::vector<std::string> pinned;
  std::vector<std::string> layers;
  for (const auto& release : releases) {
    if (release.state() != labor::v1::Release::ACCEPTED) continue;
    pinned.push_back(release.name());
    if (absl::StrContains(release.name(), "sources/cip-soc/")) {
      layers.push_back(release.name());
    }
  }
  return labor().PublishEdition(pinned, layers, {});
}

absl::StatusOr<alignment::v1::Run> House::Score(
    const std::vector<std::string>& regions) {
  alignment::v1::Run run;
  PLUMBLINE_ASSIGN_OR_RETURN(const auto policies, alignment().ListPolicies());
  for (const auto& policy : policies) {
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto problems,
        alignment().ValidatePolicy(policy, "editions/latest"));
    const bool says_something =
        std::all_of(problems.begin(), problems.end(),
                    [](const auto& problem) { return problem.advisory(); });
    if (says_something) run.add_policies(policy.name());
  }
  for (const std::string& region : regions) run.add_regions(region);
  return alignment().CreateRun(run, "");
}

}  // namespace plumbline::integration
