#include "services/alignment/domain/matching/text/title_grams.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "services/alignment/domain/matching/text/folded_text.h"
#include "services/alignment/domain/matching/text/term_space.h"
#include "services/alignment/domain/matching/text/wide_lanes.h"

namespace plumbline::alignment {

// A title's words, and what they have twice.
struct TitleGrams::ReadTitle {
  std::vector<WordId> words;
  std::vector<Part> twice;
  // By gram of `twice`: by how much its square exceeds the sum of squares.
  std::vector<float> squares;
};

// Reads titles one after the other.
struct TitleGrams::Builder {
  // What the title that is read has of a gram.
  struct Seen {
    uint32_t title = UINT32_MAX;
    uint32_t count = 0;
    uint32_t words = 0;
    float sum = 0;
    float squares = 0;
  };

  ReadTitle Read(uint32_t number, absl::string_view folded) {
    ReadTitle title;
    ForEachToken(folded, [&](absl::string_view token) {
      title.words.push_back(WordOf(token));
    });
    std::vector<TermId> several;
    for (const WordId word : title.words)
      for (const TermCount& gram : word_grams[word])
        if (See(number, gram)) several.push_back(gram.term);
    for (const TermId gram : several) {
      const Seen& one = seen[gram];
      const float together = DampedCount(one.count);
      title.twice.push_back({gram, one.sum - together});
      title.squares.push_back(together * together - one.squares);
    }
    return title;
  }

  WordId WordOf(absl::string_view token) {
    const auto [word, is_new] =
        words.try_emplace(token, static_cast<WordId>(words.size() + 1));
    if (is_new) {
      grams.Add(token);
      word_grams.push_back(grams.Count(token));
      seen.resize(grams.size());
      frequency.resize(grams.size());
    }
    return word->second;
  }

  // True when the title has the gram in a second word.
  bool See(uint32_t number, const TermCount& gram) {
    Seen& one = seen[gram.term];
    if (one.title != number) {
      one = {number, 0, 0, 0, 0};
      ++frequency[gram.term];
    }
    const float damped = DampedCount(gram.count);
    one.count += gram.count;
    one.sum += damped;
    one.squares += damped * damped;
    return ++one.words == 2;
  }

