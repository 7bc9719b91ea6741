#include "services/labor/domain/release/gate_report.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace plumbline::labor {
namespace {

Finding RowFinding(Severity severity, uint32_t row) {
  return {.severity = severity,
          .rule = "rule",
          .place = {.file = "f", .row = row},
          .message = "m"};
}

TEST(GateReportTest, SortsTheMostSevereFirstThenByPlace) {
  GateReport report;
  report.Add(RowFinding(Severity::kNote, 1));
  report.Add(RowFinding(Severity::kFatal, 9));
  report.Add(RowFinding(Severity::kNote, 0));
  const auto sorted = report.Sorted();
  ASSERT_EQ(sorted.size(), 3u);
  EXPECT_EQ(sorted[0].place.row, 9u);
  EXPECT_EQ(sorted[1].place.row, 0u);
  EXPECT_TRUE(report.IsFatal());
}

TEST(GateReportTest, CountsAllAndKeepsAThousandOfARule) {
  GateReport report;
  for (uint32_t row = 1; row <= 1500; ++row)
    report.Add(RowFinding(Severity::kWarning, row));
  EXPECT_EQ(report.Sorted().size(), GateReport::kFindingsKeptPerRule);
  EXPECT_EQ(report.counts_by_rule().at("rule"), 1500);
  GateReport merged;
  merged.Merge(report);
  EXPECT_EQ(merged.counts_by_rule().at("rule"), 1500);
  EXPECT_FALSE(merged.IsFatal());
}

TEST(GateReportTest, CutsLongValues) {
  GateReport report;
  Finding finding = RowFinding(Severity::kNote, 1);
  finding.value.assign(5000, 'x');
  report.Add(finding);
  EXPECT_EQ(report.Sorted()[0].value.size(), 200u);
}

}  // namespace
}  // namespace plumbline::labor
