#include "tests/eval/ranking_metrics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace plumbline::eval {
namespace {

using Answers = std::set<alignment::CandidateIndex>;
constexpr double kLeastProbability = 0.02;
constexpr size_t kBins = 10;

constexpr std::array kParts = {
    &RankingScore::hit_1,           &RankingScore::hit_3,
    &RankingScore::hit_5,           &RankingScore::hit_10,
    &RankingScore::reciprocal_rank, &RankingScore::ndcg_10,
    &RankingScore::minor_1,         &RankingScore::major_1};

double SharesGroup(const std::string& code, const Answers& answers,
                   const std::vector<std::string>& codes, size_t length) {
  const bool shares =
      std::any_of(answers.begin(), answers.end(), [&](auto answer) {
        return codes[answer].compare(0, length, code, 0, length) == 0;
      });
  return shares ? 1 : 0;
}

double IdealGain(size_t answers) {
  double gain = 0;
  for (size_t rank = 0; rank < std::min<size_t>(answers, 10); ++rank)
    gain += 1 / std::log2(static_cast<double>(rank) + 2);
  return gain;
}

}  // namespace

RankingScore Grade(const std::vector<double>& scores, const Answers& answers,
                   const std::vector<std::string>& codes) {
  std::vector<alignment::CandidateIndex> order(scores.size());
  std::iota(order.begin(), order.end(), alignment::CandidateIndex{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return scores[a] > scores[b]; });
  RankingScore score;
  size_t first = order.size();
  for (size_t rank = 0; rank < order.size(); ++rank) {
    if (!answers.contains(order[rank])) continue;
    first = std::min(first, rank);
    if (rank < 10)
      score.ndcg_10 += 1 / std::log2(static_cast<double>(rank) + 2);
  }
  score.ndcg_10 /= IdealGain(answers.size());
  score.hit_1 = first < 1;
  score.hit_3 = first < 3;
  score.hit_5 = first < 5;
  score.hit_10 = first < 10;
  if (first < order.size())
    score.reciprocal_rank = 1 / (static_cast<double>(first) + 1);
  score.minor_1 = SharesGroup(codes[order.front()], answers, codes, 4);
  score.major_1 = SharesGroup(codes[order.front()], answers, codes, 2);
  return score;
}

RankingScore MeanOf(const std::vector<RankingScore>& scores) {
  RankingScore mean;
  for (const auto part : kParts) {
    for (const RankingScore& score : scores) mean.*part += score.*part;
    mean.*part /= static_cast<double>(std::max<size_t>(scores.size(), 1));
  }
  return mean;
}

double HalfWidth(const std::vector<RankingScore>& scores,
                 const std::vector<std::string>& groups) {
  const double mean = MeanOf(scores).hit_1;
  std::map<std::string, double> residuals;
  for (size_t i = 0; i < scores.size(); ++i)
    residuals[groups[i]] += scores[i].hit_1 - mean;
  double squares = 0;
  for (const auto& [group, residual] : residuals)
    squares += residual * residual;
  return 1.96 * std::sqrt(squares) / static_cast<double>(scores.size());
}

double CalibrationError(const std::vector<Graded>& graded) {
  std::array<double, kBins> probability = {};
  std::array<double, kBins> answers = {};
  size_t count = 0;
  for (const Graded& candidate : graded) {
    if (candidate.probability <= kLeastProbability) continue;
    const auto bin =
        std::min(kBins - 1, static_cast<size_t>(candidate.probability * kBins));
    probability[bin] += candidate.probability;
    answers[bin] += candidate.is_answer ? 1 : 0;
    ++count;
  }
  double error = 0;
  for (size_t bin = 0; bin < kBins; ++bin)
    error += std::abs(probability[bin] - answers[bin]);
  return count == 0 ? 0 : error / static_cast<double>(count);
}

}  // namespace plumbline::eval
