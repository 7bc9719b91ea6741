#include "services/alignment/api/changes/changes_between.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/api/changes/change_text.h"
#include "services/alignment/api/changes/clause_changes.h"
#include "services/alignment/api/changes/held_back.h"
#include "services/alignment/api/changes/pairs_that_differ.h"
#include "services/alignment/api/records/record_codec.h"
#include "services/alignment/api/runs/row_pairs.h"
#include "services/alignment/api/runs/run_loader.h"

namespace plumbline::alignment {
namespace {

v1::PinnedInputs InputsOf(const ViewRow& row) {
  v1::PinnedInputs inputs;
  inputs.set_program_revision(row.subject->subject.program.revision_id());
  inputs.set_policy(row.policy->content.name());
  inputs.set_edition(row.edition().name());
  inputs.set_model_version(*row.model_version);
  return inputs;
}

// What every change of an alignment says of itself.
ChangeRow ChangeOf(const RowPair& pair) {
  const ViewRow& any = pair.after == nullptr ? *pair.before : *pair.after;
  ChangeRow change;
  change.key = any.key();
  change.content.set_alignment(any.name());
  const Subject& subject = any.subject->subject;
  change.content.set_program_title(subject.program.title());
  change.content.set_provider_title(subject.provider.title());
  if (pair.before != nullptr) {
    change.content.set_before(pair.before->answer.verdict);
    *change.content.mutable_before_inputs() = InputsOf(*pair.before);
  }
  if (pair.after != nullptr) {
    change.content.set_after(pair.after->answer.verdict);
    *change.content.mutable_after_inputs() = InputsOf(*pair.after);
  }
  return change;
}

// Whether a row is about the program. `rows` by name.
bool SpeakOf(absl::Span<const ViewRow> rows, const std::string& program) {
  const auto place =
      std::partition_point(rows.begin(), rows.end(), [&](const ViewRow& row) {
        return CompareNames(PartsOf(row), {program, "", ""}) < 0;
      });
  return place != rows.end() && place->program() == program;
}

// An alignment that began or ended: with its program, or, where `both` sides
// speak of that, since something else was asked for.
ChangeRow EndOf(const RowPair& pair, bool both) {
  ChangeRow change = ChangeOf(pair);
  const bool added = pair.before == nullptr;
  v1::Difference& difference = *change.content.add_differences();
  difference.set_kind(added ? v1::Difference::ADDED : v1::Difference::REMOVED);
  difference.set_smallest(true);
  const ViewRow& row = added ? *pair.after : *pair.before;
  (added ? difference.mutable_after() : difference.mutable_before())
      ->assign(v1::Verdict_Name(row.answer.verdict));
  v1::Cause& cause = *difference.add_cause_sets()->add_causes();
  cause.set_kind(both ? v1::Cause::SCOPE : v1::Cause::PROGRAM);
  const std::string& name =
      both ? row.policy->content.name() : row.subject->subject.sha256;
  (added ? cause.mutable_after() : cause.mutable_before())->assign(name);
  change.content.set_message(ChangeText(change.content));
  return change;
}

// Pairs that both sides speak of, under one policy before and one after.
class Group {
 public:
  Group(std::vector<RowPair> pairs, ComposedEditions& editions, int threads)
      : pairs_(pairs), held_(std::move(pairs), editions, threads) {}

  void Find(std::vector<ChangeRow>& changes) {
    for (size_t i = 0; i < pairs_.size(); ++i) {
      const auto aspects = AspectsThatDiffer(held_.Before(i), held_.After(i));
      const bool grace =
          pairs_[i].before->answer.grace != pairs_[i].after->answer.grace;
      if (!aspects.empty() || grace) changes.push_back(Describe(i, aspects));
    }
  }

