#ifndef PLUMBLINE_TESTS_EVAL_REPORT_H_
#define PLUMBLINE_TESTS_EVAL_REPORT_H_

#include <string>

#include "tests/eval/tasks.h"

namespace plumbline::eval {

// The headings of the rows that RowOf writes, as a Markdown table.
std::string Headings();
std::string RowOf(const Result& result);
// One line of JSON.
std::string JsonOf(const Result& result);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_REPORT_H_
