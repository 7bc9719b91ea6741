#include "services/alignment/api/runs/run_loader.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "services/alignment/api/policies/policy_codec.h"
#include "services/alignment/api/policies/policy_name.h"
#include "services/alignment/api/records/record_codec.h"
#include "services/alignment/api/runs/portfolio.h"
#include "services/alignment/api/runs/run_pins.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

absl::Status Damaged(const VerdictRow& row, absl::string_view what) {
  return base::Error(absl::StatusCode::kDataLoss, base::reason::kStorageFailed,
                     absl::StrCat("the stored verdict ", AlignmentName(row.key),
                                  " of ", RunName(row.run), " names ", what,
                                  ": restore the database from its copy"));
}

class Loader {
 public:
  Loader(AlignmentStore& store, EditionCache& editions)
      : store_(store), editions_(editions) {}

  absl::Status ReadSubjects(int64_t run) {
    PLUMBLINE_ASSIGN_OR_RETURN(auto subjects, store_.SubjectsAt(run));
    for (Subject& subject : subjects) {
      auto in_use = InUse(std::move(subject));
      subjects_[in_use->subject.sha256] = std::move(in_use);
    }
    return absl::OkStatus();
  }

  // `day`: that of the run that pinned the row.
  absl::StatusOr<ViewRow> Complete(VerdictRow row, const std::string& day) {
    const auto subject = subjects_.find(row.subject_sha256);
    if (subject == subjects_.end()) {
      return Damaged(row, "a program that is not stored");
    }
    PLUMBLINE_ASSIGN_OR_RETURN(auto policy, PolicyOf(row, day));
    const auto region = policy->bound->edition().FindRegion(row.key.region);
    if (!region) return Damaged(row, "a region that its edition lacks");
    ViewRow view;
    view.subject = subject->second;
    view.policy = std::move(policy);
    view.region = *region;
    view.model_version = &KeptModel(row.model_version);
    if (!base::FromHex(row.record_sha256, &view.record_sha256))
      return Damaged(row, "a digest that is none");
    view.answer = std::move(row);
    return view;
  }

 private:
  absl::StatusOr<std::shared_ptr<const PolicyInUse>> PolicyOf(
      const VerdictRow& row, const std::string& day) {
    auto& policy =
        policies_[{row.edition, row.key.policy, row.policy_version, day}];
    if (policy != nullptr) return policy;
    PLUMBLINE_ASSIGN_OR_RETURN(auto edition, editions_.Get(row.edition));
    PLUMBLINE_ASSIGN_OR_RETURN(
        v1::Policy content,
        store_.GetPolicy(row.key.policy, row.policy_version));
    PLUMBLINE_ASSIGN_OR_RETURN(
        policy, Bind(std::move(edition), std::move(content), day));
    return policy;
  }

  AlignmentStore& store_;
  EditionCache& editions_;
  absl::flat_hash_map<std::string, std::shared_ptr<const SubjectInUse>>
      subjects_;
  // By edition, policy, version and day.
  std::map<std::tuple<std::string, std::string, int64_t, std::string>,
           std::shared_ptr<const PolicyInUse>>
      policies_;
};

}  // namespace

absl::StatusOr<std::shared_ptr<const PolicyInUse>> Bind(
    std::shared_ptr<const Edition> edition, v1::Policy content,
    std::string day) {
  auto policy = std::make_shared<PolicyInUse>();
  PLUMBLINE_ASSIGN_OR_RETURN(
      policy->bound,
      BoundPolicy::Create(std::move(edition), PolicyFromProto(content),
                          std::move(day)));
  // A draft has neither.
  if (const auto ref = ParsePolicyRef(content.name()); ref.ok()) {
    policy->id = ref->policy;
    policy->version = ref->version;
  }
  policy->content = std::move(content);
  return policy;
}

bool ReadsDays(const v1::Policy& policy) {
  return policy.lists_size() > 0 || policy.exceptions_size() > 0;
}

absl::StatusOr<std::shared_ptr<const RunView>> LoadRun(AlignmentStore& store,
                                                       EditionCache& editions,
                                                       int64_t run) {
  PLUMBLINE_ASSIGN_OR_RETURN(v1::Run content, store.GetRun(run));
  PLUMBLINE_ASSIGN_OR_RETURN(auto stored, store.VerdictsAt(run));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto days, PinRows(store, run, stored));
  Loader loader(store, editions);
  PLUMBLINE_RETURN_IF_ERROR(loader.ReadSubjects(run));
  std::vector<ViewRow> rows;
  rows.reserve(stored.size());
  for (size_t i = 0; i < stored.size(); ++i) {
    PLUMBLINE_ASSIGN_OR_RETURN(ViewRow view,
                               loader.Complete(std::move(stored[i]), days[i]));
    rows.push_back(std::move(view));
  }
  // The store answers by key, which is nearly always the order of names.
  const auto less = [](const ViewRow& a, const ViewRow& b) {
    return CompareNames(a, b) < 0;
  };
  if (!std::is_sorted(rows.begin(), rows.end(), less))
    std::sort(rows.begin(), rows.end(), less);
  return std::make_shared<RunView>(run, std::move(content), std::move(rows));
}

}  // namespace plumbline::alignment
