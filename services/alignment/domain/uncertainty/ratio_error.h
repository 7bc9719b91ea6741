#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_RATIO_ERROR_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_RATIO_ERROR_H_

#include <cstdint>

#include "services/alignment/domain/uncertainty/estimate.h"

namespace plumbline::alignment {

// The error of a quotient, "ratio-delta-1": the delta method on the logarithm,
//   scale^2 = r_n^2 + r_d^2 - 2 correlation r_n r_d
// with the relative scales of numerator and denominator. On the log axis; t
// when either side is. The quotient is in `units`, such as thousandths.
// Unknown, with the reason, when either side is, and when either figure is not
// above 0.
Estimate RatioError(const Estimate& numerator, const Estimate& denominator,
                    double correlation, int64_t units);

// How two percentiles of one sample go together (0 < p, q < 100): by the joint
// distribution of order statistics, sqrt(p (100 - q) / (q (100 - p))) for
// p <= q.
double PercentileCorrelation(int p, int q);

// How a part goes with its whole, both with errors, when the rest errs on its
// own: the part's standard error over the whole's, at most 1; 0 when either is
// not known or has no error.
double PartCorrelation(const Estimate& part, const Estimate& whole);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_RATIO_ERROR_H_
