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
  // A word that texts of a candidate have.
  struct Word {
    TermId term = 0;
    // Its places end where those of the next word begin.
    uint32_t begin = 0;
  };
  // The words of a candidate's texts, by number, and one more behind the end.
  const Word* WordsOf(CandidateIndex candidate) const {
    return words_.data() + word_begins_[candidate];
  }
  const Word* EndOfWords(CandidateIndex candidate) const {
    return words_.data() + word_begins_[candidate + 1];
  }
  // Where the word stands in the texts of its candidate, by text.
  absl::Span<const Place> PlacesOf(const Word* word) const {
    return absl::MakeConstSpan(places_).subspan(word[0].begin,
                                                word[1].begin - word[0].begin);
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

 private:
  void AddText(TextRef ref, std::vector<TermId> words);
  void Weigh();
  void AddPlaces();
  // `next` and `has` are working memory by word, 0 before and after.
  void AddPlacesOf(CandidateIndex candidate, std::vector<uint32_t>* next,
                   std::vector<uint64_t>* has);

  const TermTable& terms_;
  std::vector<TextRef> refs_;
  // By text, and one more.
  std::vector<uint32_t> term_begins_ = {0};
  std::vector<TermWeight> weights_;
  // By candidate, and one more.
  std::vector<uint32_t> candidate_begins_ = {0};
  // By candidate, and one more.
  std::vector<uint32_t> word_begins_ = {0};
  // By candidate, then by word.
  std::vector<Word> words_;
  std::vector<Place> places_;
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
