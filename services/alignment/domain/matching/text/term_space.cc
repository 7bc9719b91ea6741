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

PLUMBLINE_ALSO_WIDE
void AddRow(const float* row, size_t count, float weight, float* scores) {
  for (size_t i = 0; i < count; ++i) scores[i] += weight * row[i];
}

}  // namespace

float DampedCount(uint32_t count) {
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
  space.begins_.assign(limit + 1, 0);
  for (TermId term = 0; term < limit; ++term)
    space.begins_[term + 1] = space.begins_[term] + frequency[term];
  CountDocuments(background, &frequency);
  for (const uint32_t having_it : frequency)
    space.idf_.push_back(InverseDocumentFrequency(
        documents.size() + background.size(), having_it));
  space.postings_.resize(space.begins_.back());
  std::vector<uint32_t> next(space.begins_.begin(), space.begins_.end() - 1);
  for (DocumentId document = 0; document < documents.size(); ++document)
    for (const TermWeight& term : space.VectorOf(documents[document]))
      space.postings_[next[term.term]++] = {document, term.weight};
  space.AddRows();
  return space;
}

void TermSpace::AddRows() {
  row_of_.assign(idf_.size(), kNoRow);
  for (TermId term = 0; term < idf_.size(); ++term) {
    const auto postings = PostingsOf(term);
    if (postings.empty() || postings.size() < document_count_ / kRowShare)
      continue;
    row_of_[term] = static_cast<uint32_t>(rows_.size());
    rows_.resize(rows_.size() + document_count_);
    for (const Posting& posting : postings)
      rows_[row_of_[term] + posting.document] = posting.weight;
  }
}

std::vector<TermWeight> TermSpace::VectorOf(
    absl::Span<const TermCount> text) const {
  std::vector<TermWeight> vector;
  vector.reserve(text.size());
  double squares = 0;
  for (const TermCount& term : text) {
    if (term.term >= idf_.size() || idf_[term.term] == 0) continue;
    const double weight = double{DampedCount(term.count)} * idf_[term.term];
    squares += weight * weight;
    vector.push_back({term.term, static_cast<float>(weight)});
  }
  const double length = std::sqrt(squares);
  for (TermWeight& term : vector)
    term.weight = static_cast<float>(term.weight / length);
  return vector;
}

void TermSpace::AddScores(absl::Span<const TermWeight> vector,
                          absl::Span<float> scores) const {
  for (const TermWeight& term : vector) {
    if (row_of_[term.term] != kNoRow) {
      AddRow(&rows_[row_of_[term.term]], document_count_, term.weight,
             scores.data());
      continue;
    }
    for (const Posting& posting : PostingsOf(term.term))
      scores[posting.document] += term.weight * posting.weight;
  }
}

}  // namespace plumbline::alignment
