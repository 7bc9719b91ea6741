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
constexpr size_t kAhead = 6;

// A row of all documents, and how much of it is added.
struct DenseRow {
  const float* weights = nullptr;
  float times = 0;
};

// Row after row, but without writing sums between them.
PLUMBLINE_ALSO_WIDE
void AddRowsTo(const DenseRow* rows, size_t row_count, size_t count,
               float* sums) {
  size_t at = 0;
  for (; at + 2 * kLanes <= count; at += 2 * kLanes) {
    Eight first, second;
    Load(sums + at, &first);
    Load(sums + at + kLanes, &second);
    for (size_t row = 0; row < row_count; ++row) {
      Eight low, high;
      Load(rows[row].weights + at, &low);
      Load(rows[row].weights + at + kLanes, &high);
      first += low * rows[row].times;
      second += high * rows[row].times;
    }
    Store(first, sums + at);
    Store(second, sums + at + kLanes);
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

std::vector<TermWeight> TermSpace::VectorOf(
    absl::Span<const TermCount> text) const {
  std::vector<TermWeight> vector;
  vector.reserve(text.size());
  double squares = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i + kAhead < text.size() && text[i + kAhead].term < term_limit())
      __builtin_prefetch(&terms_[text[i + kAhead].term]);
    const float idf = RarityOf(text[i].term);
    if (idf == 0) continue;
    const double weight = double{DampedCount(text[i].count)} * idf;
    squares += weight * weight;
    vector.push_back({text[i].term, static_cast<float>(weight)});
  }
  const double length = std::sqrt(squares);
  for (TermWeight& term : vector)
    term.weight = static_cast<float>(term.weight / length);
  return vector;
}

void TermSpace::AddScores(absl::Span<const TermWeight> vector,
                          absl::Span<float> scores) const {
  std::vector<DenseRow> rows;
  rows.reserve(vector.size());
  for (size_t i = 0; i < kAhead; ++i) FetchPostings(vector, i);
  for (size_t i = 0; i < vector.size(); ++i) {
    FetchPostings(vector, i + kAhead);
    const TermWeight& term = vector[i];
    if (const uint32_t row = terms_[term.term].row; row != kNoRow) {
      rows.push_back({&rows_[row], term.weight});
      continue;
    }
    for (const Posting& posting : PostingsOf(term.term))
      scores[posting.document] += term.weight * posting.weight;
  }
  AddRowsTo(rows.data(), rows.size(), document_count_, scores.data());
}

}  // namespace plumbline::alignment
