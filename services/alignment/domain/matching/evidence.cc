#include "services/alignment/domain/matching/evidence.h"

#include <algorithm>
#include <array>
#include <utility>

namespace plumbline::alignment {
namespace {

// A meeting that is not spelled out yet.
struct Meeting {
  float similarity = 0;
  size_t passage = 0;
  size_t phrase = 0;
};

Evidence Spell(const Meeting& meeting, const PhraseIndex::Phrase& phrase,
               const ReadPassages& program) {
  const ReadSentence& sentence = program.sentences[meeting.passage];
  return {meeting.passage, phrase.ref, SharedWords(sentence, phrase),
          meeting.similarity, MetShare(phrase.vector, sentence.vector)};
}

// The strongest first; the candidate's order among equals.
std::vector<Meeting> MeetingsOf(const std::vector<PhraseIndex::Phrase>& phrases,
                                const ReadPassages& program) {
  std::vector<Meeting> meetings;
  for (size_t i = 0; i < phrases.size(); ++i) {
    const auto nearest = program.words.NearestTo(phrases[i].vector);
    if (nearest.similarity > 0)
      meetings.push_back({nearest.similarity, nearest.sentence, i});
  }
  std::sort(meetings.begin(), meetings.end(),
            [](const Meeting& a, const Meeting& b) {
              return a.similarity != b.similarity ? a.similarity > b.similarity
                                                  : a.phrase < b.phrase;
            });
  return meetings;
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
  return Spell({nearest.similarity, nearest.sentence, 0}, phrase, program);
}

std::vector<Evidence> EvidenceFor(CandidateIndex candidate,
                                  const ReadPassages& program,
                                  const PhraseIndex& index, size_t most) {
  const auto phrases = index.PhrasesOf(candidate);
  std::vector<Evidence> evidence;
  for (const Meeting& meeting : MeetingsOf(phrases, program)) {
    if (evidence.size() == most) break;
    if (std::any_of(evidence.begin(), evidence.end(), [&](const Evidence& one) {
          return one.passage == meeting.passage;
        }))
      continue;
    evidence.push_back(Spell(meeting, phrases[meeting.phrase], program));
  }
  return evidence;
}

}  // namespace plumbline::alignment
