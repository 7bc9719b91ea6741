#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TITLE_GRAMS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TITLE_GRAMS_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/alignment/domain/matching/text/character_grams.h"
#include "services/alignment/domain/matching/text/nearest_titles.h"

namespace plumbline::alignment {

// A TitleSpace over the character grams of titles, to the same cosines within
// rounding. Sixty thousand titles are made up of fifteen thousand words, and
// grams do not reach over the edge of a word: what a text has in common with
// each word is summed up once, and a title is the sum of its words less what
// they have twice, since a gram's second time counts less than its first. That
// last part is only worked out where the rest would be near enough to matter.
class TitleGrams {
 public:
  // Working memory, one for each thread.
  struct Scratch {
    // By word, by gram; 0 between uses.
    std::vector<float> words, grams;
    // By title.
    std::vector<float> bounds;
    // By candidate.
    std::vector<uint32_t> highest;
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
  // From 1 on; 0 is no word.
  using WordId = uint32_t;
  // A title's first words, 0 where it has fewer.
  using FirstWords = std::array<uint16_t, 4>;
  struct Part {
    uint32_t of = 0;
    float weight = 0;
  };
  // A word of a title that is not among its first.
  struct MoreWord {
    uint32_t title = 0;
    WordId word = 0;
  };
  struct Builder;
  struct ReadTitle;

  void AddGrams(const Builder& builder, size_t titles);
  double SquareOf(absl::Span<const TermCount> grams) const;
  // `squares` are those of the words' lengths.
  void AddTitle(const ReadTitle& title, const std::vector<double>& squares);

  std::vector<TermCount> Ask(absl::string_view folded, Scratch* scratch) const;
  void FillBounds(Scratch* scratch) const;
  void FindHighest(Scratch* scratch) const;
  float Exact(uint32_t title, const Scratch& scratch) const;
  float NearestOf(CandidateIndex candidate, const Scratch& scratch,
                  NearestTitles* all) const;

  CharacterGrams grams_;
  std::vector<float> rarity_;
  // The words that have each gram, by gram, and one more.
  std::vector<uint32_t> gram_begins_;
  std::vector<Part> gram_words_;
  size_t word_count_ = 0;
  std::vector<CandidateIndex> owners_;
  // By title: 1 / its length.
  std::vector<float> scales_;
  std::vector<FirstWords> first_words_;
  std::vector<MoreWord> more_words_;
  // By title, and one more.
  std::vector<uint32_t> twice_begins_ = {0};
  // The grams that a title has in several words, and by how much their sum
  // exceeds what they count together.
  std::vector<Part> twice_;
  // The first title of each candidate, and one more.
  std::vector<uint32_t> first_titles_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TITLE_GRAMS_H_
