#include "services/alignment/domain/uncertainty/statistic_error.h"

#include <algorithm>
#include <cmath>

#include "services/alignment/domain/uncertainty/arithmetic.h"

namespace plumbline::alignment {
namespace {

// The share of a member's truth below a value and its density there. The shape
// of the error matters little among many members and is taken as normal with
// the member's standard error.
struct Below {
  double share = 0;
  double density = 0;
};

// Further than this from the value a member says nothing.
constexpr double kReach = 6;

Below BelowOf(const Estimate& member, double value) {
  const double distance = value - static_cast<double>(member.value);
  const double error = StandardError(member);
  if (error <= 0 || std::abs(distance) > kReach * error) {
    return {distance > 0 ? 1.0 : 0.0, 0};
  }
  const double z = distance / error;
  return {NormalCdf(z), NormalDensity(z) / error};
}

Estimate NormalEstimate(int64_t value, double scale) {
  return {.value = value, .scale = scale, .model = ErrorModel::kStatistic};
}

Estimate UnknownStatistic(int64_t value, WhyUnknown why) {
  return Unknown(value, ErrorModel::kStatistic, why);
}

int32_t CountUnknown(absl::Span<const Estimate> members) {
  return static_cast<int32_t>(
      std::count_if(members.begin(), members.end(),
                    [](const Estimate& member) { return !member.known(); }));
}

bool MostAreUnknown(int32_t unknown, size_t members) {
  return 2 * static_cast<size_t>(unknown) > members;
}

// The share of its error that a statistic takes from a member of which it takes
// `weight` of each unit.
double Correlation(const StatisticError& statistic, const Estimate& member,
                   double weight) {
  const double whole = StandardError(statistic.estimate);
  if (whole <= 0) return 0;
  return std::clamp(weight * StandardError(member) / whole, 0.0, 1.0);
}

}  // namespace

StatisticError QuantileError(int64_t value,
                             absl::Span<const Estimate> members) {
  StatisticError error;
  double variance = 0;
  for (const Estimate& member : members) {
    const Below below = BelowOf(member, static_cast<double>(value));
    variance += below.share * (1 - below.share);
    error.density += below.density;
  }
  error.unknown_members = CountUnknown(members);
  if (MostAreUnknown(error.unknown_members, members.size())) {
    error.estimate = UnknownStatistic(value, WhyUnknown::kNoPublishedError);
  } else if (error.density <= 0) {
    error.estimate = UnknownStatistic(value, WhyUnknown::kOutsideModel);
  } else {
    error.estimate = NormalEstimate(value, std::sqrt(variance) / error.density);
  }
  return error;
}

StatisticError WeightedMeanError(int64_t value,
                                 absl::Span<const Estimate> members,
                                 absl::Span<const int64_t> weights) {
  StatisticError error;
  double variance = 0;
  double sum = 0;
  for (size_t i = 0; i < members.size(); ++i) {
    const double weight = static_cast<double>(weights[i]);
    const double part = weight * StandardError(members[i]);
    variance += part * part;
    sum += weight;
  }
  error.unknown_members = CountUnknown(members);
  if (MostAreUnknown(error.unknown_members, members.size())) {
    error.estimate = UnknownStatistic(value, WhyUnknown::kNoPublishedError);
  } else if (sum <= 0) {
    error.estimate = UnknownStatistic(value, WhyUnknown::kOutsideModel);
  } else {
    error.estimate = NormalEstimate(value, std::sqrt(variance) / sum);
  }
  return error;
}

double QuantileCorrelation(const StatisticError& quantile,
                           const Estimate& member) {
  if (!quantile.estimate.known() || !member.known()) return 0;
  const Below below =
      BelowOf(member, static_cast<double>(quantile.estimate.value));
  return Correlation(quantile, member, below.density / quantile.density);
}

double MeanCorrelation(const StatisticError& mean, const Estimate& member,
                       int64_t weight, int64_t sum_of_weights) {
  if (!mean.estimate.known() || !member.known() || sum_of_weights <= 0) {
    return 0;
  }
  return Correlation(
      mean, member,
      static_cast<double>(weight) / static_cast<double>(sum_of_weights));
}

}  // namespace plumbline::alignment
