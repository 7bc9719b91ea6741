#include "services/alignment/domain/matching/text/term_space.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "services/alignment/domain/matching/text/wide_lanes.h"

namespace plumbline::alignment {
namespace {

using Texts = absl::Span<const std::vector<TermCount>>;

TermId TermLimit(Texts texts) {
  TermId limit = 0;
  for (const std::vector<TermCount>& text : texts)
    if (!text.empty()) limit = std::max(limit, text.back().term + 1);
  return limit;
}

void CountDocuments(Texts texts, std::vector<uint32_t>* frequency) {
  for (const std::vector<TermCount>& text : texts)
    for (const TermCount& term : text) ++(*frequency)[term.term];
}

// A term of at least this share of documents has a row.
constexpr size_t kRowShare = 6;

// So many terms ahead memory is fetched.
constexpr size_t kAhead = 16;

// A row of all documents, and how much of it is added.
struct DenseRow {
  const float* weights = nullptr;
  float times = 0;
};

// Row after row, but without writing sums between them.
PLUMBLINE_ALSO_WIDE
void AddRowsTo(const DenseRow* rows, size_t row_count, size_t count,
               float* sums) {
  constexpr size_t kEights = 4;
  size_t at = 0;
  for (; at + kEights * kLanes <= count; at += kEights * kLanes) {
    Eight parts[kEights];
#pragma GCC unroll 4
    for (size_t i = 0; i < kEights; ++i)
      Load(sums + at + i * kLanes, &parts[i]);
    for (size_t row = 0; row < row_count; ++row)
#pragma GCC unroll 4
      for (size_t i = 0; i < kEights; ++i) {
        Eight eight;
        Load(rows[row].weights + at + i * kLanes, &eight);
        parts[i] += eight * rows[row].times;
      }
#pragma GCC unroll 4
    for (size_t i = 0; i < kEights; ++i)
      Store(parts[i], sums + at + i * kLanes);
  }
  for (; at < count; ++at)
    for (size_t row = 0; row < row_count; ++row)
      sums[at] += rows[row].weights[at] * rows[row].times;
}

}  // namespace

float DampedCountOfMany(uint32_t count) {
  static const std::array<float, 64> table = [] {
    std::array<float, 64> damped = {};
    for (size_t i = 1; i < damped.size(); ++i)
      damped[i] = static_cast<float>(1 + std::log(static_cast<double>(i)));
    return damped;
  }();
  return count < table.size()
             ? table[count]
             : static_cast<float>(1 + std::log(static_cast<double>(count)));
}

float InverseDocumentFrequency(size_t texts, uint32_t having_it) {
  if (having_it == 0) return 0;
  return static_cast<float>(
      std::log((1.0 + static_cast<double>(texts)) / (1.0 + having_it)) + 1);
}

TermSpace TermSpace::Build(Texts documents, Texts background) {
  TermSpace space;
  space.document_count_ = documents.size();
  const TermId limit = std::max(TermLimit(documents), TermLimit(background));
  std::vector<uint32_t> frequency(limit);
  CountDocuments(documents, &frequency);
  space.terms_.resize(limit + 1);
  std::vector<uint32_t> next(limit);
  for (TermId term = 0; term < limit; ++term) {
    next[term] = space.terms_[term].begin;
    space.terms_[term + 1].begin = next[term] + frequency[term];
  }
  CountDocuments(background, &frequency);
  for (TermId term = 0; term < limit; ++term)
    space.terms_[term].idf = InverseDocumentFrequency(
        documents.size() + background.size(), frequency[term]);
  space.postings_.resize(space.terms_.back().begin);
  for (DocumentId document = 0; document < documents.size(); ++document)
    for (const TermWeight& term : space.VectorOf(documents[document]))
      space.postings_[next[term.term]++] = {document, term.weight};
  space.AddRows();
  return space;
}

void TermSpace::AddRows() {
  for (TermId term = 0; term < term_limit(); ++term) {
    const auto postings = PostingsOf(term);
    if (postings.empty() || postings.size() < document_count_ / kRowShare)
      continue;
    const size_t row = rows_.size();
    terms_[term].row = static_cast<uint32_t>(row);
    rows_.resize(row + document_count_);
    for (const Posting& posting : postings)
      rows_[row + posting.document] = posting.weight;
  }
}

template <typename Visit>
double TermSpace::Weigh(absl::Span<const TermCount> text, Visit visit) const {
  for (size_t i = 0; i < std::min(kAhead, text.size()); ++i) Fetch(text[i]);
  double squares = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i + kAhead < text.size()) Fetch(text[i + kAhead]);
    const float idf = RarityOf(text[i].term);
    if (idf == 0) continue;
    const double weight = double{DampedCount(text[i].count)} * idf;
    squares += weight * weight;
    visit(text[i].term, static_cast<float>(weight));
  }
  return std::sqrt(squares);
}

std::vector<TermWeight> TermSpace::VectorOf(
    absl::Span<const TermCount> text) const {
  std::vector<TermWeight> vector;
  vector.reserve(text.size());
  const double length = Weigh(text, [&](TermId term, float weight) {
    vector.push_back({term, weight});
  });
  for (TermWeight& term : vector)
    term.weight = static_cast<float>(term.weight / length);
  return vector;
}

void TermSpace::AddScores(absl::Span<const TermCount> text,
                          absl::Span<float> scores) const {
  struct SparseRow {
    const Posting* begin = nullptr;
    const Posting* end = nullptr;
    float times = 0;
  };
  std::vector<SparseRow> sparse;
  std::vector<DenseRow> dense;
  sparse.reserve(text.size());
  dense.reserve(text.size());
  const double length = Weigh(text, [&](TermId term, float weight) {
    const Term* const known = &terms_[term];
    if (known->row != kNoRow) {
      dense.push_back({&rows_[known->row], weight});
      return;
    }
    sparse.push_back({postings_.data() + known->begin,
                      postings_.data() + known[1].begin, weight});
    __builtin_prefetch(sparse.back().begin);
  });
  for (SparseRow& row : sparse)
    row.times = static_cast<float>(row.times / length);
  for (DenseRow& row : dense)
    row.times = static_cast<float>(row.times / length);
  for (const SparseRow& row : sparse)
#pragma GCC unroll 4
    for (const Posting* posting = row.begin; posting != row.end; ++posting)
      scores[posting->document] += row.times * posting->weight;
  AddRowsTo(dense.data(), dense.size(), document_count_, scores.data());
}

}  // namespace plumbline::alignment
