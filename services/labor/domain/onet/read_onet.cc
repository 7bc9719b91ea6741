#include "services/labor/domain/onet/read_onet.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/labor/domain/onet/descriptor_ratings.h"
#include "services/labor/domain/onet/file_layouts.h"
#include "services/labor/domain/onet/job_zone_figures.h"
#include "services/labor/domain/onet/onet_gates.h"
#include "services/labor/domain/onet/release_reading.h"
#include "services/labor/domain/onet/source_members.h"

namespace plumbline::labor::onet {
namespace {

FileReader ReaderOf(FileKind kind) {
  switch (kind) {
    case FileKind::kOccupations:
      return ReadOccupations;
    case FileKind::kScales:
      return ReadScales;
    case FileKind::kIwas:
      return ReadIwas;
    case FileKind::kDwas:
      return ReadDwas;
    case FileKind::kCategories:
      return ReadCategories;
    case FileKind::kRatings:
      return ReadRatings;
    case FileKind::kTasks:
      return ReadTasks;
    case FileKind::kTaskActivities:
      return ReadTaskActivities;
    case FileKind::kTaskCategories:
      return ReadTaskCategories;
    case FileKind::kTaskRatings:
      return ReadTaskRatings;
    case FileKind::kJobZoneReference:
      return ReadJobZoneReference;
    case FileKind::kJobZones:
      return ReadJobZones;
    case FileKind::kAlternateTitles:
      return ReadAlternateTitles;
    case FileKind::kReportedTitles:
      return ReadReportedTitles;
    case FileKind::kTechnologies:
    case FileKind::kTools:
      return ReadTechnologies;
    case FileKind::kRelatedOccupations:
      return ReadRelatedOccupations;
    case FileKind::kCheckedOnly:
      return CheckOnly;
    case FileKind::kReadMe:
      return nullptr;
  }
  return nullptr;
}

// The known files, those first that others refer to.
std::vector<std::pair<const FileLayout*, const Member*>> InReadingOrder(
    const SourceMembers& members) {
  std::vector<std::pair<const FileLayout*, const Member*>> files;
  for (const auto& [name, member] : members.by_name()) {
    if (const FileLayout* layout = LayoutOf(name); layout != nullptr) {
      files.emplace_back(layout, &member);
    }
  }
  std::stable_sort(files.begin(), files.end(),
                   [](const auto& a, const auto& b) {
                     return std::pair(a.first->kind, a.first->rating) <
                            std::pair(b.first->kind, b.first->rating);
                   });
  return files;
}

absl::Status ReadFiles(const SourceMembers& members, ReleaseReading* reading,
                       RowCounts* counts) {
  for (const auto& [layout, member] : InReadingOrder(members)) {
    const FileReader reader = ReaderOf(layout->kind);
    if (reader == nullptr) continue;
    std::string unpacked;
    PLUMBLINE_ASSIGN_OR_RETURN(const absl::string_view bytes,
                               members.Read(*member, &unpacked));
    reading->tables().files.push_back(
        {std::string(layout->name), member->file, member->sheet});
    const RowCounts read = reader(*member, bytes, *layout, reading);
    counts->read += read.read;
    counts->accepted += read.accepted;
  }
  return absl::OkStatus();
}

void AddFatal(absl::string_view rule, std::string file, std::string message,
              GateReport* report) {
  report->Add({.severity = Severity::kFatal,
               .rule = std::string(rule),
               .place = {.file = std::move(file)},
               .message = std::move(message)});
}

absl::Status CheckIsOnet(const SourceMembers& members) {
  for (const auto& [name, member] : members.by_name()) {
    if (LayoutOf(name) != nullptr) return absl::OkStatus();
  }
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kLayoutUnknown,
                     "None of the files is one of an O*NET text release: "
                     "expected the zip or the folder db_XX_Y_text.");
}

}  // namespace

absl::StatusOr<ReleaseTables> ReadOnet(SourceFiles files) {
  ReleaseTables release;
  PLUMBLINE_ASSIGN_OR_RETURN(const SourceMembers members,
                             SourceMembers::List(files, &release.report));
  PLUMBLINE_RETURN_IF_ERROR(CheckIsOnet(members));
  auto tables = std::make_shared<OnetTables>();
  tables->version = members.version();
  release.reference_period = tables->version;
  if (tables->version.empty()) {
    AddFatal("version-unknown", "Read Me.txt",
             "Neither a folder such as db_30_1_text nor Read Me.txt says which "
             "release this is.",
             &release.report);
  }
  if (members.by_name().count("Occupation Data.txt") == 0) {
    AddFatal("file-missing", "Occupation Data.txt",
             "Without Occupation Data.txt no row can be placed: give an "
             "overlay together with the release that it belongs to.",
             &release.report);
    release.onet = std::move(tables);
    return release;
  }
  ReleaseReading reading(tables.get(), &release.report);
  PLUMBLINE_RETURN_IF_ERROR(ReadFiles(members, &reading, &release.onet_counts));
  tables->texts.Seal();
  NoteFiles(members.by_name(), &release.report);
  AddCensus(*tables, members.by_name(), &release.report);
  const auto job_zones = members.by_name().find("Job Zones.txt");
  if (!tables->job_zones.empty()) {
    release.figures.push_back(JobZoneFigures(*tables, job_zones->second));
  }
  release.descriptors = DescriptorRatings(*tables);
  release.onet = std::move(tables);
  return release;
}

}  // namespace plumbline::labor::onet
