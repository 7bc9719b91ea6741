#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_LATENT_SPACE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_LATENT_SPACE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/matching/text/dominant_subspace.h"
#include "services/alignment/domain/matching/text/term_space.h"
#include "services/common/base/large_table.h"

namespace plumbline::alignment {

// Latent semantic analysis: texts in the few directions along which the corpus
// varies most, so that words which keep the same company meet.
class LatentSpace {
 public:
  // `texts` are unit vectors over fewer than `terms` terms. The same bytes for
  // any number of threads.
  static LatentSpace Build(absl::Span<const std::vector<TermWeight>> texts,
                           size_t terms, size_t dimensions, int threads = 1);

  // At most what was asked; a small corpus has fewer.
  size_t dimensions() const { return dimensions_; }
  // The direction of a text: of length 1, or 0 where no word is known.
  std::vector<float> DirectionOf(absl::Span<const TermWeight> text) const;
  // The direction of a text that the space was built from.
  const std::vector<float>& DirectionOfBuilt(size_t text) const {
    return built_[text];
  }

 private:
  // The row's place and what 1 of its numbers means.
  TermSpace::Posting AddRow(const std::vector<float>& row);
  void AddColumns(const TextsByTerm& texts, const TiledRows& weights);

  size_t dimensions_ = 0;
  // Numbers in a row.
  size_t stride_ = 0;
  // What makes up a term's direction: rows and what 1 of their numbers means. A
  // term of many texts has a row of its own; one of few is the sum of these
  // texts' rows.
  base::LargeTable<uint32_t> begins_;
  base::LargeTable<TermSpace::Posting> parts_;
  // Whole numbers, the greatest of a row as great as they can be.
  base::LargeTable<int16_t> rows_;
  std::vector<std::vector<float>> built_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_LATENT_SPACE_H_
