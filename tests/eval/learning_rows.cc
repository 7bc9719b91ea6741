#include "tests/eval/learning_rows.h"

#include <algorithm>
#include <numeric>

namespace plumbline::eval {
namespace {

using alignment::CandidateIndex;
using alignment::FeatureMatrix;
using alignment::FeatureSpread;
using alignment::MatchFeature;

constexpr size_t kHardest = 80;
constexpr size_t kOneOf = 20;

std::vector<FeatureSpread> SpreadsOf(const FeatureMatrix& features) {
  std::vector<FeatureSpread> spreads;
  for (size_t i = 0; i < alignment::kMatchFeatureCount; ++i)
    spreads.push_back(
        alignment::SpreadOf(features.Row(static_cast<MatchFeature>(i))));
  return spreads;
}

// How easily a candidate is taken for an answer.
std::vector<double> Plausibility(const FeatureMatrix& features,
                                 const std::vector<FeatureSpread>& spreads) {
  std::vector<double> sums(features.candidates());
  for (const MatchFeature feature :
       {MatchFeature::kTextTitlesAndDescription,
        MatchFeature::kNameAlternateTitles, MatchFeature::kRouteTen,
        MatchFeature::kLatent, MatchFeature::kGivenCip})
    for (size_t i = 0; i < sums.size(); ++i)
      sums[i] += spreads[static_cast<size_t>(feature)].Standardised(
          features.Row(feature)[i]);
  return sums;
}

// The candidates that are learned from: the others are so easy that all of them
// would only take longer.
std::vector<CandidateIndex> LearnedFrom(
    const Example& example, const std::vector<FeatureSpread>& spreads,
    size_t question) {
  const std::vector<double> plausibility =
      Plausibility(example.features, spreads);
  std::vector<CandidateIndex> order(plausibility.size());
  std::iota(order.begin(), order.end(), CandidateIndex{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](CandidateIndex a, CandidateIndex b) {
                     return plausibility[a] > plausibility[b];
                   });
  std::vector<CandidateIndex> learned;
  for (size_t rank = 0; rank < order.size(); ++rank)
    if (rank < kHardest || (order[rank] + question) % kOneOf == 0 ||
        example.answers.contains(order[rank]))
      learned.push_back(order[rank]);
  return learned;
}

double ValueOf(const Column& column, const FeatureMatrix& features,
               const std::vector<FeatureSpread>& spreads,
               CandidateIndex candidate) {
  const double value = features.Row(column.feature)[candidate];
  if (column.reading == Column::Reading::kStandardised)
    return spreads[static_cast<size_t>(column.feature)].Standardised(value);
  return value;
}

}  // namespace

std::vector<Column> ColumnsOf(const std::vector<MatchFeature>& chosen) {
  std::vector<Column> columns;
  for (const MatchFeature feature : chosen)
    columns.push_back({feature, Column::Reading::kPlain});
  for (const MatchFeature feature : chosen)
    if (!alignment::IsPrior(feature) && !alignment::IsBinary(feature))
      columns.push_back({feature, Column::Reading::kStandardised});
  return columns;
}

LearningRows RowsOf(const Example& example, const std::vector<Column>& columns,
                    size_t question) {
  const auto spreads = SpreadsOf(example.features);
  const auto learned = LearnedFrom(example, spreads, question);
  const auto count = static_cast<Eigen::Index>(learned.size());
  LearningRows rows{
      Eigen::MatrixXd(count, static_cast<Eigen::Index>(columns.size())),
      Eigen::VectorXd(count)};
  for (Eigen::Index i = 0; i < count; ++i) {
    const CandidateIndex candidate = learned[static_cast<size_t>(i)];
    for (size_t at = 0; at < columns.size(); ++at)
      rows.values(i, static_cast<Eigen::Index>(at)) =
          ValueOf(columns[at], example.features, spreads, candidate);
    rows.answers[i] = example.answers.contains(candidate) ? 1 : 0;
  }
  return rows;
}

}  // namespace plumbline::eval
