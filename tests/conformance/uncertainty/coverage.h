#ifndef PLUMBLINE_TESTS_CONFORMANCE_UNCERTAINTY_COVERAGE_H_
#define PLUMBLINE_TESTS_CONFORMANCE_UNCERTAINTY_COVERAGE_H_

#include <string>
#include <vector>

namespace plumbline::uncertainty_backtest {

// How often the truth was inside the central intervals of what was predicted.
struct Coverage {
  int count = 0;
  // For kIntervals, in percent.
  double percent[4] = {0, 0, 0, 0};
};
inline constexpr int kIntervals[4] = {50, 80, 90, 95};

// From the shares of the predicted distributions that lie on one side of what
// came: even from 0 to 1 when the predictions are right.
Coverage CoverageOf(const std::vector<double>& shares);

// The scale of the t distribution with 4 degrees of freedom around 0 that fits
// best (maximum likelihood).
double FittedScale(const std::vector<double>& errors);

// A difference between two releases and the variance that the model of the
// sampling error states for it.
struct Difference {
  double value = 0;
  double variance = 0;
};
// The t distribution with 4 degrees of freedom and the squared scale
// inflation^2 * variance + drift^2 that fits best.
struct Decomposition {
  double inflation = 1;
  double drift = 0;
};
Decomposition Decompose(const std::vector<Difference>& differences);

// A line for the table in docs/uncertainty.md, on standard output.
void Print(const std::string& what, const Coverage& coverage);

// Fails unless each interval holds as much as it states, from `below` percent
// points less to `above` more.
void ExpectCoverage(const std::string& what, const Coverage& coverage,
                    double below, double above);

}  // namespace plumbline::uncertainty_backtest

#endif  // PLUMBLINE_TESTS_CONFORMANCE_UNCERTAINTY_COVERAGE_H_
