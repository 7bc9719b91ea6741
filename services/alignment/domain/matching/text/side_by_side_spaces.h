#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_SIDE_BY_SIDE_SPACES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_SIDE_BY_SIDE_SPACES_H_

#include <array>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/matching/text/term_space.h"
#include "services/alignment/domain/matching/text/term_table.h"
#include "services/common/base/large_table.h"

namespace plumbline::alignment {

// Eight spaces over the same documents, each as a TermSpace of its own would
// be: a document is described by other texts in each. A term is looked up once
// for all of them, and what it adds to a document is eight numbers that stand
// side by side. The last two spaces have pairs of words too.
class SideBySideSpaces {
 public:
  static constexpr size_t kSpaces = 8;
  static constexpr size_t kFirstWithPairs = 6;
  using Words = std::vector<TermId>;
  using Counts = std::vector<TermCount>;
  // A document's words in each space, and its pairs in the last ones.
  struct Document {
    std::array<Words, kSpaces> words;
    std::array<Words, kSpaces - kFirstWithPairs> pairs;
  };

  // Sums by document and space, 0 between uses: one for each thread.
  class Sums {
    friend class SideBySideSpaces;
    std::vector<float> values_;
  };

  SideBySideSpaces() = default;
  // `terms` has all words and pairs. The background's texts count for how rare
  // a term is: their words, and their words and pairs.
  SideBySideSpaces(absl::Span<const Document> documents, const TermTable& terms,
                   absl::Span<const Counts> background_words,
                   absl::Span<const Counts> background_terms);

  size_t document_count() const { return document_count_; }
  // The cosines of a text, its words and pairs counted, with each document:
  // one space after the other.
  void FillCosines(absl::Span<const TermCount> text, Sums* sums,
                   absl::Span<float> cosines) const;
  // The text's unit vector in the last space.
  std::vector<TermWeight> LastVectorOf(absl::Span<const TermCount> text) const;
  // The documents' unit vectors in the last space.
  std::vector<std::vector<TermWeight>> LastVectors() const;

 private:
  // What terms of `kWidth` spaces add to documents.
  template <size_t kWidth>
  struct Postings {
    void SetRarity(const std::vector<std::array<uint32_t, kWidth>>& frequency,
                   size_t texts);

    // By term, and one more.
    base::LargeTable<uint32_t> begins;
    base::LargeTable<uint32_t> documents;
    // `kWidth` for each: the document's part times how rare the term is.
    base::LargeTable<float> weights;
    // `kWidth` for each term.
    base::LargeTable<float> rarity;
  };

  void Fetch(absl::Span<const TermCount> text, size_t at) const;
  // 0 for a term that the space does not know.
  float RarityIn(size_t space, TermId term) const;

  size_t document_count_ = 0;
  TermId words_ = 0;
  Postings<kSpaces> of_words_;
  Postings<kSpaces - kFirstWithPairs> of_pairs_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_SIDE_BY_SIDE_SPACES_H_
