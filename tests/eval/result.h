#ifndef PLUMBLINE_TESTS_EVAL_RESULT_H_
#define PLUMBLINE_TESTS_EVAL_RESULT_H_

#include <string>
#include <vector>

#include "tests/eval/question_sets.h"
#include "tests/eval/ranking_metrics.h"

namespace plumbline::eval {

// The questions whose answers have one SOC major group.
struct Cluster {
  // `29`.
  std::string group;
  size_t questions = 0;
  // Right at rank 1, among the first five, and right by major group.
  double hit_1 = 0;
  double hit_5 = 0;
  double major_1 = 0;
};

// How well one method did on one set of questions.
struct Result {
  std::string task;
  std::string method;
  size_t questions = 0;
  size_t groups = 0;
  RankingScore mean;
  // Half the 95 % interval of hit@1, groups resampled.
  double half_width = 0;
  double calibration_error = 0;
  std::vector<CalibrationBin> bins = {};
  std::vector<AbstentionPoint> abstention = {};
  // By group; a question with answers in two counts in both.
  std::vector<Cluster> clusters = {};
};

// How much of a code is asked.
enum class Level { kDetailed, kMinor, kMajor };
absl::string_view NameOf(Level level);

// Grades the log-odds of all questions that have answers. Above the detailed
// level a group stands where its best candidate stands, and its probability is
// the sum of theirs, at most 1.
Result Summarise(std::string task, std::string method,
                 const alignment::Corpus& corpus,
                 const std::vector<Question>& questions,
                 const std::vector<std::vector<double>>& scores,
                 Level level = Level::kDetailed);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_RESULT_H_
