#include "services/alignment/api/changes/pairs_that_differ.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "services/alignment/api/changes/said.h"
#include "services/alignment/domain/matching/shared_links.h"

namespace plumbline::alignment {
namespace {

bool SameSaid(const Answer& a, const Answer& b) {
  return a.verdict == b.verdict && a.dimensions == b.dimensions &&
         a.grace == b.grace && ComputedFlags(a) == ComputedFlags(b);
}

// The links of the programs of one edition, looked for once for each program
// and found once for all that say the same.
class LinksOfSubjects {
 public:
  LinksOfSubjects(const Edition& edition, ReadTexts texts)
      : shared_(edition, texts) {}

  const LinkSet* Of(const SubjectInUse& subject) {
    if (&subject == last_) return links_of_last_;  // Under the next policy.
    last_ = &subject;
    return links_of_last_ = shared_.Of(subject.facts);
  }

 private:
  SharedLinks shared_;
  const SubjectInUse* last_ = nullptr;
  const LinkSet* links_of_last_ = nullptr;
};

// Whether the same occupations count, under one policy before and one after.
class CountedComparison {
 public:
  bool Same(const RowPair& pair) {
    Known& known = KnownOf(*pair.before->policy, *pair.after->policy);
    const LinkSet* before = known.before->Of(*pair.before->subject);
    const LinkSet* after = known.after->Of(*pair.after->subject);
    const auto [same, is_new] =
        known.same.try_emplace(std::pair(before, after), false);
    if (is_new)
      same->second = CountedCodes(*known.was->bound, *before) ==
                     CountedCodes(*known.is->bound, *after);
    return same->second;
  }

 private:
  // Under two policies.
  struct Known {
    const PolicyInUse* was = nullptr;
    const PolicyInUse* is = nullptr;
    LinksOfSubjects* before = nullptr;
    LinksOfSubjects* after = nullptr;
    absl::flat_hash_map<std::pair<const LinkSet*, const LinkSet*>, bool> same;
  };

  // As many as a run has policies.
  Known& KnownOf(const PolicyInUse& was, const PolicyInUse& is) {
    for (Known& known : known_) {
      if (known.was == &was && known.is == &is) return known;
    }
    return known_.emplace_back(
        Known{&was, &is, &LinksUnder(was), &LinksUnder(is), {}});
  }

  LinksOfSubjects& LinksUnder(const PolicyInUse& policy) {
    const Edition& edition = policy.bound->edition();
    const bool texts = policy.bound->policy().link_rule.reads_texts();
    auto& links = links_[{&edition, texts}];
    if (links == nullptr)
      links = std::make_unique<LinksOfSubjects>(edition, ReadTexts{texts});
    return *links;
  }

  // By edition, and whether texts are read.
  std::map<std::pair<const Edition*, bool>, std::unique_ptr<LinksOfSubjects>>
      links_;
  std::vector<Known> known_;
};

}  // namespace

std::vector<RowPair> PairsThatDiffer(const std::vector<RowPair>& pairs) {
  CountedComparison counted;
  std::vector<RowPair> differ;
  for (const RowPair& pair : pairs) {
    if (!SameSaid(pair.before->answer, pair.after->answer) ||
        !counted.Same(pair))
      differ.push_back(pair);
  }
  return differ;
}

}  // namespace plumbline::alignment
