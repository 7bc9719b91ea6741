#include "services/alignment/api/simulation/simulation.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/alignment/api/editions/region_names.h"
#include "services/alignment/api/policies/policy_change.h"
#include "services/alignment/api/policies/policy_codec.h"
#include "services/alignment/api/policies/policy_name.h"
#include "services/alignment/api/requests/asked_day.h"
#include "services/alignment/api/runs/portfolio.h"
#include "services/alignment/api/runs/run_loader.h"
#include "services/alignment/api/scoring/run_scorer.h"
#include "services/alignment/domain/policy/validate.h"
#include "services/alignment/domain/scoring/programs/counted_links.h"
#include "services/alignment/domain/scoring/programs/evaluate_program.h"
#include "services/alignment/domain/scoring/programs/kernel.h"
#include "services/alignment/domain/scoring/quantities/quantity_rows.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"
#include "services/common/rpc/resource_name.h"

namespace plumbline::alignment {
namespace {

constexpr int kDefaultFlips = 100;
constexpr int kMaxFlips = 1000;
constexpr size_t kMaxLists = 20;

using Subjects = std::vector<std::shared_ptr<const SubjectInUse>>;

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
                                    const std::string& provider,
                                    std::optional<absl::Time> as_of) {
  const std::string name = provider.empty() ? "providers/-" : provider;
  PLUMBLINE_RETURN_IF_ERROR(
      rpc::ParseName("providers/{provider}", name).status());
  if (as_of) return ReadPortfolio(parts.catalog, name, as_of);
  const auto view = parts.views.Current();
  if (!view.ok()) return ReadPortfolio(parts.catalog, name);
  const std::string prefix =
      name == "providers/-" ? "providers/" : absl::StrCat(name, "/");
  Subjects subjects;
  absl::flat_hash_set<const SubjectInUse*> seen;
  for (const ViewRow& row : (*view)->rows()) {
    if (absl::StartsWith(row.program(), prefix) &&
        seen.insert(row.subject.get()).second)
      subjects.push_back(row.subject);
  }
  return subjects;
}

// A program in a region: its place among the subjects and the region's among
// those that are asked for.
struct Question {
  size_t subject = 0;
  uint32_t position = 0;
};

// Everything that is asked of both policies, by program and region.
struct Questions {
  std::vector<Question> questions;
  // By index.
  std::vector<RegionIndex> regions;
};

// Each program once, by name.
std::vector<size_t> ByName(const Subjects& subjects) {
  const auto name = [&](size_t i) -> const std::string& {
    return subjects[i]->subject.program.name();
  };
  std::vector<size_t> order(subjects.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return name(a) < name(b); });
  // The last of each name comes first from behind.
  const auto last =
      std::unique(order.rbegin(), order.rend(),
                  [&](size_t a, size_t b) { return name(a) == name(b); });
  order.erase(order.begin(), last.base());
  return order;
}

void SortDistinct(std::vector<RegionIndex>* regions) {
  std::sort(regions->begin(), regions->end());
  regions->erase(std::unique(regions->begin(), regions->end()), regions->end());
}

// A program's own region when no others are asked for.
absl::StatusOr<Questions> QuestionsOf(const RunInputs& inputs) {
  const std::vector<size_t> order = ByName(inputs.subjects);
  Questions asked;
  asked.regions = inputs.regions;
  std::vector<RegionIndex> own;
  if (inputs.regions.empty()) {
    for (const size_t i : order) {
      PLUMBLINE_ASSIGN_OR_RETURN(
          const RegionIndex region,
          OwnRegion(*inputs.edition, *inputs.subjects[i]));
      own.push_back(region);
    }
    asked.regions = own;
  }
  SortDistinct(&asked.regions);
  const auto position_of = [&](RegionIndex region) {
    return static_cast<uint32_t>(
        std::lower_bound(asked.regions.begin(), asked.regions.end(), region) -
        asked.regions.begin());
  };
  for (size_t i = 0; i < order.size(); ++i) {
    if (!own.empty()) {
      asked.questions.push_back({order[i], position_of(own[i])});
      continue;
    }
    for (uint32_t at = 0; at < asked.regions.size(); ++at)
      asked.questions.push_back({order[i], at});
  }
  return asked;
}

