#include "services/alignment/api/simulation.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/alignment/api/policy_change.h"
#include "services/alignment/api/policy_codec.h"
#include "services/alignment/api/policy_name.h"
#include "services/alignment/api/portfolio.h"
#include "services/alignment/api/region_names.h"
#include "services/alignment/api/run_loader.h"
#include "services/alignment/api/run_maker.h"
#include "services/alignment/api/run_scorer.h"
#include "services/alignment/domain/policy/validate.h"
#include "services/alignment/domain/scoring/evaluate_occupation.h"
#include "services/alignment/domain/scoring/evaluate_program.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/rpc/resource_name.h"

namespace plumbline::alignment {
namespace {

constexpr int kDefaultFlips = 100;
constexpr int kMaxFlips = 1000;
constexpr size_t kMaxLists = 20;

using Subjects = std::vector<std::shared_ptr<const SubjectInUse>>;

// A verdict under both policies.
struct Pair {
  const ViewRow* before = nullptr;
  const ViewRow* after = nullptr;
  bool flips() const { return before->row.verdict != after->row.verdict; }
};

absl::StatusOr<v1::Policy> Stored(AlignmentStore& store,
                                  const std::string& name) {
  PLUMBLINE_ASSIGN_OR_RETURN(const PolicyRef ref, ParsePolicyRef(name));
  return store.GetPolicy(ref.policy, ref.version);
}

absl::StatusOr<v1::Policy> CandidateOf(
    AlignmentStore& store, const v1::Policy& baseline,
    const v1::SimulatePolicyRequest& request) {
  v1::Policy candidate = baseline;
  if (request.has_candidate_policy()) {
    candidate = request.candidate_policy();
    // A name that no stored version has.
    if (candidate.name().empty()) candidate.set_name("policies/-/versions/0");
  } else if (!request.candidate_name().empty()) {
    PLUMBLINE_ASSIGN_OR_RETURN(candidate,
                               Stored(store, request.candidate_name()));
  }
  for (const v1::ParameterChange& change : request.changes()) {
    PLUMBLINE_RETURN_IF_ERROR(ApplyChange(change, candidate));
  }
  return candidate;
}

// The programs of the served run, each once; before the first run, the
// catalog's.
absl::StatusOr<Subjects> SubjectsOf(const SimulationParts& parts,
                                    const std::string& provider) {
  const std::string name = provider.empty() ? "providers/-" : provider;
  PLUMBLINE_RETURN_IF_ERROR(
      rpc::ParseName("providers/{provider}", name).status());
  const auto view = parts.views.Current();
  if (!view.ok()) return ReadPortfolio(parts.catalog, name);
  const std::string prefix =
      name == "providers/-" ? "providers/" : absl::StrCat(name, "/");
  Subjects subjects;
  absl::flat_hash_set<const SubjectInUse*> seen;
  for (const ViewRow& row : (*view)->rows()) {
    if (absl::StartsWith(row.row.key.program, prefix) &&
        seen.insert(row.subject.get()).second)
      subjects.push_back(row.subject);
  }
  return subjects;
}

// One simulation, from two scored portfolios to the answer.
class Comparison {
 public:
  Comparison(const BoundPolicy& before, const BoundPolicy& after)
      : before_(before), after_(after) {}

  void Compare(const std::vector<ViewRow>& before,
               const std::vector<ViewRow>& after) {
    // Programs and regions are the same on both sides.
    std::map<std::pair<std::string, RegionIndex>, Pair> pairs;
    for (const ViewRow& row : before)
      pairs[{row.row.key.program, row.region}].before = &row;
    for (const ViewRow& row : after)
      pairs[{row.row.key.program, row.region}].after = &row;
    for (const auto& [key, pair] : pairs) {
      regions_.insert(key.second);
      if (pair.flips()) flips_.push_back(pair);
    }
    response_.set_verdict_count(static_cast<int64_t>(pairs.size()));
    response_.set_flip_count(static_cast<int64_t>(flips_.size()));
    Count(before, before_, *response_.mutable_before());
    Count(after, after_, *response_.mutable_after());
  }

  void AddFlips(size_t most) {
    for (size_t i = 0; i < std::min(most, flips_.size()); ++i)
      AddFlip(flips_[i]);
  }

  void AddLists() {
    const Edition& edition = before_.edition();
    std::map<std::string, RegionIndex> by_name;
    for (const RegionIndex region : regions_)
      by_name[edition.region_name(region)] = region;
    for (const auto& [name, region] : by_name) {
      if (static_cast<size_t>(response_.lists_size()) == kMaxLists) break;
      AddList(name, region);
    }
  }

  v1::SimulatePolicyResponse Take() { return std::move(response_); }

 private:
  using Counts = google::protobuf::RepeatedPtrField<v1::VerdictCount>;

