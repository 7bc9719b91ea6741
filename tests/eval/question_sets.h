#ifndef PLUMBLINE_TESTS_EVAL_QUESTION_SETS_H_
#define PLUMBLINE_TESTS_EVAL_QUESTION_SETS_H_

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/domain/matching/match_index.h"

namespace plumbline::eval {

// A text whose occupations are known.
struct Question {
  alignment::ProgramText program;
  // Questions of one group are never on both sides of a split: the provider,
  // or the CIP family.
  std::string group;
  std::set<alignment::CandidateIndex> answers;
};

// E1: each CIP definition asks for its rows in the crosswalk; grouped by
// four-digit family. The code itself is not part of the question.
std::vector<Question> CipQuestions(const alignment::Corpus& corpus);

// E5: the programs of a file with the columns of the Texas list; grouped by
// provider. Rows without an answer among the candidates, and repetitions at one
// provider, are left out.
absl::StatusOr<std::vector<Question>> TexasQuestions(
    const std::filesystem::path& file, const alignment::Corpus& corpus);

// E3: New Jersey's programs ask for the crosswalk of their CIP code, which is
// not part of the question; grouped by that code.
absl::StatusOr<std::vector<Question>> NewJerseyQuestions(
    const std::filesystem::path& file, const alignment::Corpus& corpus);

// E2: a tenth of the alternate titles, 0 to 9, asks whose titles they are. They
// are taken out of the corpus, wherever they stand.
std::vector<Question> TakeTitles(int tenth, alignment::Corpus* corpus);

// Apprenticeship titles that no title of O*NET equals word for word.
absl::StatusOr<std::vector<Question>> RapidsQuestions(
    const std::filesystem::path& file, const alignment::Corpus& corpus);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_QUESTION_SETS_H_
