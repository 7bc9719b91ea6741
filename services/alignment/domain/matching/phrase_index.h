#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_PHRASE_INDEX_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_PHRASE_INDEX_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/alignment/domain/matching/corpus.h"
#include "services/alignment/domain/matching/corpus_words.h"
#include "services/alignment/domain/matching/text/term_space.h"
#include "services/alignment/domain/matching/text/term_table.h"
#include "services/common/base/large_table.h"

namespace plumbline::alignment {

// One text of a candidate: its place among those of its kind.
struct TextRef {
  TextKind kind = TextKind::kTitle;
  uint32_t index = 0;
  constexpr auto operator<=>(const TextRef&) const = default;
};

// A folded sentence, looked up once.
struct ReadSentence {
  // A word as it is written, lower case, and its stem.
  struct Word {
    TermId term = 0;
    uint32_t begin = 0;
    uint32_t length = 0;
  };
  // Of length 1 over the words that texts have; empty for none.
  std::vector<TermWeight> vector;
  std::string folded;
  // Those of `folded` that texts have, in order.
  std::vector<Word> words;
};

// 64 words: a bit for each that some texts have, and how many such words stand
// before the first.
struct WordBlock {
  static constexpr size_t kWords = 64;
  uint64_t bits = 0;
  uint32_t before = 0;

  bool Has(TermId term) const { return (bits >> term % kWords & 1) != 0; }
  // Which of the words that texts have this is.
  uint32_t PlaceOf(TermId term) const {
    return before + CountOnes(bits & ((uint64_t{1} << term % kWords) - 1));
  }
  // Not every processor counts them: std::popcount would be a call.
  static uint32_t CountOnes(uint64_t bits) {
    bits -= bits >> 1 & 0x5555555555555555;
    bits = (bits & 0x3333333333333333) + (bits >> 2 & 0x3333333333333333);
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F;
    return static_cast<uint32_t>(bits * 0x0101010101010101 >> 56);
  }
};

// Every single text of every candidate as a unit vector of its stems, each
// weighed by how few texts have it: which sentence meets which task.
//
// Immutable: const methods may be called from any thread.
class PhraseIndex {
 public:
  // A text with its vector, by term.
  struct Phrase {
    TextRef ref;
    absl::Span<const TermWeight> vector;
  };

  // `terms` has all words of the corpus and outlives the index.
  PhraseIndex(const Corpus& corpus, const TermTable& terms,
              const CorpusWords& words);

  // The texts of a candidate, by kind, then by place.
  std::vector<Phrase> PhrasesOf(CandidateIndex candidate) const;
  // Where a word stands: the text's number, and what the word adds to it.
  struct Place {
    uint32_t phrase = 0;
    float weight = 0;
  };
  // The words that a candidate's texts have, numbered over all candidates.
  absl::Span<const WordBlock> WordsOf(CandidateIndex candidate) const {
    return absl::MakeConstSpan(words_).subspan(candidate * block_count(),
                                               block_count());
  }
  // Where a word of this number stands in the texts of its candidate, by text.
  absl::Span<const Place> PlacesOf(uint32_t word) const {
    return absl::MakeConstSpan(places_).subspan(
        place_begins_[word], place_begins_[word + 1] - place_begins_[word]);
  }
  // Fetch what PlacesOf will read: first where the places begin, then them.
  void FetchBeginOf(uint32_t word) const {
    __builtin_prefetch(&place_begins_[word]);
  }
  void FetchPlacesOf(uint32_t word) const {
    __builtin_prefetch(places_.data() + place_begins_[word]);
  }
  // A candidate's texts have the numbers from this on, below the next one's.
  uint32_t FirstPhraseOf(CandidateIndex candidate) const {
    return candidate_begins_[candidate];
  }
  Phrase PhraseAt(uint32_t number) const {
    return {refs_[number], absl::MakeConstSpan(weights_).subspan(
                               term_begins_[number], term_begins_[number + 1] -
                                                         term_begins_[number])};
  }
  ReadSentence Read(std::string folded, Stemmer* stemmer) const;
  // Words have numbers below this.
  size_t word_count() const { return terms_.word_count(); }
  size_t block_count() const {
    return (word_count() + WordBlock::kWords - 1) / WordBlock::kWords;
  }

 private:
  void AddText(TextRef ref, std::vector<TermId> words);
  void Weigh();
  void AddPlaces();
  // `next` is working memory by word, 0 before and after.
  void AddPlacesOf(CandidateIndex candidate, std::vector<uint32_t>* next);

  const TermTable& terms_;
  std::vector<TextRef> refs_;
  // By text, and one more.
  base::LargeTable<uint32_t> term_begins_ = {0};
  base::LargeTable<TermWeight> weights_;
  // By candidate, and one more.
  std::vector<uint32_t> candidate_begins_ = {0};
  // By candidate, then by block.
  base::LargeTable<WordBlock> words_;
  // By candidate, then by word that its texts have, and one more.
  base::LargeTable<uint32_t> place_begins_;
  base::LargeTable<Place> places_;
  // ln(texts / texts that have it), by word.
  std::vector<float> rarity_;
};

// The words of `sentence`, lower case, whose stems `phrase` has too; each once,
// in the order of the sentence.
std::vector<std::string> SharedWords(const ReadSentence& sentence,
                                     const PhraseIndex::Phrase& phrase);

// The share of `phrase` that `sentence` has, 0 to 1, each word by the square of
// its weight.
double MetShare(absl::Span<const TermWeight> phrase,
                absl::Span<const TermWeight> sentence);

// The cosine of two unit vectors that are sorted by term.
float CosineOf(absl::Span<const TermWeight> one,
               absl::Span<const TermWeight> other);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_PHRASE_INDEX_H_
