#include "services/alignment/domain/uncertainty/arithmetic.h"

#include <bit>
#include <cmath>

namespace plumbline::alignment {
namespace {

// The natural logarithm of 2 in two parts: the first has so few bits that its
// product with an exponent is exact.
constexpr double kLn2High = 6.93147180369123816490e-01;
constexpr double kLn2Low = 1.90821492927058770002e-10;
// 1 / i!
constexpr double kInverseFactorials[] = {1.0,
                                         1.0,
                                         1.0 / 2,
                                         1.0 / 6,
                                         1.0 / 24,
                                         1.0 / 120,
                                         1.0 / 720,
                                         1.0 / 5040,
                                         1.0 / 40320,
                                         1.0 / 362880,
                                         1.0 / 3628800,
                                         1.0 / 39916800,
                                         1.0 / 479001600,
                                         1.0 / 6227020800};
constexpr uint64_t kFraction = (uint64_t{1} << 52) - 1;

// The part of the normal distribution above x > 0, by Hart's rational
// approximation 5666 (J. F. Hart, Computer Approximations, 1968; double
// precision as given by G. West, Better approximations to cumulative normal
// functions, 2005) and a continued fraction far out.
double NormalTail(double x) {
  if (x > 37) return 0;
  const double density = Exp(-x * x / 2);
  if (x >= 7.07106781186547) {
    const double fraction = x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))));
    return density / fraction / 2.506628274631;
  }
  const double above = (((((3.52624965998911e-02 * x + 0.700383064443688) * x +
                           6.37396220353165) *
                              x +
                          33.912866078383) *
                             x +
                         112.079291497871) *
                            x +
                        221.213596169931) *
                           x +
                       220.206867912376;
  const double below = ((((((8.83883476483184e-02 * x + 1.75566716318264) * x +
                            16.064177579207) *
                               x +
                           86.7807322029461) *
                              x +
                          296.564248779674) *
                             x +
                         637.333633378831) *
                            x +
                        793.826512519948) *
                           x +
                       440.413735824752;
  return density * above / below;
}

}  // namespace

double Log(double x) {
  uint64_t bits = std::bit_cast<uint64_t>(x);
  int64_t exponent = static_cast<int64_t>(bits >> 52) - 1023;
  double m = std::bit_cast<double>((bits & kFraction) | (uint64_t{1023} << 52));
  if (m > 1.4142135623730951) {
    m /= 2;
    ++exponent;
  }
  // ln m = 2 artanh s = 2 (s + s^3/3 + s^5/5 + ...), |s| < 0.172.
  const double s = (m - 1) / (m + 1);
  const double q = s * s;
  // In two halves, for the processor to compute side by side.
  const double q2 = q * q;
  const double even =
      1.0 / 3 +
      q2 * (1.0 / 7 + q2 * (1.0 / 11 + q2 * (1.0 / 15 + q2 * (1.0 / 19))));
  const double odd =
      1.0 / 5 +
      q2 * (1.0 / 9 + q2 * (1.0 / 13 + q2 * (1.0 / 17 + q2 * (1.0 / 21))));
  const double sum = even + q * odd;
  const double e = static_cast<double>(exponent);
  return e * kLn2High + (2 * s + (2 * s * q * sum + e * kLn2Low));
}

double Exp(double x) {
  const double k = std::floor(x * 1.4426950408889634 + 0.5);
  const double r = (x - k * kLn2High) - k * kLn2Low;
  double sum = kInverseFactorials[13];
  for (int i = 12; i >= 0; --i) sum = sum * r + kInverseFactorials[i];
  const uint64_t power = static_cast<uint64_t>(static_cast<int64_t>(k) + 1023);
  return sum * std::bit_cast<double>(power << 52);
}

double NormalCdf(double x) {
  if (x > 0) return 1 - NormalTail(x);
  return x < 0 ? NormalTail(-x) : 0.5;
}

double NormalDensity(double x) {
  if (x > 37 || x < -37) return 0;
  return 0.3989422804014327 * Exp(-x * x / 2);
}

double StudentT4Cdf(double x) {
  if (x > 1e9) return 1;
  if (x < -1e9) return 0;
  const double s = x / std::sqrt(1 + x * x / 4);
  return 0.5 + 0.375 * s * (1 - s * s / 12);
}

int64_t ScaleRounded(int64_t a, int64_t b, int64_t c) {
  const __int128 product = static_cast<__int128>(a) * b;
  const __int128 half = c / 2;
  const __int128 rounded =
      product >= 0 ? (product + half) / c : -((-product + half) / c);
  return static_cast<int64_t>(rounded);
}

}  // namespace plumbline::alignment