  static void Count(const std::vector<ViewRow>& rows, const BoundPolicy& policy,
                    Counts& counts) {
    std::map<v1::Verdict, int64_t> numbers;
    for (const ViewRow& row : rows) ++numbers[row.row.verdict];
    for (const auto& [verdict, number] : numbers) {
      v1::VerdictCount& count = *counts.Add();
      count.set_policy(policy.policy().name);
      count.set_verdict(verdict);
      count.set_count(number);
    }
  }

  // The sentence of whichever side has a flag that the other lacks; what is
  // gone explains a program that becomes aligned.
  std::string Why(const Pair& pair) const {
    const Decision before = EvaluateProgram(before_, pair.before->region,
                                            pair.before->subject->facts);
    const Decision after =
        EvaluateProgram(after_, pair.after->region, pair.after->subject->facts);
    for (const DecisionFlag& flag : after.flags) {
      if ((before.flag_mask & MaskOf(flag.reason)) == 0) return flag.message;
    }
    for (const DecisionFlag& flag : before.flags) {
      if ((after.flag_mask & MaskOf(flag.reason)) == 0)
        return absl::StrCat("No longer: ", flag.message);
    }
    return after.link_rule_steps.front();
  }

  void AddFlip(const Pair& pair) {
    const Subject& subject = pair.before->subject->subject;
    v1::Flip& flip = *response_.add_flips();
    flip.set_program(subject.program.name());
    flip.set_program_title(subject.program.title());
    flip.set_region(before_.edition().region_name(pair.before->region));
    flip.set_before(pair.before->row.verdict);
    flip.set_after(pair.after->row.verdict);
    flip.set_message(Why(pair));
  }

  void AddList(const std::string& name, RegionIndex region) {
    const Edition& edition = before_.edition();
    v1::ListChange& list = *response_.add_lists();
    list.set_region(name);
    int32_t before_count = 0;
    int32_t after_count = 0;
    for (size_t i = 0; i < edition.occupation_count(); ++i) {
      const auto occupation = static_cast<OccupationIndex>(i);
      const bool before =
          OutcomesOf(before_, region, occupation)[0] == Outcome::kPass;
      const bool after =
          OutcomesOf(after_, region, occupation)[0] == Outcome::kPass;
      before_count += before ? 1 : 0;
      after_count += after ? 1 : 0;
      if (before == after) continue;
      (after ? list.add_entered() : list.add_left())
          ->assign(absl::StrCat(
              "occupations/", edition.occupation_code(occupation).ToString()));
    }
    list.set_before_count(before_count);
    list.set_after_count(after_count);
  }

  const BoundPolicy& before_;
  const BoundPolicy& after_;
  std::set<RegionIndex> regions_;
  std::vector<Pair> flips_;
  v1::SimulatePolicyResponse response_;
};

absl::StatusOr<int> FlipsToSend(const v1::SimulatePolicyRequest& request) {
  if (request.max_flips() == 0) return kDefaultFlips;
  if (request.max_flips() > 0 && request.max_flips() <= kMaxFlips)
    return request.max_flips();
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
      absl::StrCat("max_flips is ", request.max_flips(), ": send 1 to ",
                   kMaxFlips, ", or 0 for ", kDefaultFlips),
      {{"field", "max_flips"}});
}

}  // namespace

absl::StatusOr<v1::SimulatePolicyResponse> SimulatePolicy(
    const SimulationParts& parts, const v1::SimulatePolicyRequest& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(const int flips, FlipsToSend(request));
  PLUMBLINE_ASSIGN_OR_RETURN(const v1::Policy baseline,
                             Stored(parts.store, request.baseline()));
  PLUMBLINE_ASSIGN_OR_RETURN(const v1::Policy candidate,
                             CandidateOf(parts.store, baseline, request));
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string day,
                             DayOf(request.day(), parts.clock()));
  RunInputs inputs;
  PLUMBLINE_ASSIGN_OR_RETURN(inputs.edition,
                             parts.editions.Get(request.edition()));
  PLUMBLINE_ASSIGN_OR_RETURN(inputs.regions,
                             ReadRegions(*inputs.edition, request.regions()));
  PLUMBLINE_ASSIGN_OR_RETURN(inputs.subjects,
                             SubjectsOf(parts, request.provider()));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto before,
                             Bind(inputs.edition, baseline, day));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto after,
                             Bind(inputs.edition, candidate, day));
  inputs.policies = {before};
  PLUMBLINE_ASSIGN_OR_RETURN(const auto rows_before,
                             ScoreRun(inputs, parts.threads));
  inputs.policies = {after};
  PLUMBLINE_ASSIGN_OR_RETURN(const auto rows_after,
                             ScoreRun(inputs, parts.threads));
  Comparison comparison(*before->bound, *after->bound);
  comparison.Compare(rows_before, rows_after);
  comparison.AddFlips(static_cast<size_t>(flips));
  comparison.AddLists();
  v1::SimulatePolicyResponse response = comparison.Take();
  response.set_edition(inputs.edition->name());
  *response.mutable_candidate() = candidate;
  return response;
}

}  // namespace plumbline::alignment
