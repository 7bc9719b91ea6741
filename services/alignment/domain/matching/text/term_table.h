#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TERM_TABLE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TERM_TABLE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "services/alignment/domain/matching/text/key_table.h"
#include "services/alignment/domain/matching/text/token_table.h"

struct sb_stemmer;

namespace plumbline::alignment {

// A stem, or two stems that follow each other.
using TermId = uint32_t;
inline constexpr TermId kNoTerm = UINT32_MAX;

// How often a term stands in a text.
struct TermCount {
  TermId term = 0;
  uint32_t count = 0;
};

// How many words of two letters or more a text has, each as often as it stands.
struct WordCounts {
  size_t words = 0;
  // Stop words of English and those that any text of the corpus has.
  size_t familiar = 0;
};

// The terms, each once, by number.
std::vector<TermCount> CountTerms(std::vector<TermId> terms);

// The stems of English words (Snowball's Porter 2), and what tables found for
// words by their stems: the words of a text that no table has come again soon,
// and to stem one takes as long as to look up ten.
//
// Not thread-safe: one for each thread.
class Stemmer {
 public:
  // A word of up to 16 bytes and the term that a table found.
  struct Found {
    // The table's number; 0 for none.
    uint64_t table = 0;
    uint64_t low = 0;
    uint64_t high = 0;
    TermId term = 0;
  };

  Stemmer();
  absl::string_view Stem(absl::string_view token);
  // Where what was found for a word with this hash is, or that of another.
  Found& FoundFor(size_t hash) { return found_[hash % kFound]; }

 private:
  static constexpr size_t kFound = 1024;
  struct Deleter {
    void operator()(sb_stemmer* stemmer) const;
  };
  std::unique_ptr<sb_stemmer, Deleter> stemmer_;
  std::vector<Found> found_;
};

// The terms of the corpus, each with a number: first the words, then the pairs.
// All spaces share it, so that a text is looked up once.
//
// Built by one thread with AddWords, then AddPairs; afterwards const methods
// may be called from any thread.
class TermTable {
 public:
  TermTable();

  // The stems of a folded text in order, stop words left out; new ones get a
  // number.
  std::vector<TermId> AddWords(absl::string_view folded);
  // The same, behind what `words` has.
  void AddWords(absl::string_view folded, std::vector<TermId>* words);
  // Numbers the pairs of neighbours in `words`: their numbers in order. No
  // AddWords after it.
  std::vector<TermId> AddPairs(const std::vector<TermId>& words);

  // The stems of a folded text in order; kNoTerm for an unknown one.
  // Adds to `counts` where it is given.
  void ReadWords(absl::string_view folded, Stemmer* stemmer,
                 std::vector<TermId>* words,
                 WordCounts* counts = nullptr) const;
  // The tokens of a folded text that are known and no stop words, in order,
  // each with its stem.
  void ReadKnown(
      absl::string_view folded, Stemmer* stemmer,
      absl::FunctionRef<void(absl::string_view, TermId)> visit) const;
  // The words, and the pairs where `with_pairs`, each once, by number.
  std::vector<TermCount> Count(const std::vector<TermId>& words,
                               bool with_pairs) const;

  size_t size() const { return stems_.size() + pairs_.size(); }
  // Words have the numbers below this, pairs those from it on.
  size_t word_count() const { return stems_.size(); }
  // kNoTerm for a pair that has no number, and where a word is kNoTerm.
  TermId PairOf(TermId first, TermId second) const;
  // `nurs`, `practic nurs`.
  std::string TextOf(TermId term) const;

 private:
  // The term of a word that no text has as it is written. The same word has
  // the same hash.
  TermId FindUnwritten(size_t hash, const KeyedToken& token,
                       Stemmer* stemmer) const;
  TermId FindByStem(absl::string_view token, Stemmer* stemmer) const;
  template <typename Visit>
  void ForEachFound(absl::string_view folded, Stemmer* stemmer,
                    Visit visit) const;

  static constexpr TermId kStopWord = kNoTerm - 1;

  // No other table has it, nor had this one before its last word.
  uint64_t number_;
  Stemmer stemmer_;
  // A word as it is written, lower case, and the number of its stem, or
  // kStopWord; all stop words.
  TokenTable words_;
  absl::flat_hash_map<std::string, TermId> stem_ids_;
  std::vector<std::string> stems_;
  // Their numbers begin behind those of the words.
  KeyTable pairs_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TERM_TABLE_H_
