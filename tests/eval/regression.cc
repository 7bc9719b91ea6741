#include "tests/eval/regression.h"

#include <cmath>
#include <utility>
#include <vector>

#include "tests/eval/design.h"

namespace plumbline::eval {
namespace {

constexpr int kSteps = 15;
// Less is no gain, as a share of the loss.
constexpr double kLeastGain = 1e-7;
// What a row must weigh to be looked at for the curvature.
constexpr double kLeastRow = 1e-4;
// Nothing holds the intercept, but equations with it must have one solution.
constexpr double kNoPenalty = 1e-6;

// The slope and the curvature of a loss at some weights.
struct Slope {
  Eigen::VectorXd gradient;
  Eigen::MatrixXd hessian;
};

// A convex loss over weights, without its penalty.
class Loss {
 public:
  virtual ~Loss() = default;
  virtual double At(const Eigen::VectorXd& weights) const = 0;
  virtual Slope SlopeAt(const Eigen::VectorXd& weights) const = 0;
};

// values' * diag(by_row) * values, without rows that weigh next to nothing:
// of the candidates that a question is learned from most are easily told. Only
// how fast the end is reached depends on them.
Eigen::MatrixXd WeighedSquare(const Eigen::Ref<const Eigen::MatrixXd>& values,
                              const Eigen::ArrayXd& by_row) {
  std::vector<Eigen::Index> heavy;
  for (Eigen::Index row = 0; row < by_row.size(); ++row)
    if (by_row[row] > kLeastRow) heavy.push_back(row);
  const Eigen::MatrixXd weighed =
      values(heavy, Eigen::all).array().colwise() * by_row(heavy).sqrt();
  Eigen::MatrixXd square = Eigen::MatrixXd::Zero(values.cols(), values.cols());
  square.selfadjointView<Eigen::Lower>().rankUpdate(weighed.transpose());
  return square.selfadjointView<Eigen::Lower>();
}

class LossOfEach : public Loss {
 public:
  LossOfEach(const Eigen::Ref<const Eigen::MatrixXd>& values,
             const Eigen::VectorXd& answers, Eigen::ArrayXd shares)
      : values_(values), answers_(answers), shares_(std::move(shares)) {}

  double At(const Eigen::VectorXd& weights) const override {
    const Eigen::ArrayXd odds = (values_ * weights).array();
    const Eigen::ArrayXd both = odds.max(0) + (-odds.abs()).exp().log1p();
    return (shares_ * (both - answers_.array() * odds)).sum();
  }

  Slope SlopeAt(const Eigen::VectorXd& weights) const override {
    const Eigen::ArrayXd odds = (values_ * weights).array();
    const Eigen::ArrayXd probability = 1 / (1 + (-odds).exp());
    const Eigen::VectorXd missed =
        (shares_ * (probability - answers_.array())).matrix();
    return {values_.transpose() * missed,
            WeighedSquare(values_, shares_ * probability * (1 - probability))};
  }

 private:
  const Eigen::Ref<const Eigen::MatrixXd> values_;
  const Eigen::VectorXd& answers_;
  // By row.
  const Eigen::ArrayXd shares_;
};

// Over the columns without that of ones, which says nothing of an order.
class LossOfFirst : public Loss {
 public:
  explicit LossOfFirst(const Design& design)
      : design_(design),
        values_(design.values().leftCols(design.values().cols() - 1)),
        answers_(static_cast<Eigen::Index>(design.answers().sum() + 0.5)) {}

  double At(const Eigen::VectorXd& weights) const override {
    const Odds odds = OddsAt(weights);
    double loss = 0;
    ForEachAnswer(odds, [&](Eigen::Index question, Eigen::Index row,
                            double all) {
      loss += design_.shares()[question] * std::log(all / odds.relative[row]);
    });
    return loss;
  }

  // What is chosen from has a mean for each answer. The curvature is the square
  // of all rows, by how often each is chosen, less that of the means.
  Slope SlopeAt(const Eigen::VectorXd& weights) const override {
    const Odds odds = OddsAt(weights);
    const Eigen::MatrixXd others = SumsOfOthers(odds);
    // By question, for one unit of the others' odds.
    Eigen::ArrayXd chosen = Eigen::ArrayXd::Zero(odds.others.size());
    Eigen::ArrayXd expected = Eigen::ArrayXd::Zero(values_.rows());
    Eigen::VectorXd missed = Eigen::VectorXd::Zero(values_.rows());
    Eigen::MatrixXd means(answers_, values_.cols());
    Eigen::Index answer = 0;
    ForEachAnswer(
        odds, [&](Eigen::Index question, Eigen::Index row, double all) {
          const double share = design_.shares()[question];
          const double probability = odds.relative[row] / all;
          expected[row] = share * probability;
          missed[row] = share * (probability - 1);
          chosen[question] += share / all;
          means.row(answer++) =
              std::sqrt(share) *
              (probability * values_.row(row) + others.row(question) / all);
        });
    AddOthers(odds, chosen, &expected, &missed);
    return {values_.transpose() * missed,
            WeighedSquare(values_, expected) - means.transpose() * means};
  }

 private:
  // The odds of each row, relative to the greatest of its question, and the
  // sum of those of each question's other candidates.
  struct Odds {
    Eigen::ArrayXd relative;
    Eigen::ArrayXd others;
  };

