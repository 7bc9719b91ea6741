#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TERM_SPACE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TERM_SPACE_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/matching/text/term_table.h"
#include "services/common/base/large_table.h"

namespace plumbline::alignment {

// A term's part of a text's unit vector.
struct TermWeight {
  TermId term = 0;
  float weight = 0;
};

// 1 + ln(count); 0 for 0.
float DampedCountOfMany(uint32_t count);
inline float DampedCount(uint32_t count) {
  return count < 2 ? static_cast<float>(count) : DampedCountOfMany(count);
}
// ln((1 + n) / (1 + df)) + 1; 0 for what no text has.
float InverseDocumentFrequency(size_t texts, uint32_t having_it);

// Documents as unit vectors of (1 + ln count) x idf, held as postings by term.
// The inverse document frequency is ln((1 + n) / (1 + df)) + 1 over the
// documents and, where given, the texts that will be asked: what every
// question says, such as "a program that prepares individuals", then weighs
// little.
class TermSpace {
 public:
  using DocumentId = uint32_t;
  struct Posting {
    DocumentId document = 0;
    float weight = 0;
  };

  // `documents` and `background` are texts' counted terms.
  static TermSpace Build(absl::Span<const std::vector<TermCount>> documents,
                         absl::Span<const std::vector<TermCount>> background);

  size_t document_count() const { return document_count_; }
  // The unit vector of a text. Terms that neither documents nor background
  // have are left out. By term.
  std::vector<TermWeight> VectorOf(absl::Span<const TermCount> text) const;
  // The term's inverse document frequency; 0 for a term that neither documents
  // nor background have.
  float RarityOf(TermId term) const {
    return term < term_limit() ? terms_[term].idf : 0;
  }
  absl::Span<const Posting> PostingsOf(TermId term) const {
    const uint32_t begin = terms_[term].begin;
    return absl::MakeConstSpan(postings_).subspan(
        begin, terms_[term + 1].begin - begin);
  }
  // Fetches the first postings of the term at `at` ahead of their use.
  void FetchPostings(absl::Span<const TermWeight> vector, size_t at) const {
    if (at < vector.size())
      __builtin_prefetch(postings_.data() + terms_[vector[at].term].begin);
  }
  // Adds the cosine of the text and each document to `scores`, one for each.
  void AddScores(absl::Span<const TermCount> text,
                 absl::Span<float> scores) const;

 private:
  // What is known of a term, side by side.
  struct Term {
    // 0 for a term that the space does not know.
    float idf = 0;
    uint32_t begin = 0;
    // Where its row of all documents begins, for a term that many have.
    uint32_t row = kNoRow;
  };
  static constexpr uint32_t kNoRow = UINT32_MAX;

  size_t term_limit() const { return terms_.empty() ? 0 : terms_.size() - 1; }
  void AddRows();
  void Fetch(const TermCount& term) const {
    if (term.term < term_limit()) __builtin_prefetch(&terms_[term.term]);
  }
  // Calls `visit` with each term that is known and its weight; the length of
  // the vector that they make up.
  template <typename Visit>
  double Weigh(absl::Span<const TermCount> text, Visit visit) const;

  size_t document_count_ = 0;
  // By term, and one more.
  base::LargeTable<Term> terms_;
  base::LargeTable<Posting> postings_;
  base::LargeTable<float> rows_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TERM_SPACE_H_
