#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_LATENT_SPACE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_LATENT_SPACE_H_

#include <Eigen/Core>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/matching/text/term_space.h"

namespace plumbline::alignment {

// Latent semantic analysis: texts in the few directions along which the corpus
// varies most, so that words which keep the same company meet.
class LatentSpace {
 public:
  // `texts` are unit vectors over fewer than `terms` terms. Deterministic.
  static LatentSpace Build(absl::Span<const std::vector<TermWeight>> texts,
                           size_t terms, int dimensions);

  // At most what was asked; a small corpus has fewer.
  Eigen::Index dimensions() const { return terms_.rows(); }
  // The direction of a text: of length 1, or 0 where no word is known.
  Eigen::VectorXf DirectionOf(absl::Span<const TermWeight> text) const;

 private:
  // A column for each term.
  Eigen::MatrixXf terms_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_LATENT_SPACE_H_
