#include "services/alignment/domain/matching/phrase_index.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "services/alignment/domain/matching/text/folded_text.h"

namespace plumbline::alignment {
namespace {

void Normalise(absl::Span<TermWeight> vector) {
  double squares = 0;
  for (const TermWeight& term : vector)
    squares += static_cast<double>(term.weight) * term.weight;
  if (squares == 0) return;
  const double length = std::sqrt(squares);
  for (TermWeight& term : vector)
    term.weight = static_cast<float>(term.weight / length);
}

bool Has(absl::Span<const TermWeight> vector, TermId term) {
  const auto at = std::lower_bound(
      vector.begin(), vector.end(), term,
      [](const TermWeight& one, TermId key) { return one.term < key; });
  return at != vector.end() && at->term == term && at->weight > 0;
}

}  // namespace

PhraseIndex::PhraseIndex(const Corpus& corpus, const TermTable& terms,
                         const CorpusWords& words)
    : terms_(terms) {
  Stemmer stemmer;
  for (CandidateIndex at = 0; at < corpus.candidates.size(); ++at) {
    for (size_t number = 1; number <= kTextKinds; ++number) {
      const auto kind = static_cast<TextKind>(number);
      const auto& texts = TextsOf(corpus.candidates[at], kind);
      for (uint32_t i = 0; i < texts.size(); ++i) {
        std::vector<TermId> read;
        if (kind == TextKind::kReportedTitle) {
          terms_.ReadWords(FoldText(texts[i]), &stemmer, &read);
        } else {
          const auto known = words.Of(at, kind, i);
          read.assign(known.begin(), known.end());
        }
        AddText({kind, i}, std::move(read));
      }
    }
    candidate_begins_.push_back(static_cast<uint32_t>(refs_.size()));
  }
  Weigh();
  AddPlaces();
}

void PhraseIndex::AddText(TextRef ref, std::vector<TermId> words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  for (const TermId word : words)
    if (word != kNoTerm) weights_.push_back({word, 1});
  refs_.push_back(ref);
  term_begins_.push_back(static_cast<uint32_t>(weights_.size()));
}

// A word that every text has weighs nothing.
void PhraseIndex::Weigh() {
  std::vector<uint32_t> texts_with(terms_.word_count());
  for (const TermWeight& term : weights_) ++texts_with[term.term];
  rarity_.resize(terms_.word_count());
  const auto texts = static_cast<double>(refs_.size());
  for (size_t term = 0; term < rarity_.size(); ++term)
    if (texts_with[term] > 0)
      rarity_[term] = static_cast<float>(std::log(texts / texts_with[term]));
  for (TermWeight& term : weights_) term.weight = rarity_[term.term];
  for (size_t text = 0; text < refs_.size(); ++text)
    Normalise(absl::MakeSpan(weights_).subspan(
        term_begins_[text], term_begins_[text + 1] - term_begins_[text]));
}

void PhraseIndex::AddPlaces() {
  place_begins_.assign(rarity_.size() + 1, 0);
  for (const TermWeight& term : weights_) ++place_begins_[term.term + 1];
  for (size_t word = 0; word < rarity_.size(); ++word)
    place_begins_[word + 1] += place_begins_[word];
  places_.resize(weights_.size());
  std::vector<uint32_t> next(place_begins_.begin(), place_begins_.end() - 1);
  for (uint32_t text = 0; text < refs_.size(); ++text)
    for (const TermWeight& term : PhraseAt(text).vector)
      places_[next[term.term]++] = {text, term.weight};
}

absl::Span<const PhraseIndex::Place> PhraseIndex::PlacesOf(
    TermId word, CandidateIndex candidate) const {
  const auto end = places_.begin() + place_begins_[word + 1];
  const auto first = std::lower_bound(
      places_.begin() + place_begins_[word], end, candidate_begins_[candidate],
      [](const Place& place, uint32_t key) { return place.phrase < key; });
  auto last = first;
  while (last != end && last->phrase < candidate_begins_[candidate + 1]) ++last;
  return absl::MakeConstSpan(places_).subspan(
      static_cast<size_t>(first - places_.begin()),
      static_cast<size_t>(last - first));
}

std::vector<PhraseIndex::Phrase> PhraseIndex::PhrasesOf(
    CandidateIndex candidate) const {
  std::vector<Phrase> phrases;
  phrases.reserve(candidate_begins_[candidate + 1] -
                  candidate_begins_[candidate]);
  for (uint32_t text = candidate_begins_[candidate];
       text < candidate_begins_[candidate + 1]; ++text)
    phrases.push_back(PhraseAt(text));
  return phrases;
}

ReadSentence PhraseIndex::Read(absl::string_view sentence,
                               Stemmer* stemmer) const {
  ReadSentence read;
  read.folded = FoldText(sentence);
  std::vector<TermId> terms;
  terms_.ReadKnown(
      read.folded, stemmer, [&](absl::string_view token, TermId term) {
        terms.push_back(term);
        read.words.push_back(
            {term, static_cast<uint32_t>(token.data() - read.folded.data()),
             static_cast<uint32_t>(token.size())});
      });
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  for (const TermId term : terms)
    if (rarity_[term] > 0) read.vector.push_back({term, rarity_[term]});
  Normalise(absl::MakeSpan(read.vector));
  return read;
}

std::vector<std::string> SharedWords(const ReadSentence& sentence,
                                     const PhraseIndex::Phrase& phrase) {
  std::vector<std::string> shared;
  for (const ReadSentence::Word& word : sentence.words) {
    if (!Has(phrase.vector, word.term)) continue;
    std::string text = sentence.folded.substr(word.begin, word.length);
    if (std::find(shared.begin(), shared.end(), text) == shared.end())
      shared.push_back(std::move(text));
  }
  return shared;
}

double MetShare(absl::Span<const TermWeight> phrase,
                absl::Span<const TermWeight> sentence) {
  double share = 0;
  for (const TermWeight& term : phrase)
    if (Has(sentence, term.term))
      share += static_cast<double>(term.weight) * term.weight;
  return share;
}

float CosineOf(absl::Span<const TermWeight> one,
               absl::Span<const TermWeight> other) {
  float sum = 0;
  size_t i = 0;
  size_t j = 0;
  while (i < one.size() && j < other.size()) {
    if (one[i].term == other[j].term)
      sum += one[i++].weight * other[j++].weight;
    else if (one[i].term < other[j].term)
      ++i;
    else
      ++j;
  }
  return sum;
}

}  // namespace plumbline::alignment