// What one policy says of everything, without records.
struct Side {
  const BoundPolicy& policy;
  std::shared_ptr<const OutcomeTable> table;
  VerdictMatrix verdicts;
};

Side SideOf(const std::shared_ptr<const BoundPolicy>& policy,
            const std::vector<RegionIndex>& regions, PortfolioLinks& links,
            QuantityRows* rows, int threads) {
  OutcomeTable::Options options;
  options.threads = threads;
  options.with_records = false;
  options.rows = rows;
  const auto table = OutcomeTable::Compute(policy, regions, options);
  const CountedLinks counted =
      CountLinks(policy->edition(), policy->policy().link_rule,
                 links.Under(policy->policy().link_rule));
  return {*policy, table, ScoreMatrix(*table, counted, 0, threads)};
}

// One simulation, from what both policies say to the answer.
class Comparison {
 public:
  Comparison(const RunInputs& inputs, const Questions& asked,
             const Side& before, const Side& after)
      : inputs_(inputs), asked_(asked), before_(before), after_(after) {}

  void Compare(size_t most_flips) {
    std::array<int64_t, 5> before = {};
    std::array<int64_t, 5> after = {};
    int64_t flips = 0;
    for (const Question& question : asked_.questions) {
      const Verdict was =
          before_.verdicts.At(question.subject, question.position);
      const Verdict is =
          after_.verdicts.At(question.subject, question.position);
      ++before[static_cast<size_t>(was)];
      ++after[static_cast<size_t>(is)];
      if (was == is) continue;
      if (static_cast<size_t>(flips++) < most_flips) AddFlip(question, was, is);
    }
    response_.set_verdict_count(static_cast<int64_t>(asked_.questions.size()));
    response_.set_flip_count(flips);
    Count(before, before_.policy, *response_.mutable_before());
    Count(after, after_.policy, *response_.mutable_after());
  }

  void AddLists() {
    std::map<std::string, size_t> by_name;
    for (size_t at = 0; at < asked_.regions.size(); ++at)
      by_name[inputs_.edition->region_name(asked_.regions[at])] = at;
    for (const auto& [name, position] : by_name) {
      if (static_cast<size_t>(response_.lists_size()) == kMaxLists) break;
      AddList(name, position);
    }
  }

  v1::SimulatePolicyResponse Take() { return std::move(response_); }

 private:
  using Counts = google::protobuf::RepeatedPtrField<v1::VerdictCount>;

  static void Count(const std::array<int64_t, 5>& numbers,
                    const BoundPolicy& policy, Counts& counts) {
    for (size_t verdict = 0; verdict < numbers.size(); ++verdict) {
      if (numbers[verdict] == 0) continue;
      v1::VerdictCount& count = *counts.Add();
      count.set_policy(policy.policy().name);
      count.set_verdict(static_cast<v1::Verdict>(verdict));
      count.set_count(numbers[verdict]);
    }
  }

  // The sentence of whichever side has a flag that the other lacks; what is
  // gone explains a program that becomes aligned.
  std::string Why(const ProgramFacts& facts, RegionIndex region) const {
    const Decision before = EvaluateProgram(before_.policy, region, facts);
    const Decision after = EvaluateProgram(after_.policy, region, facts);
    for (const DecisionFlag& flag : after.flags) {
      if ((before.flag_mask & MaskOf(flag.reason)) == 0) return flag.message;
    }
    for (const DecisionFlag& flag : before.flags) {
      if ((after.flag_mask & MaskOf(flag.reason)) == 0)
        return absl::StrCat("No longer: ", flag.message);
    }
    return after.link_rule_steps.front();
  }

