#include "services/alignment/api/changes/held_back.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/alignment/api/runs/portfolio.h"
#include "services/alignment/api/runs/run_loader.h"
#include "services/alignment/store/canonical_bytes.h"

namespace plumbline::alignment {
namespace {

// What differs beyond these is held back only together with all releases.
constexpr size_t kMostReleaseInputs = 24;

constexpr InputSet kEverything = ~InputSet{0};

std::vector<ReleaseChange> ReleaseInputs(const Edition& before,
                                         const Edition& after) {
  if (&before == &after || before.name() == after.name()) return {};
  auto changes = ReleasesThatDiffer(before, after);
  if (changes.size() > kMostReleaseInputs) changes.resize(kMostReleaseInputs);
  return changes;
}

bool SameProgram(const Subject& a, const Subject& b) {
  return a.sha256 == b.sha256 ||
         (a.program.revision_id() == b.program.revision_id() &&
          CanonicalBytes(a.program) == CanonicalBytes(b.program) &&
          CanonicalBytes(a.provider) == CanonicalBytes(b.provider));
}

bool SameTexts(const Subject& a, const Subject& b) {
  return a.sha256 == b.sha256 ||
         CanonicalBytes(a.texts) == CanonicalBytes(b.texts);
}

v1::Cause CauseNamed(CauseKind kind, std::string before, std::string after) {
  v1::Cause cause;
  cause.set_kind(static_cast<v1::Cause::Kind>(kind));
  cause.set_before(std::move(before));
  cause.set_after(std::move(after));
  return cause;
}

// By revision; where only the provider changed, by all that was scored.
v1::Cause ProgramCause(const Subject& was, const Subject& is) {
  const std::string& before = was.program.revision_id();
  const std::string& after = is.program.revision_id();
  return before == after
             ? CauseNamed(CauseKind::kProgram, was.sha256, is.sha256)
             : CauseNamed(CauseKind::kProgram, before, after);
}

}  // namespace

HeldBack::HeldBack(std::vector<RowPair> pairs, ComposedEditions& editions,
                   int threads)
    : pairs_(std::move(pairs)),
      editions_(editions),
      threads_(threads),
      before_(*pairs_.front().before->policy),
      after_(*pairs_.front().after->policy),
      releases_(
          ReleaseInputs(before_.bound->edition(), after_.bound->edition())) {
  differing_.reserve(pairs_.size());
  for (const RowPair& pair : pairs_) differing_.push_back(DifferingIn(pair));
}

InputSet HeldBack::DifferingIn(const RowPair& pair) const {
  InputSet differing = AllReleases();
  const auto differs = [&](Input input, bool it_does) {
    if (it_does) differing |= InputSet{1} << BitOf(input);
  };
  const Subject& was = pair.before->subject->subject;
  const Subject& is = pair.after->subject->subject;
  differs(kPolicy, before_.content.name() != after_.content.name());
  differs(kDay, before_.bound->day() != after_.bound->day() &&
                    (ReadsDays(before_.content) || ReadsDays(after_.content)));
  differs(kModel, *pair.before->model_version != *pair.after->model_version);
  differs(kProgram, !SameProgram(was, is));
  differs(kTexts, !SameTexts(was, is));
  return differing;
}

v1::Cause HeldBack::CauseOf(size_t pair, int input) const {
  if (static_cast<size_t>(input) < releases_.size()) {
    const ReleaseChange& change = releases_[static_cast<size_t>(input)];
    return CauseNamed(change.kind, absl::StrJoin(change.before, ", "),
                      absl::StrJoin(change.after, ", "));
  }
  const ViewRow& was = *pairs_[pair].before;
  const ViewRow& is = *pairs_[pair].after;
  switch (input - static_cast<int>(releases_.size())) {
    case kPolicy:
      return CauseNamed(CauseKind::kPolicy, before_.content.name(),
                        after_.content.name());
    case kDay:
      return CauseNamed(CauseKind::kDay, before_.bound->day(),
                        after_.bound->day());
    case kModel:
      return CauseNamed(CauseKind::kModel, *was.model_version,
                        *is.model_version);
    case kProgram:
      return ProgramCause(was.subject->subject, is.subject->subject);
    default:
      return CauseNamed(CauseKind::kTexts, was.subject->facts.text_model,
                        is.subject->facts.text_model);
  }
}

const Said& HeldBack::After(size_t pair) { return (*All(0))[pair]; }

const Said& HeldBack::Before(size_t pair) { return (*All(kEverything))[pair]; }

const Said* HeldBack::With(size_t pair, InputSet held) {
  // A pair's own inputs are all it has: holding them all back is what was, for
  // which no older code has to run.
  const auto& said = All(held == differing_[pair] ? kEverything : held);
  return said ? &(*said)[pair] : nullptr;
}

const std::optional<std::vector<Said>>& HeldBack::All(InputSet held) {
  const auto known = said_.find(held);
  if (known != said_.end()) return known->second;
  return said_[held] = Evaluate(held);
}

std::optional<std::vector<Said>> HeldBack::Evaluate(InputSet held) {
  const bool all = held == kEverything;
  const bool rows_say = all || held == 0;
  if (!rows_say && Holds(held, kModel)) return std::nullopt;
  const auto policy = PolicyWith(held);
  if (policy == nullptr) return std::nullopt;
  std::vector<AskedKey> keys;
  keys.reserve(pairs_.size());
  for (size_t i = 0; i < pairs_.size(); ++i)
    keys.push_back({SubjectWith(i, held), pairs_[i].after->region_id()});
  if (!rows_say) return Ask(*policy, keys, threads_);
  std::vector<Said> said;
  said.reserve(pairs_.size());
  auto links = CountedOccupations(*policy, keys);
  for (size_t i = 0; i < pairs_.size(); ++i)
    said.push_back(
        SaidBy(all ? pairs_[i].before->answer : pairs_[i].after->answer,
               std::move(links[i])));
  return said;
}

std::shared_ptr<const Edition> HeldBack::EditionWith(InputSet held) {
  const InputSet releases = held & AllReleases();
  const auto& before = before_.bound->shared_edition();
  const auto& after = after_.bound->shared_edition();
  if (releases == 0) return after;
  if (releases == AllReleases()) return before;
  return editions_.Get(HoldBack(*before, *after, releases_, releases));
}

std::shared_ptr<const PolicyInUse> HeldBack::PolicyWith(InputSet held) {
  if (held == 0) return pairs_.front().after->policy;
  if (held == kEverything) return pairs_.front().before->policy;
  auto edition = EditionWith(held);
  if (edition == nullptr) return nullptr;
  const v1::Policy& content =
      Holds(held, kPolicy) ? before_.content : after_.content;
  const std::string& day =
      Holds(held, kDay) ? before_.bound->day() : after_.bound->day();
  auto policy = Bind(std::move(edition), content, day);
  return policy.ok() ? *std::move(policy) : nullptr;
}

std::shared_ptr<const SubjectInUse> HeldBack::SubjectWith(size_t pair,
                                                          InputSet held) {
  const auto& before = pairs_[pair].before->subject;
  const auto& after = pairs_[pair].after->subject;
  const bool program = Holds(held, kProgram);
  const bool texts = Holds(held, kTexts);
  if (before->subject.sha256 == after->subject.sha256) return after;
  if (program && texts) return before;
  if (!program && !texts) return after;
  const Subject& said = program ? before->subject : after->subject;
  const Subject& read = texts ? before->subject : after->subject;
  return InUse(MakeSubject(said.program, said.provider, read.texts));
}

}  // namespace plumbline::alignment
