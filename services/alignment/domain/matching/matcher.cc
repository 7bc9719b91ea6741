#include "services/alignment/domain/matching/matcher.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

absl::StatusOr<FusionWeights> WeightsOf(const MatchModel& model,
                                        const std::string& stratum) {
  const auto weights = model.find(stratum);
  if (weights != model.end()) return weights->second;
  return absl::InvalidArgumentError(
      absl::StrCat("The matching model has no stratum ", stratum, "."));
}

ProgramText TextOf(const ProgramTexts& program) {
  ProgramText text;
  text.cip = program.cip;
  for (const ProgramField& field : program.fields) {
    if (field.path == "title")
      text.name = field.text;
    else
      absl::StrAppend(&text.description, field.text, "\n");
  }
  return text;
}

std::vector<CandidateIndex> OrderOf(const std::vector<double>& scores) {
  std::vector<CandidateIndex> order(scores.size());
  std::iota(order.begin(), order.end(), CandidateIndex{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](CandidateIndex a, CandidateIndex b) {
                     return scores[a] > scores[b];
                   });
  return order;
}

}  // namespace

double ProbabilityOf(double score) { return 1 / (1 + std::exp(-score)); }

absl::StatusOr<std::shared_ptr<const Matcher>> Matcher::Create(
    Corpus corpus, const MatchModel& model) {
  std::array<FusionWeights, 3> weights;
  PLUMBLINE_ASSIGN_OR_RETURN(weights[0], WeightsOf(model, "given_cip"));
  PLUMBLINE_ASSIGN_OR_RETURN(weights[1], WeightsOf(model, "text"));
  PLUMBLINE_ASSIGN_OR_RETURN(weights[2], WeightsOf(model, "name"));
  return std::shared_ptr<const Matcher>(
      new Matcher(std::move(corpus), weights));
}

Matcher::Matcher(Corpus corpus, std::array<FusionWeights, 3> weights)
    : index_(std::move(corpus)),
      phrases_(index_.corpus(), index_.terms()),
      random_(index_.corpus(), phrases_),
      weights_(weights) {}

Stratum Matcher::StratumOf(const ProgramText& program) const {
  if (index_.FindCip(program.cip)) return Stratum::kGivenCip;
  return absl::StripAsciiWhitespace(program.description).empty()
             ? Stratum::kName
             : Stratum::kText;
}

TextMatches Matcher::Match(const ProgramTexts& program,
                           Stemmer* stemmer) const {
  const ProgramText text = TextOf(program);
  const Stratum stratum = StratumOf(text);
  FeatureMatrix features = index_.FeaturesOf(text, stemmer);
  std::vector<double> scores = ScoresOf(features, weights(stratum));
  std::vector<CandidateIndex> order = OrderOf(scores);
  return {stratum, std::move(features), std::move(scores), std::move(order)};
}

CipCheck Matcher::Check(const ProgramTexts& program, const TextMatches& matches,
                        Stemmer* stemmer) const {
  const ProgramText text = TextOf(program);
  // The weights of these strata leave out what the given code says, so the
  // features that were read with it serve.
  ProgramText alone = text;
  alone.cip.clear();
  return CheckCip(
      index_, text,
      ScoresOf(matches.features, WithoutSizes(weights(StratumOf(alone)))),
      stemmer);
}

std::optional<CandidateIndex> Matcher::FindCandidate(
    absl::string_view code) const {
  const auto& candidates = index_.corpus().candidates;
  const auto at =
      std::lower_bound(candidates.begin(), candidates.end(), code,
                       [](const CandidateText& one, absl::string_view key) {
                         return one.code < key;
                       });
  if (at == candidates.end() || at->code != code) return std::nullopt;
  return static_cast<CandidateIndex>(at - candidates.begin());
}

}  // namespace plumbline::alignment