  void AddFlip(const Question& question, Verdict before, Verdict after) {
    const SubjectInUse& subject = *inputs_.subjects[question.subject];
    const RegionIndex region = asked_.regions[question.position];
    v1::Flip& flip = *response_.add_flips();
    flip.set_program(subject.subject.program.name());
    flip.set_program_title(subject.subject.program.title());
    flip.set_region(inputs_.edition->region_name(region));
    flip.set_before(static_cast<v1::Verdict>(before));
    flip.set_after(static_cast<v1::Verdict>(after));
    flip.set_message(Why(subject.facts, region));
  }

  void AddList(const std::string& name, size_t position) {
    v1::ListChange& list = *response_.add_lists();
    list.set_region(name);
    int32_t before_count = 0;
    int32_t after_count = 0;
    for (size_t i = 0; i < inputs_.edition->occupation_count(); ++i) {
      const auto occupation = static_cast<OccupationIndex>(i);
      const bool before =
          before_.table->At(0, position, occupation) == Outcome::kPass;
      const bool after =
          after_.table->At(0, position, occupation) == Outcome::kPass;
      before_count += before ? 1 : 0;
      after_count += after ? 1 : 0;
      if (before == after) continue;
      (after ? list.add_entered() : list.add_left())
          ->assign(absl::StrCat(
              "occupations/",
              inputs_.edition->occupation_code(occupation).ToString()));
    }
    list.set_before_count(before_count);
    list.set_after_count(after_count);
  }

  const RunInputs& inputs_;
  const Questions& asked_;
  const Side& before_;
  const Side& after_;
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

absl::StatusOr<v1::SimulatePolicyResponse> ComparePolicies(
    const RunInputs& inputs, size_t most_flips, int threads) {
  PLUMBLINE_ASSIGN_OR_RETURN(const Questions asked, QuestionsOf(inputs));
  // Links and figures are those of the edition, whatever the policy.
  PortfolioLinks links(inputs);
  QuantityRows rows(inputs.edition);
  const auto side = [&](size_t i) {
    return SideOf(inputs.policies[i]->bound, asked.regions, links, &rows,
                  threads);
  };
  const Side before = side(0);
  const Side after = side(1);
  Comparison comparison(inputs, asked, before, after);
  comparison.Compare(most_flips);
  comparison.AddLists();
  return comparison.Take();
}

absl::StatusOr<v1::SimulatePolicyResponse> SimulatePolicy(
    const SimulationParts& parts, const v1::SimulatePolicyRequest& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(const int flips, FlipsToSend(request));
  const auto as_of = base::AsOf(request);
  PLUMBLINE_ASSIGN_OR_RETURN(const v1::Policy baseline,
                             Stored(parts.store, request.baseline()));
  PLUMBLINE_ASSIGN_OR_RETURN(const v1::Policy candidate,
                             CandidateOf(parts.store, baseline, request));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const std::string day,
      DayOf(request.day(), as_of.value_or(parts.clock())));
  RunInputs inputs;
  PLUMBLINE_ASSIGN_OR_RETURN(inputs.edition,
                             parts.editions.Get(request.edition(), as_of));
  PLUMBLINE_ASSIGN_OR_RETURN(inputs.regions,
                             ReadRegions(*inputs.edition, request.regions()));
  PLUMBLINE_ASSIGN_OR_RETURN(inputs.subjects,
                             SubjectsOf(parts, request.provider(), as_of));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto before,
                             Bind(inputs.edition, baseline, day));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto after,
                             Bind(inputs.edition, candidate, day));
  inputs.policies = {before, after};
  PLUMBLINE_ASSIGN_OR_RETURN(inputs.subjects,
                             parts.texts.Read(*inputs.edition, inputs.policies,
                                              std::move(inputs.subjects)));
  PLUMBLINE_ASSIGN_OR_RETURN(
      v1::SimulatePolicyResponse response,
      ComparePolicies(inputs, static_cast<size_t>(flips), parts.threads));
  response.set_edition(inputs.edition->name());
  *response.mutable_candidate() = candidate;
  return response;
}

}  // namespace plumbline::alignment
