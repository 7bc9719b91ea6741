#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_LATENT_SPACE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_LATENT_SPACE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/matching/text/dominant_subspace.h"
#include "services/alignment/domain/matching/text/term_space.h"

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
  void AddColumns(const TextsByTerm& texts, const TiledRows& weights);

  size_t dimensions_ = 0;
  // Numbers in a row.
  size_t stride_ = 0;
  // What makes up a term's direction: rows and their weights. A term of many
  // texts has a row of its own; one of few is the sum of these texts' rows.
  std::vector<uint32_t> begins_;
  std::vector<TermSpace::Posting> parts_;
  std::vector<float> rows_;
  std::vector<std::vector<float>> built_;
};

// Directions, held as whole numbers: 16 bits for each dimension. A cosine is a
// sum of whole numbers, the same in any order, within 0.0001 of the exact one.
class DirectionTable {
 public:
  // A direction as the table reads it.
  using Rounded = std::vector<int16_t>;
  static Rounded Round(absl::Span<const float> direction);

  // All of the same number of dimensions.
  void Add(absl::Span<const float> direction);
  size_t size() const { return size_; }
  const int16_t* Row(size_t at) const { return &rows_[at * stride_]; }
  // One for each direction.
  void FillCosines(const int16_t* direction, absl::Span<float> cosines) const;
  // The same for several at once, each row being read once for four of them.
  void FillCosines(absl::Span<const int16_t* const> directions,
                   absl::Span<float* const> cosines) const;

 private:
  size_t size_ = 0;
  size_t stride_ = 0;
  std::vector<int16_t> rows_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_LATENT_SPACE_H_
