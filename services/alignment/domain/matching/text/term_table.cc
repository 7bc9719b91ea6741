#include "services/alignment/domain/matching/text/term_table.h"

#include <libstemmer.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/domain/matching/text/folded_text.h"

namespace plumbline::alignment {
namespace {

constexpr uint64_t PairKey(TermId first, TermId second) {
  return uint64_t{first} << 32 | second;
}

constexpr bool IsDigit(char byte) { return byte >= '0' && byte <= '9'; }

}  // namespace

std::vector<TermCount> CountTerms(std::vector<TermId> terms) {
  std::sort(terms.begin(), terms.end());
  std::vector<TermCount> counts;
  for (const TermId term : terms) {
    if (counts.empty() || counts.back().term != term)
      counts.push_back({term, 0});
    ++counts.back().count;
  }
  return counts;
}

void Stemmer::Deleter::operator()(sb_stemmer* stemmer) const {
  sb_stemmer_delete(stemmer);
}

Stemmer::Stemmer() : stemmer_(sb_stemmer_new("english", "UTF_8")) {}

absl::string_view Stemmer::Stem(absl::string_view token) {
  const sb_symbol* stem = sb_stemmer_stem(
      stemmer_.get(), reinterpret_cast<const sb_symbol*>(token.data()),
      static_cast<int>(token.size()));
  // Out of memory: the word stands for itself.
  if (stem == nullptr) return token;
  return {reinterpret_cast<const char*>(stem),
          static_cast<size_t>(sb_stemmer_length(stemmer_.get()))};
}

std::vector<TermId> TermTable::AddWords(absl::string_view folded) {
  std::vector<TermId> words;
  AddWords(folded, &words);
  return words;
}

void TermTable::AddWords(absl::string_view folded, std::vector<TermId>* words) {
  ForEachToken(folded, [&](absl::string_view token) {
    const auto [word, is_new] = words_.try_emplace(token, kStopWord);
    if (is_new && !IsStopWord(token)) {
      const auto next = static_cast<TermId>(stems_.size());
      const auto [stem, is_new_stem] =
          stem_ids_.try_emplace(stemmer_.Stem(token), next);
      if (is_new_stem) stems_.push_back(stem->first);
      word->second = stem->second;
    }
    if (word->second != kStopWord) words->push_back(word->second);
  });
}

std::vector<TermId> TermTable::AddPairs(const std::vector<TermId>& words) {
  std::vector<TermId> pairs;
  pairs.reserve(words.size());
  for (size_t i = 1; i < words.size(); ++i) {
    const uint64_t key = PairKey(words[i - 1], words[i]);
    const auto next = static_cast<TermId>(size());
    const auto [pair, is_new] = pair_ids_.try_emplace(key, next);
    if (is_new) pairs_.push_back(key);
    pairs.push_back(pair->second);
  }
  return pairs;
}

TermId TermTable::Find(absl::string_view token, Stemmer* stemmer) const {
  const auto word = words_.find(token);
  if (word != words_.end()) return word->second;
  if (IsStopWord(token)) return kStopWord;
  const auto stem = stem_ids_.find(stemmer->Stem(token));
  return stem == stem_ids_.end() ? kNoTerm : stem->second;
}

void TermTable::ReadWords(absl::string_view folded, Stemmer* stemmer,
                          std::vector<TermId>* words,
                          WordCounts* counts) const {
  ForEachToken(folded, [&](absl::string_view token) {
    const TermId term = Find(token, stemmer);
    if (counts != nullptr && token.size() > 1 && !IsDigit(token[0])) {
      ++counts->words;
      if (term != kNoTerm) ++counts->familiar;
    }
    if (term != kStopWord) words->push_back(term);
  });
}

TermId TermTable::ReadWord(absl::string_view token, Stemmer* stemmer) const {
  const TermId term = Find(token, stemmer);
  return term == kStopWord ? kNoTerm : term;
}

TermId TermTable::PairOf(TermId first, TermId second) const {
  if (first == kNoTerm || second == kNoTerm) return kNoTerm;
  const auto pair = pair_ids_.find(PairKey(first, second));
  return pair == pair_ids_.end() ? kNoTerm : pair->second;
}

std::vector<TermCount> TermTable::Count(const std::vector<TermId>& words,
                                        bool with_pairs) const {
  std::vector<TermId> terms;
  terms.reserve(words.size() * 2);
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] != kNoTerm) terms.push_back(words[i]);
    if (!with_pairs || i == 0) continue;
    const TermId pair = PairOf(words[i - 1], words[i]);
    if (pair != kNoTerm) terms.push_back(pair);
  }
  return CountTerms(std::move(terms));
}

std::string TermTable::TextOf(TermId term) const {
  if (term < stems_.size()) return stems_[term];
  const uint64_t pair = pairs_[term - stems_.size()];
  return absl::StrCat(stems_[pair >> 32], " ",
                      stems_[static_cast<TermId>(pair)]);
}

}  // namespace plumbline::alignment
