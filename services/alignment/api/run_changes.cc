#include "services/alignment/api/run_changes.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/alignment/api/policy_name.h"
#include "services/alignment/api/run_pins.h"
#include "services/alignment/domain/changes/grace.h"
#include "services/common/base/sha256.h"

namespace plumbline::alignment {
namespace {

bool SameReasons(const std::vector<RaisedFlag>& a,
                 const std::vector<RaisedFlag>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const RaisedFlag& x, const RaisedFlag& y) {
                      return x.reason == y.reason;
                    });
}

// The same answer about the same program, whichever run said it first.
bool SameAnswer(const VerdictRow& a, const VerdictRow& b) {
  return a.verdict == b.verdict && a.dimensions == b.dimensions &&
         SameReasons(a.flags, b.flags) && a.grace == b.grace &&
         a.subject_sha256 == b.subject_sha256;
}

// What waiting for more editions makes of a row that was computed now.
void GiveGrace(const VerdictRow* before, int64_t flag_after, VerdictRow& row) {
  if (before == nullptr || flag_after < 2) return;
  EarlierVerdict earlier;
  earlier.computed = static_cast<Verdict>(before->verdict);
  earlier.grace = {static_cast<Verdict>(before->grace.verdict),
                   before->grace.contrary_editions};
  earlier.same_program_and_policy =
      before->subject_sha256 == row.subject_sha256 &&
      before->policy_version == row.policy_version;
  earlier.other_edition = before->edition != row.edition;
  const GraceState grace =
      NextGrace(earlier, static_cast<Verdict>(row.verdict), flag_after);
  row.grace = {static_cast<v1::Verdict>(grace.counted),
               grace.contrary_editions};
  if (grace.at_risk()) row.flags.push_back({v1::AT_RISK, 0});
}

// Since when each flag of the new row is raised.
void FillSince(const VerdictRow* before, int64_t number, VerdictRow& row) {
  for (RaisedFlag& flag : row.flags) {
    flag.since_run = number;
    if (before == nullptr) continue;
    for (const RaisedFlag& earlier : before->flags) {
      if (earlier.reason == flag.reason) flag.since_run = earlier.since_run;
    }
  }
}

VerdictRow GoneRow(const VerdictRow& before) {
  VerdictRow gone;
  gone.key = before.key;
  gone.gone = true;
  return gone;
}

// One alignment after the other, by name.
class Comparison {
 public:
  Comparison(int64_t number, size_t reached) : number_(number) {
    reached_.reserve(reached);
  }

  // `earlier` is null where nothing was said before.
  void Reached(const VerdictRow* earlier, ViewRow row) {
    GiveGrace(earlier, row.policy->content.flag_after_editions(), row.row);
    reached_.push_back(result_.visible.size());
    if (earlier != nullptr && SameAnswer(*earlier, row.row)) {
      row.row.run = earlier->run;
      row.row.flags = earlier->flags;
      result_.visible.push_back(std::move(row));
      return;
    }
    row.row.run = number_;
    FillSince(earlier, number_, row.row);
    result_.changes.push_back(row.row);
    if (subjects_.insert(row.row.subject_sha256).second) {
      result_.subjects.push_back(row.subject->subject);
    }
    result_.visible.push_back(std::move(row));
  }

  void NotReached(const ViewRow& earlier, bool in_scope) {
    if (in_scope) {
      result_.changes.push_back(GoneRow(earlier.row));
    } else {
      result_.visible.push_back(earlier);
    }
  }

  RunChanges Take() {
    std::vector<const VerdictRow*> rows;
    rows.reserve(reached_.size());
    for (const size_t place : reached_)
      rows.push_back(&result_.visible[place].row);
    result_.record_digests = RecordDigestsOf(rows);
    return std::move(result_);
  }

 private:
  const int64_t number_;
  // The places of what was reached among what is visible.
  std::vector<size_t> reached_;
  absl::flat_hash_set<std::string> subjects_;
  RunChanges result_;
};

}  // namespace

bool RunScope::Contains(const VerdictKey& key) const {
  return (provider == "providers/-" ||
          absl::StartsWith(key.program, absl::StrCat(provider, "/"))) &&
         policies.count(key.policy) > 0 &&
         (regions.empty() || regions.count(key.region) > 0);
}

RunScope ScopeOf(const v1::Run& run) {
  RunScope scope;
  scope.provider = run.provider();
  for (const std::string& name : run.policies()) {
    const auto policy = ParsePolicyRef(name);
    if (policy.ok()) scope.policies.insert(policy->policy);
  }
  for (const std::string& region : run.regions()) {
    absl::string_view id = region;
    absl::ConsumePrefix(&id, "regions/");
    scope.regions.emplace(id);
  }
  return scope;
}

RunChanges CompareRuns(const RunView* before, const RunScope& scope,
                       std::vector<ViewRow> scored, int64_t number) {
  Comparison comparison(number, scored.size());
  static const auto& none = *new std::vector<ViewRow>();
  const std::vector<ViewRow>& earlier =
      before == nullptr ? none : before->rows();
  size_t e = 0;
  for (ViewRow& row : scored) {
    for (; e < earlier.size() && earlier[e].name < row.name; ++e)
      comparison.NotReached(earlier[e], scope.Contains(earlier[e].row.key));
    const bool known = e < earlier.size() && earlier[e].name == row.name;
    comparison.Reached(known ? &earlier[e++].row : nullptr, std::move(row));
  }
  for (; e < earlier.size(); ++e)
    comparison.NotReached(earlier[e], scope.Contains(earlier[e].row.key));
  return comparison.Take();
}

void Summarize(const std::vector<ViewRow>& scored, v1::Run& run) {
  // Sorted, so that equal runs give equal messages.
  std::map<std::pair<std::string, v1::Verdict>, int64_t> counts;
  std::string said;
  for (const ViewRow& row : scored) {
    ++counts[{row.policy->content.name(), row.row.verdict}];
    absl::StrAppend(&said, row.name, " ", v1::Verdict_Name(row.row.verdict),
                    " ", row.row.record_sha256, "\n");
  }
  run.set_verdict_count(static_cast<int64_t>(scored.size()));
  run.set_verdicts_sha256(base::Sha256Hex(said));
  run.clear_counts();
  for (const auto& [key, number] : counts) {
    v1::VerdictCount& count = *run.add_counts();
    count.set_policy(key.first);
    count.set_verdict(key.second);
    count.set_count(number);
  }
}

}  // namespace plumbline::alignment
