#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_WORD_SPELLINGS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_WORD_SPELLINGS_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/alignment/domain/matching/text/character_grams.h"
#include "services/alignment/domain/matching/text/kept_rows.h"
#include "services/alignment/domain/matching/text/token_table.h"
#include "services/common/base/large_table.h"

namespace plumbline::alignment {

// Different words, and which of them are spelt like a word: the cosine of their
// character grams, (1 + ln count) x idf over the words, is not much below 1.
//
// Built by one thread with Add, then Finish; afterwards const methods may be
// called from any thread.
class WordSpellings {
 public:
  // By the order in which they were added.
  using WordId = uint32_t;
  struct Near {
    WordId word = 0;
    float cosine = 0;
  };
  static constexpr size_t kMostNear = 8;
  static constexpr float kLeastCosine = 0.3f;
  // Working memory, one for each thread.
  struct Scratch {
    std::vector<float> cosines;
    std::vector<Near> near;
  };

  WordId Add(const KeyedToken& token);
  void Finish();

  size_t size() const { return grams_of_.size(); }
  // Null for a word that was not added.
  const WordId* Find(const KeyedToken& token) const {
    return words_.Find(token);
  }
  // Of the words whose cosine with the token is at least kLeastCosine the
  // kMostNear nearest ones, the nearest first; of equally near ones the first.
  // A word that was added is its own nearest. The span is valid until `scratch`
  // is used again.
  absl::Span<const Near> NearestTo(const KeyedToken& token,
                                   Scratch* scratch) const;

 private:
  void Search(absl::string_view token, std::vector<float>* cosines,
              absl::Span<Near> nearest) const;

  TokenTable words_;
  CharacterGrams grams_;
  // By word.
  std::vector<std::vector<TermCount>> grams_of_;
  // By gram.
  std::vector<float> rarity_;
  // The words that have each gram and its part of their unit vectors, by gram,
  // and one more.
  std::vector<uint32_t> begins_;
  base::LargeTable<Near> having_it_;
  // By word: what is near to it, worked out when it is first asked for.
  std::unique_ptr<KeptRows<Near>> kept_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_WORD_SPELLINGS_H_
