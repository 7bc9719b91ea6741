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

double ProbabilityOf(double log_odds);

// Ranks candidates by score, equal ones by place, and grades the ranking.
RankingScore Grade(const std::vector<double>& scores,
                   const std::set<alignment::CandidateIndex>& answers,
                   const std::vector<std::string>& codes);

// The `ndcg_10` of that, without the rest.
double NormalisedGain(const std::vector<double>& scores,
                      const std::set<alignment::CandidateIndex>& answers);

RankingScore MeanOf(const std::vector<RankingScore>& scores);

// Half the width of the 95 % interval of the mean hit@1, from the spread over
// groups: questions of one provider are alike.
double HalfWidth(const std::vector<RankingScore>& scores,
                 const std::vector<std::string>& groups);

// One of ten bins of equal width: the candidates to which such a probability
// was given.
struct CalibrationBin {
  size_t count = 0;
  // Means over the bin.
  double probability = 0;
  double answers = 0;
};

// Of candidates whose probability is above 0.02.
std::vector<CalibrationBin> BinsOf(const std::vector<Graded>& graded);

// The expected calibration error: the mean gap of the bins, by their counts.
double CalibrationError(const std::vector<CalibrationBin>& bins);

// What is left when questions are not answered whose best two candidates are
// nearly as probable.
struct AbstentionPoint {
  // The least difference of the two probabilities.
  double margin = 0;
  // The share of the questions that are answered.
  double coverage = 0;
  // The share of those whose best candidate is right.
  double precision = 0;
};

// One question's best two.
struct Decision {
  double margin = 0;
  bool is_right = false;
};

// From log-odds.
Decision DecisionOf(const std::vector<double>& scores,
                    const std::set<alignment::CandidateIndex>& answers);

// At margins 0, 0.05, 0.1, 0.2 ... 0.8.
std::vector<AbstentionPoint> AbstentionCurve(
    const std::vector<Decision>& decisions);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_RANKING_METRICS_H_
