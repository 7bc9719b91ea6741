#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_GATES_ROW_GATES_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_GATES_ROW_GATES_H_

#include "services/labor/domain/release/gate_report.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor::gates {

// The rules of CheckFigures that look at rows and not at wages; see there.
void CheckRejectedRows(const FigureTable& table, GateReport* report);
void CheckDuplicates(const FigureTable& table, GateReport* report);
void CheckCodeLevels(const FigureTable& table, GateReport* report);
void CheckAreaTotals(const FigureTable& table, GateReport* report);
void CheckNegativeValues(const FigureTable& table, GateReport* report);
void AddSentinelCensus(const FigureTable& table, GateReport* report);

}  // namespace plumbline::labor::gates

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_GATES_ROW_GATES_H_
