#include "services/alignment/domain/matching/text/dominant_subspace.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "services/alignment/domain/matching/text/wide_lanes.h"
#include "services/common/base/parallel.h"

namespace plumbline::alignment {
namespace {

using Posting = TermSpace::Posting;
constexpr size_t kTile = TiledRows::kTile;
constexpr size_t kEights = kTile / kLanes;
// Rows whose products are summed in single precision.
constexpr size_t kChunk = 256;
// A square below this share of the greatest is rounding.
constexpr double kLeastPivot = 1e-7;

// One term's part of M x M' x `in`, for one tile.
PLUMBLINE_ALSO_WIDE
void AddTerm(const Posting* begin, const Posting* end, const float* in,
             float* out) {
  Eight sums[kEights] = {};
  for (const Posting* at = begin; at != end; ++at)
    for (size_t i = 0; i < kEights; ++i) {
      Eight part;
      Load(in + at->document * kTile + i * kLanes, &part);
      sums[i] += part * at->weight;
    }
  for (const Posting* at = begin; at != end; ++at)
    for (size_t i = 0; i < kEights; ++i)
      AddEight(sums[i], at->weight, out + at->document * kTile + i * kLanes);
}

// M x M' x rows: what a term of one text alone adds is that text's own row.
class GramProduct {
 public:
  explicit GramProduct(const TextsByTerm& texts)
      : texts_(texts), own_(texts.texts()) {
    for (TermId term = 0; term < texts.terms(); ++term) {
      const auto postings = texts.Of(term);
      if (postings.size() > 1) shared_.push_back(term);
      if (postings.size() == 1)
        own_[postings[0].document] += postings[0].weight * postings[0].weight;
    }
  }

  TiledRows Of(const TiledRows& in, int threads) const {
    TiledRows out(in.rows(), in.columns());
    base::ForRanges(in.tiles(), threads, [&](size_t begin, size_t end) {
      for (size_t tile = begin; tile < end; ++tile) FillTile(in, tile, &out);
    });
    return out;
  }

 private:
  void FillTile(const TiledRows& in, size_t tile, TiledRows* out) const {
    const float* from = in.At(tile, 0);
    float* to = out->At(tile, 0);
    for (size_t row = 0; row < own_.size(); ++row)
      for (size_t i = 0; i < kTile; ++i)
        to[row * kTile + i] = from[row * kTile + i] * own_[row];
    for (const TermId term : shared_) {
      const auto postings = texts_.Of(term);
      AddTerm(postings.data(), postings.data() + postings.size(), from, to);
    }
  }

  const TextsByTerm& texts_;
  // Terms of several texts.
  std::vector<TermId> shared_;
  // By text: the squares of the terms that no other has.
  std::vector<float> own_;
};

// A square matrix in double precision, row after row.
class Square {
 public:
  explicit Square(size_t size) : size_(size), values_(size * size) {}
  size_t size() const { return size_; }
  double& At(size_t row, size_t column) {
    return values_[row * size_ + column];
  }
  double At(size_t row, size_t column) const {
    return values_[row * size_ + column];
  }
  const double* Row(size_t row) const { return &values_[row * size_]; }

