#ifndef PLUMBLINE_SERVICES_LABOR_STORE_REPORT_CODEC_H_
#define PLUMBLINE_SERVICES_LABOR_STORE_REPORT_CODEC_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "plumbline/labor/v1/release.pb.h"
#include "services/labor/store/labor_store.h"

namespace plumbline::labor {

v1::GateReport ToProto(const StoredReport& report);
v1::TableSummary ToProto(const TableSummary& summary);

// The report as bytes of a GateReport, and back.
std::string EncodeReport(const StoredReport& report);
absl::StatusOr<StoredReport> DecodeReport(absl::string_view bytes);

// The summaries as bytes of a Release that has nothing else but the counts of
// its report: what a list shows without reading findings.
std::string EncodeSummary(const std::vector<TableSummary>& tables,
                          const StoredReport& report);
// Sets `tables` and the counts of the report.
absl::Status DecodeSummary(absl::string_view bytes, ReleaseRecord* release);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_STORE_REPORT_CODEC_H_
