#include "tests/eval/training.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "tests/eval/fit_calibration.h"
#include "tests/eval/learning_rows.h"
#include "tests/eval/ranking_metrics.h"
#include "tests/eval/regression.h"

namespace plumbline::eval {
namespace {

using alignment::FusionWeights;

// What weights may be learned to say: which serves better is found anew from
// whatever is learned from.
constexpr std::array kObjectives = {Objective::kEach, Objective::kFirst};
constexpr double kPenalty = 30;
constexpr uint32_t kInnerFolds = 5;
// How many of the answered questions are to be right where the best candidate
// is taken without a person.
constexpr double kWantedPrecision = 0.8;

FusionWeights WeightsOf(const std::vector<Column>& columns,
                        const Eigen::VectorXd& fitted) {
  FusionWeights weights;
  for (size_t i = 0; i < columns.size(); ++i) {
    const auto feature = static_cast<size_t>(columns[i].feature);
    auto* into = &weights.plain;
    if (columns[i].reading == Column::Reading::kStandardised)
      into = &weights.standardised;
    (*into)[feature] = fitted[static_cast<Eigen::Index>(i)];
  }
  weights.intercept = fitted[static_cast<Eigen::Index>(columns.size())];
  return weights;
}

void AddScored(const Example& example, const FusionWeights& weights,
               std::vector<ScoredCandidate>* scored) {
  const auto said = alignment::UncalibratedScoresOf(example.features, weights);
  for (alignment::CandidateIndex i = 0; i < said.size(); ++i)
    if (said[i] >= kLeastSaid)
      scored->push_back({said[i], example.answers.contains(i)});
}

// The least margin above which kWantedPrecision of the questions are right, or
// that of the surest question.
double LeastMargin(std::vector<Decision> decisions) {
  std::sort(decisions.begin(), decisions.end(),
            [](const Decision& a, const Decision& b) {
              return std::pair(-a.margin, a.is_right) <
                     std::pair(-b.margin, b.is_right);
            });
  double margin = decisions.empty() ? 0 : decisions.front().margin;
  double right = 0;
  for (size_t i = 0; i < decisions.size(); ++i) {
    right += decisions[i].is_right ? 1 : 0;
    if (right >= kWantedPrecision * static_cast<double>(i + 1))
      margin = decisions[i].margin;
  }
  return margin;
}

// The weights of one objective: from all examples, and from those of all folds
// but each.
struct Fits {
  Eigen::VectorXd all;
  std::vector<FusionWeights> without;
  // How well the latter order what they did not learn from: the mean of the
  // normalised gain.
  double gain = 0;
};

// The examples with their rows, and the fits over some of them.
class Learner {
 public:
  // All examples have answers.
  Learner(std::vector<const Example*> examples,
          const std::vector<alignment::MatchFeature>& chosen)
      : examples_(std::move(examples)), columns_(ColumnsOf(chosen)) {
    std::vector<std::string> groups;
    for (size_t i = 0; i < examples_.size(); ++i) {
      rows_.push_back(RowsOf(*examples_[i], columns_, i));
      groups.push_back(examples_[i]->group);
    }
    folds_ = FoldsOfGroups(groups, kInnerFolds);
  }

  // By the objective whose fits order best what they did not learn from; the
  // first of equal ones.
  FusionWeights Learn() const {
    Fits best = FitsOf(kObjectives.front());
    for (size_t i = 1; i < kObjectives.size(); ++i) {
      Fits fits = FitsOf(kObjectives[i]);
      if (fits.gain > best.gain) best = std::move(fits);
    }
    FusionWeights weights = WeightsOf(columns_, best.all);
    Calibrate(std::move(best.without), &weights);
    return weights;
  }

 private:
  Fits FitsOf(Objective objective) const {
    Fits fits{Fit(objective, kInnerFolds, {}), {}};
    for (uint32_t fold = 0; fold < kInnerFolds; ++fold)
      fits.without.push_back(
          WeightsOf(columns_, Fit(objective, fold, fits.all)));
    for (size_t i = 0; i < examples_.size(); ++i)
      fits.gain +=
          NormalisedGain(alignment::UncalibratedScoresOf(
                             examples_[i]->features, fits.without[folds_[i]]),
                         examples_[i]->answers);
    return fits;
  }

  // Adds the calibration and the least margin, from examples that took no part
  // in the weights.
  void Calibrate(std::vector<FusionWeights> without,
                 FusionWeights* weights) const {
    std::vector<ScoredCandidate> scored;
    for (size_t i = 0; i < examples_.size(); ++i)
      AddScored(*examples_[i], without[folds_[i]], &scored);
    weights->calibration = FitCalibration(scored);
    for (FusionWeights& one : without) one.calibration = weights->calibration;
    std::vector<Decision> decisions;
    for (size_t i = 0; i < examples_.size(); ++i)
      decisions.push_back(DecisionOf(
          alignment::ScoresOf(examples_[i]->features, without[folds_[i]]),
          examples_[i]->answers));
    weights->least_margin = LeastMargin(std::move(decisions));
  }

  // Without the examples of a fold; of none for kInnerFolds.
  Eigen::VectorXd Fit(Objective objective, uint32_t fold,
                      const Eigen::VectorXd& start) const {
    std::vector<const LearningRows*> rows;
    for (size_t i = 0; i < rows_.size(); ++i)
      if (folds_[i] != fold) rows.push_back(&rows_[i]);
    return FitRegression(rows, objective, kPenalty, start);
  }

  std::vector<const Example*> examples_;
  std::vector<Column> columns_;
  std::vector<LearningRows> rows_;
  std::vector<uint32_t> folds_;
};

}  // namespace

std::vector<uint32_t> FoldsOfGroups(const std::vector<std::string>& groups,
                                    uint32_t folds) {
  std::map<std::string, size_t> sizes;
  for (const std::string& group : groups) ++sizes[group];
  std::vector<std::pair<size_t, std::string>> order;
  for (const auto& [group, size] : sizes) order.emplace_back(size, group);
  std::stable_sort(
      order.begin(), order.end(),
      [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<size_t> load(folds);
  std::map<std::string, uint32_t> fold_of;
  for (const auto& [size, group] : order) {
    const auto emptiest = std::min_element(load.begin(), load.end());
    *emptiest += size;
    fold_of[group] = static_cast<uint32_t>(emptiest - load.begin());
  }
  std::vector<uint32_t> result;
  for (const std::string& group : groups) result.push_back(fold_of[group]);
  return result;
}

FusionWeights FitWeights(const std::vector<const Example*>& examples,
                         const std::vector<alignment::MatchFeature>& chosen) {
  std::vector<const Example*> answered = examples;
  std::erase_if(answered,
                [](const Example* one) { return one->answers.empty(); });
  return Learner(std::move(answered), chosen).Learn();
}

}  // namespace plumbline::eval
