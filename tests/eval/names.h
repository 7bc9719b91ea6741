#ifndef PLUMBLINE_TESTS_EVAL_NAMES_H_
#define PLUMBLINE_TESTS_EVAL_NAMES_H_

#include <cstdint>
#include <vector>

#include "services/alignment/domain/matching/stratum.h"
#include "tests/eval/question_sets.h"
#include "tests/eval/tasks.h"

namespace plumbline::eval {

// The questions with nothing but their names.
std::vector<Question> NamesAlone(std::vector<Question> questions);

// Names and where they lead, to learn from: job titles and names of programs
// together, each in the stratum that serves it.
class NameExamples {
 public:
  // The alternate titles of two tenths, each asked of a corpus that lacks its
  // tenth.
  void AddTitles(const alignment::Corpus& corpus);
  // Names alone; `folds`, if not empty, has the fold of each.
  void Add(const alignment::MatchIndex& index,
           const std::vector<Question>& names,
           const std::vector<uint32_t>& folds = {});

  // The weights of kName and kJobTitle, learned from all but the names of a
  // fold.
  StratumWeights LearnWithout(uint32_t fold) const;
  // The log-odds of the names that have a fold, as they were added: each under
  // the weights that serve it, learned without its fold.
  std::vector<std::vector<double>> CrossValidate() const;
  StratumWeights Learn() const { return LearnWithout(kNoFold); }

 private:
  static constexpr uint32_t kNoFold = UINT32_MAX;

  struct NameExample {
    Example example;
    alignment::Stratum stratum;
    uint32_t fold = kNoFold;
  };
  std::vector<NameExample> examples_;
};

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_NAMES_H_
