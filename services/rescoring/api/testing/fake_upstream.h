#ifndef PLUMBLINE_SERVICES_RESCORING_API_TESTING_FAKE_UPSTREAM_H_
#define PLUMBLINE_SERVICES_RESCORING_API_TESTING_FAKE_UPSTREAM_H_

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cpp/alignment/mock_alignment_client.h"
#include "clients/cpp/labor/mock_labor_client.h"
#include "services/common/base/sha256.h"

namespace plumbline::rescoring {

// Labor in memory: releases, editions and requests as the service keeps them.
class FakeLabor : public ::testing::NiceMock<labor_client::MockLaborClient> {
 public:
  using Edition = labor::v1::Edition;
  using Release = labor::v1::Release;

  absl::StatusOr<Release> ImportRelease(
      absl::string_view name,
      const std::vector<labor_client::ImportFile>& files,
      const labor_client::ImportOptions&) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!outage.ok()) return outage;
    Release release;
    release.set_name(std::string(name));
    release.set_state(Release::ACCEPTED);
    for (const auto& file : files) {
      auto& kept = *release.add_files();
      kept.set_path(file.path);
      kept.set_sha256(base::Sha256Hex(file.bytes));
    }
    const auto [at, added] = releases.emplace(release.name(), release);
    if (!added && at->second.SerializeAsString() != release.SerializeAsString())
      return absl::AlreadyExistsError("other files");
    return at->second;
  }
  absl::StatusOr<Release> GetRelease(absl::string_view name) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    return releases.at(std::string(name));
  }
  absl::StatusOr<std::vector<Release>> ListReleases(
      absl::string_view parent) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    std::vector<Release> listed;
    for (const auto& [name, release] : releases) {
      if (name.rfind(std::string(parent) + "/", 0) == 0)
        listed.push_back(release);
    }
    return listed;
  }
  absl::StatusOr<Edition> PublishEdition(
      const std::vector<std::string>& pinned,
      const std::vector<std::string>& layers,
      const labor_client::PublishOptions& options) override {
    if (before_publish) before_publish();
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto known = requests_.find(options.request_id);
    if (!options.request_id.empty() && known != requests_.end())
      return known->second;
    Edition edition;
    *edition.mutable_releases() = {pinned.begin(), pinned.end()};
    *edition.mutable_crosswalk_layers() = {layers.begin(), layers.end()};
    edition.set_name("editions/" +
                     base::Sha256Hex(absl::StrJoin(pinned, ",")).substr(0, 8));
    editions.push_back(edition);
    requests_[options.request_id] = edition;
    return edition;
  }
  absl::StatusOr<Edition> GetEdition(absl::string_view) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (editions.empty()) return absl::NotFoundError("nothing published");
    return editions.back();
  }

  std::map<std::string, Release> releases;
  std::vector<Edition> editions;  // The last one is served.
  absl::Status outage;
  std::function<void()> before_publish;

 private:
  std::mutex mutex_;
  std::map<std::string, Edition> requests_;
};

// Alignment in memory: runs and requests.
class FakeAlignment
    : public ::testing::NiceMock<alignment_client::MockAlignmentClient> {
 public:
  using Run = alignment::v1::Run;

  absl::StatusOr<Run> CreateRun(const Run& asked,
                                absl::string_view request_id) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto known = requests_.find(std::string(request_id));
    if (known != requests_.end()) return known->second;
    Run run = asked;
    run.set_name(absl::StrCat("runs/", runs.size() + 1));
    run.set_verdicts_sha256(base::Sha256Hex(asked.edition()));
    runs.push_back(run);
    requests_[std::string(request_id)] = run;
    return run;
  }
  absl::StatusOr<std::vector<Run>> ListRuns() override {
    const std::lock_guard<std::mutex> lock(mutex_);
    return std::vector<Run>(runs.rbegin(), runs.rend());
  }

  std::vector<Run> runs;

 private:
  std::mutex mutex_;
  std::map<std::string, Run> requests_;
};

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_API_TESTING_FAKE_UPSTREAM_H_
