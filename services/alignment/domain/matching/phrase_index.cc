#include "services/alignment/domain/matching/phrase_index.h"

#include <algorithm>
#include <bit>
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
  places_.resize(weights_.size());
  words_.resize((candidate_begins_.size() - 1) * block_count());
  std::vector<uint32_t> next(rarity_.size());
  for (CandidateIndex at = 0; at + 1 < candidate_begins_.size(); ++at)
    AddPlacesOf(at, &next);
  place_begins_.push_back(static_cast<uint32_t>(places_.size()));
}

void PhraseIndex::AddPlacesOf(CandidateIndex candidate,
                              std::vector<uint32_t>* next) {
  const auto words =
      absl::MakeSpan(words_).subspan(candidate * block_count(), block_count());
  const uint32_t first = term_begins_[candidate_begins_[candidate]];
  const uint32_t end = term_begins_[candidate_begins_[candidate + 1]];
  for (uint32_t i = first; i < end; ++i) {
    const TermId term = weights_[i].term;
    ++(*next)[term];
    words[term / WordBlock::kWords].bits |= uint64_t{1}
                                            << term % WordBlock::kWords;
  }
  uint32_t begin = first;
  for (size_t block = 0; block < words.size(); ++block) {
    words[block].before = static_cast<uint32_t>(place_begins_.size());
    for (uint64_t bits = words[block].bits; bits != 0; bits &= bits - 1) {
      const size_t term = block * WordBlock::kWords +
                          static_cast<size_t>(std::countr_zero(bits));
      place_begins_.push_back(begin);
      begin += std::exchange((*next)[term], begin);
    }
  }
  for (uint32_t text = candidate_begins_[candidate];
       text < candidate_begins_[candidate + 1]; ++text)
    for (const TermWeight& term : PhraseAt(text).vector)
      places_[(*next)[term.term]++] = {text, term.weight};
  for (uint32_t i = first; i < end; ++i) (*next)[weights_[i].term] = 0;
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

ReadSentence PhraseIndex::Read(std::string folded, Stemmer* stemmer) const {
  ReadSentence read;
  read.folded = std::move(folded);
  std::vector<TermId> terms;
  terms.reserve(read.folded.size() / 6);
  read.words.reserve(read.folded.size() / 6);
  terms_.ReadKnown(
      read.folded, stemmer, [&](absl::string_view token, TermId term) {
        terms.push_back(term);
        read.words.push_back(
            {term, static_cast<uint32_t>(token.data() - read.folded.data()),
             static_cast<uint32_t>(token.size())});
      });
  const std::vector<TermCount> counts = CountTerms(std::move(terms));
  read.vector.reserve(counts.size());
  for (const TermCount& one : counts)
    if (rarity_[one.term] > 0)
      read.vector.push_back({one.term, rarity_[one.term]});
  Normalise(absl::MakeSpan(read.vector));
  return read;
}

std::vector<std::string> SharedWords(const ReadSentence& sentence,
                                     const PhraseIndex::Phrase& phrase) {
  // Most words are told apart by the last bits of their numbers.
  uint64_t last_bits = 0;
  for (const TermWeight& term : phrase.vector)
    last_bits |= uint64_t{1} << term.term % 64;
  std::vector<std::string> shared;
  for (const ReadSentence::Word& word : sentence.words) {
    if ((last_bits >> word.term % 64 & 1) == 0 ||
        !Has(phrase.vector, word.term))
      continue;
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