 private:
  ChangeRow Describe(size_t pair, const std::vector<Aspect>& aspects) {
    ChangeRow change = ChangeOf(pairs_[pair]);
    for (const Aspect& aspect : aspects) {
      v1::Difference& difference = *change.content.add_differences();
      difference = DifferenceIn(aspect, held_.Before(pair), held_.After(pair));
      FindCausesOf(pair, aspect, difference);
    }
    AddGrace(pair, change.content);
    AddClauseChanges(*pairs_[pair].before, *pairs_[pair].after, change.content);
    change.content.set_message(ChangeText(change.content));
    return change;
  }

  void FindCausesOf(size_t pair, const Aspect& aspect,
                    v1::Difference& difference) {
    if (held_.Differing(pair) == 0) return;  // Code differs without its name.
    const FoundCauses found = FindCauses(
        held_.Differing(pair), [&](InputSet held) -> std::optional<bool> {
          const Said* said = held_.With(pair, held);
          if (said == nullptr) return std::nullopt;
          return SameIn(aspect, *said, held_.Before(pair));
        });
    for (const InputSet set : found.sets)
      *difference.add_cause_sets() = CauseSetOf(pair, set);
    difference.set_smallest(found.smallest);
  }

  v1::CauseSet CauseSetOf(size_t pair, InputSet set) const {
    v1::CauseSet causes;
    for (int input = 0; input < kMaxInputs; ++input) {
      if (set >> input & 1) *causes.add_causes() = held_.CauseOf(pair, input);
    }
    return causes;
  }

  // Grace goes on with each edition that says otherwise, so where the verdict
  // is the same all inputs together are its cause.
  void AddGrace(size_t pair, v1::Change& change) const {
    const Grace& was = pairs_[pair].before->answer.grace;
    const Grace& is = pairs_[pair].after->answer.grace;
    if (was == is) return;
    v1::Difference grace;
    grace.set_kind(v1::Difference::GRACE);
    grace.set_before(GraceText(was));
    grace.set_after(GraceText(is));
    grace.set_smallest(true);
    if (change.differences_size() > 0 &&
        change.differences(0).kind() == v1::Difference::VERDICT) {
      *grace.mutable_cause_sets() = change.differences(0).cause_sets();
    } else {
      *grace.add_cause_sets() = CauseSetOf(pair, held_.Differing(pair));
    }
    *change.add_differences() = std::move(grace);
  }

  const std::vector<RowPair> pairs_;
  HeldBack held_;
};

// Pairs by the policies that they are bound to, in the order of the first of
// each.
std::vector<std::vector<RowPair>> GroupsOf(const std::vector<RowPair>& pairs) {
  std::map<std::pair<const PolicyInUse*, const PolicyInUse*>, size_t> places;
  std::vector<std::vector<RowPair>> groups;
  for (const RowPair& pair : pairs) {
    const auto [place, fresh] = places.try_emplace(
        {pair.before->policy.get(), pair.after->policy.get()}, groups.size());
    if (fresh) groups.emplace_back();
    groups[place->second].push_back(pair);
  }
  return groups;
}

}  // namespace

ChangeRow UnchangedVerdict(const ViewRow& row) {
  return ChangeOf({&row, &row});
}

absl::StatusOr<std::vector<ChangeRow>> ChangesBetween(
    absl::Span<const ViewRow> before, absl::Span<const ViewRow> after,
    const ChangeSearch& search,
    const std::function<bool(const VerdictKey&)>& wanted) {
  const DifferingPairs differ =
      PairsThatDiffer(before, after, wanted, search.threads);
  std::vector<ChangeRow> changes;
  for (const RowPair& pair : differ.ends) {
    const bool added = pair.before == nullptr;
    const ViewRow& row = added ? *pair.after : *pair.before;
    changes.push_back(
        EndOf(pair, SpeakOf(added ? before : after, row.program())));
  }
  ComposedEditions editions(search.labor, search.most_editions);
  for (std::vector<RowPair>& group : GroupsOf(differ.both))
    Group(std::move(group), editions, search.threads).Find(changes);
  if (!editions.status().ok()) return editions.status();
  std::sort(changes.begin(), changes.end(),
            [](const auto& a, const auto& b) { return a.key < b.key; });
  return changes;
}

}  // namespace plumbline::alignment