  Eigen::Index BeginOf(Eigen::Index question) const {
    return design_.begins()[static_cast<size_t>(question)];
  }
  Eigen::Index SizeOf(Eigen::Index question) const {
    return BeginOf(question + 1) - BeginOf(question);
  }

  Odds OddsAt(const Eigen::VectorXd& weights) const {
    Odds odds{values_ * weights, Eigen::ArrayXd(design_.shares().size())};
    for (Eigen::Index i = 0; i < odds.others.size(); ++i) {
      auto rows = odds.relative.segment(BeginOf(i), SizeOf(i));
      rows = (rows - rows.maxCoeff()).exp();
      const auto answers =
          design_.answers().segment(BeginOf(i), SizeOf(i)).array();
      odds.others[i] = (rows * (1 - answers)).sum();
    }
    return odds;
  }

  // Calls `visit` with the question and the row of each answer, and the odds
  // of all that it is chosen from: itself and the candidates that are none.
  template <typename Visit>
  void ForEachAnswer(const Odds& odds, Visit visit) const {
    for (Eigen::Index i = 0; i < odds.others.size(); ++i)
      for (Eigen::Index row = BeginOf(i); row < BeginOf(i + 1); ++row)
        if (design_.answers()[row] > 0)
          visit(i, row, odds.others[i] + odds.relative[row]);
  }

  // By question: the sum of its other candidates' rows, by their odds.
  Eigen::MatrixXd SumsOfOthers(const Odds& odds) const {
    Eigen::MatrixXd sums(odds.others.size(), values_.cols());
    const Eigen::VectorXd others =
        (odds.relative * (1 - design_.answers().array())).matrix();
    for (Eigen::Index i = 0; i < odds.others.size(); ++i)
      sums.row(i) = others.segment(BeginOf(i), SizeOf(i)).transpose() *
                    values_.middleRows(BeginOf(i), SizeOf(i));
    return sums;
  }

  void AddOthers(const Odds& odds, const Eigen::ArrayXd& chosen,
                 Eigen::ArrayXd* expected, Eigen::VectorXd* missed) const {
    for (Eigen::Index i = 0; i < odds.others.size(); ++i)
      for (Eigen::Index row = BeginOf(i); row < BeginOf(i + 1); ++row)
        if (design_.answers()[row] <= 0)
          (*missed)[row] = (*expected)[row] = odds.relative[row] * chosen[i];
  }

  const Design& design_;
  const Eigen::Ref<const Eigen::MatrixXd> values_;
  const Eigen::Index answers_;
};

// The weights of least loss with half their squares times `penalties`.
Eigen::VectorXd Minimise(const Loss& loss, const Eigen::VectorXd& penalties,
                         Eigen::VectorXd weights) {
  const auto with_penalty = [&](const Eigen::VectorXd& at) {
    return loss.At(at) + penalties.cwiseProduct(at).dot(at) / 2;
  };
  double least = with_penalty(weights);
  for (int step = 0; step < kSteps; ++step) {
    Slope slope = loss.SlopeAt(weights);
    slope.hessian.diagonal() += penalties;
    Eigen::VectorXd change = -slope.hessian.ldlt().solve(
        slope.gradient + penalties.cwiseProduct(weights));
    double next = with_penalty(weights + change);
    // A full step may overshoot where answers are rare.
    while (next > least && change.norm() > 1e-9) {
      change /= 2;
      next = with_penalty(weights + change);
    }
    weights += change;
    const bool converged = least - next < kLeastGain * least;
    least = next;
    if (converged) break;
  }
  return weights;
}

// By row.
Eigen::ArrayXd SharesOfRows(const Design& design) {
  Eigen::ArrayXd shares(design.answers().size());
  for (size_t i = 0; i + 1 < design.begins().size(); ++i)
    shares.segment(design.begins()[i],
                   design.begins()[i + 1] - design.begins()[i]) =
        design.shares()[static_cast<Eigen::Index>(i)];
  return shares;
}

// One slope for all weights, and an intercept.
Eigen::VectorXd WithLevel(const Design& design,
                          const Eigen::VectorXd& weights) {
  const Eigen::Index columns = weights.size();
  Eigen::MatrixXd sums(design.answers().size(), 2);
  sums.col(0) = design.values().leftCols(columns) * weights;
  sums.col(1).setOnes();
  const Eigen::VectorXd line =
      Minimise(LossOfEach(sums, design.answers(), SharesOfRows(design)),
               Eigen::VectorXd::Constant(2, kNoPenalty), Eigen::Vector2d(1, 0));
  Eigen::VectorXd result(columns + 1);
  result << line[0] * weights, line[1];
  return result;
}

}  // namespace

Eigen::VectorXd FitRegression(const std::vector<const LearningRows*>& questions,
                              Objective objective, double penalty,
                              const Eigen::VectorXd& start) {
  const Design design(questions);
  const Eigen::Index columns = design.values().cols() - 1;
  Eigen::VectorXd penalties = Eigen::VectorXd::Constant(columns + 1, penalty);
  penalties[columns] = kNoPenalty;
  const Eigen::VectorXd from = design.Scaled(start);
  if (objective == Objective::kEach)
    return design.Unscaled(Minimise(
        LossOfEach(design.values(), design.answers(), SharesOfRows(design)),
        penalties, from));
  return design.Unscaled(
      WithLevel(design, Minimise(LossOfFirst(design), penalties.head(columns),
                                 from.head(columns))));
}

}  // namespace plumbline::eval
