#include "services/alignment/domain/matching/text/term_space.h"

#include <algorithm>
#include <cmath>

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

float InverseDocumentFrequency(size_t texts, uint32_t having_it) {
  if (having_it == 0) return 0;
  return static_cast<float>(
      std::log((1.0 + static_cast<double>(texts)) / (1.0 + having_it)) + 1);
}

}  // namespace

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
  return space;
}

std::vector<TermWeight> TermSpace::VectorOf(
    absl::Span<const TermCount> text) const {
  std::vector<TermWeight> vector;
  vector.reserve(text.size());
  double squares = 0;
  for (const TermCount& term : text) {
    if (term.term >= idf_.size() || idf_[term.term] == 0) continue;
    const double weight = (1 + std::log(term.count)) * idf_[term.term];
    squares += weight * weight;
    vector.push_back({term.term, static_cast<float>(weight)});
  }
  const double length = std::sqrt(squares);
  for (TermWeight& term : vector)
    term.weight = static_cast<float>(term.weight / length);
  return vector;
}

absl::Span<const TermSpace::Posting> TermSpace::PostingsOf(TermId term) const {
  return absl::MakeConstSpan(postings_).subspan(
      begins_[term], begins_[term + 1] - begins_[term]);
}

void TermSpace::AddScores(absl::Span<const TermWeight> vector,
                          absl::Span<float> scores) const {
  for (const TermWeight& term : vector)
    for (const Posting& posting : PostingsOf(term.term))
      scores[posting.document] += term.weight * posting.weight;
}

}  // namespace plumbline::alignment
