#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CORPUS_WORDS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CORPUS_WORDS_H_

#include <array>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/matching/corpus.h"
#include "services/alignment/domain/matching/text/term_table.h"

namespace plumbline::alignment {

// The words of every text of every candidate, each text read once. Reported
// titles are left out: what stands in their brackets is no word of a title.
class CorpusWords {
 public:
  CorpusWords() = default;
  // Numbers the words in `terms`.
  CorpusWords(const Corpus& corpus, TermTable* terms);

  // The words of one text, in order.
  absl::Span<const TermId> Of(CandidateIndex candidate, TextKind kind,
                              size_t text) const;
  // The words of all texts of these kinds as of one long text, of which no more
  // than kLongestText bytes are read.
  std::vector<TermId> DocumentOf(CandidateIndex candidate,
                                 absl::Span<const TextKind> kinds,
                                 const Corpus& corpus, TermTable* terms) const;

 private:
  // By candidate and kind: its first text.
  std::vector<std::array<uint32_t, kTextKinds + 1>> first_texts_;
  // By text, and one more.
  std::vector<uint32_t> begins_ = {0};
  std::vector<TermId> words_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CORPUS_WORDS_H_
