#include "services/alignment/domain/uncertainty/confidence_cuts.h"

#include <cmath>

#include "services/alignment/domain/uncertainty/arithmetic.h"

namespace plumbline::alignment {
namespace {

// The relative margin on either side of a cut: far above the rounding of
// what stands on both sides of it.
constexpr double kMargin = 1e-6;

// The distance at which a distribution's share below it reaches `share`, which
// is above one half.
double QuantileOf(double (*cdf)(double), double share) {
  double low = 0;
  double high = 1e6;
  for (int i = 0; i < 200; ++i) {
    const double middle = low + (high - low) / 2;
    (cdf(middle) < share ? low : high) = middle;
  }
  return high;
}

double Square(double x) { return x * x; }

// The squares of how far two truths are apart at least and at most, and of the
// standard error of their difference, all times the same.
struct Bounds {
  double least_distance = 0;
  double most_distance = 0;
  double least_variance = 0;
  double most_variance = 0;
};

// On the log axis by 2 (r - 1) / (r + 1) <= ln r <= (r - 1) / sqrt(r) for
// r >= 1, with both sides multiplied out.
Bounds LogBounds(double a, double b, double least_variance,
                 double most_variance) {
  const double apart = Square(a - b);
  const double product = a * b;
  const double quarter_sum = Square(a + b) / 4;
  return {apart * product, apart * quarter_sum,
          least_variance * product * quarter_sum,
          most_variance * product * quarter_sum};
}

}  // namespace

ConfidenceCuts::ConfidenceCuts(int32_t pass_at_least_milli,
                               int32_t fail_at_most_milli)
    : usable_(pass_at_least_milli > 500 && pass_at_least_milli <= 1000 &&
              fail_at_most_milli >= 0 && fail_at_most_milli < 500) {
  if (!usable_) return;
  normal_ = CutsFor(NormalCdf, pass_at_least_milli, fail_at_most_milli);
  student_ = CutsFor(StudentT4Cdf, pass_at_least_milli, fail_at_most_milli);
}

ConfidenceCuts::Cuts ConfidenceCuts::CutsFor(double (*cdf)(double),
                                             int32_t pass, int32_t fail) {
  // Thousandths are rounded to the nearest, halves up.
  const double pass_share = (pass - 0.5) / 1000;
  const double fail_share = (999.5 - fail) / 1000;
  const auto cut = [&](double share) {
    const double squared = Square(QuantileOf(cdf, share));
    return Cut{squared * (1 + kMargin), squared * (1 - kMargin)};
  };
  return {cut(pass_share), cut(fail_share)};
}

Call ConfidenceCuts::CallOf(const Estimate& a, const Estimate& b,
                            bool correlated) const {
  const bool log_axis = a.log_axis || b.log_axis;
  const int64_t origin = !log_axis ? 0 : a.log_axis ? a.origin : b.origin;
  const auto at_a = static_cast<double>(a.value + origin);
  const auto at_b = static_cast<double>(b.value + origin);
  if (!usable_ || (log_axis && (at_a <= 0 || at_b <= 0))) return Call::kOpen;
  const double scale_a = a.log_axis == log_axis ? a.scale : a.scale / at_a;
  const double scale_b = b.log_axis == log_axis ? b.scale : b.scale / at_b;
  const double most = Square(scale_a) + Square(scale_b);
  const double least = correlated ? Square(scale_a - scale_b) : most;
  if (!(most > 0)) return Call::kOpen;
  const double apart = Square(at_a - at_b);
  const Bounds bounds = log_axis ? LogBounds(at_a, at_b, least, most)
                                 : Bounds{apart, apart, least, most};
  const bool student = (a.shape == ErrorShape::kStudentT4 && a.scale > 0) ||
                       (b.shape == ErrorShape::kStudentT4 && b.scale > 0);
  const Cuts& cuts = student ? student_ : normal_;
  const bool above = at_a > at_b;
  const Cut& cut = above ? cuts.pass : cuts.fail;
  if (bounds.least_distance > cut.sure * bounds.most_variance)
    return above ? Call::kPasses : Call::kFails;
  return bounds.most_distance < cut.not_yet * bounds.least_variance
             ? Call::kBetween
             : Call::kOpen;
}

}  // namespace plumbline::alignment
