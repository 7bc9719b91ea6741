#include "services/alignment/domain/matching/calibration.h"

#include <cstddef>
#include <utility>

namespace plumbline::alignment {

Calibration::Calibration(std::vector<Knot> knots) : knots_(std::move(knots)) {
  if (knots_.empty()) return;
  lines_.push_back({1, knots_[0].found - knots_[0].said});
  for (std::size_t i = 1; i < knots_.size(); ++i) {
    const Knot& from = knots_[i - 1];
    const Knot& to = knots_[i];
    const double slope = (to.found - from.found) / (to.said - from.said);
    lines_.push_back({slope, from.found - slope * from.said});
  }
  lines_.push_back(lines_.back());
}

Calibration::Line Calibration::LineAt(double said) const {
  if (knots_.empty()) return {};
  std::size_t at = 0;
  while (at < knots_.size() && said >= knots_[at].said) ++at;
  return lines_[at];
}

}  // namespace plumbline::alignment