 private:
  size_t size_;
  std::vector<double> values_;
};

// The inner product, in four sums.
double InnerProduct(const double* one, const double* other, size_t count) {
  double sums[4] = {};
  size_t at = 0;
  for (; at + 4 <= count; at += 4)
    for (size_t i = 0; i < 4; ++i) sums[i] += one[at + i] * other[at + i];
  for (; at < count; ++at) sums[0] += one[at] * other[at];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

// Adds the products of four columns of one tile with 16 of another.
PLUMBLINE_ALSO_WIDE
void MultiplyColumns(const float* left, const float* right, size_t rows,
                     float (*sums)[16]) {
  Eight low[4] = {};
  Eight high[4] = {};
  for (size_t row = 0; row < rows; ++row) {
    Eight first, second;
    Load(right + row * kTile, &first);
    Load(right + row * kTile + kLanes, &second);
    for (size_t i = 0; i < 4; ++i) {
      low[i] += first * left[row * kTile + i];
      high[i] += second * left[row * kTile + i];
    }
  }
  for (size_t i = 0; i < 4; ++i) {
    Store(low[i], sums[i]);
    Store(high[i], sums[i] + kLanes);
  }
}

// left' x right, for columns `at` to `at` + 4 and a half tile from `from`.
void FillProducts(const TiledRows& left, size_t at, const TiledRows& right,
                  size_t from, Square* products) {
  double sums[4][16] = {};
  for (size_t row = 0; row < left.rows(); row += kChunk) {
    float part[4][16];
    MultiplyColumns(left.At(at / kTile, row) + at % kTile,
                    right.At(from / kTile, row) + from % kTile,
                    std::min(kChunk, left.rows() - row), part);
    for (size_t i = 0; i < 4; ++i)
      for (size_t j = 0; j < 16; ++j) sums[i][j] += part[i][j];
  }
  for (size_t i = 0; i < 4; ++i)
    for (size_t j = 0; j < 16; ++j)
      if (at + i < products->size() && from + j < products->size())
        products->At(at + i, from + j) = sums[i][j];
}

// The lower half of left' x right and what stands beside the diagonal.
Square ProductsOf(const TiledRows& left, const TiledRows& right, int threads) {
  Square products(left.columns());
  base::ForRanges((left.columns() + 3) / 4, threads,
                  [&](size_t begin, size_t end) {
                    for (size_t at = begin * 4; at < end * 4; at += 4)
                      for (size_t from = 0; from < at + 4; from += 16)
                        FillProducts(left, at, right, from, &products);
                  });
  return products;
}

// L of L x L' = `products`; a column of 0 where the pivot is rounding.
Square CholeskyOf(const Square& products) {
  const size_t size = products.size();
  double greatest = 0;
  for (size_t i = 0; i < size; ++i)
    greatest = std::max(greatest, products.At(i, i));
  Square lower(size);
  for (size_t row = 0; row < size; ++row)
    for (size_t column = 0; column <= row; ++column) {
      const double sum =
          products.At(row, column) -
          InnerProduct(lower.Row(row), lower.Row(column), column);
      const double pivot = lower.At(column, column);
      if (column < row)
        lower.At(row, column) = pivot > 0 ? sum / pivot : 0;
      else if (sum > kLeastPivot * greatest)
        lower.At(row, row) = std::sqrt(sum);
    }
  return lower;
}

// The inverse of L', row after row: upper, 0 where L has no pivot.
Square InverseOfTranspose(const Square& lower) {
  const size_t size = lower.size();
  Square upper(size);
  for (size_t column = 0; column < size; ++column) {
    if (lower.At(column, column) == 0) continue;
    upper.At(column, column) = 1 / lower.At(column, column);
    for (size_t row = column + 1; row < size; ++row) {
      if (lower.At(row, row) == 0) continue;
      upper.At(column, row) =
          -InnerProduct(lower.Row(row) + column, upper.Row(column) + column,
                        row - column) /
          lower.At(row, row);
    }
  }
  return upper;
}

// Four rows x 16 columns of rows x upper; `upper` has `stride` numbers a row.
PLUMBLINE_ALSO_WIDE
void MultiplyRows(const float* tile, size_t count, const float* upper,
                  size_t stride, float (*sums)[16]) {
  Eight low[4], high[4];
  for (size_t i = 0; i < 4; ++i) {
    Load(sums[i], &low[i]);
    Load(sums[i] + kLanes, &high[i]);
  }
  for (size_t at = 0; at < count; ++at) {
    Eight first, second;
    Load(upper + at * stride, &first);
    Load(upper + at * stride + kLanes, &second);
    for (size_t i = 0; i < 4; ++i) {
      low[i] += first * tile[i * kTile + at];
      high[i] += second * tile[i * kTile + at];
    }
  }
  for (size_t i = 0; i < 4; ++i) {
    Store(low[i], sums[i]);
    Store(high[i], sums[i] + kLanes);
  }
}

// rows x upper.
TiledRows Times(const TiledRows& rows, const Square& upper, int threads) {
  const size_t stride = rows.tiles() * kTile;
  std::vector<float> dense(stride * stride);
  for (size_t i = 0; i < upper.size(); ++i)
    for (size_t j = i; j < upper.size(); ++j)
      dense[i * stride + j] = static_cast<float>(upper.At(i, j));
  TiledRows result(rows.rows(), rows.columns());
  const auto fill = [&](size_t begin, size_t end) {
    for (size_t row = begin * 4; row < end * 4; row += 4)
      for (size_t from = 0; from < stride; from += 16) {
        float sums[4][16] = {};
        for (size_t tile = 0; tile <= from / kTile; ++tile)
          MultiplyRows(rows.At(tile, row), kTile,
                       &dense[tile * kTile * stride + from], stride, sums);
        for (size_t i = 0; i < 4; ++i)
          std::copy_n(sums[i], 16,
                      result.At(from / kTile, row + i) + from % kTile);
      }
  };
  base::ForRanges(rows.rows() / 4, threads, fill);
  return result;
}

// Numbers in [-1, 1) that are the same everywhere: a linear congruence.
TiledRows FixedNoise(size_t rows, size_t columns) {
  TiledRows noise(rows, columns);
  uint64_t state = 1;
  for (size_t row = 0; row < rows; ++row)
    for (size_t column = 0; column < columns; ++column) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      noise.At(column / kTile, row)[column % kTile] =
          static_cast<float>(state >> 40) / (1 << 23) - 1.0f;
    }
  return noise;
}

}  // namespace

TextsByTerm::TextsByTerm(absl::Span<const std::vector<TermWeight>> texts,
                         size_t terms)
    : texts_((texts.size() + 3) / 4 * 4), begins_(terms + 1) {
  for (const std::vector<TermWeight>& text : texts)
    for (const TermWeight& term : text) ++begins_[term.term + 1];
  for (size_t term = 0; term < terms; ++term)
    begins_[term + 1] += begins_[term];
  postings_.resize(begins_.back());
  std::vector<uint32_t> next(begins_.begin(), begins_.end() - 1);
  for (uint32_t text = 0; text < texts.size(); ++text)
    for (const TermWeight& term : texts[text])
      postings_[next[term.term]++] = {text, term.weight};
}

TiledRows::TiledRows(size_t rows, size_t columns)
    : rows_(rows), columns_(columns), values_(tiles() * kTile * rows) {}

std::vector<float> TiledRows::Row(size_t row) const {
  std::vector<float> values(columns_);
  for (size_t column = 0; column < columns_; ++column)
    values[column] = At(column / kTile, row)[column % kTile];
  return values;
}

DominantSubspace FindDominantSubspace(const TextsByTerm& texts,
                                      size_t dimensions, int iterations,
                                      int threads) {
  const GramProduct gram(texts);
  TiledRows basis = FixedNoise(texts.texts(), dimensions);
  for (int i = 0; i < iterations; ++i) {
    basis = gram.Of(basis, threads);
    const Square lower = CholeskyOf(ProductsOf(basis, basis, threads));
    basis = Times(basis, InverseOfTranspose(lower), threads);
  }
  const TiledRows products = gram.Of(basis, threads);
  const Square upper =
      InverseOfTranspose(CholeskyOf(ProductsOf(products, basis, threads)));
  return {Times(basis, upper, threads), Times(products, upper, threads)};
}

}  // namespace plumbline::alignment
