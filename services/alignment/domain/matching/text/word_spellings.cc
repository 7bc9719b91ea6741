#include "services/alignment/domain/matching/text/word_spellings.h"

#include <algorithm>
#include <cmath>

#include "services/alignment/domain/matching/text/greatest.h"
#include "services/alignment/domain/matching/text/term_space.h"

namespace plumbline::alignment {
namespace {

using Near = WordSpellings::Near;

// The grams' weights, of length 1.
std::vector<TermWeight> UnitVectorOf(absl::Span<const TermCount> grams,
                                     const std::vector<float>& rarity) {
  std::vector<TermWeight> vector;
  vector.reserve(grams.size());
  double squares = 0;
  for (const TermCount& gram : grams) {
    const float weight = DampedCount(gram.count) * rarity[gram.term];
    squares += double{weight} * weight;
    vector.push_back({gram.term, weight});
  }
  const auto scale = static_cast<float>(1 / std::sqrt(squares));
  for (TermWeight& gram : vector) gram.weight *= scale;
  return vector;
}

}  // namespace

WordSpellings::WordId WordSpellings::Add(const KeyedToken& token) {
  const auto [word, is_new] =
      words_.TryAdd(token, static_cast<WordId>(grams_of_.size()));
  if (is_new) {
    grams_.Add(token.text);
    grams_of_.push_back(grams_.Count(token.text));
  }
  return *word;
}

void WordSpellings::Finish() {
  begins_.assign(grams_.size() + 1, 0);
  for (const std::vector<TermCount>& grams : grams_of_)
    for (const TermCount& gram : grams) ++begins_[gram.term + 1];
  for (size_t gram = 0; gram < grams_.size(); ++gram) {
    rarity_.push_back(
        InverseDocumentFrequency(grams_of_.size(), begins_[gram + 1]));
    begins_[gram + 1] += begins_[gram];
  }
  having_it_.resize(begins_.back());
  std::vector<uint32_t> next(begins_.begin(), begins_.end() - 1);
  for (WordId word = 0; word < grams_of_.size(); ++word)
    for (const TermWeight& gram : UnitVectorOf(grams_of_[word], rarity_))
      having_it_[next[gram.term]++] = {word, gram.weight};
  kept_ = std::make_unique<KeptRows<Near>>(grams_of_.size(), kMostNear);
}

void WordSpellings::Search(absl::string_view token, std::vector<float>* cosines,
                           absl::Span<Near> nearest) const {
  cosines->assign(size(), 0);
  for (const TermWeight& gram : UnitVectorOf(grams_.Count(token), rarity_))
    for (uint32_t at = begins_[gram.term]; at < begins_[gram.term + 1]; ++at)
      (*cosines)[having_it_[at].word] += gram.weight * having_it_[at].cosine;
  size_t found = 0;
  for (const uint32_t word : PlacesOfGreatest(*cosines, nearest.size()))
    if ((*cosines)[word] >= kLeastCosine)
      nearest[found++] = {word, (*cosines)[word]};
}

absl::Span<const Near> WordSpellings::NearestTo(const KeyedToken& token,
                                                Scratch* scratch) const {
  absl::Span<const Near> nearest;
  if (const WordId* word = Find(token)) {
    nearest = kept_->Get(*word, [&](absl::Span<Near> row) {
      Search(token.text, &scratch->cosines, row);
    });
  } else {
    scratch->near.assign(kMostNear, {});
    Search(token.text, &scratch->cosines, absl::MakeSpan(scratch->near));
    nearest = scratch->near;
  }
  size_t count = 0;
  while (count < nearest.size() && nearest[count].cosine > 0) ++count;
  return nearest.first(count);
}

}  // namespace plumbline::alignment
