#include "services/alignment/api/scoring/run_maker.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/api/changes/changes_between.h"
#include "services/alignment/api/changes/override_changes.h"
#include "services/alignment/api/editions/region_names.h"
#include "services/alignment/api/policies/policy_name.h"
#include "services/alignment/api/policies/policy_needs.h"
#include "services/alignment/api/requests/asked_day.h"
#include "services/alignment/api/requests/refusals.h"
#include "services/alignment/api/requests/request_key.h"
#include "services/alignment/api/runs/portfolio.h"
#include "services/alignment/api/runs/run_loader.h"
#include "services/alignment/api/scoring/scoring_workers.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"
#include "services/common/rpc/resource_name.h"

namespace plumbline::alignment {
namespace {

// More than any state has policies in force.
constexpr int kMaxPolicies = 1000;

// Of a run whose turn other processes take.
constexpr int kAttempts = 5;

// `providers/-` when it is empty.
absl::StatusOr<std::string> ProviderOf(const v1::Run& asked) {
  if (asked.provider().empty()) return std::string("providers/-");
  PLUMBLINE_RETURN_IF_ERROR(
      rpc::ParseName("providers/{provider}", asked.provider()).status());
  return asked.provider();
}

// What the run says of itself, before its counts.
v1::Run Describe(const RunInputs& inputs, const std::string& provider) {
  v1::Run run;
  run.set_edition(inputs.edition->name());
  for (const auto& policy : inputs.policies) {
    run.add_policies(policy->content.name());
  }
  for (const RegionIndex region : inputs.regions) {
    run.add_regions(inputs.edition->region_name(region));
  }
  run.set_provider(provider);
  run.set_day(inputs.day);
  run.set_model_version(
      std::string(kModelVersion.data(), kModelVersion.size()));
  run.set_program_count(static_cast<int64_t>(inputs.subjects.size()));
  return run;
}

absl::Status Overtaken(const absl::Status& why) {
  return base::Error(
      absl::StatusCode::kAborted, base::reason::kRunConflict,
      absl::StrCat("other processes published while this run was made, ",
                   kAttempts, " times, the last time: ", why.message()));
}

}  // namespace

RunMaker::RunMaker(AlignmentStore& store, RunViews& views,
                   EditionCache& editions, const TextReader& texts,
                   labor_client::LaborClient& labor,
                   catalog_client::CatalogClient& catalog,
                   ScoringWorkers& workers, Options options)
    : store_(store),
      views_(views),
      editions_(editions),
      texts_(texts),
      labor_(labor),
      catalog_(catalog),
      workers_(workers),
      options_(std::move(options)) {}

absl::StatusOr<v1::Run> RunMaker::Make(const v1::CreateRunRequest& request) {
  for (int attempt = 1;; ++attempt) {
    auto run = MakeOnce(request);
    if (run.ok() || run.status().code() != absl::StatusCode::kAborted)
      return run;
    if (attempt == kAttempts) return Overtaken(run.status());
  }
}

absl::StatusOr<v1::Run> RunMaker::MakeOnce(
    const v1::CreateRunRequest& request) {
  NewRun run;
  run.request = KeyOf(request);
  PLUMBLINE_ASSIGN_OR_RETURN(auto made, store_.FindRun(run.request));
  if (made) return MadeElsewhere(*std::move(made));
  PLUMBLINE_ASSIGN_OR_RETURN(Asked asked, ReadAsked(request.run()));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto before, Before());
  run.run = Describe(*asked.inputs, asked.provider);
  run.after = before == nullptr ? 0 : before->number();
  PLUMBLINE_ASSIGN_OR_RETURN(const auto portfolio,
                             PortfolioScorer::Create(std::move(asked.inputs)));
  std::unique_ptr<HeldLease> publication;
  const auto by_workers = [&](const std::vector<OpenEntries>& open)
      -> absl::StatusOr<std::vector<std::vector<ScoredProgram>>> {
    PLUMBLINE_ASSIGN_OR_RETURN(
        auto found, workers_.Score(run.run, run.after, portfolio, open));
    publication = std::move(found.publication);
    return std::move(found.scored);
  };
  PLUMBLINE_ASSIGN_OR_RETURN(auto scored,
                             ScoreRun(*portfolio, before.get(), by_workers));
  Summarize(scored, run.run);
  RunChanges changes =
      CompareRuns(before.get(), ScopeOf(run.run), std::move(scored),
                  run.after + 1, options_.threads);
  run.changes = std::move(changes.changes);
  run.subjects = std::move(changes.subjects);
  run.record_digests = std::move(changes.record_digests);
  if (before != nullptr)
    PLUMBLINE_RETURN_IF_ERROR(FindChanges(*before, changes.visible, run));
  run.publication = publication->lease();
  auto published = Publish(std::move(run), std::move(changes.visible));
  if (published.ok()) publication->Settle();
  return published;
}

