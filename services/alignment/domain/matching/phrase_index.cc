#include "services/alignment/domain/matching/phrase_index.h"

#include <algorithm>
#include <cmath>

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

PhraseIndex::PhraseIndex(const Corpus& corpus, const TermTable& terms)
    : terms_(terms) {
  Stemmer stemmer;
  for (const CandidateText& candidate : corpus.candidates) {
    AddTexts(candidate.titles, TextKind::kTitle, &stemmer);
    AddTexts(candidate.alternate_titles, TextKind::kAlternateTitle, &stemmer);
    AddTexts(candidate.reported_titles, TextKind::kReportedTitle, &stemmer);
    AddTexts(candidate.descriptions, TextKind::kDescription, &stemmer);
    AddTexts(candidate.tasks, TextKind::kTask, &stemmer);
    AddTexts(candidate.activities, TextKind::kActivity, &stemmer);
    AddTexts(candidate.technologies, TextKind::kTechnology, &stemmer);
    candidate_begins_.push_back(static_cast<uint32_t>(refs_.size()));
  }
  Weigh();
}

void PhraseIndex::AddTexts(const std::vector<std::string>& texts, TextKind kind,
                           Stemmer* stemmer) {
  for (uint32_t i = 0; i < texts.size(); ++i) {
    std::vector<TermId> words;
    terms_.ReadWords(FoldText(texts[i]), stemmer, &words);
    for (const TermCount& word : terms_.Count(words, false))
      weights_.push_back({word.term, 1});
    refs_.push_back({kind, i});
    term_begins_.push_back(static_cast<uint32_t>(weights_.size()));
  }
}

// A word that every text has weighs nothing.
void PhraseIndex::Weigh() {
  std::vector<uint32_t> texts_with(terms_.size());
  for (const TermWeight& term : weights_) ++texts_with[term.term];
  rarity_.resize(terms_.size());
  const auto texts = static_cast<double>(refs_.size());
  for (size_t term = 0; term < rarity_.size(); ++term)
    if (texts_with[term] > 0)
      rarity_[term] = static_cast<float>(std::log(texts / texts_with[term]));
  for (TermWeight& term : weights_) term.weight = rarity_[term.term];
  for (size_t text = 0; text < refs_.size(); ++text)
    Normalise(absl::MakeSpan(weights_).subspan(
        term_begins_[text], term_begins_[text + 1] - term_begins_[text]));
}

std::vector<PhraseIndex::Phrase> PhraseIndex::PhrasesOf(
    CandidateIndex candidate) const {
  std::vector<Phrase> phrases;
  for (uint32_t text = candidate_begins_[candidate];
       text < candidate_begins_[candidate + 1]; ++text)
    phrases.push_back(
        {refs_[text],
         absl::MakeConstSpan(weights_).subspan(
             term_begins_[text], term_begins_[text + 1] - term_begins_[text])});
  return phrases;
}

ReadSentence PhraseIndex::Read(absl::string_view sentence,
                               Stemmer* stemmer) const {
  std::vector<TermId> words;
  terms_.ReadWords(FoldText(sentence), stemmer, &words);
  ReadSentence read;
  for (const TermCount& word : terms_.Count(words, false))
    if (rarity_[word.term] > 0)
      read.vector.push_back({word.term, rarity_[word.term]});
  Normalise(absl::MakeSpan(read.vector));
  return read;
}

std::vector<std::string> PhraseIndex::SharedWords(absl::string_view sentence,
                                                  const Phrase& phrase,
                                                  Stemmer* stemmer) const {
  std::vector<std::string> shared;
  const std::string folded = FoldText(sentence);
  ForEachToken(folded, [&](absl::string_view token) {
    std::vector<TermId> word;
    terms_.ReadWords(token, stemmer, &word);
    if (word.size() != 1 || word[0] == kNoTerm || !Has(phrase.vector, word[0]))
      return;
    if (std::find(shared.begin(), shared.end(), token) == shared.end())
      shared.emplace_back(token);
  });
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
