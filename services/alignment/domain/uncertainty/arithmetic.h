#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_ARITHMETIC_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_ARITHMETIC_H_

#include <cstdint>

namespace plumbline::alignment {

// Functions whose last bit must be the same on every machine, for probabilities
// stand in decision records and records are compared by their digests.
//
// They use nothing but +, -, *, / and the square root of IEEE 754 doubles,
// which round alike everywhere, and constants. The C library is not asked: its
// exp, log and erfc choose between versions by processor (with and without
// fused multiply-add) and change between releases. The library is compiled
// without contraction and without -ffast-math; see its CMakeLists.txt.

// The natural logarithm of a positive, finite, normal number, within 2 ulp.
double Log(double x);

// e to the power of x for |x| <= 700, within 1e-14 of the value.
double Exp(double x);

// The share of the standard normal distribution below x, within 1e-14; exactly
// 1 - NormalCdf(-x), 0 below -37 and 1 above 37.
double NormalCdf(double x);

// The standard normal density.
double NormalDensity(double x);

// The share of Student's t distribution with 4 degrees of freedom below x: of
// those that fit errors of labor figures, the one whose distribution function
// needs no more than a square root. Exactly 1 - StudentT4Cdf(-x).
double StudentT4Cdf(double x);

// a * b / c, rounded to the nearest whole number, halves away from 0. `c` is
// above 0 and the result fits.
int64_t ScaleRounded(int64_t a, int64_t b, int64_t c);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_ARITHMETIC_H_
