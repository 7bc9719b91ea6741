#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_WORKBOOK_PARTS_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_WORKBOOK_PARTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/common/tabular/zip_archive.h"

namespace plumbline::tabular {

// One relationship of a part of an Open Packaging container.
struct Relationship {
  std::string id;
  std::string type;  // The last segment of the type's URI: "worksheet",
                     // "sharedStrings".
  std::string
      target;  // The name of the entry, resolved against the part's folder.
};

// The relationships of `part`; of the package when `part` is empty. None when
// it has no such file.
absl::StatusOr<std::vector<Relationship>> ReadRelationships(
    const ZipArchive& archive, absl::string_view file_name,
    absl::string_view part);

// One <sheet> of the workbook part.
struct ListedSheet {
  std::string name;
  std::string relationship_id;
  bool hidden = false;
};

// What the workbook part says.
struct WorkbookPart {
  std::vector<ListedSheet> sheets;
  bool epoch_1904 = false;
};

absl::StatusOr<WorkbookPart> ReadWorkbookPart(const ZipArchive& archive,
                                              absl::string_view file_name,
                                              absl::string_view part);

// For each cell format of the styles part, in order, whether it shows a number
// as a date or time.
absl::StatusOr<std::vector<bool>> ReadDateFormats(const ZipArchive& archive,
                                                  absl::string_view file_name,
                                                  absl::string_view part);

// Whether a number format such as `yyyy-mm-dd` or `[h]:mm` shows a date or a
// time.
bool IsDateFormat(absl::string_view format);

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_WORKBOOK_PARTS_H_