  absl::flat_hash_map<std::string, WordId> words;
  CharacterGrams grams;
  // By word; no word has none.
  std::vector<std::vector<TermCount>> word_grams = {{}};
  std::vector<Seen> seen;
  // In how many titles each gram stands.
  std::vector<uint32_t> frequency;
};

namespace {

using Indices = int32_t __attribute__((vector_size(32)));

// For each title the sum of what its first words have.
void SumFirstWords(const std::array<uint16_t, 4>* words, size_t titles,
                   const float* of_word, float* sums) {
  for (size_t title = 0; title < titles; ++title) {
    const auto& four = words[title];
    sums[title] = (of_word[four[0]] + of_word[four[1]]) +
                  (of_word[four[2]] + of_word[four[3]]);
  }
}

PLUMBLINE_ALSO_WIDE
void Multiply(const float* scales, size_t count, float* values) {
  for (size_t i = 0; i < count; ++i) values[i] *= scales[i];
}

// The place of the greatest, the first of equal ones.
PLUMBLINE_ALSO_WIDE
size_t GreatestOf(const float* values, size_t count) {
  Eight greatest = {};
  Indices places = {};
  Indices place = {0, 1, 2, 3, 4, 5, 6, 7};
  size_t at = 0;
  for (; at + kLanes <= count; at += kLanes) {
    const Eight eight = *reinterpret_cast<const EightInPlace*>(values + at);
    const Indices above = eight > greatest;
    greatest = above ? eight : greatest;
    places = above ? place : places;
    place += static_cast<int32_t>(kLanes);
  }
  size_t best = 0;
  float most = 0;
  for (size_t i = 0; i < kLanes; ++i) {
    const auto here = static_cast<size_t>(places[i]);
    if (greatest[i] < most || (greatest[i] == most && here > best)) continue;
    best = here;
    most = greatest[i];
  }
  for (; at < count; ++at)
    if (values[at] > most) most = values[best = at];
  return best;
}

// The first place from `at` on with at least that; `count` for none.
PLUMBLINE_ALSO_WIDE
size_t NextFrom(const float* values, size_t at, size_t count, float least) {
  using Halves = int64_t __attribute__((vector_size(32)));
  for (; at + kLanes <= count; at += kLanes) {
    const Halves from = reinterpret_cast<Halves>(
        *reinterpret_cast<const EightInPlace*>(values + at) >= least);
    if ((from[0] | from[1] | from[2] | from[3]) != 0) break;
  }
  while (at < count && values[at] < least) ++at;
  return at;
}

}  // namespace

TitleGrams::TitleGrams(absl::Span<const std::string> titles,
                       absl::Span<const CandidateIndex> owners,
                       size_t candidates)
    : owners_(owners.begin(), owners.end()) {
  Builder builder;
  std::vector<ReadTitle> read;
  for (uint32_t title = 0; title < titles.size(); ++title)
    read.push_back(builder.Read(title, titles[title]));
  AddGrams(builder, titles.size());
  std::vector<double> squares;
  for (const std::vector<TermCount>& word : builder.word_grams)
    squares.push_back(SquareOf(word));
  for (const ReadTitle& title : read) AddTitle(title, squares);
  for (CandidateIndex candidate = 0; candidate <= candidates; ++candidate)
    first_titles_.push_back(static_cast<uint32_t>(
        std::lower_bound(owners_.begin(), owners_.end(), candidate) -
        owners_.begin()));
}

void TitleGrams::AddGrams(const Builder& builder, size_t titles) {
  for (const uint32_t having_it : builder.frequency)
    rarity_.push_back(InverseDocumentFrequency(titles, having_it));
  gram_begins_.assign(rarity_.size() + 1, 0);
  for (const auto& word : builder.word_grams)
    for (const TermCount& gram : word) ++gram_begins_[gram.term + 1];
  for (size_t gram = 0; gram < rarity_.size(); ++gram)
    gram_begins_[gram + 1] += gram_begins_[gram];
  gram_words_.resize(gram_begins_.back());
  std::vector<uint32_t> next(gram_begins_.begin(), gram_begins_.end() - 1);
  for (WordId word = 0; word < builder.word_grams.size(); ++word)
    for (const TermCount& gram : builder.word_grams[word])
      gram_words_[next[gram.term]++] = {
          word, DampedCount(gram.count) * rarity_[gram.term]};
  word_count_ = builder.word_grams.size();
  grams_ = builder.grams;
}

double TitleGrams::SquareOf(absl::Span<const TermCount> grams) const {
  double square = 0;
  for (const TermCount& gram : grams) {
    const double weight = double{DampedCount(gram.count)} * rarity_[gram.term];
    square += weight * weight;
  }
  return square;
}

void TitleGrams::AddTitle(const ReadTitle& title,
                          const std::vector<double>& squares) {
  const auto number = static_cast<uint32_t>(first_words_.size());
  FirstWords first = {};
  size_t used = 0;
  double square = 0;
  for (const WordId word : title.words) {
    square += squares[word];
    if (used < first.size() && word <= UINT16_MAX)
      first[used++] = static_cast<uint16_t>(word);
    else
      more_words_.push_back({number, word});
  }
  first_words_.push_back(first);
  for (size_t i = 0; i < title.twice.size(); ++i) {
    const auto [gram, excess] = title.twice[i];
    const double rarity = rarity_[gram];
    square += rarity * rarity * title.squares[i];
    twice_.push_back({gram, excess * rarity_[gram]});
  }
  twice_begins_.push_back(static_cast<uint32_t>(twice_.size()));
  scales_.push_back(square > 0 ? static_cast<float>(1 / std::sqrt(square)) : 0);
}

// What the text has in common with each word; its grams.
std::vector<TermCount> TitleGrams::Ask(absl::string_view folded,
                                       Scratch* scratch) const {
  std::vector<TermCount> known = grams_.Count(folded);
  const double square = SquareOf(known);
  for (const TermCount& gram : known) {
    const auto asked = static_cast<float>(
        DampedCount(gram.count) * rarity_[gram.term] / std::sqrt(square));
    scratch->grams[gram.term] = asked;
    for (uint32_t at = gram_begins_[gram.term];
         at < gram_begins_[gram.term + 1]; ++at)
      scratch->words[gram_words_[at].of] += asked * gram_words_[at].weight;
  }
  return known;
}

// What each title's cosine is at most: what its words have twice counts twice.
void TitleGrams::FillBounds(Scratch* scratch) const {
  const size_t titles = first_words_.size();
  scratch->bounds.resize(std::max(scratch->bounds.size(), titles));
  float* bounds = scratch->bounds.data();
  SumFirstWords(first_words_.data(), titles, scratch->words.data(), bounds);
  for (const MoreWord& more : more_words_)
    bounds[more.title] += scratch->words[more.word];
  Multiply(scales_.data(), titles, bounds);
}

// The cosine of a title whose bound is known.
float TitleGrams::Exact(uint32_t title, const Scratch& scratch) const {
  float twice = 0;
  for (uint32_t at = twice_begins_[title]; at < twice_begins_[title + 1]; ++at)
    twice += scratch.grams[twice_[at].of] * twice_[at].weight;
  return scratch.bounds[title] - twice * scales_[title];
}

// The title of the highest bound of each candidate; its first for none.
void TitleGrams::FindHighest(Scratch* scratch) const {
  std::vector<uint32_t>& highest = scratch->highest;
  highest.resize(first_titles_.size() - 1);
  for (size_t i = 0; i < highest.size(); ++i) {
    const uint32_t first = first_titles_[i];
    highest[i] =
        first + static_cast<uint32_t>(GreatestOf(&scratch->bounds[first],
                                                 first_titles_[i + 1] - first));
    // What it has twice is read soon and seldom still in a cache.
    __builtin_prefetch(&twice_begins_[highest[i]]);
  }
}

float TitleGrams::NearestOf(CandidateIndex candidate, const Scratch& scratch,
                            NearestTitles* all) const {
  const uint32_t end = first_titles_[candidate + 1];
  const uint32_t highest = scratch.highest[candidate];
  const float* bounds = scratch.bounds.data();
  float best = Exact(highest, scratch);
  all->Offer(highest, best);
  // Whatever is below both changes nothing.
  const auto least = [&] { return std::min(best, all->least()); };
  for (size_t title = NextFrom(bounds, first_titles_[candidate], end, least());
       title < end; title = NextFrom(bounds, title + 1, end, least())) {
    if (title == highest) continue;
    if (bounds[title] <= best && bounds[title] < all->least()) continue;
    const float cosine = Exact(static_cast<uint32_t>(title), scratch);
    best = std::max(best, cosine);
    all->Offer(static_cast<uint32_t>(title), cosine);
  }
  return std::max(best, 0.0f);
}

void TitleGrams::FillScores(absl::string_view folded, Scratch* scratch,
                            absl::Span<float> nearest,
                            absl::Span<float> neighbours) const {
  scratch->words.resize(std::max(scratch->words.size(), word_count_));
  scratch->grams.resize(std::max(scratch->grams.size(), rarity_.size()));
  const std::vector<TermCount> known = Ask(folded, scratch);
  if (known.empty()) {
    std::fill(nearest.begin(), nearest.end(), 0.0f);
    return;
  }
  FillBounds(scratch);
  FindHighest(scratch);
  constexpr size_t kAhead = 6;
  NearestTitles all;
  for (CandidateIndex i = 0; i < nearest.size(); ++i) {
    if (i + kAhead < nearest.size())
      __builtin_prefetch(&twice_[twice_begins_[scratch->highest[i + kAhead]]]);
    nearest[i] = first_titles_[i] == first_titles_[i + 1]
                     ? 0
                     : NearestOf(i, *scratch, &all);
  }
  all.AddCubes(owners_, neighbours);
  std::fill_n(scratch->words.begin(), word_count_, 0.0f);
  for (const TermCount& gram : known) scratch->grams[gram.term] = 0;
}

}  // namespace plumbline::alignment
