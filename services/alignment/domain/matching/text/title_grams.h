#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TITLE_GRAMS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TITLE_GRAMS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/alignment/domain/matching/text/character_grams.h"
#include "services/alignment/domain/matching/text/nearest_titles.h"
#include "services/alignment/domain/matching/text/term_space.h"

namespace plumbline::alignment {

// A TitleSpace over the character grams of titles, to the same cosines within
// rounding. Sixty thousand titles are made up of eleven thousand words, and
// grams do not reach over the edge of a word: what a text has in common with
// each word is summed up once, and a title is the sum of its words less what
// they have twice, since a gram's second time counts less than its first.
class TitleGrams {
 public:
  // Working memory, one for each thread.
  struct Scratch {
    // What each word has in common with the text, and what each title would
    // have if nothing stood in several of its words.
    std::vector<float> words, titles;
  };

  TitleGrams() = default;
  // `titles` are folded; `owners` their candidates, in ascending order, of
  // which there are `candidates`.
  TitleGrams(absl::Span<const std::string> titles,
             absl::Span<const CandidateIndex> owners, size_t candidates);

  // Of each candidate the greatest cosine of its titles, and the sum of cubed
  // cosines of those among the 30 nearest. `neighbours` is 0 before.
  void FillScores(absl::string_view folded, Scratch* scratch,
                  absl::Span<float> nearest,
                  absl::Span<float> neighbours) const;

 private:
  // The commonest words first, so that what is read again and again stands
  // together. Number 0 is no word.
  using WordId = uint32_t;
  // So many words of a title are held with it.
  static constexpr size_t kFirstWords = 4;
  struct Part {
    uint32_t of = 0;
    float weight = 0;
  };
  // A word of a title that is not held with it.
  struct MoreWord {
    uint32_t title = 0;
    WordId word = 0;
  };
  struct Builder;
  struct ReadTitle;

  void AddGrams(const Builder& builder, size_t titles);
  double SquareOf(absl::Span<const TermCount> grams) const;
  // `squares` are those of the words' lengths.
  void AddTitle(uint32_t number, const ReadTitle& title,
                const std::vector<double>& squares);
  void AddTwice(const std::vector<ReadTitle>& titles);

  void FillWords(absl::Span<const TermWeight> asked, Scratch* scratch) const;
  void FillTitles(Scratch* scratch) const;
  void SubtractTwice(absl::Span<const TermWeight> asked, float* titles) const;
  void OfferNearest(absl::Span<const float> nearest, const float* titles,
                    NearestTitles* all) const;

  CharacterGrams grams_;
  std::vector<float> rarity_;
  // The words that have each gram once, by gram, and one more.
  std::vector<uint32_t> gram_begins_;
  std::vector<uint16_t> gram_words_;
  // Those that have it several times, or whose number is too great, likewise.
  std::vector<uint32_t> more_begins_;
  std::vector<Part> more_gram_words_;
  size_t word_count_ = 0;
  std::vector<CandidateIndex> owners_;
  // By title: 1 / its length.
  std::vector<float> scales_;
  // The first words of each title, 0 where it has fewer.
  std::vector<uint16_t> first_words_;
  // By candidate, and one more: its first title.
  std::vector<uint32_t> begins_;
  // By title.
  std::vector<MoreWord> more_words_;
  // The titles that have a gram once in each of two words, by gram, and one
  // more: the sum of words exceeds what the gram counts together by the same
  // number.
  std::vector<uint32_t> twice_begins_;
  std::vector<uint32_t> twice_;
  // Those that have it in more words or more often, and by how much there.
  std::vector<uint32_t> more_twice_begins_;
  std::vector<Part> more_twice_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TITLE_GRAMS_H_
