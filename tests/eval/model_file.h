#ifndef PLUMBLINE_TESTS_EVAL_MODEL_FILE_H_
#define PLUMBLINE_TESTS_EVAL_MODEL_FILE_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/alignment/domain/matching/fusion.h"

namespace plumbline::eval {

// Weights by stratum: what is known of a program decides which ones serve.
//   `given_cip`  name, description and CIP code
//   `text`       name and description
//   `name`       a name or job title alone
using Model = std::map<std::string, alignment::FusionWeights>;

// A model as JSON: strata, each with its intercept and, for every feature that
// it uses, the two weights. Six significant digits: the file is read by people.
std::string WriteModel(const Model& model, absl::string_view trained_on);

// Errors: kInvalidArgument for what is no such JSON, an unknown feature or a
// number that is none.
absl::StatusOr<Model> ReadModel(absl::string_view json);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_MODEL_FILE_H_
