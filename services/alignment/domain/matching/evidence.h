#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_EVIDENCE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_EVIDENCE_H_

#include <cstdint>
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

// Where the words of a program's sentences stand, so that a text which shares
// none is passed over at once.
class SentenceWords {
 public:
  SentenceWords() = default;
  // Words have numbers below `word_count`.
  SentenceWords(const std::vector<ReadSentence>& sentences, size_t word_count);

  struct Nearest {
    size_t sentence = 0;
    // 0 when no word met.
    float similarity = 0;
  };
  // The sentence with the greatest cosine, the first of several. Exactly what
  // CosineOf says.
  Nearest NearestTo(absl::Span<const TermWeight> phrase) const;

  // Of the texts of a candidate that share a word with any sentence, the one
  // that each sentence is nearest to; of equally near ones the first. None for
  // a sentence that is nearest to no text.
  struct Meeting {
    // 0 for none.
    float similarity = 0;
    uint32_t phrase = 0;
  };
  // By sentence.
  std::vector<Meeting> MeetingsWith(CandidateIndex candidate,
                                    const PhraseIndex& index) const;

 private:
  // A word that both have: its places among those of sentences and among those
  // of candidates.
  struct SharedWord {
    uint32_t ours = 0;
    uint32_t theirs = 0;
  };
  std::vector<SharedWord> WordsSharedWith(CandidateIndex candidate,
                                          const PhraseIndex& index) const;
  // The cosines of all sentences with the texts of a candidate.
  struct Cosines {
    // By sentence, each with a row of `stride` texts, 0 behind the last one.
    std::vector<float> values;
    size_t stride = 0;
  };
  Cosines CosinesWith(CandidateIndex candidate, const PhraseIndex& index) const;
  struct Place {
    uint32_t sentence = 0;
    float weight = 0;
  };
  absl::Span<const Place> PlacesOf(uint32_t at) const {
    return {places_.data() + begins_[at], begins_[at + 1] - begins_[at]};
  }
  void AddTo(uint32_t at, float weight, float* sums) const {
    for (const Place& place : PlacesOf(at))
      sums[place.sentence] += place.weight * weight;
  }

  const WordBlock& BlockOf(TermId term) const {
    return words_[term / WordBlock::kWords];
  }

  // The words that sentences have, and which of the blocks have any.
  std::vector<WordBlock> words_;
  std::vector<uint32_t> blocks_;
  // By word that sentences have, and one more: where its places begin.
  std::vector<uint32_t> begins_;
  std::vector<Place> places_;
  size_t sentences_ = 0;
};

// A program's sentences, looked up.
struct ReadPassages {
  std::vector<Passage> passages;
  std::vector<ReadSentence> sentences;
  SentenceWords words = {};
};
// No more than kMostPassages are read.
ReadPassages ReadAll(std::vector<Passage> passages, const PhraseIndex& index,
                     Stemmer* stemmer);

// The sentence nearest to a text, the first of several; nothing when no word
// met.
std::optional<Evidence> NearestTo(const PhraseIndex::Phrase& phrase,
                                  const ReadPassages& program);

// The strongest meetings with a candidate's texts, the strongest first: each
// text and each sentence at most once, at most `most`.
std::vector<Evidence> EvidenceFor(CandidateIndex candidate,
                                  const ReadPassages& program,
                                  const PhraseIndex& index, size_t most);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_EVIDENCE_H_
