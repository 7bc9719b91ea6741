#ifndef PLUMBLINE_SERVICES_CATALOG_API_IMPORT_REPORT_H_
#define PLUMBLINE_SERVICES_CATALOG_API_IMPORT_REPORT_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "plumbline/catalog/v1/catalog_service.pb.h"
#include "services/catalog/api/import_upload.h"
#include "services/catalog/store/catalog_changes.h"

namespace plumbline::catalog {

// The format that an upload asks for. Errors: kInvalidArgument,
// ARGUMENT_INVALID: there was no target; LAYOUT_UNKNOWN: no such format.
absl::StatusOr<ProgramFormat> FormatOf(const ImportUpload& upload);

v1::ImportProgramsMetadata MetadataAt(absl::Time start);

// What an import did, with the first 10,000 row reports.
v1::ImportReport ReportOf(const ProgramImport& import,
                          const ImportCounts& counts, bool validated_only);

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_API_IMPORT_REPORT_H_
