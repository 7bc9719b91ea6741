#ifndef PLUMBLINE_TESTS_EVAL_RUNS_H_
#define PLUMBLINE_TESTS_EVAL_RUNS_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "services/alignment/domain/matching/match_model.h"
#include "tests/eval/result.h"

namespace plumbline::eval {

// Where the official files and the weights are.
struct Inputs {
  std::filesystem::path data;
  std::filesystem::path model;
};

using OnResult = absl::FunctionRef<void(const Result&)>;

// Every labelled set, by cross-validation where the weights could have learned
// from it. `on_result` is called as soon as each is there. Returns the rates of
// the check of CIP codes, in one line.
//
// Errors: those of the files; kInvalidArgument for a model without a stratum.
absl::StatusOr<std::string> MeasureAll(const Inputs& inputs,
                                       OnResult on_result);

// A file with the columns of the Texas list, each row under the weights that
// would serve it, as they are, at each level.
absl::Status MeasurePrograms(const Inputs& inputs,
                             const std::filesystem::path& file,
                             bool without_cip, OnResult on_result);

// The weights that ship, learned anew: programs with and without their CIP code
// and by their names alone from the Texas list, job titles from two tenths of
// O*NET's alternate titles.
absl::StatusOr<alignment::MatchModel> Train(const Inputs& inputs);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_RUNS_H_
