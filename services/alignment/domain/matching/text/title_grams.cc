#include "services/alignment/domain/matching/text/title_grams.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "services/alignment/domain/matching/text/folded_text.h"
#include "services/alignment/domain/matching/text/greatest.h"
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

  // Numbers words anew, the commonest first.
  void SortWords(std::vector<ReadTitle>* titles) {
    std::vector<uint32_t> uses(word_grams.size());
    for (const ReadTitle& title : *titles)
      for (const WordId word : title.words) ++uses[word];
    std::vector<WordId> order(uses.size() - 1);
    std::iota(order.begin(), order.end(), WordId{1});
    std::stable_sort(order.begin(), order.end(),
                     [&](WordId a, WordId b) { return uses[a] > uses[b]; });
    std::vector<WordId> numbers(uses.size());
    std::vector<std::vector<TermCount>> sorted(1);
    for (const WordId word : order) {
      numbers[word] = static_cast<WordId>(sorted.size());
      sorted.push_back(std::move(word_grams[word]));
    }
    word_grams = std::move(sorted);
    for (ReadTitle& title : *titles)
      for (WordId& word : title.words) word = numbers[word];
  }

  absl::flat_hash_map<std::string, WordId> words;
  CharacterGrams grams;
  // By word; number 0 is none.
  std::vector<std::vector<TermCount>> word_grams = {{}};
  std::vector<Seen> seen;
  // In how many titles each gram stands.
  std::vector<uint32_t> frequency;
};

namespace {

// For each title the sum of what its first words have.
void SumWords(const uint16_t* words, size_t titles, const float* of_word,
              float* sums) {
#pragma GCC unroll 4
  for (size_t title = 0; title < titles; ++title, words += 4)
    sums[title] = (of_word[words[0]] + of_word[words[1]]) +
                  (of_word[words[2]] + of_word[words[3]]);
}

PLUMBLINE_ALSO_WIDE
void ScaleEach(const float* scales, size_t count, float* values) {
  for (size_t i = 0; i < count; ++i) values[i] *= scales[i];
}

// 0 where none is greater.
PLUMBLINE_ALSO_WIDE
float GreatestOf(const float* values, size_t count) {
  float most = 0;
  if (count < kLanes) {
    for (size_t at = 0; at < count; ++at) most = std::max(most, values[at]);
    return most;
  }
  Eight greatest = {};
  for (size_t at = 0; at < count; at += kLanes) {
    Eight eight;
    Load(values + std::min(at, count - kLanes), &eight);
    greatest = eight > greatest ? eight : greatest;
  }
  for (size_t i = 0; i < kLanes; ++i) most = std::max(most, greatest[i]);
  return most;
}

// Adds the same to numbers at different places.
template <typename Place>
void AddToEach(const Place* places, size_t count, float more, float* numbers) {
#pragma GCC unroll 4
  for (size_t i = 0; i < count; ++i) numbers[places[i]] += more;
}

// By how much a gram that stands once in each of two words counts too much.
float ExcessOfTwo() { return 2 * DampedCount(1) - DampedCount(2); }

// Counts become begins: each number is added to all behind it.
void SumUp(std::vector<uint32_t>* numbers) {
  std::partial_sum(numbers->begin(), numbers->end(), numbers->begin());
}

}  // namespace

TitleGrams::TitleGrams(absl::Span<const std::string> titles,
                       absl::Span<const CandidateIndex> owners,
                       size_t candidates)
    : owners_(owners.begin(), owners.end()),
      scales_(titles.size()),
      first_words_(titles.size() * kFirstWords),
      begins_(candidates + 1) {
  Builder builder;
  std::vector<ReadTitle> read;
  for (uint32_t title = 0; title < titles.size(); ++title)
    read.push_back(builder.Read(title, titles[title]));
  builder.SortWords(&read);
  AddGrams(builder, titles.size());
  std::vector<double> squares;
  for (const std::vector<TermCount>& word : builder.word_grams)
    squares.push_back(SquareOf(word));
  for (const CandidateIndex owner : owners) ++begins_[owner + 1];
  SumUp(&begins_);
  for (uint32_t title = 0; title < read.size(); ++title)
    AddTitle(title, read[title], squares);
  AddTwice(read);
}

