#ifndef PLUMBLINE_TESTS_EVAL_MODEL_CARD_H_
#define PLUMBLINE_TESTS_EVAL_MODEL_CARD_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "tests/eval/result.h"

namespace plumbline::eval {

// What was measured for a card.
struct Measurements {
  std::vector<Result> results;
  // The rates of the check of CIP codes, in one line.
  std::string cip_rates;
};

// The card: `text`, an earlier card or a template, with what stands between
// `<!-- results -->` and `<!-- end -->` written anew, and so for `abstention`,
// `calibration`, `clusters` and `cip_check`.
//
// Errors: kInvalidArgument when a marker or its end is not there.
absl::StatusOr<std::string> FillModelCard(std::string text,
                                          const Measurements& measured);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_MODEL_CARD_H_
