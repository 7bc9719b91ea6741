#include "services/alignment/domain/scoring/programs/link_rule.h"

#include "services/alignment/domain/policy/number.h"

namespace plumbline::alignment {
namespace {

Verdict FromOutcome(Outcome outcome) {
  if (outcome == Outcome::kPass) return Verdict::kAligned;
  return outcome == Outcome::kFail ? Verdict::kNotAligned
                                   : Verdict::kIndeterminate;
}

// A share holds when the sum of weight x (100,000 x passes - share) is not
// negative. Each occupation adds to the least and to the largest that this sum
// can be; an unknown weight makes one of them unbounded, or leaves it open by
// an amount that is never 0.
class Share {
 public:
  explicit Share(int32_t share_milli) : share_(share_milli) {}

  void Add(const WeighedOutcome& outcome) {
    const bool passes = outcome.outcome == Outcome::kPass;
    const bool may_pass = outcome.outcome != Outcome::kFail;
    if (outcome.weight < 0) {
      has_weight_ = true;
      if (!passes) low_unbounded_ = true;
      if (may_pass && share_ < LinkRule::kWholeShare) high_unbounded_ = true;
      if (!may_pass) high_below_ = true;
      return;
    }
    has_weight_ = has_weight_ || outcome.weight > 0;
    low_ += Term(outcome.weight, passes);
    high_ += Term(outcome.weight, may_pass);
  }

  Verdict Decide() const {
    if (!has_weight_) return Verdict::kIndeterminate;
    if (!low_unbounded_ && low_ >= 0) return Verdict::kAligned;
    const bool never =
        !high_unbounded_ && (high_ < 0 || (high_ == 0 && high_below_));
    return never ? Verdict::kNotAligned : Verdict::kIndeterminate;
  }

 private:
  Int128 Term(int64_t weight, bool passes) const {
    return static_cast<Int128>(weight) *
           ((passes ? LinkRule::kWholeShare : 0) - share_);
  }

  const int32_t share_;
  Int128 low_ = 0;
  Int128 high_ = 0;
  bool low_unbounded_ = false;
  bool high_unbounded_ = false;
  // An occupation of unknown weight that fails for certain keeps the sum below
  // `high_`.
  bool high_below_ = false;
  bool has_weight_ = false;
};

}  // namespace

Verdict ApplyToOutcomes(const LinkRule& rule,
                        absl::Span<const WeighedOutcome> outcomes) {
  if (outcomes.empty()) return Verdict::kUnrated;
  if (rule.kind == LinkRule::Kind::kShare) {
    Share share(rule.share_milli);
    for (const WeighedOutcome& outcome : outcomes) share.Add(outcome);
    return share.Decide();
  }
  int32_t passes = 0;
  int32_t unknowns = 0;
  for (const WeighedOutcome& outcome : outcomes) {
    passes += outcome.outcome == Outcome::kPass ? 1 : 0;
    unknowns += outcome.outcome == Outcome::kUnknown ? 1 : 0;
  }
  const auto count = static_cast<int32_t>(outcomes.size());
  return FromOutcome(
      AtLeast(rule.kind == LinkRule::Kind::kAll ? count : 1, passes, unknowns));
}

}  // namespace plumbline::alignment
