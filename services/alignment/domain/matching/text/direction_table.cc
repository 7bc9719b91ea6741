#include "services/alignment/domain/matching/text/direction_table.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace plumbline::alignment {
namespace {

constexpr float kRoundedOne = 32767;
constexpr float kScale = 1 / (kRoundedOne * kRoundedOne);
// Rows that stand side by side.
constexpr size_t kBlockRows = 8;
// Directions that are asked together.
constexpr size_t kDirections = 8;

// The table as the loops read it.
struct Blocks {
  const int16_t* rows = nullptr;
  // Of eight rows each.
  size_t count = 0;
  // Of dimensions.
  size_t pairs = 0;
};

// Writes the cosines of `block`, of which the table may have fewer than eight.
void WriteEight(const float* eight, size_t block, absl::Span<float> cosines) {
  float* const to = &cosines[block * kBlockRows];
  const size_t left = cosines.size() - block * kBlockRows;
  // A length that is known needs no call.
  if (left >= kBlockRows)
    std::memcpy(to, eight, kBlockRows * sizeof(float));
  else
    std::copy_n(eight, left, to);
}

void MultiplyPlain(const Blocks& blocks, const int16_t* direction,
                   absl::Span<float> cosines) {
  for (size_t block = 0; block < blocks.count; ++block) {
    const int16_t* rows = blocks.rows + block * blocks.pairs * 2 * kBlockRows;
    int32_t sums[kBlockRows] = {};
    for (size_t pair = 0; pair < blocks.pairs; ++pair, rows += 2 * kBlockRows)
      for (size_t row = 0; row < kBlockRows; ++row)
        sums[row] += int32_t{rows[2 * row]} * direction[2 * pair] +
                     int32_t{rows[2 * row + 1]} * direction[2 * pair + 1];
    float eight[kBlockRows];
    for (size_t row = 0; row < kBlockRows; ++row)
      eight[row] = static_cast<float>(sums[row]) * kScale;
    WriteEight(eight, block, cosines);
  }
}

#if defined(__x86_64__)

// For processors with AVX2: `kBlocks` blocks and `kAsked` directions at a time,
// so that each number that is read serves several products.
template <size_t kBlocks, size_t kAsked>
__attribute__((target("avx2"))) void MultiplyWide(
    const Blocks& blocks, size_t from, const int16_t* const* directions,
    float* const* cosines, size_t rows) {
  const size_t stride = blocks.pairs * 2 * kBlockRows;
  for (size_t block = from; block + kBlocks <= blocks.count; block += kBlocks) {
    const int16_t* first = blocks.rows + block * stride;
    __m256i sums[kBlocks][kAsked];
#pragma GCC unroll 8
    for (size_t i = 0; i < kBlocks; ++i)
#pragma GCC unroll 8
      for (size_t j = 0; j < kAsked; ++j) sums[i][j] = _mm256_setzero_si256();
    for (size_t pair = 0; pair < blocks.pairs; ++pair) {
      __m256i eight[kBlocks];
#pragma GCC unroll 8
      for (size_t i = 0; i < kBlocks; ++i)
        eight[i] = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(
            first + i * stride + pair * 2 * kBlockRows));
#pragma GCC unroll 8
      for (size_t j = 0; j < kAsked; ++j) {
        int32_t two;
        std::memcpy(&two, directions[j] + 2 * pair, sizeof(two));
        const __m256i asked = _mm256_set1_epi32(two);
#pragma GCC unroll 8
        for (size_t i = 0; i < kBlocks; ++i)
          sums[i][j] =
              _mm256_add_epi32(sums[i][j], _mm256_madd_epi16(eight[i], asked));
      }
    }
#pragma GCC unroll 8
    for (size_t i = 0; i < kBlocks; ++i)
#pragma GCC unroll 8
      for (size_t j = 0; j < kAsked; ++j) {
        float eight[kBlockRows];
        _mm256_storeu_ps(eight, _mm256_mul_ps(_mm256_cvtepi32_ps(sums[i][j]),
                                              _mm256_set1_ps(kScale)));
        WriteEight(eight, block + i, {cosines[j], rows});
      }
  }
}

// Several blocks at a time, then one.
void MultiplyOneWide(const Blocks& blocks, const int16_t* direction,
                     absl::Span<float> cosines) {
  constexpr size_t kBlocks = 4;
  float* const filled = cosines.data();
  MultiplyWide<kBlocks, 1>(blocks, 0, &direction, &filled, cosines.size());
  MultiplyWide<1, 1>(blocks, blocks.count / kBlocks * kBlocks, &direction,
                     &filled, cosines.size());
}

bool HasWideVectors() {
  static const bool has = __builtin_cpu_supports("avx2") != 0;
  return has;
}

#endif

void MultiplyOne(const Blocks& blocks, const int16_t* direction,
                 absl::Span<float> cosines) {
#if defined(__x86_64__)
  if (HasWideVectors()) return MultiplyOneWide(blocks, direction, cosines);
#endif
  MultiplyPlain(blocks, direction, cosines);
}

void MultiplyTogether(const Blocks& blocks, const int16_t* const* directions,
                      float* const* cosines, size_t rows) {
#if defined(__x86_64__)
  if (HasWideVectors())
    return MultiplyWide<1, kDirections>(blocks, 0, directions, cosines, rows);
#endif
  for (size_t i = 0; i < kDirections; ++i)
    MultiplyPlain(blocks, directions[i], {cosines[i], rows});
}

}  // namespace

DirectionTable::Rounded DirectionTable::Round(
    absl::Span<const float> direction) {
  Rounded rounded((direction.size() + 1) / 2 * 2);
  for (size_t i = 0; i < direction.size(); ++i)
    rounded[i] = static_cast<int16_t>(std::lrintf(direction[i] * kRoundedOne));
  return rounded;
}

void DirectionTable::Add(absl::Span<const float> direction) {
  const Rounded rounded = Round(direction);
  stride_ = rounded.size();
  if (size_ % kBlockRows == 0)
    rows_.resize(rows_.size() + kBlockRows * stride_);
  int16_t* const block = &rows_[size_ / kBlockRows * kBlockRows * stride_];
  for (size_t i = 0; i < stride_; ++i)
    block[i / 2 * 2 * kBlockRows + size_ % kBlockRows * 2 + i % 2] = rounded[i];
  ++size_;
}

DirectionTable::Rounded DirectionTable::RowOf(size_t at) const {
  const int16_t* const block = &rows_[at / kBlockRows * kBlockRows * stride_];
  Rounded row(stride_);
  for (size_t i = 0; i < stride_; ++i)
    row[i] = block[i / 2 * 2 * kBlockRows + at % kBlockRows * 2 + i % 2];
  return row;
}

void DirectionTable::FillCosines(const int16_t* direction,
                                 absl::Span<float> cosines) const {
  MultiplyOne(
      {rows_.data(), (size_ + kBlockRows - 1) / kBlockRows, stride_ / 2},
      direction, cosines);
}

void DirectionTable::FillCosines(absl::Span<const int16_t* const> directions,
                                 absl::Span<float* const> cosines) const {
  const Blocks blocks{rows_.data(), (size_ + kBlockRows - 1) / kBlockRows,
                      stride_ / 2};
  size_t at = 0;
  for (; at + kDirections <= directions.size(); at += kDirections)
    MultiplyTogether(blocks, &directions[at], &cosines[at], size_);
  for (; at < directions.size(); ++at)
    MultiplyOne(blocks, directions[at], {cosines[at], size_});
}

}  // namespace plumbline::alignment
