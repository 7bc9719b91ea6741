#include "services/alignment/domain/uncertainty/wage_error.h"

#include <algorithm>
#include <cmath>

#include "services/alignment/domain/uncertainty/arithmetic.h"

namespace plumbline::alignment {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;

// The standard normal quantiles of the five percentiles, the distances between
// them, and sqrt(p (1 - p)) / density there.
constexpr double kZ25 = 0.6744897501960817;
constexpr double kZ10 = 1.2815515655446004;
constexpr double kSteps[4] = {kZ10 - kZ25, kZ25, kZ25, kZ10 - kZ25};
constexpr double kInverseSteps[4] = {1 / (kZ10 - kZ25), 1 / kZ25, 1 / kZ25,
                                     1 / (kZ10 - kZ25)};
constexpr double kQuantileFactors[5] = {1.7094179568351022, 1.362632551024035,
                                        1.2533141373155001, 1.362632551024035,
                                        1.7094179568351022};
constexpr double kShares[5] = {0.10, 0.25, 0.50, 0.75, 0.90};

// Gauss quadrature with the normal density for its weight: two nodes in each
// interval between percentiles and three beyond the outer ones.
struct InnerNode {
  // What the cubic at the node takes of the values and slopes at the ends of
  // its interval, of which the first is nearer to the median. Seen from the
  // median, slopes to the left are negative.
  double near;
  double near_slope;
  double far;
  double far_slope;
  double weight;
};
constexpr InnerNode NodeAt(double z, double from, double to, double weight) {
  const double h = to - from;
  const double t = (z - from) / h;
  const double u = 1 - t;
  return {(1 + 2 * t) * u * u, t * u * u * h, t * t * (3 - 2 * t),
          -t * t * u * h, weight};
}
constexpr InnerNode kInner[2] = {
    NodeAt(0.138973208872155, 0, kZ25, 0.129819078982369),
    NodeAt(0.525244216834635, 0, kZ25, 0.120180921017734)};
constexpr InnerNode kOuter[2] = {
    NodeAt(0.792395913073413, kZ25, kZ10, 0.082534055141213),
    NodeAt(1.139517024913359, kZ25, kZ10, 0.067465944858793)};
struct TailNode {
  // From the outer percentile.
  double distance;
  double weight;
};
constexpr TailNode kBeyond[3] = {{1.451882187892529 - kZ10, 0.059602932216810},
                                 {2.121575920079236 - kZ10, 0.037468651588981},
                                 {3.233593431355242 - kZ10, 0.002928416180236}};

// e to the power of u within 3e-5 of it for |u| < 3, twenty times the median:
// enough for a spread, and a third of the work of Exp. Positive everywhere.
inline double RoughExp(double u) {
  const double v = u / 16;
  double e = 1 + v * (1 + v * (0.5 + v * (1.0 / 6 + v * (1.0 / 24))));
  e *= e;
  e *= e;
  e *= e;
  return e * e;
}

// The monotone cubic through the logarithms of the percentiles.
struct Fit {
  // Relative to the median's.
  double y[5];
  double secants[4];
  double slopes[5];
};

// Of two neighbouring secants: the weighted harmonic mean, which keeps the
// cubic monotone; 0 at a flat piece.
double InnerSlope(double h0, double h1, double d0, double d1) {
  if (d0 <= 0 || d1 <= 0) return 0;
  const double w0 = 2 * h1 + h0;
  const double w1 = h1 + 2 * h0;
  return (w0 + w1) * d0 * d1 / (w0 * d1 + w1 * d0);
}

// At an end, from the secants of the outer interval and the next.
double EndSlope(double d0, double d1) {
  constexpr double kOuterShare = (kZ10 - kZ25) / kZ10;
  const double slope = d0 + kOuterShare * (d0 - d1);
  return std::clamp(slope, 0.0, 3 * d0);
}

Fit FitOf(const std::array<Figure, 5>& percentiles) {
  Fit fit{};
  double logs[5];
  for (int i = 0; i < 5; ++i) {
    logs[i] =
        Log(static_cast<double>(percentiles[static_cast<size_t>(i)].value));
  }
  for (int i = 0; i < 5; ++i) fit.y[i] = logs[i] - logs[2];
  for (int i = 0; i < 4; ++i) {
    fit.secants[i] = (fit.y[i + 1] - fit.y[i]) * kInverseSteps[i];
  }
  const double* d = fit.secants;
  fit.slopes[0] = EndSlope(d[0], d[1]);
  for (int i = 1; i < 4; ++i) {
    fit.slopes[i] = InnerSlope(kSteps[i - 1], kSteps[i], d[i - 1], d[i]);
  }
  fit.slopes[4] = EndSlope(d[3], d[2]);
  return fit;
}

// Sums of the first two moments of e^y.
struct Moments {
  double first = 0;
  double second = 0;
  void Add(double y, double weight) {
    const double e = RoughExp(y);
    first += weight * e;
    second += weight * e * e;
  }
};

// The cubic at the nodes of the interval between two percentiles, `near` being
// the one nearer to the median.
inline void AddInterval(const Fit& fit, int near, int far,
                        const InnerNode (&nodes)[2], Moments* moments) {
  const double side = far > near ? 1 : -1;
  for (const InnerNode& node : nodes) {
    const double y = node.near * fit.y[near] + node.far * fit.y[far] +
                     side * (node.near_slope * fit.slopes[near] +
                             node.far_slope * fit.slopes[far]);
    moments->Add(y, node.weight);
  }
}

// The square of the coefficient of variation.
double SquaredSpread(const Fit& fit) {
  Moments moments;
  AddInterval(fit, 2, 1, kInner, &moments);
  AddInterval(fit, 2, 3, kInner, &moments);
  AddInterval(fit, 1, 0, kOuter, &moments);
  AddInterval(fit, 3, 4, kOuter, &moments);
  for (const TailNode& node : kBeyond) {
    moments.Add(fit.y[0] - fit.secants[0] * node.distance, node.weight);
    moments.Add(fit.y[4] + fit.secants[3] * node.distance, node.weight);
  }
  return moments.second / (moments.first * moments.first) - 1;
}

// Why none of the profile's errors can be known; kKnown when some may.
WhyUnknown WhyNone(const WageProfile& profile) {
  int64_t below = 1;
  for (const Figure& figure : profile.percentiles) {
    if (!figure.HasValue()) return WhyUnknown::kPercentileMissing;
    if (figure.value <= 0) return WhyUnknown::kNotPositive;
    if (figure.value < below) return WhyUnknown::kDisordered;
    below = figure.value;
  }
  if (profile.mean_rse.status != FigureStatus::kPublished ||
      profile.mean_rse.value < 0) {
    return WhyUnknown::kNoPublishedError;
  }
  return WhyUnknown::kKnown;
}

// Why the error of one cannot be known, of a profile that WhyNone passes.
WhyUnknown WhyNot(const std::array<Figure, 5>& figures, size_t i) {
  if (figures[i].status != FigureStatus::kPublished) {
    return WhyUnknown::kTopCoded;
  }
  if (i > 0 && figures[i - 1].value == figures[i].value) {
    return WhyUnknown::kCollapsed;
  }
  if (i == 4) return WhyUnknown::kKnown;
  if (figures[i + 1].value == figures[i].value) return WhyUnknown::kCollapsed;
  if (figures[i + 1].status != FigureStatus::kPublished) {
    return WhyUnknown::kTopCoded;
  }
  return WhyUnknown::kKnown;
}

double Rse(const Figure& rse) {
  return static_cast<double>(std::max(rse.value, kLeastRse)) / 100000;
}

// The profile's fit and its effective sample.
struct Sample {
  Fit fit;
  double size;
};

Sample SampleOf(const WageProfile& profile) {
  const Fit fit = FitOf(profile.percentiles);
  const double rse = Rse(profile.mean_rse);
  return {fit, SquaredSpread(fit) / (rse * rse)};
}

// Why the error of one is not known, given the effective sample.
WhyUnknown WhyNot(const WageProfile& profile, const Sample& sample, size_t i) {
  const WhyUnknown why = WhyNot(profile.percentiles, i);
  if (why != WhyUnknown::kKnown) return why;
  const double beyond = sample.size * std::min(kShares[i], 1 - kShares[i]);
  return beyond >= kLeastBeyond ? WhyUnknown::kKnown
                                : WhyUnknown::kSampleTooSmall;
}

}  // namespace

