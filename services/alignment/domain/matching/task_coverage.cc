#include "services/alignment/domain/matching/task_coverage.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "services/alignment/domain/matching/text/folded_text.h"

namespace plumbline::alignment {
namespace {

// Whether enough of the text is in the sentence.
bool HasEnough(const Evidence& nearest, TextKind kind) {
  constexpr double kAll = 0.999;
  if (nearest.met_share >= kAll) return true;
  return nearest.words.size() >= 2 &&
         nearest.met_share >=
             (kind == TextKind::kTechnology ? kTechnologyShare : kTaskShare);
}

}  // namespace

RandomCourses::RandomCourses(const Corpus& corpus, const PhraseIndex& index) {
  Stemmer stemmer;
  for (const CipText& cip : corpus.cips) {
    for (const absl::string_view sentence : SentencesOf(cip.definition)) {
      ReadSentence read = index.Read(FoldText(sentence), &stemmer);
      if (!read.vector.empty()) sentences_.push_back(std::move(read));
    }
  }
}

double RandomCourses::ChanceOf(const PhraseIndex::Phrase& phrase,
                               double similarity, size_t sentences) const {
  const auto as_near = std::count_if(
      sentences_.begin(), sentences_.end(), [&](const ReadSentence& sentence) {
        return CosineOf(sentence.vector, phrase.vector) >= similarity;
      });
  const double share = (static_cast<double>(as_near) + 1) /
                       (static_cast<double>(sentences_.size()) + 1);
  return -std::expm1(static_cast<double>(sentences) * std::log1p(-share));
}

std::vector<Coverage> CoverageOf(CandidateIndex candidate, TextKind kind,
                                 const ReadPassages& program,
                                 const PhraseIndex& index,
                                 const RandomCourses& random) {
  std::vector<Coverage> covered;
  for (const PhraseIndex::Phrase& phrase : index.PhrasesOf(candidate)) {
    if (phrase.ref.kind != kind) continue;
    Coverage coverage = {phrase.ref};
    coverage.nearest = NearestTo(phrase, program);
    if (coverage.nearest)
      coverage.random_chance = random.ChanceOf(
          phrase, coverage.nearest->similarity, program.passages.size());
    coverage.covered = coverage.random_chance <= kCoveredBelow &&
                       HasEnough(*coverage.nearest, kind);
    covered.push_back(std::move(coverage));
  }
  return covered;
}

}  // namespace plumbline::alignment
