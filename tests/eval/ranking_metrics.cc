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
constexpr std::array kMargins = {0.0, 0.05, 0.1, 0.2, 0.3,
                                 0.4, 0.5,  0.6, 0.7, 0.8};

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

double ProbabilityOf(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

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

double NormalisedGain(const std::vector<double>& scores,
                      const Answers& answers) {
  double gain = 0;
  for (const alignment::CandidateIndex answer : answers) {
    size_t rank = 0;
    for (alignment::CandidateIndex i = 0; i < scores.size(); ++i)
      if (scores[i] > scores[answer] ||
          (scores[i] == scores[answer] && i < answer))
        ++rank;
    if (rank < 10) gain += 1 / std::log2(static_cast<double>(rank) + 2);
  }
  return gain / IdealGain(answers.size());
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

std::vector<CalibrationBin> BinsOf(const std::vector<Graded>& graded) {
  std::vector<CalibrationBin> bins(kBins);
  for (const Graded& candidate : graded) {
    if (candidate.probability <= kLeastProbability) continue;
    CalibrationBin& bin = bins[std::min(
        kBins - 1, static_cast<size_t>(candidate.probability * kBins))];
    ++bin.count;
    bin.probability += candidate.probability;
    bin.answers += candidate.is_answer ? 1 : 0;
  }
  for (CalibrationBin& bin : bins) {
    const auto count = static_cast<double>(std::max<size_t>(bin.count, 1));
    bin.probability /= count;
    bin.answers /= count;
  }
  return bins;
}

double CalibrationError(const std::vector<CalibrationBin>& bins) {
  double error = 0;
  size_t count = 0;
  for (const CalibrationBin& bin : bins) {
    error += std::abs(bin.probability - bin.answers) *
             static_cast<double>(bin.count);
    count += bin.count;
  }
  return count == 0 ? 0 : error / static_cast<double>(count);
}

Decision DecisionOf(const std::vector<double>& scores, const Answers& answers) {
  size_t best = 0;
  for (size_t i = 1; i < scores.size(); ++i)
    if (scores[i] > scores[best]) best = i;
  double second = 0;
  for (size_t i = 0; i < scores.size(); ++i)
    if (i != best) second = std::max(second, ProbabilityOf(scores[i]));
  return {ProbabilityOf(scores[best]) - second,
          answers.contains(static_cast<alignment::CandidateIndex>(best))};
}

std::vector<AbstentionPoint> AbstentionCurve(
    const std::vector<Decision>& decisions) {
  std::vector<AbstentionPoint> curve;
  for (const double margin : kMargins) {
    double answered = 0;
    double right = 0;
    for (const Decision& decision : decisions) {
      if (decision.margin < margin) continue;
      ++answered;
      right += decision.is_right ? 1 : 0;
    }
    curve.push_back(
        {margin,
         answered / static_cast<double>(std::max<size_t>(decisions.size(), 1)),
         answered == 0 ? 0 : right / answered});
  }
  return curve;
}

}  // namespace plumbline::eval
