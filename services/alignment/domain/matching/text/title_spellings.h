#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TITLE_SPELLINGS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TITLE_SPELLINGS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/alignment/domain/matching/text/nearest_titles.h"
#include "services/alignment/domain/matching/text/word_spellings.h"
#include "services/common/base/large_table.h"

namespace plumbline::alignment {

// Titles compared by how their words are spelt, so that `phlebotomist` meets
// `phlebotomy`: a soft cosine over words. Each word weighs its inverse document
// frequency among the titles, two words count by the cosine of their character
// grams, those that are not near by nothing, and lengths are those of the words
// alone. Sixty thousand titles are made up of eleven thousand words, so that
// characters are compared with words only, and titles without any word near to
// one of the text are not looked at.
//
// Immutable: FillScores may be called from any thread.
class TitleSpellings {
 public:
  // Working memory, one for each thread. What a question leaves in it changes
  // no later answer.
  struct Scratch {
    WordSpellings::Scratch words;
    // By word and by title, 0 between uses, and which are not: of titles as
    // many as it says.
    std::vector<float> by_word, by_title;
    std::vector<uint32_t> words_met, titles_met;
    size_t titles_met_count = 0;
  };

  // `titles` are folded; `owners` their candidates.
  TitleSpellings(absl::Span<const std::string> titles,
                 absl::Span<const CandidateIndex> owners);

  // Of each candidate the greatest cosine of its titles, at most 1, and the sum
  // of cubed cosines of those among the 30 nearest. Both rows are 0 before.
  void FillScores(absl::string_view folded, Scratch* scratch,
                  absl::Span<float> nearest,
                  absl::Span<float> neighbours) const;

 private:
  using WordId = WordSpellings::WordId;

  // By title its words.
  void AddPostings(const std::vector<std::vector<WordId>>& titles);
  // What the text adds to titles that have a word, by word; the sum of the
  // text's squared weights. A word like none of titles has its weight, too.
  double MeetWords(absl::string_view folded, Scratch* scratch) const;
  void MeetTitles(Scratch* scratch) const;

  WordSpellings words_;
  // By word.
  std::vector<float> rarity_;
  float rarity_of_unknown_ = 0;
  // The titles that have each word, as often as they do, by word, and one more.
  std::vector<uint32_t> begins_;
  base::LargeTable<uint32_t> having_it_;
  // By title: 1 / its length.
  std::vector<float> scales_;
  std::vector<CandidateIndex> owners_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TITLE_SPELLINGS_H_
