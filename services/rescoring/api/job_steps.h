#ifndef PLUMBLINE_SERVICES_RESCORING_API_JOB_STEPS_H_
#define PLUMBLINE_SERVICES_RESCORING_API_JOB_STEPS_H_

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cpp/alignment/alignment_client.h"
#include "clients/cpp/labor/labor_client.h"
#include "plumbline/rescoring/v1/job.pb.h"
#include "services/common/sources/descriptor.h"
#include "services/rescoring/fetch/fetcher.h"

namespace plumbline::rescoring {

// The steps of a job. Each can be done again after it was done: what it calls
// answers with what the first call made.
class JobSteps {
 public:
  struct Parts {
    // Each outlives the object.
    const std::vector<sources::Descriptor>& descriptors;
    const Fetcher& fetcher;
    labor_client::LaborClient& labor;
    alignment_client::AlignmentClient& alignment;
    // Where downloads grow.
    std::filesystem::path spool;
    // What is scored after a change; empty: what the standing runs scored.
    std::vector<v1::Job::Scope> rescore;
    std::function<absl::Time()> now;
  };

  explicit JobSteps(Parts parts) : parts_(std::move(parts)) {}

  // Does the step after `job.step()` and writes into `job` what came of it,
  // also that the job is at its end. A step may go back: when what was fetched
  // is gone, or another edition came in between.
  //
  // Errors: those of Fetcher, of labor and of alignment; the job is as it was.
  absl::Status DoNext(v1::Job& job) const;

 private:
  absl::Status Fetch(v1::Job& job) const;
  absl::Status Import(v1::Job& job) const;
  absl::Status Plan(v1::Job& job) const;
  absl::Status Publish(v1::Job& job) const;
  absl::Status Score(v1::Job& job) const;
  absl::Status Finish(v1::Job& job) const;

  // The files to import, by name; nothing when the spool has lost one.
  absl::StatusOr<std::vector<std::pair<std::string, std::string>>> Unpack(
      const v1::Job& job) const;
  absl::StatusOr<std::string> SameAs(
      const v1::Job& job,
      const std::vector<std::pair<std::string, std::string>>& files) const;
  absl::StatusOr<labor::v1::Release> ImportAs(
      const v1::Job& job, const std::string& release,
      const std::vector<std::pair<std::string, std::string>>& files) const;
  // As the job's release, or as a revision of it when that exists with other
  // files.
  absl::StatusOr<labor::v1::Release> ImportFiles(
      const std::vector<std::pair<std::string, std::string>>& files,
      v1::Job& job) const;
  absl::StatusOr<std::vector<v1::Job::Scope>> ScopesToScore() const;
  std::filesystem::path Spooled(const v1::Job& job) const;
  std::filesystem::path Spooled(const v1::Job& job, int file) const;

  const Parts parts_;
};

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_API_JOB_STEPS_H_
