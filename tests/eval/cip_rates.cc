#include "tests/eval/cip_rates.h"

#include "absl/strings/str_format.h"
#include "services/alignment/domain/matching/cip_check.h"

namespace plumbline::eval {
namespace {

using Checked = alignment::CipCheck::Result;

// The code of the program half a list further on, or the next one whose series
// is another.
const std::string& ForeignCip(const std::vector<Question>& questions,
                              size_t question) {
  const std::string series = questions[question].group.substr(0, 2);
  size_t other = (question + questions.size() / 2) % questions.size();
  while (questions[other].group.substr(0, 2) == series && other != question)
    other = (other + 1) % questions.size();
  return questions[other].group;
}

double Share(size_t part, size_t whole) {
  return whole == 0
             ? 0
             : 100 * static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

CipRates RatesOf(const alignment::MatchIndex& index,
                 const std::vector<Question>& questions,
                 const alignment::FusionWeights& weights) {
  CipRates rates;
  alignment::Stemmer stemmer;
  const auto by_texts = alignment::WithoutSizes(weights);
  for (size_t i = 0; i < questions.size(); ++i) {
    alignment::ProgramText program = questions[i].program;
    program.cip.clear();
    const auto scores = ScoresOf(index.FeaturesOf(program, &stemmer), by_texts);
    program.cip = questions[i].group;
    const Checked given = CheckCip(index, program, scores, &stemmer).result;
    if (given != Checked::kFits && given != Checked::kSuspicious) continue;
    ++rates.programs;
    if (given == Checked::kSuspicious) ++rates.given_suspicious;
    program.cip = ForeignCip(questions, i);
    if (CheckCip(index, program, scores, &stemmer).result ==
        Checked::kSuspicious)
      ++rates.foreign_suspicious;
  }
  return rates;
}

std::string TextOf(const CipRates& rates) {
  return absl::StrFormat(
      "Check of CIP codes, %d programs of New Jersey: suspicious under the "
      "code given %.1f %%, under the code of another program %.1f %%.\n",
      rates.programs, Share(rates.given_suspicious, rates.programs),
      Share(rates.foreign_suspicious, rates.programs));
}

}  // namespace plumbline::eval
