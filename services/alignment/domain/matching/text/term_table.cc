#include "services/alignment/domain/matching/text/term_table.h"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/domain/matching/text/folded_text.h"
#include "services/alignment/domain/matching/text/wide_lanes.h"
#include "services/common/base/unique_number.h"

namespace plumbline::alignment {
namespace {

constexpr uint64_t PairKey(TermId first, TermId second) {
  return uint64_t{first} << 32 | second;
}

constexpr bool IsDigit(char byte) { return byte >= '0' && byte <= '9'; }

// Up to this many, each is compared with all others: eight at a time, and
// without a branch.
constexpr size_t kFew = 96;
using FewTerms = std::array<TermId, kFew>;

// Of each of `count` terms how many are below it; `count` is a multiple of 8.
PLUMBLINE_ALSO_WIDE
void CountBelow(const TermId* terms, size_t count, uint32_t* below) {
  using EightTerms = TermId __attribute__((vector_size(32)));
  for (size_t i = 0; i < count; i += 8) {
    EightTerms eight;
    std::memcpy(&eight, terms + i, sizeof(eight));
    EightTerms sums = {};
    // True is -1.
    for (size_t j = 0; j < count; ++j)
      sums -= reinterpret_cast<EightTerms>(terms[j] < eight);
    std::memcpy(below + i, &sums, sizeof(sums));
  }
}

void AppendCountsOfFew(const std::vector<TermId>& terms,
                       std::vector<TermCount>* counts) {
  FewTerms padded, below, sorted;
  const size_t whole = (terms.size() + 7) / 8 * 8;
  std::copy(terms.begin(), terms.end(), padded.begin());
  std::fill(padded.begin() + static_cast<ptrdiff_t>(terms.size()),
            padded.begin() + static_cast<ptrdiff_t>(whole), kNoTerm);
  CountBelow(padded.data(), whole, below.data());
  FewTerms times;
  std::fill_n(times.begin(), terms.size(), 0u);
  for (size_t i = 0; i < terms.size(); ++i) {
    sorted[below[i]] = terms[i];
    ++times[below[i]];
  }
  for (size_t i = 0; i < terms.size(); ++i)
    if (times[i] > 0) counts->push_back({sorted[i], times[i]});
}

// By their bytes, the lowest first.
void SortTerms(std::vector<TermId>* terms) {
  const TermId most = *std::max_element(terms->begin(), terms->end());
  std::vector<TermId> sorted(terms->size());
  for (int shift = 0; shift < 32 && most >> shift != 0; shift += 8) {
    std::array<uint32_t, 257> begins = {};
    for (const TermId term : *terms) ++begins[(term >> shift & 0xFF) + 1];
    for (size_t i = 1; i < 256; ++i) begins[i] += begins[i - 1];
    for (const TermId term : *terms)
      sorted[begins[term >> shift & 0xFF]++] = term;
    terms->swap(sorted);
  }
}

// Sorts `terms`, none of which is kNoTerm.
void AppendCounts(std::vector<TermId>* terms, std::vector<TermCount>* counts) {
  if (terms->size() <= kFew) {
    AppendCountsOfFew(*terms, counts);
    return;
  }
  SortTerms(terms);
  for (size_t i = 0; i < terms->size(); ++i) {
    const TermId term = (*terms)[i];
    if (i == 0 || term != (*terms)[i - 1]) counts->push_back({term, 0});
    ++counts->back().count;
  }
}

}  // namespace

std::vector<TermCount> CountTerms(std::vector<TermId> terms) {
  std::vector<TermCount> counts;
  counts.reserve(terms.size());
  AppendCounts(&terms, &counts);
  return counts;
}

void Stemmer::Deleter::operator()(sb_stemmer* stemmer) const {
  sb_stemmer_delete(stemmer);
}

Stemmer::Stemmer()
    : stemmer_(sb_stemmer_new("english", "UTF_8")), found_(kFound) {}

absl::string_view Stemmer::Stem(absl::string_view token) {
  const sb_symbol* stem = sb_stemmer_stem(
      stemmer_.get(), reinterpret_cast<const sb_symbol*>(token.data()),
      static_cast<int>(token.size()));
  // Out of memory: the word stands for itself.
  if (stem == nullptr) return token;
  return {reinterpret_cast<const char*>(stem),
          static_cast<size_t>(sb_stemmer_length(stemmer_.get()))};
}

TermTable::TermTable() : number_(base::UniqueNumber()) {
  for (const absl::string_view word : StopWords())
    words_.TryAdd(TokenAt(word, 0), kStopWord);
}

std::vector<TermId> TermTable::AddWords(absl::string_view folded) {
  std::vector<TermId> words;
  AddWords(folded, &words);
  return words;
}

void TermTable::AddWords(absl::string_view folded, std::vector<TermId>* words) {
  ForEachKeyedToken(folded, [&](const KeyedToken& token) {
    const auto [word, is_new] = words_.TryAdd(token, kStopWord);
    if (is_new) {
      number_ = base::UniqueNumber();
      const auto next = static_cast<TermId>(stems_.size());
      const auto [stem, is_new_stem] =
          stem_ids_.try_emplace(stemmer_.Stem(token.text), next);
      if (is_new_stem) stems_.push_back(stem->first);
      *word = stem->second;
    }
    if (*word != kStopWord) words->push_back(*word);
  });
}

std::vector<TermId> TermTable::AddPairs(const std::vector<TermId>& words) {
  std::vector<TermId> pairs;
  pairs.reserve(words.size());
  const auto first = static_cast<TermId>(stems_.size());
  for (size_t i = 1; i < words.size(); ++i)
    pairs.push_back(first +
                    pairs_.TryAdd(PairKey(words[i - 1], words[i])).first);
  return pairs;
}

TermId TermTable::FindByStem(absl::string_view token, Stemmer* stemmer) const {
  const auto stem = stem_ids_.find(stemmer->Stem(token));
  return stem == stem_ids_.end() ? kNoTerm : stem->second;
}

TermId TermTable::FindUnwritten(size_t hash, const KeyedToken& token,
                                Stemmer* stemmer) const {
  if (token.text.size() > KeyedToken::kKeyed)
    return FindByStem(token.text, stemmer);
  Stemmer::Found& found = stemmer->FoundFor(hash);
  if (found.table != number_ || found.low != token.low ||
      found.high != token.high)
    found = {number_, token.low, token.high, FindByStem(token.text, stemmer)};
  return found.term;
}

// Tokens are looked up some at a time, so that memory is waited for once.
template <typename Visit>
void TermTable::ForEachFound(absl::string_view folded, Stemmer* stemmer,
                             Visit visit) const {
  constexpr size_t kTokens = 32;
  std::array<KeyedToken, kTokens> tokens;
  std::array<size_t, kTokens> begins;
  size_t count = 0;
  const auto find = [&] {
    for (size_t i = 0; i < count; ++i) {
      const uint32_t* word = words_.FindFrom(begins[i], tokens[i]);
      visit(tokens[i].text, word != nullptr
                                ? *word
                                : FindUnwritten(begins[i], tokens[i], stemmer));
    }
    count = 0;
  };
  for (size_t at = 0; at < folded.size();) {
    if (folded[at] == ' ') {
      ++at;
      continue;
    }
    KeyedToken& token = tokens[count];
    ReadToken(folded, at, &token);
    begins[count] = words_.Fetch(token);
    at += token.text.size();
    if (++count == kTokens) find();
  }
  find();
}

// Without branches by what kind of word it is, which would be guessed wrong.
void TermTable::ReadWords(absl::string_view folded, Stemmer* stemmer,
                          std::vector<TermId>* words,
                          WordCounts* counts) const {
  size_t count = words->size();
  WordCounts read;
  words->resize(count + folded.size() / 2 + 1);
  ForEachFound(folded, stemmer, [&](absl::string_view token, TermId term) {
    const bool is_word = token.size() > 1 && !IsDigit(token[0]);
    read.words += is_word ? 1 : 0;
    read.familiar += is_word && term != kNoTerm ? 1 : 0;
    (*words)[count] = term;
    count += term != kStopWord ? 1 : 0;
  });
  words->resize(count);
  if (counts == nullptr) return;
  counts->words += read.words;
  counts->familiar += read.familiar;
}

void TermTable::ReadKnown(
    absl::string_view folded, Stemmer* stemmer,
    absl::FunctionRef<void(absl::string_view, TermId)> visit) const {
  ForEachFound(folded, stemmer, [&](absl::string_view token, TermId term) {
    if (term != kStopWord && term != kNoTerm) visit(token, term);
  });
}

TermId TermTable::PairOf(TermId first, TermId second) const {
  if (first == kNoTerm || second == kNoTerm) return kNoTerm;
  const auto pair = pairs_.Find(PairKey(first, second));
  return pair ? static_cast<TermId>(stems_.size()) + *pair : kNoTerm;
}

std::vector<TermCount> TermTable::Count(const std::vector<TermId>& words,
                                        bool with_pairs) const {
  std::vector<TermId> known(words.size());
  size_t count = 0;
  for (const TermId word : words) {
    known[count] = word;
    count += word != kNoTerm ? 1 : 0;
  }
  known.resize(count);
  // No pair has a word that is unknown.
  std::vector<uint64_t> keys(with_pairs && !words.empty() ? words.size() - 1
                                                          : 0);
  for (size_t i = 0; i < keys.size(); ++i)
    keys[i] = PairKey(words[i], words[i + 1]);
  std::vector<TermId> pairs;
  pairs.reserve(keys.size());
  pairs_.AppendFound(keys, static_cast<uint32_t>(stems_.size()), &pairs);
  std::vector<TermCount> counts;
  counts.reserve(known.size() + pairs.size());
  AppendCounts(&known, &counts);
  AppendCounts(&pairs, &counts);
  return counts;
}

std::string TermTable::TextOf(TermId term) const {
  if (term < stems_.size()) return stems_[term];
  const uint64_t pair = pairs_.KeyAt(term - stems_.size());
  return absl::StrCat(stems_[pair >> 32], " ",
                      stems_[static_cast<TermId>(pair)]);
}

}  // namespace plumbline::alignment
