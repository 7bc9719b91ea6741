#include "services/alignment/domain/matching/text/title_grams.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "services/alignment/domain/matching/text/folded_text.h"
#include "services/alignment/domain/matching/text/term_space.h"

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
        words.try_emplace(token, static_cast<WordId>(words.size()));
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
  std::vector<std::vector<TermCount>> word_grams;
  std::vector<Seen> seen;
  // In how many titles each gram stands.
  std::vector<uint32_t> frequency;
};

namespace {

void SumMany(const uint32_t* words, size_t titles, size_t count,
             const float* of_word, float* sums) {
  for (size_t title = 0; title < titles; ++title) {
    float sum = 0;
    for (size_t i = 0; i < count; ++i) sum += of_word[words[title * count + i]];
    sums[title] = sum;
  }
}

template <size_t kCount>
void SumFew(const uint32_t* words, size_t titles, const float* of_word,
            float* sums) {
  for (size_t title = 0; title < titles; ++title) {
    float sum = of_word[words[title * kCount]];
    for (size_t i = 1; i < kCount; ++i)
      sum += of_word[words[title * kCount + i]];
    sums[title] = sum;
  }
}

// For each title the sum of what its words have, `count` words each.
void SumTitles(const uint32_t* words, size_t titles, size_t count,
               const float* of_word, float* sums) {
  switch (count) {
    case 1:
      return SumFew<1>(words, titles, of_word, sums);
    case 2:
      return SumFew<2>(words, titles, of_word, sums);
    case 3:
      return SumFew<3>(words, titles, of_word, sums);
    case 4:
      return SumFew<4>(words, titles, of_word, sums);
    default:
      return SumMany(words, titles, count, of_word, sums);
  }
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
  std::vector<uint32_t> order(titles.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return std::pair(owners[a], read[a].words.size()) <
           std::pair(owners[b], read[b].words.size());
  });
  twice_begins_.push_back(0);
  run_begins_.assign(candidates + 1, 0);
  for (const uint32_t title : order) {
    AddToRun(owners[title], read[title].words);
    AddTitle(title, read[title], squares);
  }
  for (size_t candidate = 0; candidate < candidates; ++candidate)
    run_begins_[candidate + 1] += run_begins_[candidate];
}

void TitleGrams::AddToRun(CandidateIndex owner,
                          const std::vector<WordId>& words) {
  const auto title = static_cast<uint32_t>(title_numbers_.size());
  if (run_begins_[owner + 1] == 0 || runs_.back().words != words.size()) {
    ++run_begins_[owner + 1];
    runs_.push_back({title, title, static_cast<uint32_t>(words.size()),
                     static_cast<uint32_t>(title_words_.size())});
  }
  ++runs_.back().end_title;
  title_words_.insert(title_words_.end(), words.begin(), words.end());
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

void TitleGrams::AddTitle(uint32_t number, const ReadTitle& title,
                          const std::vector<double>& squares) {
  double square = 0;
  for (const WordId word : title.words) square += squares[word];
  for (size_t i = 0; i < title.twice.size(); ++i) {
    const auto [gram, excess] = title.twice[i];
    const double rarity = rarity_[gram];
    square += rarity * rarity * title.squares[i];
    twice_.push_back({gram, excess * rarity_[gram]});
  }
  twice_begins_.push_back(static_cast<uint32_t>(twice_.size()));
  title_numbers_.push_back(number);
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

// Upper bounds of the cosines of a candidate's titles.
size_t TitleGrams::FillBounds(absl::Span<const Run> runs,
                              Scratch* scratch) const {
  const uint32_t first = runs.front().first_title;
  const size_t titles = runs.back().end_title - first;
  scratch->bounds.resize(std::max(scratch->bounds.size(), titles));
  for (const Run& run : runs)
    SumTitles(&title_words_[run.first_word], run.end_title - run.first_title,
              run.words, scratch->words.data(),
              &scratch->bounds[run.first_title - first]);
  for (size_t i = 0; i < titles; ++i) scratch->bounds[i] *= scales_[first + i];
  return titles;
}

// The cosine of a title whose bound is known.
float TitleGrams::Exact(uint32_t title, float bound,
                        const Scratch& scratch) const {
  float twice = 0;
  for (uint32_t at = twice_begins_[title]; at < twice_begins_[title + 1]; ++at)
    twice += scratch.grams[twice_[at].of] * twice_[at].weight;
  return bound - twice * scales_[title];
}

float TitleGrams::NearestOf(absl::Span<const Run> runs, Scratch* scratch,
                            NearestTitles* all) const {
  const uint32_t first = runs.front().first_title;
  const size_t titles = FillBounds(runs, scratch);
  const auto& bounds = scratch->bounds;
  const auto highest = static_cast<size_t>(
      std::max_element(bounds.begin(),
                       bounds.begin() + static_cast<ptrdiff_t>(titles)) -
      bounds.begin());
  float best =
      Exact(first + static_cast<uint32_t>(highest), bounds[highest], *scratch);
  for (size_t i = 0; i < titles; ++i) {
    if (bounds[i] <= best && bounds[i] < all->least()) continue;
    const auto title = first + static_cast<uint32_t>(i);
    const float cosine = Exact(title, bounds[i], *scratch);
    best = std::max(best, cosine);
    all->Offer(title_numbers_[title], cosine);
  }
  return std::max(best, 0.0f);
}

void TitleGrams::FillScores(absl::string_view folded, Scratch* scratch,
                            absl::Span<float> nearest,
                            absl::Span<float> neighbours) const {
  scratch->words.resize(std::max(scratch->words.size(), word_count_));
  scratch->grams.resize(std::max(scratch->grams.size(), rarity_.size()));
  const std::vector<TermCount> known = Ask(folded, scratch);
  NearestTitles all;
  for (size_t candidate = 0; candidate < nearest.size(); ++candidate) {
    const uint32_t begin = run_begins_[candidate];
    const uint32_t end = run_begins_[candidate + 1];
    nearest[candidate] =
        begin == end || known.empty()
            ? 0
            : NearestOf(absl::MakeConstSpan(runs_).subspan(begin, end - begin),
                        scratch, &all);
  }
  all.AddCubes(owners_, neighbours);
  std::fill_n(scratch->words.begin(), word_count_, 0.0f);
  for (const TermCount& gram : known) scratch->grams[gram.term] = 0;
}

}  // namespace plumbline::alignment
