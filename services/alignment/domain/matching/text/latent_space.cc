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

size_t RoundUp(size_t count) { return (count + 15) / 16 * 16; }

// To the nearest whole numbers: beyond 2^23 a float has no others.
PLUMBLINE_ALSO_WIDE
void RoundRow(const float* row, float scale, size_t count, int16_t* rounded) {
  constexpr float kNoFractions = 3 << 22;
  for (size_t i = 0; i < count; ++i)
    rounded[i] = static_cast<int16_t>(
        static_cast<int32_t>(row[i] * scale + kNoFractions - kNoFractions));
}

template <typename Number>
PLUMBLINE_WITHIN_WIDE void AddScaledRow(const Number* __restrict row,
                                        float weight, size_t count,
                                        float* __restrict sum) {
  for (size_t i = 0; i < count; ++i)
    sum[i] += static_cast<float>(row[i]) * weight;
}

PLUMBLINE_ALSO_WIDE
void AddScaled(const float* row, float weight, size_t count, float* sum) {
  AddScaledRow(row, weight, count, sum);
}

PLUMBLINE_ALSO_WIDE
void AddRounded(const int16_t* row, float weight, size_t count, float* sum) {
  AddScaledRow(row, weight, count / 16 * 16, sum);
}

// Rows are so many that each comes from memory: it is fetched ahead of its use.
constexpr size_t kRowsAhead = 3;
void FetchRow(const int16_t* row, size_t count) {
  constexpr size_t kLine = 64 / sizeof(int16_t);
  for (size_t i = 0; i < count; i += kLine) __builtin_prefetch(row + i);
}

float GreatestOf(const std::vector<float>& row) {
  float greatest = 0;
  for (const float value : row) greatest = std::max(greatest, std::fabs(value));
  return greatest;
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

Posting LatentSpace::AddRow(const std::vector<float>& row) {
  constexpr float kGreatest = 32767;
  const size_t begin = rows_.size();
  rows_.resize(begin + stride_);
  const float greatest = GreatestOf(row);
  if (greatest > 0)
    RoundRow(row.data(), kGreatest / greatest, row.size(), &rows_[begin]);
  return {static_cast<uint32_t>(begin / stride_), greatest / kGreatest};
}

void LatentSpace::AddColumns(const TextsByTerm& texts,
                             const TiledRows& weights) {
  size_t rows = weights.rows();
  for (TermId term = 0; term < texts.terms(); ++term)
    if (texts.Of(term).size() >= kFewestTexts) ++rows;
  rows_.reserve(rows * stride_);
  std::vector<std::vector<float>> exact;
  std::vector<Posting> rounded;
  for (size_t text = 0; text < weights.rows(); ++text) {
    exact.push_back(weights.Row(text));
    rounded.push_back(AddRow(exact.back()));
  }
  begins_ = {0};
  for (TermId term = 0; term < texts.terms(); ++term) {
    const auto postings = texts.Of(term);
    if (postings.size() < kFewestTexts) {
      for (const Posting& posting : postings)
        parts_.push_back({posting.document,
                          posting.weight * rounded[posting.document].weight});
    } else {
      std::vector<float> row(exact.front().size());
      for (const Posting& posting : postings)
        AddScaled(exact[posting.document].data(), posting.weight, row.size(),
                  row.data());
      parts_.push_back(AddRow(row));
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
    AddRounded(&rows_[parts[i].document * stride_], parts[i].weight, stride_,
               direction.data());
  }
  direction.resize(dimensions_);
  Normalise(&direction);
  return direction;
}

}  // namespace plumbline::alignment
