#include "services/alignment/domain/matching/evidence.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

#include "services/alignment/domain/matching/text/greatest.h"
#include "services/alignment/domain/matching/text/wide_lanes.h"

namespace plumbline::alignment {
namespace {

// Of eight texts at a time the greatest of their sums, by sentence, and the
// first sentence that has it; the first where none is above 0. `texts` is a
// multiple of eight.
PLUMBLINE_ALSO_WIDE
void FindGreatestOfTexts(const float* sums, size_t sentences, size_t texts,
                         float* greatest, uint32_t* sentence_of) {
  using EightPlaces = int32_t __attribute__((vector_size(32)));
  for (size_t at = 0; at < texts; at += kLanes) {
    Eight most = {};
    EightPlaces first = {};
    for (size_t sentence = 0; sentence < sentences; ++sentence) {
      Eight eight;
      Load(sums + sentence * texts + at, &eight);
      const EightPlaces above = eight > most;
      most = above ? eight : most;
      first = above ? EightPlaces{} + static_cast<int32_t>(sentence) : first;
    }
    Store(most, greatest + at);
    std::memcpy(sentence_of + at, &first, sizeof(first));
  }
}

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

std::vector<SentenceWords::SharedWord> SentenceWords::WordsSharedWith(
    CandidateIndex candidate, const PhraseIndex& index) const {
  const auto theirs = index.WordsOf(candidate);
  for (const uint32_t block : blocks_) __builtin_prefetch(&theirs[block]);
  std::vector<SharedWord> shared;
  shared.reserve(begins_.size());
  for (const uint32_t block : blocks_)
    for (uint64_t both = words_[block].bits & theirs[block].bits; both != 0;
         both &= both - 1) {
      const auto term = static_cast<TermId>(std::countr_zero(both));
      shared.push_back(
          {words_[block].PlaceOf(term), theirs[block].PlaceOf(term)});
      index.FetchBeginOf(shared.back().theirs);
    }
  return shared;
}

// Word after word, as CosineOf adds them up.
SentenceWords::Cosines SentenceWords::CosinesWith(
    CandidateIndex candidate, const PhraseIndex& index) const {
  constexpr size_t kAhead = 8;
  const uint32_t first = index.FirstPhraseOf(candidate);
  const size_t texts = index.FirstPhraseOf(candidate + 1) - first;
  const std::vector<SharedWord> shared = WordsSharedWith(candidate, index);
  Cosines cosines;
  cosines.stride = (texts + kLanes - 1) / kLanes * kLanes;
  cosines.values.resize(sentences_ * cosines.stride);
  for (size_t i = 0; i < shared.size(); ++i) {
    if (i + kAhead < shared.size())
      index.FetchPlacesOf(shared[i + kAhead].theirs);
    const auto places = index.PlacesOf(shared[i].theirs);
    for (const Place& ours : PlacesOf(shared[i].ours)) {
      float* const row = &cosines.values[ours.sentence * cosines.stride];
      for (const PhraseIndex::Place& place : places)
        row[place.phrase - first] += place.weight * ours.weight;
    }
  }
  return cosines;
}

std::vector<SentenceWords::Meeting> SentenceWords::MeetingsWith(
    CandidateIndex candidate, const PhraseIndex& index) const {
  std::vector<Meeting> meetings(sentences_);
  if (sentences_ == 0) return meetings;
  const Cosines cosines = CosinesWith(candidate, index);
  std::vector<float> greatest(cosines.stride);
  std::vector<uint32_t> sentence_of(cosines.stride);
  FindGreatestOfTexts(cosines.values.data(), sentences_, cosines.stride,
                      greatest.data(), sentence_of.data());
  for (uint32_t text = 0; text < cosines.stride; ++text) {
    Meeting& best = meetings[sentence_of[text]];
    if (greatest[text] > best.similarity)
      best = {greatest[text], index.FirstPhraseOf(candidate) + text};
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
  order.reserve(meetings.size());
  for (size_t i = 0; i < meetings.size(); ++i)
    if (meetings[i].similarity > 0) order.push_back(i);
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return meetings[a].similarity != meetings[b].similarity
               ? meetings[a].similarity > meetings[b].similarity
               : meetings[a].phrase < meetings[b].phrase;
  });
  if (order.size() > most) order.resize(most);
  std::vector<Evidence> evidence;
  evidence.reserve(order.size());
  for (const size_t passage : order)
    evidence.push_back(Spell(meetings[passage].similarity, passage,
                             index.PhraseAt(meetings[passage].phrase),
                             program));
  return evidence;
}

}  // namespace plumbline::alignment
