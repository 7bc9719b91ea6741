#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_GATES_FIGURE_GATES_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_GATES_FIGURE_GATES_H_

#include "services/labor/domain/release/gate_report.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor::gates {

// Looks at the figures of a release and adds what it finds to its report. Call
// once, after reading and before anything is published.
//
//   rejected-rows       fatal when more than 5 % of a table's rows were
//   rejected,
//                       or none was accepted
//   cross-foot          hourly x 2,080 is not the annual figure beyond
//   rounding:
//                       a warning each, fatal above 2 % of the rows that have
//                       both (columns are shifted against their headings)
//   percentile-order    a percentile is below a lower one: a warning each,
//   fatal
//                       above 1 %
//   interval-collapse   75th and 90th percentile are the same: a warning each
//   change-arithmetic   projected less base is not the change, or the
//   percentage
//                       is not that of the change: a warning each, fatal above
//                       2 %
//   sentinel-census     how many figures of each measure are not numbers
//   duplicate-row       a region, code, level and industry twice: fatal
//   code-level          a code listed above its own level: a warning each
//   area-without-total  an area without 00-0000: a warning each
//   negative-value      below zero where only changes may be: fatal; a warning
//                       for openings, which round below zero
//   no-figures          the release has no table of figures: fatal
void CheckFigures(ReleaseTables* release);

// Compares a release with the one before it of the same source.
//
//   row-drift           rows changed by more than 10 %: a warning; by more than
//                       50 %: fatal
//   code-vanished,      codes that were there and are not, and the reverse;
//   only code-returned       when the classification is the same
//   top-coding-ended    the release before has bounds and this one has none: a
//   top-coding-began    wage may seem to rise (or fall) by that alone
//   scheme-change       the classifications differ: codes cannot be compared
//   region-vanished,    areas that were there and are not, and the reverse
//   region-new
std::vector<Finding> CompareWithPrevious(const ReleaseTables& previous,
                                         const ReleaseTables& next);

}  // namespace plumbline::labor::gates

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_GATES_FIGURE_GATES_H_
