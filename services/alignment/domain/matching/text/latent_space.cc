#include "services/alignment/domain/matching/text/latent_space.h"

#include <algorithm>
#include <cmath>

#include "services/alignment/domain/matching/text/wide_lanes.h"

namespace plumbline::alignment {
namespace {

using Posting = TermSpace::Posting;

// More bring the last of the directions nearer to their limit, at 45 ms each;
// what matching finds no longer changes.
constexpr int kIterations = 4;
// A term of fewer texts has no row of its own.
constexpr size_t kFewestTexts = 4;
constexpr float kRoundedOne = 32767;

size_t RoundUp(size_t count) { return (count + 15) / 16 * 16; }

PLUMBLINE_ALSO_WIDE
void AddScaled(const float* row, float weight, size_t count, float* sum) {
  for (size_t i = 0; i < count; i += kLanes) {
    Eight part;
    Load(row + i, &part);
    AddEight(part, weight, sum + i);
  }
}

// Rows are so many that each comes from memory: it is fetched ahead of its use.
constexpr size_t kRowsAhead = 3;
void FetchRow(const float* row, size_t count) {
  constexpr size_t kLine = 64 / sizeof(float);
  for (size_t i = 0; i < count; i += kLine) __builtin_prefetch(row + i);
}

// To length 1, unless it is 0.
void Normalise(std::vector<float>* direction) {
  double squares = 0;
  for (const float value : *direction)
    squares += static_cast<double>(value) * value;
  if (squares == 0) return;
  const auto scale = static_cast<float>(1 / std::sqrt(squares));
  for (float& value : *direction) value *= scale;
}

constexpr float kScale = 1 / (kRoundedOne * kRoundedOne);

// Four rows at a time: the direction is read once for them.
PLUMBLINE_ALSO_WIDE
void MultiplyRounded(const int16_t* rows, size_t count, size_t stride,
                     const int16_t* direction, float* cosines) {
  size_t row = 0;
  for (; row + 4 <= count; row += 4) {
    const int16_t* first = rows + row * stride;
    int32_t a = 0, b = 0, c = 0, d = 0;
    for (size_t i = 0; i < stride; ++i) {
      const int32_t value = direction[i];
      a += int32_t{first[i]} * value;
      b += int32_t{first[stride + i]} * value;
      c += int32_t{first[2 * stride + i]} * value;
      d += int32_t{first[3 * stride + i]} * value;
    }
    cosines[row] = static_cast<float>(a) * kScale;
    cosines[row + 1] = static_cast<float>(b) * kScale;
    cosines[row + 2] = static_cast<float>(c) * kScale;
    cosines[row + 3] = static_cast<float>(d) * kScale;
  }
  for (; row < count; ++row) {
    int32_t sum = 0;
    for (size_t i = 0; i < stride; ++i)
      sum += int32_t{rows[row * stride + i]} * direction[i];
    cosines[row] = static_cast<float>(sum) * kScale;
  }
}

// The same numbers, each row being read once for four directions.
PLUMBLINE_ALSO_WIDE
void MultiplyFour(const int16_t* rows, size_t count, size_t stride,
                  const int16_t* const* directions, float* const* cosines) {
  const int16_t* first = directions[0];
  const int16_t* second = directions[1];
  const int16_t* third = directions[2];
  const int16_t* fourth = directions[3];
  for (size_t row = 0; row < count; ++row) {
    const int16_t* values = rows + row * stride;
    int32_t a = 0, b = 0, c = 0, d = 0;
    for (size_t i = 0; i < stride; ++i) {
      const int32_t value = values[i];
      a += int32_t{first[i]} * value;
      b += int32_t{second[i]} * value;
      c += int32_t{third[i]} * value;
      d += int32_t{fourth[i]} * value;
    }
    cosines[0][row] = static_cast<float>(a) * kScale;
    cosines[1][row] = static_cast<float>(b) * kScale;
    cosines[2][row] = static_cast<float>(c) * kScale;
    cosines[3][row] = static_cast<float>(d) * kScale;
  }
}

}  // namespace

LatentSpace LatentSpace::Build(absl::Span<const std::vector<TermWeight>> texts,
                               size_t terms, size_t dimensions, int threads) {
  const TextsByTerm by_term(texts, terms);
  LatentSpace space;
  space.dimensions_ = std::min(dimensions, texts.size());
  space.stride_ = RoundUp(space.dimensions_);
  const DominantSubspace found =
      FindDominantSubspace(by_term, space.dimensions_, kIterations, threads);
  for (size_t text = 0; text < texts.size(); ++text) {
    space.built_.push_back(found.coordinates.Row(text));
    Normalise(&space.built_.back());
  }
  space.AddColumns(by_term, found.weights);
  return space;
}

void LatentSpace::AddColumns(const TextsByTerm& texts,
                             const TiledRows& weights) {
  rows_.resize(weights.rows() * stride_);
  for (size_t text = 0; text < weights.rows(); ++text) {
    const std::vector<float> row = weights.Row(text);
    std::copy(row.begin(), row.end(), &rows_[text * stride_]);
  }
  begins_ = {0};
  for (TermId term = 0; term < texts.terms(); ++term) {
    const auto postings = texts.Of(term);
    if (postings.size() < kFewestTexts) {
      parts_.insert(parts_.end(), postings.begin(), postings.end());
    } else {
      const size_t row = rows_.size() / stride_;
      rows_.resize(rows_.size() + stride_);
      for (const Posting& posting : postings)
        AddScaled(&rows_[posting.document * stride_], posting.weight, stride_,
                  &rows_[row * stride_]);
      parts_.push_back({static_cast<uint32_t>(row), 1});
    }
    begins_.push_back(static_cast<uint32_t>(parts_.size()));
  }
}

std::vector<float> LatentSpace::DirectionOf(
    absl::Span<const TermWeight> text) const {
  std::vector<Posting> parts;
  parts.reserve(2 * text.size());
  for (const TermWeight& term : text) {
    if (term.term + 1 >= begins_.size()) continue;
    for (uint32_t at = begins_[term.term]; at < begins_[term.term + 1]; ++at)
      parts.push_back({parts_[at].document, term.weight * parts_[at].weight});
  }
  std::vector<float> direction(stride_);
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i + kRowsAhead < parts.size())
      FetchRow(&rows_[parts[i + kRowsAhead].document * stride_], stride_);
    AddScaled(&rows_[parts[i].document * stride_], parts[i].weight, stride_,
              direction.data());
  }
  direction.resize(dimensions_);
  Normalise(&direction);
  return direction;
}

DirectionTable::Rounded DirectionTable::Round(
    absl::Span<const float> direction) {
  Rounded rounded(RoundUp(direction.size()));
  for (size_t i = 0; i < direction.size(); ++i)
    rounded[i] = static_cast<int16_t>(std::lrintf(direction[i] * kRoundedOne));
  return rounded;
}

void DirectionTable::Add(absl::Span<const float> direction) {
  const Rounded rounded = Round(direction);
  stride_ = rounded.size();
  rows_.insert(rows_.end(), rounded.begin(), rounded.end());
  ++size_;
}

void DirectionTable::FillCosines(const int16_t* direction,
                                 absl::Span<float> cosines) const {
  MultiplyRounded(rows_.data(), size_, stride_, direction, cosines.data());
}

void DirectionTable::FillCosines(absl::Span<const int16_t* const> directions,
                                 absl::Span<float* const> cosines) const {
  size_t at = 0;
  for (; at + 4 <= directions.size(); at += 4)
    MultiplyFour(rows_.data(), size_, stride_, &directions[at], &cosines[at]);
  for (; at < directions.size(); ++at)
    MultiplyRounded(rows_.data(), size_, stride_, directions[at], cosines[at]);
}

}  // namespace plumbline::alignment
