#include "services/alignment/domain/matching/evidence.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace plumbline::alignment {
namespace {

// A meeting that is not spelled out yet.
struct Meeting {
  float similarity = 0;
  size_t passage = 0;
  size_t phrase = 0;
};

// The nearest sentence; similarity 0 when no word met.
Meeting NearestSentence(const PhraseIndex::Phrase& phrase,
                        const ReadPassages& program) {
  Meeting best;
  for (size_t i = 0; i < program.sentences.size(); ++i) {
    const float similarity =
        CosineOf(program.sentences[i].vector, phrase.vector);
    if (similarity > best.similarity) best = {similarity, i, 0};
  }
  return best;
}

Evidence Spell(const Meeting& meeting, const PhraseIndex::Phrase& phrase,
               const ReadPassages& program, const PhraseIndex& index,
               Stemmer* stemmer) {
  return {meeting.passage, phrase.ref,
          index.SharedWords(program.passages[meeting.passage].text, phrase,
                            stemmer),
          meeting.similarity,
          MetShare(phrase.vector, program.sentences[meeting.passage].vector)};
}

// The strongest first; the program's order among equals.
std::vector<Meeting> MeetingsOf(const std::vector<PhraseIndex::Phrase>& phrases,
                                const ReadPassages& program) {
  std::vector<Meeting> meetings;
  for (size_t i = 0; i < phrases.size(); ++i) {
    Meeting meeting = NearestSentence(phrases[i], program);
    meeting.phrase = i;
    if (meeting.similarity > 0) meetings.push_back(meeting);
  }
  std::stable_sort(meetings.begin(), meetings.end(),
                   [](const Meeting& a, const Meeting& b) {
                     return a.similarity > b.similarity;
                   });
  return meetings;
}

}  // namespace

ReadPassages ReadAll(std::vector<Passage> passages, const PhraseIndex& index,
                     Stemmer* stemmer) {
  ReadPassages read;
  for (const Passage& passage : passages)
    read.sentences.push_back(index.Read(passage.text, stemmer));
  read.passages = std::move(passages);
  return read;
}

std::optional<Evidence> NearestTo(const PhraseIndex::Phrase& phrase,
                                  const ReadPassages& program,
                                  const PhraseIndex& index, Stemmer* stemmer) {
  const Meeting nearest = NearestSentence(phrase, program);
  if (nearest.similarity <= 0) return std::nullopt;
  return Spell(nearest, phrase, program, index, stemmer);
}

std::vector<Evidence> EvidenceFor(CandidateIndex candidate,
                                  const ReadPassages& program,
                                  const PhraseIndex& index, size_t most,
                                  Stemmer* stemmer) {
  const auto phrases = index.PhrasesOf(candidate);
  std::vector<Evidence> evidence;
  std::set<size_t> passages;
  for (const Meeting& meeting : MeetingsOf(phrases, program)) {
    if (evidence.size() == most) break;
    if (!passages.insert(meeting.passage).second) continue;
    evidence.push_back(
        Spell(meeting, phrases[meeting.phrase], program, index, stemmer));
  }
  return evidence;
}

}  // namespace plumbline::alignment
