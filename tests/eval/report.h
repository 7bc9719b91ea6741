#ifndef PLUMBLINE_TESTS_EVAL_REPORT_H_
#define PLUMBLINE_TESTS_EVAL_REPORT_H_

#include <string>
#include <vector>

#include "tests/eval/result.h"

namespace plumbline::eval {

// Markdown tables, each with a final line feed.

// The headings of the rows that RowOf writes.
std::string Headings();
std::string RowOf(const Result& result);
std::string TableOf(const std::vector<Result>& results);

// For each method, which part of the candidates of a bin of probability were
// answers, beside the mean probability that was given to them.
std::string CalibrationTable(const std::vector<Result>& results);

// For each least margin, which part of the questions is answered and which part
// of those rightly.
std::string AbstentionTable(const std::vector<Result>& results);

// For each SOC major group of the answers, how well each method did. Groups of
// fewer than ten questions are left out.
std::string ClusterTable(const std::vector<Result>& results);

// One line of JSON.
std::string JsonOf(const Result& result);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_REPORT_H_
