#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_DOMINANT_SUBSPACE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_DOMINANT_SUBSPACE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/matching/text/term_space.h"

namespace plumbline::alignment {

// Texts by terms, read by term: where each term stands, and how much.
class TextsByTerm {
 public:
  TextsByTerm(absl::Span<const std::vector<TermWeight>> texts, size_t terms);

  size_t texts() const { return texts_; }
  size_t terms() const { return begins_.size() - 1; }
  absl::Span<const TermSpace::Posting> Of(TermId term) const {
    return absl::MakeConstSpan(postings_).subspan(
        begins_[term], begins_[term + 1] - begins_[term]);
  }

 private:
  size_t texts_;
  // By term, and one more.
  std::vector<uint32_t> begins_;
  std::vector<TermSpace::Posting> postings_;
};

// A dense matrix of texts by dimensions. A tile has 32 neighbouring dimensions
// of all texts, so that what is worked on fits into a cache.
class TiledRows {
 public:
  static constexpr size_t kTile = 32;

  TiledRows(size_t rows, size_t columns);
  size_t rows() const { return rows_; }
  size_t columns() const { return columns_; }
  size_t tiles() const { return (columns_ + kTile - 1) / kTile; }
  float* At(size_t tile, size_t row) {
    return values_.data() + (tile * rows_ + row) * kTile;
  }
  const float* At(size_t tile, size_t row) const {
    return values_.data() + (tile * rows_ + row) * kTile;
  }
  // One row with all its columns.
  std::vector<float> Row(size_t row) const;

 private:
  size_t rows_;
  size_t columns_;
  std::vector<float> values_;
};

// The directions along which texts vary most.
struct DominantSubspace {
  // M being the texts by terms, M' x `weights` has orthonormal columns, which
  // span about the greatest right singular vectors of M: the coordinates of a
  // text are its inner products with them.
  TiledRows weights;
  // The coordinates of the texts themselves: M x M' x weights.
  TiledRows coordinates;
};

// Block power iteration on M x M', which is never written out: each step is one
// pass over the terms. Columns that rounding cannot tell from others are 0.
// The same bytes on every machine and for any number of threads: all sums have
// a fixed order.
DominantSubspace FindDominantSubspace(const TextsByTerm& texts,
                                      size_t dimensions, int iterations,
                                      int threads);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_DOMINANT_SUBSPACE_H_
