#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TITLE_ENDS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TITLE_ENDS_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/alignment/domain/matching/text/term_table.h"

namespace plumbline::alignment {

// The last and the first words of titles: in English the last names the kind of
// worker, whatever stands before it.
//
// Immutable after Add; const methods may be called from any thread.
class TitleEnds {
 public:
  // A folded title and the candidate whose it is.
  void Add(absl::string_view title, uint32_t owner, Stemmer* stemmer);

  // For each candidate its share of the titles that end with the last word of a
  // folded name, as if two more did. `row` is 0 before.
  void FillLast(absl::string_view name, Stemmer* stemmer,
                absl::Span<float> row) const;
  // The same for titles that begin with its first word.
  void FillFirst(absl::string_view name, Stemmer* stemmer,
                 absl::Span<float> row) const;

 private:
  // By stem: the owners of its titles, one for each title, in order.
  using Owners = absl::flat_hash_map<std::string, std::vector<uint32_t>>;
  // Titles are made up of few words: each is stemmed once.
  absl::string_view StemOf(absl::string_view word, Stemmer* stemmer) const;
  static void FillShares(const Owners& owners, absl::string_view stem,
                         absl::Span<float> row);

  // The stems of the words with which titles begin and end.
  absl::flat_hash_map<std::string, std::string> stems_;
  Owners by_last_;
  Owners by_first_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TITLE_ENDS_H_
