#ifndef PLUMBLINE_TESTS_EVAL_CIP_RATES_H_
#define PLUMBLINE_TESTS_EVAL_CIP_RATES_H_

#include <string>
#include <vector>

#include "services/alignment/domain/matching/fusion.h"
#include "tests/eval/question_sets.h"

namespace plumbline::eval {

// How often the check of CIP codes calls a code suspicious.
struct CipRates {
  // Programs whose code could be checked.
  size_t programs = 0;
  // Called suspicious under the code that the provider gave. Some of those are
  // wrong, so this is an upper bound of false alarms.
  size_t given_suspicious = 0;
  // Called suspicious under the code of another program of the same list, from
  // another two-digit series.
  size_t foreign_suspicious = 0;
};

// Questions whose group is their program's CIP code. `weights` read texts
// alone.
CipRates RatesOf(const alignment::MatchIndex& index,
                 const std::vector<Question>& questions,
                 const alignment::FusionWeights& weights);

std::string TextOf(const CipRates& rates);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_CIP_RATES_H_
