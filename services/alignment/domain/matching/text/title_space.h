#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TITLE_SPACE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TITLE_SPACE_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/matching/text/nearest_titles.h"
#include "services/alignment/domain/matching/text/term_space.h"
#include "services/common/base/large_table.h"

namespace plumbline::alignment {

// Each job title on its own: what a title means is what its nearest titles
// mean, not what their mixture does.
class TitleSpace {
 public:
  // What the titles nearest to a text say of each candidate.
  struct Scores {
    // The greatest cosine of any of its titles.
    std::vector<float> nearest;
    // The sum of cubed cosines of its titles among the 30 nearest.
    std::vector<float> neighbours;
  };

  // `titles` are counted terms; `owners` their candidates, of which there are
  // `candidates`.
  static TitleSpace Build(absl::Span<const std::vector<TermCount>> titles,
                          std::vector<CandidateIndex> owners,
                          size_t candidates);

  Scores ScoresOf(absl::Span<const TermCount> text) const;
  // The same into rows that are 0 before. `cosines` is working memory, 0
  // between uses: one for each thread.
  void FillScores(absl::Span<const TermCount> text, std::vector<float>* cosines,
                  absl::Span<float> nearest,
                  absl::Span<float> neighbours) const;
  const TermSpace& space() const { return space_; }
  const std::vector<CandidateIndex>& owners() const { return owners_; }

 private:
  TermSpace space_;
  std::vector<CandidateIndex> owners_;
  size_t candidates_ = 0;
};

// Complement naive Bayes over the titles' weighted terms (Rennie et al. 2003):
// how unlike the titles of all other candidates a text is.
class TitleBayes {
 public:
  TitleBayes(absl::Span<const std::vector<TermCount>> titles,
             const TitleSpace& space, size_t candidates, double smoothing);

  // The logarithm of each candidate's probability, at least -20.
  std::vector<float> LogProbabilitiesOf(absl::Span<const TermCount> text,
                                        const TitleSpace& space) const;
  // The same into a row that is 0 before.
  void Fill(absl::Span<const TermCount> text, const TitleSpace& space,
            absl::Span<float> scores) const;

 private:
  struct Share {
    CandidateIndex candidate = 0;
    // By how much the term speaks for it.
    float gain = 0;
  };
  // By term, and one more.
  std::vector<uint32_t> begins_;
  base::LargeTable<Share> shares_;
  // By candidate: the logarithm of all other candidates' weight.
  std::vector<float> others_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TITLE_SPACE_H_
