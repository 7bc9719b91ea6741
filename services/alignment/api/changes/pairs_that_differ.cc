#include "services/alignment/api/changes/pairs_that_differ.h"

#include <array>
#include <cstdint>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "services/alignment/api/changes/said.h"
#include "services/alignment/domain/matching/shared_links.h"
#include "services/common/base/parallel.h"

namespace plumbline::alignment {
namespace {

bool SameSaid(const Answer& a, const Answer& b) {
  return a.verdict == b.verdict && a.dimensions == b.dimensions &&
         a.grace == b.grace && ComputedFlags(a) == ComputedFlags(b);
}

// Two policies, before and after, under which rows are compared.
struct PolicyPair {
  const PolicyInUse* before = nullptr;
  const PolicyInUse* after = nullptr;
  bool reads_texts = false;
};

// Programs before and after, by the links that they can have.
class ProgramPairs {
 public:
  explicit ProgramPairs(ReadTexts texts) : classes_(texts) {}

  // The number of the pair's kind, from 0. Pairs of one kind have the same
  // links before, and the same after.
  uint32_t KindOf(const SubjectInUse& before, const SubjectInUse& after) {
    if (&before != last_before_ || &after != last_after_) {
      last_before_ = &before;
      last_after_ = &after;
      last_kind_ = FindKind(before, after);
    }
    return last_kind_;  // Also under the next policy.
  }

  // A pair of each kind.
  struct Example {
    const ProgramFacts* before = nullptr;
    const ProgramFacts* after = nullptr;
  };
  const std::vector<Example>& examples() const { return examples_; }

 private:
  uint32_t FindKind(const SubjectInUse& before, const SubjectInUse& after) {
    const uint32_t was = classes_.Of(before.facts);
    const uint32_t is = &after == &before ? was : classes_.Of(after.facts);
    const auto next = static_cast<uint32_t>(examples_.size());
    const auto [kind, is_new] = kinds_.try_emplace({was, is}, next);
    if (is_new) examples_.push_back({&before.facts, &after.facts});
    return kind->second;
  }

  LinkClasses classes_;
  absl::flat_hash_map<std::pair<uint32_t, uint32_t>, uint32_t> kinds_;
  std::vector<Example> examples_;
  const SubjectInUse* last_before_ = nullptr;
  const SubjectInUse* last_after_ = nullptr;
  uint32_t last_kind_ = 0;
};

// The links of programs, found again when another edition is asked for.
class FoundLinks {
 public:
  using Facts = const ProgramFacts* ProgramPairs::Example::*;

  FoundLinks(absl::Span<const ProgramPairs::Example> programs, Facts facts)
      : programs_(programs), facts_(facts) {}

  absl::Span<const LinkSet* const> Under(const BoundPolicy& policy) {
    const ReadTexts texts{policy.policy().link_rule.reads_texts()};
    if (&policy.edition() != edition_ || texts != texts_)
      Find(policy.edition(), texts);
    return pointers_;
  }

 private:
  void Find(const Edition& edition, ReadTexts texts) {
    edition_ = &edition;
    texts_ = texts;
    links_.clear();
    pointers_.clear();
    links_.reserve(programs_.size());
    for (const auto& program : programs_) {
      links_.push_back(FindLinks(edition, *(program.*facts_), texts));
      pointers_.push_back(&links_.back());
    }
  }

  const absl::Span<const ProgramPairs::Example> programs_;
  const Facts facts_;
  // What `links_` are of.
  const Edition* edition_ = nullptr;
  ReadTexts texts_ = ReadTexts::kNo;
  std::vector<LinkSet> links_;
  std::vector<const LinkSet*> pointers_;
};

// Whether the same occupations count, before and after, for all kinds of
// programs under all pairs of policies that rows have.
class CountedComparison {
 public:
  // What one pair of rows asks, for Same().
  struct Question {
    uint32_t kind = 0;
    uint32_t policies = 0;
  };
  Question Ask(const RowPair& pair) {
    const uint32_t policies =
        NumberOf(*pair.before->policy, *pair.after->policy);
    ProgramPairs& programs = programs_[policies_[policies].reads_texts];
    return {programs.KindOf(*pair.before->subject, *pair.after->subject),
            policies};
  }