PercentileScales PercentileScalesOf(const WageProfile& profile) {
  PercentileScales result;
  result.why_unknown.fill(WhyNone(profile));
  if (result.why_unknown[0] != WhyUnknown::kKnown) {
    for (size_t i = 0; i < 5; ++i) {
      // An unknown error of a figure which itself is no number.
      if (!profile.percentiles[i].HasValue())
        result.why_unknown[i] = WhyUnknown::kNoFigure;
    }
    return result;
  }
  const Sample sample = SampleOf(profile);
  const double root = std::sqrt(sample.size);
  for (size_t i = 0; i < 5; ++i) {
    result.why_unknown[i] = WhyNot(profile, sample, i);
    result.scales[i] = kPercentileInflation * kQuantileFactors[i] *
                       sample.fit.slopes[i] / root;
  }
  return result;
}

Estimate PercentileEstimate(const Figure& figure,
                            const PercentileScales& scales, size_t index) {
  const WhyUnknown why = scales.why_unknown[index];
  if (why != WhyUnknown::kKnown)
    return Unknown(figure.value, ErrorModel::kWagePercentiles, why);
  Estimate estimate;
  estimate.value = figure.value;
  estimate.scale = scales.scales[index];
  estimate.model = ErrorModel::kWagePercentiles;
  estimate.shape = ErrorShape::kStudentT4;
  estimate.log_axis = true;
  return estimate;
}

