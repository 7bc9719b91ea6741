#ifndef PLUMBLINE_TESTS_EVAL_FIT_CALIBRATION_H_
#define PLUMBLINE_TESTS_EVAL_FIT_CALIBRATION_H_

#include <vector>

#include "services/alignment/domain/matching/calibration.h"

namespace plumbline::eval {

// A candidate of a question that took no part in the weights, with the log-odds
// that they say.
struct ScoredCandidate {
  double said = 0;
  bool is_answer = false;
};

// Less probable candidates say nothing of probabilities that anybody reads.
inline constexpr double kLeastSaid = -6;

// The calibration with knots at fixed log-odds under which the answers are most
// likely; where few were said it stays near to what was said. Candidates below
// kLeastSaid are not looked at.
alignment::Calibration FitCalibration(
    const std::vector<ScoredCandidate>& candidates);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_FIT_CALIBRATION_H_
