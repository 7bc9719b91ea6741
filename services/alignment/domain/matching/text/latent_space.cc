#include "services/alignment/domain/matching/text/latent_space.h"

#include <Eigen/Dense>
#include <Eigen/Sparse>
#include <algorithm>
#include <cstdint>

namespace plumbline::alignment {
namespace {

using Sparse = Eigen::SparseMatrix<float, Eigen::RowMajor>;
constexpr int kMoreDirections = 20;
constexpr int kIterations = 4;

Sparse MatrixOf(absl::Span<const std::vector<TermWeight>> texts, size_t terms) {
  std::vector<Eigen::Triplet<float>> cells;
  for (size_t text = 0; text < texts.size(); ++text)
    for (const TermWeight& term : texts[text])
      cells.emplace_back(static_cast<int>(text), static_cast<int>(term.term),
                         term.weight);
  Sparse matrix(static_cast<int>(texts.size()), static_cast<int>(terms));
  matrix.setFromTriplets(cells.begin(), cells.end());
  return matrix;
}

// Numbers in [-1, 1) that are the same everywhere: a linear congruence.
Eigen::MatrixXf FixedNoise(Eigen::Index rows, Eigen::Index columns) {
  uint64_t state = 1;
  return Eigen::MatrixXf::NullaryExpr(rows, columns, [&state] {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<float>(state >> 40) / (1 << 23) - 1.0f;
  });
}

Eigen::MatrixXf OrthonormalOf(const Eigen::MatrixXf& columns) {
  return Eigen::HouseholderQR<Eigen::MatrixXf>(columns).householderQ() *
         Eigen::MatrixXf::Identity(columns.rows(), columns.cols());
}

}  // namespace

LatentSpace LatentSpace::Build(absl::Span<const std::vector<TermWeight>> texts,
                               size_t terms, int dimensions) {
  const Sparse matrix = MatrixOf(texts, terms);
  const auto rows = static_cast<Eigen::Index>(texts.size());
  const Eigen::Index kept = std::min<Eigen::Index>(dimensions, rows);
  // Subspace iteration on the texts' inner products, which are far fewer than
  // the terms.
  const Eigen::MatrixXf products =
      Eigen::MatrixXf(Sparse(matrix * matrix.transpose()));
  Eigen::MatrixXf basis = OrthonormalOf(
      FixedNoise(rows, std::min<Eigen::Index>(kept + kMoreDirections, rows)));
  for (int i = 0; i < kIterations; ++i) basis = OrthonormalOf(products * basis);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXf> solver(
      basis.transpose() * products * basis);
  const Eigen::MatrixXf left = basis * solver.eigenvectors().rightCols(kept);
  LatentSpace space;
  space.terms_ = solver.eigenvalues()
                     .tail(kept)
                     .cwiseMax(1e-6f)
                     .cwiseSqrt()
                     .cwiseInverse()
                     .asDiagonal() *
                 Eigen::MatrixXf(left.transpose() * matrix);
  return space;
}

Eigen::VectorXf LatentSpace::DirectionOf(
    absl::Span<const TermWeight> text) const {
  Eigen::VectorXf direction = Eigen::VectorXf::Zero(terms_.rows());
  for (const TermWeight& term : text)
    if (static_cast<Eigen::Index>(term.term) < terms_.cols())
      direction += term.weight * terms_.col(term.term);
  const float length = direction.norm();
  if (length > 0) direction /= length;
  return direction;
}

}  // namespace plumbline::alignment