std::array<Estimate, 5> PercentileErrors(const WageProfile& profile) {
  const PercentileScales scales = PercentileScalesOf(profile);
  std::array<Estimate, 5> errors;
  for (size_t i = 0; i < 5; ++i)
    errors[i] = PercentileEstimate(profile.percentiles[i], scales, i);
  return errors;
}

Estimate PercentileError(const WageProfile& profile, int percentile) {
  size_t i = 0;
  while (i < 5 && kWagePercentiles[i] != percentile) ++i;
  if (i == 5) {
    return Unknown(0, ErrorModel::kWagePercentiles, WhyUnknown::kOutsideModel);
  }
  return PercentileEstimate(profile.percentiles[i], PercentileScalesOf(profile),
                            i);
}

Estimate PublishedError(const Figure& figure, const Figure& rse) {
  WhyUnknown why = WhyUnknown::kKnown;
  if (!figure.HasValue()) {
    why = WhyUnknown::kNoFigure;
  } else if (figure.status == FigureStatus::kTopCoded) {
    why = WhyUnknown::kTopCoded;
  } else if (rse.status != FigureStatus::kPublished || rse.value < 0) {
    why = WhyUnknown::kNoPublishedError;
  }
  if (why != WhyUnknown::kKnown) {
    return Unknown(figure.value, ErrorModel::kPublished, why);
  }
  Estimate estimate;
  estimate.value = figure.value;
  estimate.scale = Rse(rse) * std::abs(static_cast<double>(figure.value));
  estimate.model = ErrorModel::kPublished;
  return estimate;
}

Estimate Aged(const Estimate& percentile, double years) {
  if (!percentile.known() || percentile.model != ErrorModel::kWagePercentiles) {
    return percentile;
  }
  Estimate aged = percentile;
  aged.scale = std::sqrt(percentile.scale * percentile.scale +
                         kWageDriftPerYear * kWageDriftPerYear * years);
  return aged;
}

}  // namespace plumbline::alignment
