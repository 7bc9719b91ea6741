#include "services/alignment/domain/matching/text/title_grams.h"

#include <algorithm>
#include <cmath>
#include <cstring>
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

// For each title the sum of what its first words have.
void SumFirstWords(const std::array<uint16_t, 4>* words, size_t titles,
                   const float* of_word, float* sums) {
  static_assert(sizeof(*words) == sizeof(uint64_t));
  for (size_t title = 0; title < titles; ++title) {
    uint64_t four;
    std::memcpy(&four, &words[title], sizeof(four));
    sums[title] = (of_word[four & 0xFFFF] + of_word[four >> 16 & 0xFFFF]) +
                  (of_word[four >> 32 & 0xFFFF] + of_word[four >> 48]);
  }
}

PLUMBLINE_ALSO_WIDE
void Multiply(const float* scales, size_t count, float* values) {
  for (size_t i = 0; i < count; ++i) values[i] *= scales[i];
}

PLUMBLINE_ALSO_WIDE
float GreatestOf(const float* values, size_t count) {
  Eight greatest = {};
  size_t at = 0;
  for (; at + kLanes <= count; at += kLanes) {
    Eight eight;
    Load(values + at, &eight);
    greatest = eight > greatest ? eight : greatest;
  }
  float most = 0;
  for (size_t i = 0; i < kLanes; ++i) most = std::max(most, greatest[i]);
  for (; at < count; ++at) most = std::max(most, values[at]);
  return most;
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
  AddTwice(read);
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
    const double rarity = rarity_[title.twice[i].of];
    square += rarity * rarity * title.squares[i];
  }
  scales_.push_back(square > 0 ? static_cast<float>(1 / std::sqrt(square)) : 0);
}

void TitleGrams::AddTwice(const std::vector<ReadTitle>& titles) {
  twice_begins_.assign(rarity_.size() + 1, 0);
  for (const ReadTitle& title : titles)
    for (const Part& part : title.twice) ++twice_begins_[part.of + 1];
  for (size_t gram = 0; gram < rarity_.size(); ++gram)
    twice_begins_[gram + 1] += twice_begins_[gram];
  twice_.resize(twice_begins_.back());
  std::vector<uint32_t> next(twice_begins_.begin(), twice_begins_.end() - 1);
  for (uint32_t title = 0; title < titles.size(); ++title)
    for (const auto& [gram, excess] : titles[title].twice)
      twice_[next[gram]++] = {title, excess * rarity_[gram]};
}

// What each word has in common with the text.
void TitleGrams::FillWords(absl::Span<const TermWeight> asked,
                           Scratch* scratch) const {
  scratch->words.assign(word_count_, 0);
  float* words = scratch->words.data();
  for (const TermWeight& gram : asked) {
    const Part* end = gram_words_.data() + gram_begins_[gram.term + 1];
    for (const Part* word = gram_words_.data() + gram_begins_[gram.term];
         word != end; ++word)
      words[word->of] += gram.weight * word->weight;
  }
}

// The cosine of each title.
void TitleGrams::FillTitles(absl::Span<const TermWeight> asked,
                            Scratch* scratch) const {
  const size_t count = first_words_.size();
  scratch->titles.resize(count);
  float* titles = scratch->titles.data();
  SumFirstWords(first_words_.data(), count, scratch->words.data(), titles);
  for (const MoreWord& more : more_words_)
    titles[more.title] += scratch->words[more.word];
  for (const TermWeight& gram : asked) {
    const Part* end = twice_.data() + twice_begins_[gram.term + 1];
    for (const Part* title = twice_.data() + twice_begins_[gram.term];
         title != end; ++title)
      titles[title->of] -= gram.weight * title->weight;
  }
  Multiply(scales_.data(), count, titles);
}

void TitleGrams::FillScores(absl::string_view folded, Scratch* scratch,
                            absl::Span<float> nearest,
                            absl::Span<float> neighbours) const {
  std::fill(nearest.begin(), nearest.end(), 0.0f);
  const std::vector<TermCount> known = grams_.Count(folded);
  if (known.empty()) return;
  const double length = std::sqrt(SquareOf(known));
  std::vector<TermWeight> asked;
  for (const TermCount& gram : known)
    asked.push_back(
        {gram.term, static_cast<float>(DampedCount(gram.count) *
                                       rarity_[gram.term] / length)});
  FillWords(asked, scratch);
  FillTitles(asked, scratch);
  const float* titles = scratch->titles.data();
  NearestTitles all;
  for (CandidateIndex i = 0; i < nearest.size(); ++i) {
    nearest[i] = GreatestOf(titles + first_titles_[i],
                            first_titles_[i + 1] - first_titles_[i]);
    if (nearest[i] < all.least()) continue;
    for (uint32_t title = first_titles_[i]; title < first_titles_[i + 1];
         ++title)
      if (titles[title] >= all.least()) all.Offer(title, titles[title]);
  }
  all.AddCubes(owners_, neighbours);
}

}  // namespace plumbline::alignment