absl::StatusOr<RunMaker::Asked> RunMaker::ReadAsked(const v1::Run& asked) {
  PLUMBLINE_ASSIGN_OR_RETURN(std::string provider, ProviderOf(asked));
  PLUMBLINE_ASSIGN_OR_RETURN(RunInputs inputs, ReadInputs(asked));
  PLUMBLINE_ASSIGN_OR_RETURN(inputs.subjects,
                             ReadPortfolio(catalog_, provider));
  PLUMBLINE_ASSIGN_OR_RETURN(inputs.subjects,
                             texts_.Read(*inputs.edition, inputs.policies,
                                         std::move(inputs.subjects)));
  return Asked{std::move(provider),
               std::make_shared<const RunInputs>(std::move(inputs))};
}

v1::Run RunMaker::MadeElsewhere(v1::Run run) {
  views_.Restore().IgnoreError();
  return run;
}

absl::StatusOr<RunInputs> RunMaker::ReadInputs(const v1::Run& asked) {
  RunInputs inputs;
  if (!asked.edition().empty()) {
    PLUMBLINE_RETURN_IF_ERROR(
        rpc::ParseName("editions/{edition}", asked.edition()).status());
  }
  PLUMBLINE_ASSIGN_OR_RETURN(inputs.edition, editions_.Get(asked.edition()));
  PLUMBLINE_ASSIGN_OR_RETURN(inputs.regions,
                             ReadRegions(*inputs.edition, asked.regions()));
  PLUMBLINE_ASSIGN_OR_RETURN(inputs.day, DayOf(asked.day(), options_.clock()));
  PLUMBLINE_ASSIGN_OR_RETURN(inputs.policies,
                             ReadPolicies(asked, inputs.edition, inputs.day));
  return inputs;
}

absl::StatusOr<std::vector<std::shared_ptr<const PolicyInUse>>>
RunMaker::ReadPolicies(const v1::Run& asked,
                       const std::shared_ptr<const Edition>& edition,
                       const std::string& day) {
  std::vector<v1::Policy> contents;
  std::set<std::string> ids;
  for (const std::string& name : asked.policies()) {
    PLUMBLINE_ASSIGN_OR_RETURN(const PolicyRef ref, ParsePolicyRef(name));
    if (!ids.insert(ref.policy).second) {
      return InvalidField(
          "run.policies",
          absl::StrCat("policies/", ref.policy,
                       " comes twice: a run has one version of a "
                       "policy"));
    }
    PLUMBLINE_ASSIGN_OR_RETURN(v1::Policy content,
                               store_.GetPolicy(ref.policy, ref.version));
    contents.push_back(std::move(content));
  }
  if (asked.policies().empty()) {
    PLUMBLINE_ASSIGN_OR_RETURN(contents,
                               store_.LatestPolicies("", kMaxPolicies));
  }
  if (contents.empty()) {
    return InvalidField(
        "run.policies",
        "there is no policy yet: CreatePolicyVersion makes one");
  }
  std::vector<std::shared_ptr<const PolicyInUse>> policies;
  for (v1::Policy& content : contents) {
    PLUMBLINE_ASSIGN_OR_RETURN(auto policy,
                               Bind(edition, std::move(content), day));
    // A rule that says what becomes of missing data is scored without them.
    if (policy->bound->policy().missing_data == MissingData::kUnspecified)
      PLUMBLINE_RETURN_IF_ERROR(CheckMeasures(*policy->bound));
    policies.push_back(std::move(policy));
  }
  return policies;
}

absl::StatusOr<std::shared_ptr<const RunView>> RunMaker::Before() {
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t published, store_.PublishedRun());
  if (published == 0) return std::shared_ptr<const RunView>();
  return views_.At(published);
}

absl::Status RunMaker::FindChanges(const RunView& before,
                                   const std::vector<ViewRow>& visible,
                                   NewRun& run) {
  const ChangeSearch search = {labor_, options_.threads};
  PLUMBLINE_ASSIGN_OR_RETURN(run.feed,
                             ChangesBetween(before.rows(), visible, search));
  // An override of the seconds that this took is a change of this run.
  base::SetTime(options_.clock(), run.run.mutable_publish_time());
  PLUMBLINE_ASSIGN_OR_RETURN(const auto overrides, store_.AllOverrides());
  AddOverrideChanges(overrides, before.run().publish_time(),
                     run.run.publish_time(), visible, {}, run.feed);
  return absl::OkStatus();
}

absl::StatusOr<v1::Run> RunMaker::Publish(NewRun run,
                                          std::vector<ViewRow> visible) {
  if (!run.run.has_publish_time())
    base::SetTime(options_.clock(), run.run.mutable_publish_time());
  run.run.set_written_count(static_cast<int64_t>(run.changes.size()));
  for (ChangeRow& change : run.feed)
    *change.content.mutable_publish_time() = run.run.publish_time();
  run.run.set_change_count(static_cast<int64_t>(run.feed.size()));
  PLUMBLINE_ASSIGN_OR_RETURN(v1::Run published, store_.PublishRun(run));
  // The same request, made by another process meanwhile: its run is not ours.
  if (published.name() != RunName(run.after + 1))
    return MadeElsewhere(std::move(published));
  views_.Publish(
      std::make_shared<RunView>(run.after + 1, published, std::move(visible)));
  options_.published();
  return published;
}

}  // namespace plumbline::alignment
