#include "services/catalog/api/import_report.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/timestamp.h"

namespace plumbline::catalog {
namespace {

constexpr size_t kMaxRows = 10000;

v1::RowReport ToProto(const RowReport& row) {
  v1::RowReport message;
  message.set_file(row.place.file);
  message.set_row(row.place.row);
  message.set_column(row.column);
  message.set_value(row.value);
  message.set_reason(row.reason);
  message.set_message(row.message);
  message.set_rejected(row.rejected);
  return message;
}

}  // namespace

absl::StatusOr<ProgramFormat> FormatOf(const ImportUpload& upload) {
  if (!upload.has_target()) {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kArgumentInvalid,
                       "target is missing: send it in the first message",
                       {{"field", "target"}});
  }
  if (!v1::ProgramFormat_IsValid(upload.target().format())) {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kLayoutUnknown,
                       absl::StrCat("target.format ",
                                    static_cast<int>(upload.target().format()),
                                    " is no format: leave it out to have it "
                                    "recognised"),
                       {{"field", "target.format"}});
  }
  return static_cast<ProgramFormat>(upload.target().format());
}

v1::ImportProgramsMetadata MetadataAt(absl::Time start) {
  v1::ImportProgramsMetadata metadata;
  base::SetTime(start, metadata.mutable_start_time());
  return metadata;
}

v1::ImportReport ReportOf(const ProgramImport& import,
                          const ImportCounts& counts, bool validated_only) {
  v1::ImportReport report;
  report.set_format(static_cast<v1::ProgramFormat>(import.format));
  report.set_rows_read(import.rows_read);
  report.set_rows_accepted(import.rows_accepted);
  report.set_rows_rejected(import.rows_rejected);
  report.set_providers_written(counts.providers_written);
  report.set_programs_written(counts.programs_written);
  report.set_programs_unchanged(counts.programs_unchanged);
  const size_t shown = std::min(import.rows.size(), kMaxRows);
  for (size_t i = 0; i < shown; ++i) {
    *report.add_rows() = ToProto(import.rows[i]);
  }
  report.set_validated_only(validated_only);
  return report;
}

}  // namespace plumbline::catalog
