#include "services/alignment/api/runs/run_changes.h"

#include <algorithm>
#include <compare>
#include <iterator>
#include <map>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/alignment/api/policies/policy_name.h"
#include "services/alignment/api/runs/row_pairs.h"
#include "services/alignment/api/runs/run_pins.h"
#include "services/alignment/domain/changes/grace.h"
#include "services/common/base/parallel.h"
#include "services/common/base/sha256.h"

namespace plumbline::alignment {
namespace {

bool SameReasons(const Answer& a, const Answer& b) {
  return std::equal(a.flags.begin(), a.flags.end(), b.flags.begin(),
                    b.flags.end(),
                    [](const RaisedFlag& x, const RaisedFlag& y) {
                      return x.reason == y.reason;
                    });
}

bool SameSubject(const ViewRow& a, const ViewRow& b) {
  return a.subject == b.subject ||
         a.subject->subject.sha256 == b.subject->subject.sha256;
}

// The same answer about the same program, whichever run said it first.
bool SameAnswer(const ViewRow& a, const ViewRow& b) {
  return a.answer.verdict == b.answer.verdict &&
         a.answer.dimensions == b.answer.dimensions &&
         SameReasons(a.answer, b.answer) && a.answer.grace == b.answer.grace &&
         SameSubject(a, b);
}

// What waiting for more editions makes of a row that was computed now.
void GiveGrace(const ViewRow* before, ViewRow& row) {
  const int64_t flag_after = row.policy->content.flag_after_editions();
  if (before == nullptr || flag_after < 2) return;
  const Answer& said = before->answer;
  EarlierVerdict earlier;
  earlier.computed = static_cast<Verdict>(said.verdict);
  earlier.grace = {static_cast<Verdict>(said.grace.verdict),
                   said.grace.contrary_editions};
  earlier.same_program_and_policy =
      SameSubject(*before, row) &&
      before->policy->version == row.policy->version;
  earlier.other_edition = before->edition().name() != row.edition().name();
  const GraceState grace =
      NextGrace(earlier, static_cast<Verdict>(row.answer.verdict), flag_after);
  row.answer.grace = {static_cast<v1::Verdict>(grace.counted),
                      static_cast<int32_t>(grace.contrary_editions)};
  if (grace.at_risk()) row.answer.flags.push_back({v1::AT_RISK, 0});
}

// Since when each flag of the new row is raised.
void FillSince(const ViewRow* before, int32_t number, Answer& answer) {
  for (RaisedFlag& flag : answer.flags) {
    flag.since_run = number;
    if (before == nullptr) continue;
    for (const RaisedFlag& earlier : before->answer.flags) {
      if (earlier.reason == flag.reason) flag.since_run = earlier.since_run;
    }
  }
}

VerdictRow GoneRow(const ViewRow& before) {
  VerdictRow gone;
  gone.key = before.key();
  gone.gone = true;
  return gone;
}

// What a run changes of a part of the alignments, one after the other, by name.
// Rows stay where they are: a run has millions.
class Comparison {
 public:
  Comparison(const RunScope& scope, int64_t number)
      : scope_(scope), number_(static_cast<int32_t>(number)) {}

  void Compare(absl::Span<const ViewRow> earlier, absl::Span<ViewRow> scored) {
    digests_.Reserve(scored.size());
    size_t e = 0;
    for (ViewRow& row : scored) {
      auto order = std::strong_ordering::greater;
      for (; e < earlier.size(); ++e) {
        order = CompareNames(earlier[e], row);
        if (order >= 0) break;
        NotReached(earlier[e]);
      }
      const bool known = e < earlier.size() && order == 0;
      Reached(known ? &earlier[e++] : nullptr, row);
    }
    for (; e < earlier.size(); ++e) NotReached(earlier[e]);
  }

  // The part that comes next.
  void Append(Comparison next) {
    MoveTo(next.kept_, kept_);
    MoveTo(next.result_.changes, result_.changes);
    for (Subject& subject : next.result_.subjects) {
      if (subjects_.insert(subject.sha256).second)
        result_.subjects.push_back(std::move(subject));
    }
    digests_.Append(std::move(next.digests_));
  }

