#include "services/labor/domain/gates/figure_gates.h"

#include "services/labor/domain/gates/row_gates.h"
#include "services/labor/domain/gates/wage_gates.h"

namespace plumbline::labor::gates {
namespace {

void CheckTable(const FigureTable& table, GateReport* report) {
  CheckRejectedRows(table, report);
  CheckDuplicates(table, report);
  CheckCodeLevels(table, report);
  CheckAreaTotals(table, report);
  CheckNegativeValues(table, report);
  CheckCrossFoot(table, report);
  CheckPercentileOrder(table, report);
  CheckIntervalCollapse(table, report);
  CheckChangeArithmetic(table, report);
  AddSentinelCensus(table, report);
}

}  // namespace

void CheckFigures(ReleaseTables* release) {
  for (const FigureTable& table : release->figures) {
    CheckTable(table, &release->report);
  }
  if (!release->figures.empty()) return;
  Finding finding;
  finding.severity = Severity::kFatal;
  finding.rule = "no-figures";
  finding.message =
      "the files hold no table of figures; see the other findings and take the "
      "files again from the publisher";
  release->report.Add(std::move(finding));
}

}  // namespace plumbline::labor::gates
