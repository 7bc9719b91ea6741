#include "services/alignment/domain/matching/evidence.h"

#include <algorithm>
#include <array>
#include <utility>

namespace plumbline::alignment {
namespace {

Evidence Spell(float similarity, size_t passage,
               const PhraseIndex::Phrase& phrase, const ReadPassages& program) {
  const ReadSentence& sentence = program.sentences[passage];
  return {passage, phrase.ref, SharedWords(sentence, phrase), similarity,
          MetShare(phrase.vector, sentence.vector)};
}

}  // namespace

SentenceWords::SentenceWords(const std::vector<ReadSentence>& sentences,
                             size_t word_count)
    : has_(word_count / 64 + 1), sentences_(sentences.size()) {
  struct Stand {
    TermId term = 0;
    Place place;
  };
  std::vector<Stand> stands;
  for (uint32_t i = 0; i < sentences.size(); ++i)
    for (const TermWeight& term : sentences[i].vector)
      stands.push_back({term.term, {i, term.weight}});
  std::stable_sort(
      stands.begin(), stands.end(),
      [](const Stand& a, const Stand& b) { return a.term < b.term; });
  for (const Stand& stand : stands) {
    if (terms_.empty() || terms_.back() != stand.term) {
      has_[stand.term / 64] |= uint64_t{1} << stand.term % 64;
      terms_.push_back(stand.term);
      begins_.push_back(static_cast<uint32_t>(places_.size()));
    }
    places_.push_back(stand.place);
  }
  begins_.push_back(static_cast<uint32_t>(places_.size()));
}

SentenceWords::Nearest SentenceWords::NearestTo(
    absl::Span<const TermWeight> phrase) const {
  std::array<float, kMostPassages> sums;
  bool met = false;
  for (const TermWeight& term : phrase) {
    if ((has_[term.term / 64] >> term.term % 64 & 1) == 0) continue;
    if (!met) std::fill_n(sums.begin(), sentences_, 0.0f);
    met = true;
    const auto at = static_cast<size_t>(
        std::lower_bound(terms_.begin(), terms_.end(), term.term) -
        terms_.begin());
    for (uint32_t i = begins_[at]; i < begins_[at + 1]; ++i)
      sums[places_[i].sentence] += places_[i].weight * term.weight;
  }
  Nearest nearest;
  if (!met) return nearest;
  for (size_t i = 0; i < sentences_; ++i)
    if (sums[i] > nearest.similarity) nearest = {i, sums[i]};
  return nearest;
}

std::vector<SentenceWords::Hit> SentenceWords::HitsIn(
    CandidateIndex candidate, const PhraseIndex& index) const {
  const uint32_t first = index.FirstPhraseOf(candidate);
  std::vector<Hit> found;
  // By text of the candidate, and one more: where its hits begin.
  std::vector<uint32_t> begins(index.FirstPhraseOf(candidate + 1) - first + 1);
  for (uint32_t at = 0; at < terms_.size(); ++at)
    for (const PhraseIndex::Place& place :
         index.PlacesOf(terms_[at], candidate)) {
      found.push_back({place.phrase, at, place.weight});
      ++begins[place.phrase - first + 1];
    }
  for (size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  std::vector<Hit> hits(found.size());
  for (const Hit& hit : found) hits[begins[hit.phrase - first]++] = hit;
  return hits;
}

std::vector<SentenceWords::Meeting> SentenceWords::MeetingsWith(
    CandidateIndex candidate, const PhraseIndex& index) const {
  std::vector<Meeting> meetings(sentences_);
  std::array<float, kMostPassages> sums;
  const std::vector<Hit> hits = HitsIn(candidate, index);
  for (size_t i = 0; i < hits.size();) {
    const uint32_t phrase = hits[i].phrase;
    std::fill_n(sums.begin(), sentences_, 0.0f);
    for (; i < hits.size() && hits[i].phrase == phrase; ++i)
      for (uint32_t at = begins_[hits[i].at]; at < begins_[hits[i].at + 1];
           ++at)
        sums[places_[at].sentence] += places_[at].weight * hits[i].weight;
    const auto nearest =
        std::max_element(sums.begin(), sums.begin() + sentences_);
    Meeting& best = meetings[static_cast<size_t>(nearest - sums.begin())];
    if (*nearest > best.similarity) best = {*nearest, phrase};
  }
  return meetings;
}

ReadPassages ReadAll(std::vector<Passage> passages, const PhraseIndex& index,
                     Stemmer* stemmer) {
  ReadPassages read;
  if (passages.size() > kMostPassages) passages.resize(kMostPassages);
  for (const Passage& passage : passages)
    read.sentences.push_back(index.Read(passage.text, stemmer));
  read.passages = std::move(passages);
  read.words = SentenceWords(read.sentences, index.word_count());
  return read;
}

std::optional<Evidence> NearestTo(const PhraseIndex::Phrase& phrase,
                                  const ReadPassages& program) {
  const auto nearest = program.words.NearestTo(phrase.vector);
  if (nearest.similarity <= 0) return std::nullopt;
  return Spell(nearest.similarity, nearest.sentence, phrase, program);
}

std::vector<Evidence> EvidenceFor(CandidateIndex candidate,
                                  const ReadPassages& program,
                                  const PhraseIndex& index, size_t most) {
  const auto meetings = program.words.MeetingsWith(candidate, index);
  std::vector<size_t> order;
  for (size_t i = 0; i < meetings.size(); ++i)
    if (meetings[i].similarity > 0) order.push_back(i);
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return meetings[a].similarity != meetings[b].similarity
               ? meetings[a].similarity > meetings[b].similarity
               : meetings[a].phrase < meetings[b].phrase;
  });
  if (order.size() > most) order.resize(most);
  std::vector<Evidence> evidence;
  for (const size_t passage : order)
    evidence.push_back(Spell(meetings[passage].similarity, passage,
                             index.PhraseAt(meetings[passage].phrase),
                             program));
  return evidence;
}

}  // namespace plumbline::alignment
