#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TASK_COVERAGE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TASK_COVERAGE_H_

#include <optional>
#include <vector>

#include "services/alignment/domain/matching/evidence.h"

namespace plumbline::alignment {

// Sentences about anything: what the definitions of all programs say. The
// nearest of them shows how near a sentence comes to a task by chance.
//
// Immutable: const methods may be called from any thread.
class RandomCourses {
 public:
  RandomCourses(const Corpus& corpus, const PhraseIndex& index);

  // How probable it is that the best of `sentences` random ones comes at least
  // as near to `phrase` as `similarity`: 1 - (1 - p)^sentences, p being the
  // share of all that do, each one counted once more than it was seen.
  double ChanceOf(const PhraseIndex::Phrase& phrase, double similarity,
                  size_t sentences) const;

  size_t size() const { return sentences_.size(); }

 private:
  std::vector<ReadSentence> sentences_;
};

// A text of a candidate and the sentence of the program nearest to it.
struct Coverage {
  TextRef text;
  // Nothing when no word met.
  std::optional<Evidence> nearest = {};
  // 1 when no word met.
  double random_chance = 1;
  bool covered = false;
};

// A text counts as covered when chance comes as near less often than this, when
// the sentence has at least two of its words, or all, and this share of it: a
// course of medicine that says "medical" does not teach every task that says
// so. Names of technologies are short, so more of them has to be there.
inline constexpr double kCoveredBelow = 0.05;
inline constexpr double kTaskShare = 0.25;
inline constexpr double kTechnologyShare = 0.5;

// Each of the candidate's texts of one kind, in their order.
std::vector<Coverage> CoverageOf(CandidateIndex candidate, TextKind kind,
                                 const ReadPassages& program,
                                 const PhraseIndex& index,
                                 const RandomCourses& random);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TASK_COVERAGE_H_
