#include "services/labor/store/report_codec.h"

#include "services/labor/store/column_codec.h"

namespace plumbline::labor {
namespace {

Finding FindingOf(const v1::GateFinding& message) {
  return {static_cast<Severity>(message.severity()),
          message.rule(),
          {message.file(), message.sheet(),
           static_cast<uint32_t>(message.row()), message.column()},
          message.value(),
          message.message()};
}

void Fill(const Finding& finding, v1::GateFinding* message) {
  message->set_severity(
      static_cast<v1::GateFinding::Severity>(finding.severity));
  message->set_rule(finding.rule);
  message->set_file(finding.place.file);
  message->set_sheet(finding.place.sheet);
  message->set_row(static_cast<int32_t>(finding.place.row));
  message->set_column(finding.place.column);
  message->set_value(finding.value);
  message->set_message(finding.message);
}

void FillCounts(const StoredReport& report, v1::GateReport* message) {
  message->set_rows_read(report.rows.read);
  message->set_rows_accepted(report.rows.accepted);
  message->set_rows_rejected(report.rows.rejected());
  for (const auto& [rule, count] : report.counts_by_rule) {
    auto& added = *message->add_rule_counts();
    added.set_rule(rule);
    added.set_count(count);
  }
}

StoredReport ReportOf(const v1::GateReport& message) {
  StoredReport report;
  report.rows = {message.rows_read(), message.rows_accepted()};
  for (const auto& finding : message.findings()) {
    report.findings.push_back(FindingOf(finding));
  }
  for (const auto& count : message.rule_counts()) {
    report.counts_by_rule[count.rule()] = count.count();
  }
  return report;
}

}  // namespace

v1::GateReport ToProto(const StoredReport& report) {
  v1::GateReport message;
  FillCounts(report, &message);
  for (const Finding& finding : report.findings) {
    Fill(finding, message.add_findings());
  }
  return message;
}

v1::TableSummary ToProto(const TableSummary& summary) {
  v1::TableSummary message;
  message.set_file(summary.file);
  message.set_sheet(summary.sheet);
  message.set_kind(summary.kind);
  message.set_rows_read(summary.counts.read);
  message.set_rows_accepted(summary.counts.accepted);
  message.set_rows_rejected(summary.counts.rejected());
  return message;
}

std::string EncodeReport(const StoredReport& report) {
  return ToProto(report).SerializeAsString();
}

absl::StatusOr<StoredReport> DecodeReport(absl::string_view bytes) {
  v1::GateReport message;
  if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return Damaged("gate reports");
  }
  return ReportOf(message);
}

std::string EncodeSummary(const std::vector<TableSummary>& tables,
                          const StoredReport& report) {
  v1::Release message;
  for (const TableSummary& table : tables) {
    *message.add_tables() = ToProto(table);
  }
  FillCounts(report, message.mutable_gate_report());
  return message.SerializeAsString();
}

absl::Status DecodeSummary(absl::string_view bytes, ReleaseRecord* release) {
  v1::Release message;
  if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return Damaged("release summaries");
  }
  for (const auto& table : message.tables()) {
    release->tables.push_back({table.file(),
                               table.sheet(),
                               table.kind(),
                               {table.rows_read(), table.rows_accepted()}});
  }
  release->report = ReportOf(message.gate_report());
  return absl::OkStatus();
}

}  // namespace plumbline::labor
