#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_GATES_WAGE_GATES_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_GATES_WAGE_GATES_H_

#include "services/labor/domain/release/gate_report.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor::gates {

// Whether hourly figures times 2,080 hours are the annual ones. Catches columns
// that stand under the wrong heading, which no check of shapes sees.
void CheckCrossFoot(const FigureTable& table, GateReport* report);
// Whether percentiles ascend.
void CheckPercentileOrder(const FigureTable& table, GateReport* report);
// Where the upper percentiles are one figure, so that ratios of them say
// nothing.
void CheckIntervalCollapse(const FigureTable& table, GateReport* report);
// Whether changes and percentages of projections are those of the employment
// beside them.
void CheckChangeArithmetic(const FigureTable& table, GateReport* report);

}  // namespace plumbline::labor::gates

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_GATES_WAGE_GATES_H_
