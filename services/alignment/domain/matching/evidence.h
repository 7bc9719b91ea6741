#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_EVIDENCE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_EVIDENCE_H_

#include <optional>
#include <string>
#include <vector>

#include "services/alignment/domain/matching/passages.h"
#include "services/alignment/domain/matching/phrase_index.h"

namespace plumbline::alignment {

// A sentence of a program that met a text of a candidate.
struct Evidence {
  // The sentence's place among the program's.
  size_t passage = 0;
  TextRef text;
  // The words that both have, as the program writes them.
  std::vector<std::string> words;
  // Their cosine, 0 to 1.
  double similarity = 0;
  // The share of the text that the sentence has, 0 to 1.
  double met_share = 0;
};

// A program's sentences, looked up.
struct ReadPassages {
  std::vector<Passage> passages;
  std::vector<ReadSentence> sentences;
};
ReadPassages ReadAll(std::vector<Passage> passages, const PhraseIndex& index,
                     Stemmer* stemmer);

// The sentence nearest to a text, the first of several; nothing when no word
// met.
std::optional<Evidence> NearestTo(const PhraseIndex::Phrase& phrase,
                                  const ReadPassages& program,
                                  const PhraseIndex& index, Stemmer* stemmer);

// The strongest meetings with a candidate's texts, the strongest first: each
// text and each sentence at most once, at most `most`.
std::vector<Evidence> EvidenceFor(CandidateIndex candidate,
                                  const ReadPassages& program,
                                  const PhraseIndex& index, size_t most,
                                  Stemmer* stemmer);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_EVIDENCE_H_
