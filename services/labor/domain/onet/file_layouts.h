#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_FILE_LAYOUTS_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_FILE_LAYOUTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/labor/domain/onet/onet_tables.h"

namespace plumbline::labor::onet {

// What a file of a release becomes, in the order in which files are read:
// what others refer to comes first.
enum class FileKind : uint8_t {
  kOccupations,
  kScales,
  kIwas,
  kDwas,
  kRatings,
  kCategories,
  kTasks,
  kTaskActivities,
  kTaskCategories,
  kTaskRatings,
  kJobZoneReference,
  kJobZones,
  kAlternateTitles,
  kReportedTitles,
  kTechnologies,
  kTools,
  kRelatedOccupations,
  // Its columns, field counts and occupation codes are checked and its rows
  // counted; no table of ours holds it.
  kCheckedOnly,
  // Prose.
  kReadMe,
};

// A file that O*NET releases 29.0 to 30.3 may have.
struct FileLayout {
  absl::string_view name;
  FileKind kind = FileKind::kCheckedOnly;
  // For kRatings only.
  RatingKind rating = RatingKind::kSkills;
  // The headings it may have, each variant joined by tabs; their order in the
  // file does not matter, their set does.
  std::vector<absl::string_view> headers;
};

// The layout of the file of this name; null for an unknown file.
const FileLayout* LayoutOf(absl::string_view name);

// What a whole release has, whatever its layout: each entry lists the names of
// files of which one is enough.
absl::Span<const std::vector<absl::string_view>> ExpectedFiles();

}  // namespace plumbline::labor::onet

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_FILE_LAYOUTS_H_
