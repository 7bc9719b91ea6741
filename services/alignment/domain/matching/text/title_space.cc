#include "services/alignment/domain/matching/text/title_space.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <tuple>
#include <utility>

namespace plumbline::alignment {
namespace {

constexpr float kLeastLogProbability = -20;

// The weight of a term in all titles of a candidate.
struct TitleWeight {
  TermId term = 0;
  CandidateIndex candidate = 0;
  double weight = 0;
};

// Sorted by term, then candidate, each pair once.
std::vector<TitleWeight> SumTitles(
    absl::Span<const std::vector<TermCount>> titles, const TitleSpace& space) {
  std::vector<TitleWeight> each;
  for (size_t title = 0; title < titles.size(); ++title)
    for (const TermWeight& term : space.space().VectorOf(titles[title]))
      each.push_back({term.term, space.owners()[title], term.weight});
  std::stable_sort(
      each.begin(), each.end(), [](const TitleWeight& a, const TitleWeight& b) {
        return std::tie(a.term, a.candidate) < std::tie(b.term, b.candidate);
      });
  std::vector<TitleWeight> sums;
  for (const TitleWeight& title : each) {
    if (sums.empty() || sums.back().term != title.term ||
        sums.back().candidate != title.candidate)
      sums.push_back({title.term, title.candidate, 0});
    sums.back().weight += title.weight;
  }
  return sums;
}

}  // namespace

TitleSpace TitleSpace::Build(absl::Span<const std::vector<TermCount>> titles,
                             std::vector<CandidateIndex> owners,
                             size_t candidates) {
  TitleSpace result;
  result.space_ = TermSpace::Build(titles, {});
  result.owners_ = std::move(owners);
  result.candidates_ = candidates;
  return result;
}

TitleSpace::Scores TitleSpace::ScoresOf(
    absl::Span<const TermCount> text) const {
  Scores scores{std::vector<float>(candidates_),
                std::vector<float>(candidates_)};
  std::vector<float> cosines;
  FillScores(text, &cosines, absl::MakeSpan(scores.nearest),
             absl::MakeSpan(scores.neighbours));
  return scores;
}

void TitleSpace::FillScores(absl::Span<const TermCount> text,
                            std::vector<float>* cosines,
                            absl::Span<float> nearest,
                            absl::Span<float> neighbours) const {
  cosines->resize(std::max(cosines->size(), space_.document_count()));
  float* sums = cosines->data();
  const std::vector<TermWeight> vector = space_.VectorOf(text);
  size_t most = 0;
  for (size_t i = 0; i < vector.size(); ++i) {
    space_.FetchPostings(vector, i);
    most += space_.PostingsOf(vector[i].term).size();
  }
  const auto met = std::make_unique_for_overwrite<uint32_t[]>(most + 1);
  size_t count = 0;
  for (const TermWeight& term : vector)
    for (const TermSpace::Posting& posting : space_.PostingsOf(term.term)) {
      float& sum = sums[posting.document];
      // Without a branch, which would be guessed wrong.
      met[count] = posting.document;
      count += sum == 0 ? 1 : 0;
      sum += term.weight * posting.weight;
    }
  NearestTitles all;
  for (size_t i = 0; i < count; ++i) {
    const TermSpace::DocumentId title = met[i];
    float& best = nearest[owners_[title]];
    best = std::max(best, sums[title]);
    if (sums[title] >= all.least()) all.Offer(title, sums[title]);
    sums[title] = 0;
  }
  all.AddCubes(owners_, neighbours);
}

TitleBayes::TitleBayes(absl::Span<const std::vector<TermCount>> titles,
                       const TitleSpace& space, size_t candidates,
                       double smoothing) {
  const std::vector<TitleWeight> weights = SumTitles(titles, space);
  const TermId terms = weights.empty() ? 0 : weights.back().term + 1;
  std::vector<double> of_term(terms, smoothing);
  std::vector<double> of_candidate(candidates);
  double all = smoothing * terms;
  for (const TitleWeight& title : weights) {
    of_term[title.term] += title.weight;
    of_candidate[title.candidate] += title.weight;
    all += title.weight;
  }
  begins_.assign(terms + 1, 0);
  for (const TitleWeight& title : weights) {
    ++begins_[title.term + 1];
    const double total = of_term[title.term];
    shares_.push_back(
        {title.candidate,
         static_cast<float>(std::log(total) - std::log(total - title.weight))});
  }
  for (TermId term = 0; term < terms; ++term)
    begins_[term + 1] += begins_[term];
  for (const double weight : of_candidate)
    others_.push_back(static_cast<float>(std::log(all - weight)));
}

std::vector<float> TitleBayes::LogProbabilitiesOf(
    absl::Span<const TermCount> text, const TitleSpace& space) const {
  std::vector<float> scores(others_.size());
  Fill(text, space, absl::MakeSpan(scores));
  return scores;
}

void TitleBayes::Fill(absl::Span<const TermCount> text, const TitleSpace& space,
                      absl::Span<float> scores) const {
  float length = 0;
  for (const TermWeight& term : space.space().VectorOf(text)) {
    length += term.weight;
    if (term.term + 1 >= begins_.size()) continue;
    for (uint32_t at = begins_[term.term]; at < begins_[term.term + 1]; ++at)
      scores[shares_[at].candidate] += term.weight * shares_[at].gain;
  }
  for (size_t i = 0; i < scores.size(); ++i) scores[i] += length * others_[i];
  const float best = *std::max_element(scores.begin(), scores.end());
  double sum = 0;
  for (const float score : scores) sum += std::exp(score - best);
  const auto total = static_cast<float>(best + std::log(sum));
  for (float& score : scores)
    score = std::max(score - total, kLeastLogProbability);
}

}  // namespace plumbline::alignment
