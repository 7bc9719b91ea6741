#include "services/alignment/domain/matching/text/title_spellings.h"

#include <algorithm>
#include <cmath>

#include "services/alignment/domain/matching/text/term_space.h"
#include "services/alignment/domain/matching/text/token_table.h"

namespace plumbline::alignment {

TitleSpellings::TitleSpellings(absl::Span<const std::string> titles,
                               absl::Span<const CandidateIndex> owners)
    : owners_(owners.begin(), owners.end()) {
  std::vector<std::vector<WordId>> words;
  for (const std::string& title : titles) {
    std::vector<WordId>& of_title = words.emplace_back();
    ForEachKeyedToken(title, [&](const KeyedToken& token) {
      of_title.push_back(words_.Add(token));
    });
  }
  words_.Finish();
  AddPostings(words);
  for (const std::vector<WordId>& title : words) {
    double square = 0;
    for (const WordId word : title)
      square += double{rarity_[word]} * rarity_[word];
    scales_.push_back(square > 0 ? static_cast<float>(1 / std::sqrt(square))
                                 : 0);
  }
}

void TitleSpellings::AddPostings(
    const std::vector<std::vector<WordId>>& titles) {
  begins_.assign(words_.size() + 1, 0);
  for (const std::vector<WordId>& title : titles)
    for (const WordId word : title) ++begins_[word + 1];
  for (WordId word = 0; word < words_.size(); ++word)
    begins_[word + 1] += begins_[word];
  having_it_.resize(begins_.back());
  std::vector<uint32_t> next(begins_.begin(), begins_.end() - 1);
  std::vector<uint32_t> frequency(words_.size());
  for (uint32_t title = 0; title < titles.size(); ++title)
    for (const WordId word : titles[title]) {
      const uint32_t at = next[word]++;
      having_it_[at] = title;
      if (at == begins_[word] || having_it_[at - 1] != title) ++frequency[word];
    }
  for (const uint32_t having_it : frequency)
    rarity_.push_back(InverseDocumentFrequency(titles.size(), having_it));
  rarity_of_unknown_ = InverseDocumentFrequency(titles.size(), 1);
}

double TitleSpellings::MeetWords(absl::string_view folded,
                                 Scratch* scratch) const {
  scratch->by_word.resize(words_.size());
  scratch->words_met.clear();
  double square = 0;
  ForEachKeyedToken(folded, [&](const KeyedToken& token) {
    const auto nearest = words_.NearestTo(token, &scratch->words);
    const WordId* known = words_.Find(token);
    const float weight = known ? rarity_[*known] : rarity_of_unknown_;
    square += double{weight} * weight;
    for (const WordSpellings::Near& near : nearest) {
      float& sum = scratch->by_word[near.word];
      if (sum == 0) scratch->words_met.push_back(near.word);
      sum += weight * near.cosine * rarity_[near.word];
    }
  });
  return square;
}

void TitleSpellings::MeetTitles(Scratch* scratch) const {
  scratch->by_title.resize(scales_.size());
  scratch->titles_met.resize(scales_.size() + 1);
  uint32_t* const met = scratch->titles_met.data();
  float* const sums = scratch->by_title.data();
  size_t count = 0;
  for (const WordId word : scratch->words_met) {
    const float part = scratch->by_word[word];
    scratch->by_word[word] = 0;
    for (uint32_t at = begins_[word]; at < begins_[word + 1]; ++at) {
      const uint32_t title = having_it_[at];
      met[count] = title;
      count += sums[title] == 0 ? 1 : 0;
      sums[title] += part;
    }
  }
  scratch->titles_met_count = count;
}

void TitleSpellings::FillScores(absl::string_view folded, Scratch* scratch,
                                absl::Span<float> nearest,
                                absl::Span<float> neighbours) const {
  const double square = MeetWords(folded, scratch);
  if (square == 0) return;
  MeetTitles(scratch);
  const auto scale = static_cast<float>(1 / std::sqrt(square));
  constexpr size_t kTitlesAhead = 12;
  NearestTitles all;
  const auto met =
      absl::MakeConstSpan(scratch->titles_met).first(scratch->titles_met_count);
  for (size_t i = 0; i < met.size(); ++i) {
    if (i + kTitlesAhead < met.size()) {
      __builtin_prefetch(&scales_[met[i + kTitlesAhead]]);
      __builtin_prefetch(&owners_[met[i + kTitlesAhead]]);
    }
    const uint32_t title = met[i];
    const float cosine =
        std::min(1.0f, scratch->by_title[title] * scales_[title] * scale);
    scratch->by_title[title] = 0;
    float& best = nearest[owners_[title]];
    best = std::max(best, cosine);
    if (cosine >= all.least()) all.Offer(title, cosine);
  }
  all.AddCubes(owners_, neighbours);
}

}  // namespace plumbline::alignment