  // Call when all is asked.
  void Answer(int threads) {
    same_.resize(policies_.size());
    for (size_t p = 0; p < policies_.size(); ++p)
      same_[p].resize(programs_[policies_[p].reads_texts].examples().size());
    for (const bool texts : {false, true})
      base::ForRanges(programs_[texts].examples().size(), threads,
                      [&](size_t begin, size_t end) {
                        AnswerKinds(ReadTexts{texts}, begin, end);
                      });
  }
  bool Same(const Question& question) const {
    return same_[question.policies][question.kind] != 0;
  }

 private:
  uint32_t NumberOf(const PolicyInUse& before, const PolicyInUse& after) {
    for (size_t p = 0; p < policies_.size(); ++p) {
      if (policies_[p].before == &before && policies_[p].after == &after)
        return static_cast<uint32_t>(p);
    }
    const bool reads_texts = before.bound->policy().link_rule.reads_texts() ||
                             after.bound->policy().link_rule.reads_texts();
    policies_.push_back({&before, &after, reads_texts});
    return static_cast<uint32_t>(policies_.size() - 1);
  }

  void AnswerKinds(ReadTexts texts, size_t begin, size_t end) {
    const auto programs =
        absl::MakeConstSpan(programs_[static_cast<bool>(texts)].examples())
            .subspan(begin, end - begin);
    FoundLinks before(programs, &ProgramPairs::Example::before);
    FoundLinks after(programs, &ProgramPairs::Example::after);
    for (size_t p = 0; p < policies_.size(); ++p) {
      if (ReadTexts{policies_[p].reads_texts} != texts) continue;
      const BoundPolicy& was = *policies_[p].before->bound;
      const BoundPolicy& is = *policies_[p].after->bound;
      const auto counted = CountedCodes(was, before.Under(was));
      const auto counts = CountedCodes(is, after.Under(is));
      for (size_t i = 0; i < programs.size(); ++i)
        same_[p][begin + i] = counted[i] == counts[i] ? 1 : 0;
    }
  }

  std::vector<PolicyPair> policies_;
  // Without texts and with them.
  std::array<ProgramPairs, 2> programs_ = {ProgramPairs(ReadTexts::kNo),
                                           ProgramPairs(ReadTexts::kYes)};
  // By pair of policies, then by kind of program.
  std::vector<std::vector<uint8_t>> same_;
};

// Pairs of a part of the alignments, for one thread. Rows are read once: they
// are far more than fits into a cache.
struct Candidates {
  struct Candidate {
    RowPair pair;
    bool same_said = false;
  };

  void Add(const ViewRow* was, const ViewRow* is) {
    if (was == nullptr || is == nullptr) {
      ends.push_back({was, is});
    } else if (was->answer.grace != is->answer.grace ||
               !SameInputs(*was, *is)) {
      both.push_back({{was, is}, SameSaid(was->answer, is->answer)});
    }
  }

  std::vector<RowPair> ends;
  // Not from the same inputs: something else may be said.
  std::vector<Candidate> both;
};

std::vector<Candidates> CandidatesIn(
    absl::Span<const ViewRow> before, absl::Span<const ViewRow> after,
    const std::function<bool(const VerdictKey&)>& wanted, int threads) {
  const auto cuts = CutByName(before, after, threads);
  std::vector<Candidates> parts(cuts.size());
  base::ForRanges(parts.size(), threads, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      parts[i].both.reserve(cuts[i].OfB(after).size());
      ForEachPair(cuts[i].OfA(before), cuts[i].OfB(after),
                  [&](const ViewRow* was, const ViewRow* is) {
                    if (!wanted || wanted((is == nullptr ? was : is)->key()))
                      parts[i].Add(was, is);
                  });
    }
  });
  return parts;
}

}  // namespace

DifferingPairs PairsThatDiffer(
    absl::Span<const ViewRow> before, absl::Span<const ViewRow> after,
    const std::function<bool(const VerdictKey&)>& wanted, int threads) {
  const auto parts = CandidatesIn(before, after, wanted, threads);
  CountedComparison counted;
  std::vector<CountedComparison::Question> questions;
  for (const Candidates& part : parts) {
    for (const auto& candidate : part.both)
      questions.push_back(counted.Ask(candidate.pair));
  }
  counted.Answer(threads);
  DifferingPairs differ;
  auto question = questions.begin();
  for (const Candidates& part : parts) {
    differ.ends.insert(differ.ends.end(), part.ends.begin(), part.ends.end());
    for (const auto& candidate : part.both) {
      if (!counted.Same(*question++) || !candidate.same_said)
        differ.both.push_back(candidate.pair);
    }
  }
  return differ;
}

}  // namespace plumbline::alignment