  RunChanges Take(std::vector<ViewRow> reached) {
    result_.record_digests = std::move(digests_).Take(reached);
    result_.visible =
        kept_.empty() ? std::move(reached) : Joined(std::move(reached));
    return std::move(result_);
  }

 private:
  // `earlier` is null where nothing was said before.
  void Reached(const ViewRow* earlier, ViewRow& row) {
    digests_.Add(row);
    GiveGrace(earlier, row);
    if (earlier != nullptr && SameAnswer(*earlier, row)) {
      row.answer.run = earlier->answer.run;
      row.answer.flags = earlier->answer.flags;
      return;
    }
    row.answer.run = number_;
    FillSince(earlier, number_, row.answer);
    result_.changes.push_back(StoredRow(row));
    const Subject& subject = row.subject->subject;
    if (subjects_.insert(subject.sha256).second)
      result_.subjects.push_back(subject);
  }

  void NotReached(const ViewRow& earlier) {
    if (scope_.Contains(earlier.key())) {
      result_.changes.push_back(GoneRow(earlier));
    } else {
      kept_.push_back(earlier);
    }
  }

  template <typename Rows>
  static void MoveTo(Rows& from, Rows& to) {
    to.insert(to.end(), std::make_move_iterator(from.begin()),
              std::make_move_iterator(from.end()));
  }

  std::vector<ViewRow> Joined(std::vector<ViewRow> reached) {
    std::vector<ViewRow> joined;
    joined.reserve(reached.size() + kept_.size());
    std::merge(std::make_move_iterator(reached.begin()),
               std::make_move_iterator(reached.end()),
               std::make_move_iterator(kept_.begin()),
               std::make_move_iterator(kept_.end()), std::back_inserter(joined),
               [](const ViewRow& a, const ViewRow& b) {
                 return CompareNames(a, b) < 0;
               });
    return joined;
  }

  const RunScope& scope_;
  const int32_t number_;
  RecordDigests digests_;
  // What lies outside the scope, by name.
  std::vector<ViewRow> kept_;
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
                       std::vector<ViewRow> scored, int64_t number,
                       int threads) {
  absl::Span<const ViewRow> earlier;
  if (before != nullptr) earlier = before->rows();
  const auto cuts = CutByName(earlier, scored, threads);
  std::vector<Comparison> parts(cuts.size(), Comparison(scope, number));
  base::ForRanges(parts.size(), threads, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i)
      parts[i].Compare(cuts[i].OfA(earlier),
                       cuts[i].OfB(absl::MakeSpan(scored)));
  });
  for (size_t i = 1; i < parts.size(); ++i)
    parts[0].Append(std::move(parts[i]));
  return parts[0].Take(std::move(scored));
}

void Summarize(const std::vector<ViewRow>& scored, v1::Run& run) {
  absl::flat_hash_map<std::pair<const PolicyInUse*, v1::Verdict>, int64_t> seen;
  std::string digests;
  digests.reserve(scored.size() * sizeof(base::Sha256Digest));
  for (const ViewRow& row : scored) {
    ++seen[{row.policy.get(), row.answer.verdict}];
    AppendDigest(row, &digests);
  }
  run.set_verdict_count(static_cast<int64_t>(scored.size()));
  run.set_verdicts_sha256(base::Sha256Hex(digests));
  // Sorted, so that equal runs give equal messages.
  std::map<std::pair<std::string, v1::Verdict>, int64_t> counts;
  for (const auto& [key, number] : seen)
    counts[{key.first->content.name(), key.second}] += number;
  run.clear_counts();
  for (const auto& [key, number] : counts) {
    v1::VerdictCount& count = *run.add_counts();
    count.set_policy(key.first);
    count.set_verdict(key.second);
    count.set_count(number);
  }
}

}  // namespace plumbline::alignment
