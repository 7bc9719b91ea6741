#ifndef PLUMBLINE_TESTS_PERF_ALIGNMENT_MADE_PORTFOLIO_H_
#define PLUMBLINE_TESTS_PERF_ALIGNMENT_MADE_PORTFOLIO_H_

#include <cstddef>
#include <memory>

#include "services/alignment/api/runs/run_view.h"

namespace plumbline::alignment {

// The tables of an edition with a made-up crosswalk instead of its own: 2,000
// codes that lead to seven occupations each.
EditionTables WithMadeCrosswalk(const Edition& edition);

// A made-up program of one of those codes. Every third one says itself what it
// leads to.
std::shared_ptr<const SubjectInUse> MadeProgram(const Edition& edition,
                                                size_t i);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_TESTS_PERF_ALIGNMENT_MADE_PORTFOLIO_H_
