#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_CONFIDENCE_CUTS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_CONFIDENCE_CUTS_H_

#include <cstdint>

#include "services/alignment/domain/uncertainty/estimate.h"

namespace plumbline::alignment {

// What a comparison of two estimates says at the confidence that a rule asks
// for, told by bounds.
enum class Call : uint8_t {
  kPasses,
  kFails,
  // Neither: nothing can be said at that confidence.
  kBetween,
  // The bounds are too wide: ProbabilityMilli has to be asked.
  kOpen,
};

// Tells for most pairs of estimates what ProbabilityMilli would lead to,
// without a logarithm, a distribution function or a square root, and without
// knowing how the errors correlate. Never tells anything else: everything that
// bounds do not settle by a margin far above any rounding is left open.
class ConfidenceCuts {
 public:
  // A pass is called from `pass_at_least_milli` on, a fail up to
  // `fail_at_most_milli`. All is open when a pass could be called at or below
  // 500 or a fail at or above it.
  ConfidenceCuts(int32_t pass_at_least_milli, int32_t fail_at_most_milli);

  // Of the probability that the truth behind `a` is above that behind `b`,
  // both of which have known errors. When they are `correlated`, it may be by
  // anything from 0 to 1; else by 0.
  Call CallOf(const Estimate& a, const Estimate& b, bool correlated) const;

 private:
  // Squares of distances in standard errors. At or beyond `sure` the call is
  // certain, before `not_yet` it certainly is not made.
  struct Cut {
    double sure = 0;
    double not_yet = 0;
  };
  struct Cuts {
    Cut pass;
    Cut fail;
  };
  static Cuts CutsFor(double (*cdf)(double), int32_t pass, int32_t fail);

  bool usable_ = false;
  Cuts normal_;
  Cuts student_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_CONFIDENCE_CUTS_H_
