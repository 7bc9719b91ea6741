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
// Fast for pairs in the order of names.
class CountedComparison {
 public:
  bool Same(const RowPair& pair) {
    const PolicyInUse* was = pair.before->policy.get();
    const PolicyInUse* is = pair.after->policy.get();
    const LinkSet* before = LinksOf(*was, *pair.before->subject);
    const LinkSet* after = LinksOf(*is, *pair.after->subject);
    const auto [known, is_new] =
        known_[{was, is}].try_emplace(std::pair(before, after), false);
    if (is_new) known->second = Codes(*was, *before) == Codes(*is, *after);
    return known->second;
  }

 private:
  const LinkSet* LinksOf(const PolicyInUse& policy,
                         const SubjectInUse& subject) {
    const Edition& edition = policy.bound->edition();
    const bool texts = policy.bound->policy().link_rule.reads_texts();
    auto& links = links_[{&edition, texts}];
    if (links == nullptr)
      links = std::make_unique<LinksOfSubjects>(edition, ReadTexts{texts});
    return links->Of(subject);
  }

  // As numbers, in the order of the links, which is that of codes.
  static std::vector<int32_t> Codes(const PolicyInUse& policy,
                                    const LinkSet& links) {
    const Edition& edition = policy.bound->edition();
    std::vector<int32_t> codes;
    for (const RuledLink& link :
         ApplyLinkRule(edition, policy.bound->policy().link_rule, links)) {
      if (link.counted())
        codes.push_back(edition.occupation_code(link.link.occupation).digits());
    }
    return codes;
  }

  using Sets = std::pair<const LinkSet*, const LinkSet*>;

  // By edition, and whether texts are read.
  std::map<std::pair<const Edition*, bool>, std::unique_ptr<LinksOfSubjects>>
      links_;
  // By the policies before and after.
  std::map<std::pair<const PolicyInUse*, const PolicyInUse*>,
           absl::flat_hash_map<Sets, bool>>
      known_;
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
