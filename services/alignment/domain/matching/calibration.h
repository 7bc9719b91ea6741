#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CALIBRATION_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CALIBRATION_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"

namespace plumbline::alignment {

// From the log-odds that a model says to those that were found where it had
// learned nothing: lines between knots. Below the first knot the distance of
// that knot stays; above the last one the last line goes on.
class Calibration {
 public:
  struct Knot {
    double said = 0;
    double found = 0;
  };
  // found = slope x said + offset.
  struct Line {
    double slope = 1;
    double offset = 0;
  };

  // What is said is what is found.
  Calibration() = default;
  // `said` and `found` both ascend strictly; two knots at least, or none.
  explicit Calibration(std::vector<Knot> knots);

  const std::vector<Knot>& knots() const { return knots_; }
  Line LineAt(double said) const;
  double At(double said) const {
    const Line line = LineAt(said);
    return line.slope * said + line.offset;
  }

  // What is said becomes what is found, as At has it.
  void Apply(absl::Span<double> said) const;

 private:
  std::vector<Knot> knots_;
  // The line that ends at each knot, and the one after the last.
  std::vector<Line> lines_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CALIBRATION_H_
