#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_RUN_MAKER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_RUN_MAKER_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cpp/catalog/catalog_client.h"
#include "plumbline/alignment/v1/alignment_service.pb.h"
#include "services/alignment/api/editions/edition_cache.h"
#include "services/alignment/api/matching/text_reader.h"
#include "services/alignment/api/runs/run_changes.h"
#include "services/alignment/api/runs/run_views.h"
#include "services/alignment/api/scoring/run_scorer.h"
#include "services/alignment/store/alignment_store.h"

namespace plumbline::alignment {

class ScoringWorkers;

// Makes runs: reads what is scored, has it scored by workers, writes what
// changed and serves it. One run at a time: the caller sees to it.
class RunMaker {
 public:
  struct Options {
    // Says when a run became visible; nothing else depends on it.
    std::function<absl::Time()> clock = [] { return absl::Now(); };
    int threads = 2;
    // Called when a run became visible.
    std::function<void()> published = [] {};
  };

  // All outlive the object.
  RunMaker(AlignmentStore& store, RunViews& views, EditionCache& editions,
           const TextReader& texts, labor_client::LaborClient& labor,
           catalog_client::CatalogClient& catalog, ScoringWorkers& workers,
           Options options);

  // The run that `request` asks for, published; or the one that the same
  // request made before.
  //
  // Errors:
  //   kInvalidArgument, NAME_INVALID, ARGUMENT_INVALID: a name is malformed, or
  //   a policy comes twice.
  //   kInvalidArgument, REQUEST_ID_REUSED.
  //   kNotFound, EDITION_UNKNOWN, POLICY_UNKNOWN, REGION_UNKNOWN.
  //   kFailedPrecondition, REGION_WRONG_VINTAGE: as ReadRegion.
  //   kFailedPrecondition, POLICY_NEEDS_DATA: a policy reads measures that the
  //   edition lacks, and can say nothing without them.
  //   kUnavailable, UPSTREAM_UNAVAILABLE: labor or catalog does not answer.
  //   kAborted, RUN_CONFLICT: other processes published meanwhile, again and
  //   again.
  absl::StatusOr<v1::Run> Make(const v1::CreateRunRequest& request);

 private:
  // What is to be scored, and where its programs come from.
  struct Asked {
    std::string provider;
    std::shared_ptr<const RunInputs> inputs;
  };

  // The same once, with kAborted when another process published meanwhile.
  absl::StatusOr<v1::Run> MakeOnce(const v1::CreateRunRequest& request);
  absl::StatusOr<Asked> ReadAsked(const v1::Run& asked);
  absl::StatusOr<RunInputs> ReadInputs(const v1::Run& asked);
  absl::StatusOr<std::vector<std::shared_ptr<const PolicyInUse>>> ReadPolicies(
      const v1::Run& asked, const std::shared_ptr<const Edition>& edition,
      const std::string& day);
  // Null before the first run.
  absl::StatusOr<std::shared_ptr<const RunView>> Before();
  // Sets the feed of `run`, which has its time.
  absl::Status FindChanges(const RunView& before,
                           const std::vector<ViewRow>& visible, NewRun& run);
  absl::StatusOr<v1::Run> Publish(NewRun run, std::vector<ViewRow> visible);
  // Serves what another process published, if it can be loaded.
  v1::Run MadeElsewhere(v1::Run run);

  AlignmentStore& store_;
  RunViews& views_;
  EditionCache& editions_;
  const TextReader& texts_;
  labor_client::LaborClient& labor_;
  catalog_client::CatalogClient& catalog_;
  ScoringWorkers& workers_;
  const Options options_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_RUN_MAKER_H_
