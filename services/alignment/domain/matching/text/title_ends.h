#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TITLE_ENDS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TITLE_ENDS_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/alignment/domain/matching/text/term_table.h"

namespace plumbline::alignment {

// A title without what stands in brackets.
std::string WithoutBrackets(absl::string_view title);

// A title in the order in which it is spoken: without brackets, and what a
// comma put behind is in front again. `Painter, Sign (Ships)` is `Sign
// Painter`; `Cutters, Solderers, and Brazers` is a list and stays.
std::string InSpokenOrder(absl::string_view title);

// The last and the first words of titles: in English the last names the kind of
// worker, whatever stands before it. Marks behind it do not: `Level 2`, `II`.
//
// Immutable after Finish; const methods may be called from any thread.
class TitleEnds {
 public:
  // A folded title in spoken order and the candidate whose it is, candidates in
  // ascending order.
  void Add(absl::string_view title, uint32_t owner, Stemmer* stemmer);
  // Once, when all are there.
  void Finish();

  // Whether a folded name in spoken order ends in a word in which two or more
  // titles end: it then names a kind of worker, such as "dental assistant", and
  // not a field, such as "nursing". The word as it is written: nurses and
  // nursing have one stem.
  bool EndsLikeATitle(absl::string_view name) const;

  // For each candidate its share s of the titles that end with the last word of
  // a folded name in spoken order, as if two more did, as ln(1 + s / 0.003):
  // that none of a candidate's titles does says more than whether two or four
  // do. `row` is 0 before.
  void FillLast(absl::string_view name, Stemmer* stemmer,
                absl::Span<float> row) const;
  // The same for titles that begin with its first word.
  void FillFirst(absl::string_view name, Stemmer* stemmer,
                 absl::Span<float> row) const;

 private:
  struct Share {
    uint32_t owner = 0;
    // Of titles, then its logarithm.
    float value = 0;
  };
  // By stem, by owner.
  using Shares = absl::flat_hash_map<std::string, std::vector<Share>>;
  // Titles are made up of few words: each is stemmed once.
  absl::string_view StemOf(absl::string_view word, Stemmer* stemmer) const;
  static void AddTo(absl::string_view stem, uint32_t owner, Shares* shares);
  static void FillShares(const Shares& shares, absl::string_view stem,
                         absl::Span<float> row);

  struct Word {
    std::string stem;
    // How many titles end in it.
    uint32_t ended = 0;
  };
  // With which titles begin and end.
  absl::flat_hash_map<std::string, Word> words_;
  Shares by_last_;
  Shares by_first_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TITLE_ENDS_H_