void TitleGrams::AddGrams(const Builder& builder, size_t titles) {
  for (const uint32_t having_it : builder.frequency)
    rarity_.push_back(InverseDocumentFrequency(titles, having_it));
  gram_begins_.assign(rarity_.size() + 1, 0);
  more_begins_.assign(rarity_.size() + 1, 0);
  const auto is_plain = [](WordId word, const TermCount& gram) {
    return gram.count == 1 && word <= UINT16_MAX;
  };
  for (WordId word = 0; word < builder.word_grams.size(); ++word)
    for (const TermCount& gram : builder.word_grams[word])
      ++(is_plain(word, gram) ? gram_begins_ : more_begins_)[gram.term + 1];
  SumUp(&gram_begins_);
  SumUp(&more_begins_);
  gram_words_.resize(gram_begins_.back());
  more_gram_words_.resize(more_begins_.back());
  std::vector<uint32_t> next(gram_begins_.begin(), gram_begins_.end() - 1);
  std::vector<uint32_t> more(more_begins_.begin(), more_begins_.end() - 1);
  for (WordId word = 0; word < builder.word_grams.size(); ++word)
    for (const TermCount& gram : builder.word_grams[word])
      if (is_plain(word, gram))
        gram_words_[next[gram.term]++] = static_cast<uint16_t>(word);
      else
        more_gram_words_[more[gram.term]++] = {
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

void TitleGrams::AddTitle(uint32_t number, const ReadTitle& title,
                          const std::vector<double>& squares) {
  for (size_t i = 0; i < title.words.size(); ++i) {
    const WordId word = title.words[i];
    if (i < kFirstWords && word <= UINT16_MAX)
      first_words_[number * kFirstWords + i] = static_cast<uint16_t>(word);
    else
      more_words_.push_back({number, word});
  }
  double square = 0;
  for (const WordId word : title.words) square += squares[word];
  for (size_t i = 0; i < title.twice.size(); ++i) {
    const double rarity = rarity_[title.twice[i].of];
    square += rarity * rarity * title.squares[i];
  }
  scales_[number] = square > 0 ? static_cast<float>(1 / std::sqrt(square)) : 0;
}

void TitleGrams::AddTwice(const std::vector<ReadTitle>& titles) {
  const float plain = ExcessOfTwo();
  twice_begins_.assign(rarity_.size() + 1, 0);
  more_twice_begins_.assign(rarity_.size() + 1, 0);
  for (const ReadTitle& title : titles)
    for (const auto& [gram, excess] : title.twice)
      ++(excess == plain ? twice_begins_ : more_twice_begins_)[gram + 1];
  SumUp(&twice_begins_);
  SumUp(&more_twice_begins_);
  twice_.resize(twice_begins_.back());
  more_twice_.resize(more_twice_begins_.back());
  std::vector<uint32_t> next(twice_begins_.begin(), twice_begins_.end() - 1);
  std::vector<uint32_t> more(more_twice_begins_.begin(),
                             more_twice_begins_.end() - 1);
  for (uint32_t title = 0; title < titles.size(); ++title)
    for (const auto& [gram, excess] : titles[title].twice)
      if (excess == plain)
        twice_[next[gram]++] = title;
      else
        more_twice_[more[gram]++] = {title, excess * rarity_[gram]};
}

// What each word has in common with the text.
void TitleGrams::FillWords(absl::Span<const TermWeight> asked,
                           Scratch* scratch) const {
  scratch->words.assign(word_count_, 0);
  float* words = scratch->words.data();
  for (const TermWeight& gram : asked) {
    const float once = gram.weight * rarity_[gram.term];
    AddToEach(gram_words_.data() + gram_begins_[gram.term],
              gram_begins_[gram.term + 1] - gram_begins_[gram.term], once,
              words);
    for (uint32_t at = more_begins_[gram.term];
         at < more_begins_[gram.term + 1]; ++at)
      words[more_gram_words_[at].of] +=
          gram.weight * more_gram_words_[at].weight;
  }
}

void TitleGrams::FillTitles(Scratch* scratch) const {
  scratch->titles.resize(scales_.size());
  const float* const of_word = scratch->words.data();
  SumWords(first_words_.data(), scales_.size(), of_word,
           scratch->titles.data());
  for (const MoreWord& more : more_words_)
    scratch->titles[more.title] += of_word[more.word];
}

void TitleGrams::SubtractTwice(absl::Span<const TermWeight> asked,
                               float* titles) const {
  for (const TermWeight& gram : asked) {
    const float once = gram.weight * (ExcessOfTwo() * rarity_[gram.term]);
    AddToEach(twice_.data() + twice_begins_[gram.term],
              twice_begins_[gram.term + 1] - twice_begins_[gram.term], -once,
              titles);
    for (uint32_t at = more_twice_begins_[gram.term];
         at < more_twice_begins_[gram.term + 1]; ++at)
      titles[more_twice_[at].of] -= gram.weight * more_twice_[at].weight;
  }
}

// Only titles of the candidates whose nearest are nearest can be among them: no
// title of a candidate is nearer than its nearest.
void TitleGrams::OfferNearest(absl::Span<const float> nearest,
                              const float* titles, NearestTitles* all) const {
  for (const uint32_t i : PlacesOfGreatest(nearest, NearestTitles::kMost)) {
    for (uint32_t title = begins_[i]; title < begins_[i + 1]; ++title)
      if (titles[title] >= all->least()) all->Offer(title, titles[title]);
  }
}

void TitleGrams::FillScores(absl::string_view folded, Scratch* scratch,
                            absl::Span<float> nearest,
                            absl::Span<float> neighbours) const {
  std::fill(nearest.begin(), nearest.end(), 0.0f);
  const std::vector<TermCount> known = grams_.Count(folded);
  if (known.empty()) return;
  const double length = std::sqrt(SquareOf(known));
  std::vector<TermWeight> asked;
  asked.reserve(known.size());
  for (const TermCount& gram : known)
    asked.push_back(
        {gram.term, static_cast<float>(DampedCount(gram.count) *
                                       rarity_[gram.term] / length)});
  FillWords(asked, scratch);
  FillTitles(scratch);
  float* const titles = scratch->titles.data();
  SubtractTwice(asked, titles);
  ScaleEach(scales_.data(), scales_.size(), titles);
  for (CandidateIndex i = 0; i < nearest.size(); ++i)
    nearest[i] = GreatestOf(titles + begins_[i], begins_[i + 1] - begins_[i]);
  NearestTitles all;
  OfferNearest(nearest, titles, &all);
  all.AddCubes(owners_, neighbours);
}

}  // namespace plumbline::alignment
