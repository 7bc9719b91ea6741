#include "services/alignment/domain/matching/evidence.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "services/alignment/domain/matching/text/greatest.h"

namespace plumbline::alignment {
namespace {

// Most candidates share no more words with a program.
constexpr size_t kUsualHits = 256;

Evidence Spell(float similarity, size_t passage,
               const PhraseIndex::Phrase& phrase, const ReadPassages& program) {
  const ReadSentence& sentence = program.sentences[passage];
  return {passage, phrase.ref, SharedWords(sentence, phrase), similarity,
          MetShare(phrase.vector, sentence.vector)};
}

}  // namespace

SentenceWords::SentenceWords(const std::vector<ReadSentence>& sentences,
                             size_t word_count)
    : words_(word_count / WordBlock::kWords + 1), sentences_(sentences.size()) {
  for (const ReadSentence& sentence : sentences)
    for (const TermWeight& term : sentence.vector)
      words_[term.term / WordBlock::kWords].bits |=
          uint64_t{1} << term.term % WordBlock::kWords;
  uint32_t count = 0;
  for (uint32_t block = 0; block < words_.size(); ++block) {
    if (words_[block].bits == 0) continue;
    blocks_.push_back(block);
    words_[block].before = count;
    count += WordBlock::CountOnes(words_[block].bits);
  }
  begins_.resize(count + 2);
  for (const ReadSentence& sentence : sentences)
    for (const TermWeight& term : sentence.vector)
      ++begins_[BlockOf(term.term).PlaceOf(term.term) + 2];
  for (size_t i = 2; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
  places_.resize(begins_.back());
  // Each begin is moved to the next one's while its places are filled in.
  for (uint32_t i = 0; i < sentences.size(); ++i)
    for (const TermWeight& term : sentences[i].vector)
      places_[begins_[BlockOf(term.term).PlaceOf(term.term) + 1]++] = {
          i, term.weight};
  begins_.pop_back();
}

SentenceWords::Nearest SentenceWords::NearestTo(
    absl::Span<const TermWeight> phrase) const {
  std::array<float, kMostPassages> sums;
  bool met = false;
  for (const TermWeight& term : phrase) {
    const WordBlock& block = BlockOf(term.term);
    if (!block.Has(term.term)) continue;
    if (!met) std::fill_n(sums.begin(), sentences_, 0.0f);
    met = true;
    AddTo(block.PlaceOf(term.term), term.weight, sums.data());
  }
  if (!met) return {};
  const size_t nearest = PlaceOfGreatest(sums.data(), sentences_);
  return {nearest, sums[nearest]};
}

// Only the sentences that a word meets are looked at.
SentenceWords::Nearest SentenceWords::NearestTo(
    absl::Span<const Hit> hits, std::vector<float>* sums) const {
  for (const Hit& hit : hits) AddTo(hit.at, hit.weight, sums->data());
  Nearest nearest;
  for (const Hit& hit : hits)
    for (const Place& place : PlacesOf(hit.at)) {
      const float sum = (*sums)[place.sentence];
      if (sum > nearest.similarity ||
          (sum == nearest.similarity && place.sentence < nearest.sentence))
        nearest = {place.sentence, sum};
    }
  for (const Hit& hit : hits)
    for (const Place& place : PlacesOf(hit.at)) (*sums)[place.sentence] = 0;
  return nearest;
}

std::vector<SentenceWords::Hit> SentenceWords::HitsIn(
    CandidateIndex candidate, const PhraseIndex& index) const {
  const uint32_t first = index.FirstPhraseOf(candidate);
  std::vector<Hit> found;
  found.reserve(kUsualHits);
  // By text of the candidate, and one more: where its hits begin.
  std::vector<uint32_t> begins(index.FirstPhraseOf(candidate + 1) - first + 1);
  const auto theirs = index.WordsOf(candidate);
  for (const uint32_t block : blocks_)
    for (uint64_t both = words_[block].bits & theirs[block].bits; both != 0;
         both &= both - 1) {
      const auto term = static_cast<TermId>(std::countr_zero(both));
      const uint32_t at = words_[block].PlaceOf(term);
      for (const auto& place : index.PlacesOf(theirs[block].PlaceOf(term))) {
        found.push_back({place.phrase, at, place.weight});
        ++begins[place.phrase - first + 1];
      }
    }
  for (size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  std::vector<Hit> hits(found.size());
  for (const Hit& hit : found) hits[begins[hit.phrase - first]++] = hit;
  return hits;
}

std::vector<SentenceWords::Meeting> SentenceWords::MeetingsWith(
    CandidateIndex candidate, const PhraseIndex& index) const {
  std::vector<Meeting> meetings(sentences_);
  const std::vector<Hit> hits = HitsIn(candidate, index);
  std::vector<float> sums(sentences_);
  for (auto hit = hits.begin(); hit != hits.end();) {
    auto end = hit;
    while (end != hits.end() && end->phrase == hit->phrase) ++end;
    const Nearest nearest = NearestTo(
        absl::MakeConstSpan(&*hit, static_cast<size_t>(end - hit)), &sums);
    Meeting& best = meetings[nearest.sentence];
    if (nearest.similarity > best.similarity)
      best = {nearest.similarity, hit->phrase};
    hit = end;
  }
  return meetings;
}

ReadPassages ReadAll(std::vector<Passage> passages, const PhraseIndex& index,
                     Stemmer* stemmer) {
  ReadPassages read;
  if (passages.size() > kMostPassages) passages.resize(kMostPassages);
  read.sentences.reserve(passages.size());
  for (Passage& passage : passages)
    read.sentences.push_back(
        index.Read(std::exchange(passage.folded, {}), stemmer));
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
