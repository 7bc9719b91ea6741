#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_CHARACTER_GRAMS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_CHARACTER_GRAMS_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/alignment/domain/matching/text/key_table.h"
#include "services/alignment/domain/matching/text/term_table.h"

namespace plumbline::alignment {

// Runs of two to five characters within a word, its edges written as spaces:
// they meet where spelling, number and compounds differ (`phlebotomist`,
// `phlebotomy`).
class CharacterGrams {
 public:
  // Numbers the grams of a folded text.
  void Add(absl::string_view folded);
  // The numbered grams of a folded text, each once, by number.
  std::vector<TermCount> Count(absl::string_view folded) const;
  size_t size() const { return keys_.size(); }

 private:
  // A gram's bytes, the last in the lowest byte: no two grams share a key.
  KeyTable keys_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_CHARACTER_GRAMS_H_
