#include "services/alignment/domain/matching/calibration.h"

#include <cstddef>
#include <utility>

#include "services/alignment/domain/matching/text/wide_lanes.h"

namespace plumbline::alignment {
namespace {

// A knot and the line that begins there.
struct Piece {
  double from = 0;
  Calibration::Line line;
};

constexpr std::size_t kFourScores = 4;

// The line of the last knot that is not greater, without a branch: `pieces` are
// in order. `count` is a multiple of kFourScores.
PLUMBLINE_ALSO_WIDE
void ApplyPieces(const Piece* begin, const Piece* end, Calibration::Line before,
                 double* said, std::size_t count) {
  for (std::size_t at = 0; at < count; at += kFourScores) {
    FourDoubles value;
    Load(said + at, &value);
    FourDoubles slope = FourDoubles{} + before.slope;
    FourDoubles offset = FourDoubles{} + before.offset;
    for (const Piece* piece = begin; piece != end; ++piece) {
      const auto reached = value >= piece->from;
      slope = reached ? FourDoubles{} + piece->line.slope : slope;
      offset = reached ? FourDoubles{} + piece->line.offset : offset;
    }
    value = slope * value + offset;
    Store(value, said + at);
  }
}

}  // namespace

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

void Calibration::Apply(absl::Span<double> said) const {
  if (knots_.empty()) return;
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < knots_.size(); ++i)
    pieces.push_back({knots_[i].said, lines_[i + 1]});
  const std::size_t whole = said.size() / kFourScores * kFourScores;
  ApplyPieces(pieces.data(), pieces.data() + pieces.size(), lines_[0],
              said.data(), whole);
  for (double& score : said.subspan(whole)) score = At(score);
}

}  // namespace plumbline::alignment
