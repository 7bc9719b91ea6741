#include "services/alignment/domain/matching/fusion.h"

#include <algorithm>
#include <cmath>

#include "services/alignment/domain/matching/text/wide_lanes.h"

namespace plumbline::alignment {
namespace {

Line LineOf(const FeatureSpread& spread, double plain, double standardised) {
  Line line{plain, 0};
  if (standardised == 0) return line;
  line.slope += standardised / (spread.deviation + 1e-9);
  line.offset = -standardised * spread.mean / (spread.deviation + 1e-9);
  return line;
}

// Sums and sums of squares in eight lanes each, which are always added up the
// same way.
struct LaneSums {
  double sums[kLanes] = {};
  double squares[kLanes] = {};
};

// Of `kRows` rows at once: the processor need not wait for one row's sum
// before it adds to another's.
template <size_t kRows>
PLUMBLINE_WITHIN_WIDE void SumLanes(const float* const* rows, size_t count,
                                    LaneSums* all) {
  FourDoubles sums[kRows][2];
  FourDoubles squares[kRows][2];
#pragma GCC unroll 8
  for (size_t i = 0; i < 2 * kRows; ++i)
    sums[i / 2][i % 2] = squares[i / 2][i % 2] = FourDoubles{};
  for (size_t at = 0; at + kLanes <= count; at += kLanes)
#pragma GCC unroll 8
    for (size_t i = 0; i < 2 * kRows; ++i) {
      FourDoubles values;
      Load(rows[i / 2] + at + 4 * (i % 2), &values);
      sums[i / 2][i % 2] += values;
      squares[i / 2][i % 2] += values * values;
    }
#pragma GCC unroll 8
  for (size_t i = 0; i < 2 * kRows; ++i) {
    Store(sums[i / 2][i % 2], &all[i / 2].sums[4 * (i % 2)]);
    Store(squares[i / 2][i % 2], &all[i / 2].squares[4 * (i % 2)]);
  }
}

PLUMBLINE_ALSO_WIDE
void SumOneRow(const float* const* rows, size_t count, LaneSums* all) {
  SumLanes<1>(rows, count, all);
}

PLUMBLINE_ALSO_WIDE
void SumThreeRows(const float* const* rows, size_t count, LaneSums* all) {
  SumLanes<3>(rows, count, all);
}

FeatureSpread SpreadFrom(LaneSums lanes, absl::Span<const float> row) {
  const size_t whole = row.size() / kLanes * kLanes;
  for (size_t i = 0; whole + i < row.size(); ++i) {
    const double value = row[whole + i];
    lanes.sums[i] += value;
    lanes.squares[i] += value * value;
  }
  double sum = 0;
  double squares = 0;
  for (size_t i = 0; i < kLanes; ++i) {
    sum += lanes.sums[i];
    squares += lanes.squares[i];
  }
  const double count = static_cast<double>(row.size());
  const double mean = sum / count;
  return {mean, std::sqrt(std::max(0.0, squares / count - mean * mean))};
}

// A feature's row and what becomes of it.
struct WeighedRow {
  const float* values = nullptr;
  double slope = 0;
};

// Row after row, but without writing scores between them.
PLUMBLINE_ALSO_WIDE
void AddLines(const WeighedRow* rows, size_t row_count, size_t count,
              double* scores) {
  constexpr size_t kTogether = 4;
  size_t at = 0;
  for (; at + 4 * kTogether <= count; at += 4 * kTogether) {
    FourDoubles sums[kTogether];
#pragma GCC unroll 4
    for (size_t i = 0; i < kTogether; ++i) Load(scores + at + 4 * i, &sums[i]);
    for (size_t row = 0; row < row_count; ++row)
#pragma GCC unroll 4
      for (size_t i = 0; i < kTogether; ++i) {
        FourDoubles values;
        Load(rows[row].values + at + 4 * i, &values);
        sums[i] += values * rows[row].slope;
      }
#pragma GCC unroll 4
    for (size_t i = 0; i < kTogether; ++i) Store(sums[i], scores + at + 4 * i);
  }
  for (; at < count; ++at)
    for (size_t row = 0; row < row_count; ++row)
      scores[at] += rows[row].slope * rows[row].values[at];
}

}  // namespace

FeatureSpread SpreadOf(absl::Span<const float> row) {
  LaneSums lanes;
  const float* const values = row.data();
  SumOneRow(&values, row.size(), &lanes);
  return SpreadFrom(lanes, row);
}

FeatureSpreads AllSpreadsOf(const FeatureMatrix& features) {
  ReadSpreads all;
  all.fill(true);
  FeatureSpreads spreads;
  FillSpreads(features, all, &spreads);
  return spreads;
}

ReadSpreads SpreadsReadBy(absl::Span<const FusionWeights> weights) {
  ReadSpreads read = {};
  for (const FusionWeights& some : weights)
    for (size_t feature = 0; feature < kMatchFeatureCount; ++feature)
      if (some.standardised[feature] != 0) read[feature] = true;
  return read;
}

void FillSpreads(const FeatureMatrix& features, const ReadSpreads& read,
                 FeatureSpreads* spreads) {
  constexpr size_t kTogether = 3;
  std::array<size_t, kMatchFeatureCount> asked;
  size_t count = 0;
  for (size_t feature = 0; feature < kMatchFeatureCount; ++feature)
    if (read[feature]) asked[count++] = feature;
  const auto row_of = [&](size_t at) {
    return features.Row(static_cast<MatchFeature>(asked[at]));
  };
  size_t at = 0;
  for (; at + kTogether <= count; at += kTogether) {
    const float* const rows[kTogether] = {
        row_of(at).data(), row_of(at + 1).data(), row_of(at + 2).data()};
    LaneSums lanes[kTogether];
    SumThreeRows(rows, features.candidates(), lanes);
    for (size_t i = 0; i < kTogether; ++i)
      (*spreads)[asked[at + i]] = SpreadFrom(lanes[i], row_of(at + i));
  }
  for (; at < count; ++at) (*spreads)[asked[at]] = SpreadOf(row_of(at));
}

std::vector<Line> LinesOf(const FeatureSpreads& spreads,
                          const FusionWeights& weights) {
  std::vector<Line> lines;
  lines.reserve(kMatchFeatureCount);
  for (size_t feature = 0; feature < kMatchFeatureCount; ++feature)
    lines.push_back(LineOf(spreads[feature], weights.plain[feature],
                           weights.standardised[feature]));
  return lines;
}

std::vector<double> UncalibratedScoresOf(const FeatureMatrix& features,
                                         const FusionWeights& weights,
                                         const std::vector<Line>& lines) {
  std::array<WeighedRow, kMatchFeatureCount> rows;
  size_t count = 0;
  double start = weights.intercept;
  for (size_t feature = 0; feature < kMatchFeatureCount; ++feature) {
    const Line& line = lines[feature];
    start += line.offset;
    if (line.slope == 0) continue;
    rows[count++] = {features.Row(static_cast<MatchFeature>(feature)).data(),
                     line.slope};
  }
  std::vector<double> scores(features.candidates(), start);
  AddLines(rows.data(), count, scores.size(), scores.data());
  return scores;
}

std::vector<double> UncalibratedScoresOf(const FeatureMatrix& features,
                                         const FusionWeights& weights) {
  return UncalibratedScoresOf(features, weights,
                              LinesOf(AllSpreadsOf(features), weights));
}

std::vector<double> ScoresOf(const FeatureMatrix& features,
                             const FusionWeights& weights) {
  return ScoresOf(features, weights, LinesOf(AllSpreadsOf(features), weights));
}

std::vector<double> ScoresOf(const FeatureMatrix& features,
                             const FusionWeights& weights,
                             const std::vector<Line>& lines) {
  std::vector<double> scores = UncalibratedScoresOf(features, weights, lines);
  weights.calibration.Apply(absl::MakeSpan(scores));
  return scores;
}

std::vector<Contribution> ContributionsOf(const FeatureMatrix& features,
                                          const FusionWeights& weights,
                                          size_t candidate) {
  return ContributionsOf(features, weights,
                         LinesOf(AllSpreadsOf(features), weights), candidate);
}

std::vector<Contribution> ContributionsOf(const FeatureMatrix& features,
                                          const FusionWeights& weights,
                                          const std::vector<Line>& lines,
                                          size_t candidate) {
  std::vector<Contribution> contributions;
  contributions.reserve(kMatchFeatureCount);
  double said = weights.intercept;
  for (size_t feature = 0; feature < kMatchFeatureCount; ++feature) {
    const Line& line = lines[feature];
    const auto name = static_cast<MatchFeature>(feature);
    contributions.push_back(
        {name, line.slope * features.Row(name)[candidate] + line.offset});
    said += contributions.back().score;
  }
  const double slope = weights.calibration.LineAt(said).slope;
  for (Contribution& contribution : contributions) contribution.score *= slope;
  return contributions;
}

FusionWeights WithoutSizes(FusionWeights weights) {
  for (const MatchFeature size :
       {MatchFeature::kTitleCount, MatchFeature::kEmployment})
    weights.plain[static_cast<size_t>(size)] = 0;
  return weights;
}

}  // namespace plumbline::alignment
