#include "services/alignment/domain/uncertainty/probability.h"

#include <cmath>
#include <limits>

#include "services/alignment/domain/uncertainty/arithmetic.h"

namespace plumbline::alignment {
namespace {

// Beyond these the probability rounds to 0 or 1000: P(T > t) < 0.0005.
constexpr double kNormalMilliEnd = 3.2906;
constexpr double kStudentMilliEnd = 8.6104;

// Two truths to compare: as numbers or, on the log axis, as positive numbers
// whose logarithms err.
struct Comparison {
  double a = 0;
  double b = 0;
  double variance = 0;
  bool log_axis = false;
  bool student = false;
};

double Variance(double a, double b, double correlation) {
  const double variance = a * a + b * b - 2 * correlation * a * b;
  return variance > 0 ? variance : 0;
}

// A scale on the axis of the comparison, for a truth whose distance from the
// origin is `size`.
double ScaleOn(bool log_axis, const Estimate& estimate, double size) {
  if (estimate.log_axis == log_axis || estimate.scale == 0) {
    return estimate.scale;
  }
  return estimate.scale / size;
}

Comparison Compare(const Estimate& a, const Estimate& b, double correlation) {
  Comparison c;
  c.log_axis = a.log_axis || b.log_axis;
  c.student = IsStudent(a) || IsStudent(b);
  const int64_t origin = !c.log_axis ? 0 : a.log_axis ? a.origin : b.origin;
  c.a = static_cast<double>(a.value + origin);
  c.b = static_cast<double>(b.value + origin);
  if (c.log_axis && (c.a <= 0 || c.b <= 0)) return c;
  c.variance = Variance(ScaleOn(c.log_axis, a, c.a),
                        ScaleOn(c.log_axis, b, c.b), correlation);
  return c;
}

// 0 or 1 by the values alone.
double Certain(const Comparison& c, Tie tie) {
  return c.a > c.b || (c.a == c.b && tie == Tie::kPasses) ? 1 : 0;
}

double Distance(const Comparison& c) {
  return c.log_axis ? Log(c.a / c.b) : c.a - c.b;
}

// How far the values are apart at least; on the log axis by
// |ln r| >= 1 - 1/r for r >= 1, which needs no logarithm.
double LeastDistance(const Comparison& c) {
  if (!c.log_axis) return c.a - c.b;
  return c.a > c.b ? 1 - c.b / c.a : c.a / c.b - 1;
}

double Cdf(const Comparison& c) {
  const double t = Distance(c) / std::sqrt(c.variance);
  return c.student ? StudentT4Cdf(t) : NormalCdf(t);
}

}  // namespace

double ProbabilityAbove(const Estimate& a, const Estimate& b,
                        double correlation, Tie tie) {
  if (!a.known() || !b.known()) return std::numeric_limits<double>::quiet_NaN();
  const Comparison c = Compare(a, b, correlation);
  return c.variance == 0 ? Certain(c, tie) : Cdf(c);
}

int32_t ProbabilityMilli(const Estimate& a, const Estimate& b,
                         double correlation, Tie tie) {
  if (!a.known() || !b.known()) return kNotKnown;
  const Comparison c = Compare(a, b, correlation);
  if (c.variance == 0) return Certain(c, tie) == 1 ? 1000 : 0;
  const double end = c.student ? kStudentMilliEnd : kNormalMilliEnd;
  const double least = LeastDistance(c);
  if (least * least > end * end * c.variance) return least > 0 ? 1000 : 0;
  return static_cast<int32_t>(Cdf(c) * 1000 + 0.5);
}

double PartWholeCorrelation(int64_t part, int64_t whole) {
  if (part <= 0 || whole <= 0) return 0;
  if (part >= whole) return 1;
  return std::sqrt(static_cast<double>(part) / static_cast<double>(whole));
}

}  // namespace plumbline::alignment
