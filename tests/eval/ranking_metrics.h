#ifndef PLUMBLINE_TESTS_EVAL_RANKING_METRICS_H_
#define PLUMBLINE_TESTS_EVAL_RANKING_METRICS_H_

#include <set>
#include <string>
#include <vector>

#include "services/alignment/domain/matching/text/title_space.h"

namespace plumbline::eval {

// What one question's ranking is worth. All in [0, 1].
struct RankingScore {
  double hit_1 = 0;
  double hit_3 = 0;
  double hit_5 = 0;
  double hit_10 = 0;
  double reciprocal_rank = 0;
  double ndcg_10 = 0;
  // The best candidate's group of the first 4 and 2 characters of its code is
  // that of an answer: SOC minor and major group.
  double minor_1 = 0;
  double major_1 = 0;
};

// One candidate with the probability that was given to it.
struct Graded {
  double probability = 0;
  bool is_answer = false;
};

// Ranks candidates by score, equal ones by place, and grades the ranking.
RankingScore Grade(const std::vector<double>& scores,
                   const std::set<alignment::CandidateIndex>& answers,
                   const std::vector<std::string>& codes);

RankingScore MeanOf(const std::vector<RankingScore>& scores);

// Half the width of the 95 % interval of the mean hit@1, from the spread over
// groups: questions of one provider are alike.
double HalfWidth(const std::vector<RankingScore>& scores,
                 const std::vector<std::string>& groups);

// The expected calibration error over ten bins of equal width, of candidates
// whose probability is above 0.02.
double CalibrationError(const std::vector<Graded>& graded);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_RANKING_METRICS_H_
