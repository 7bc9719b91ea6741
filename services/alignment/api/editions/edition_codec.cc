#include "services/alignment/api/editions/edition_codec.h"

#include <google/protobuf/arena.h>

#include <utility>
#include <vector>

#include "services/common/base/error.h"

namespace plumbline::alignment {
namespace {

namespace lv1 = labor::v1;

template <typename To, typename Field>
std::vector<To> Column(const Field& field) {
  return std::vector<To>(field.begin(), field.end());
}

ReleaseEntry FromProto(const lv1::SnapshotRelease& from) {
  ReleaseEntry release;
  release.name = from.name();
  release.reference_period = from.reference_period();
  for (const lv1::ReleaseFile& file : from.files()) {
    release.files.push_back({file.path(), file.sha256()});
  }
  return release;
}

OccupationEntry FromProto(const lv1::SnapshotOccupation& from) {
  return {.code = from.code(),
          .title = from.title(),
          .published_code = from.published_code(),
          .onet_codes = Column<uint32_t>(from.onet_codes())};
}

RegionEntry FromProto(const lv1::SnapshotRegion& from) {
  return {.id = from.id(),
          .title = from.title(),
          .kind = static_cast<RegionKind>(from.kind()),
          .vintage = from.vintage(),
          .parent = from.parent(),
          .enclosing = Column<uint32_t>(from.enclosing()),
          .members = Column<uint32_t>(from.members())};
}

RegionChangeEntry FromProto(const lv1::SnapshotRegionChange& from) {
  return {.from = from.from(),
          .from_title = from.from_title(),
          .to = from.to(),
          .to_title = from.to_title(),
          .since = from.since()};
}

FigureTableEntry FromProto(const lv1::FigureTable& from) {
  FigureTableEntry table;
  table.release = from.release();
  table.file = from.file();
  table.sheet = from.sheet();
  table.reference_period = from.reference_period();
  table.horizon_years = from.horizon_years();
  table.occupation_scheme = from.occupation_scheme();
  table.regions = Column<uint32_t>(from.regions());
  table.codes = Column<uint32_t>(from.codes());
  table.levels = from.levels();
  table.source_rows = Column<uint32_t>(from.source_rows());
  for (const lv1::FigureColumn& column : from.columns()) {
    table.columns.push_back(
        {.measure = static_cast<vocabulary::Measure>(column.measure()),
         .header = column.header(),
         .values = Column<int64_t>(column.values()),
         .statuses = column.statuses()});
  }
  return table;
}

CrosswalkLayerEntry FromProto(const lv1::CrosswalkLayer& from) {
  return {.release = from.release(),
          .file = from.file(),
          .sheet = from.sheet(),
          .layer = from.layer(),
          .cip_codes = Column<uint32_t>(from.cip_codes()),
          .soc_codes = Column<uint32_t>(from.soc_codes()),
          .source_rows = Column<uint32_t>(from.source_rows()),
          .unmatched_cip_codes = Column<uint32_t>(from.unmatched_cip_codes()),
          .unmatched_soc_codes = Column<uint32_t>(from.unmatched_soc_codes())};
}

CipEntry FromProto(const lv1::SnapshotCip& from) {
  return {.code = from.code(), .length = from.length(), .title = from.title()};
}

CodeChangeEntry FromProto(const lv1::CodeChangeTable& from) {
  return {.release = from.release(),
          .file = from.file(),
          .sheet = from.sheet(),
          .from_scheme = from.from_scheme(),
          .to_scheme = from.to_scheme(),
          .from_codes = Column<uint32_t>(from.from_codes()),
          .to_codes = Column<uint32_t>(from.to_codes()),
          .source_rows = Column<uint32_t>(from.source_rows())};
}

ElementEntry FromProto(const lv1::DescriptorElement& from) {
  return {.id = from.id(),
          .name = from.name(),
          .domain = static_cast<DescriptorDomain>(from.domain()),
          .group = from.group()};
}

DescriptorTableEntry FromProto(const lv1::DescriptorTable& from) {
  return {.release = from.release(),
          .file = from.file(),
          .sheet = from.sheet(),
          .onet_codes = Column<uint32_t>(from.onet_codes()),
          .row_ends = Column<uint32_t>(from.row_ends()),
          .elements = Column<uint32_t>(from.elements()),
          .scales = from.scales(),
          .hundredths = Column<uint32_t>(from.hundredths()),
          .standard_errors = Column<uint32_t>(from.standard_errors()),
          .recommend_suppress = from.recommend_suppress(),
          .not_relevant = from.not_relevant(),
          .source_rows = Column<uint32_t>(from.source_rows())};
}

CompletionTableEntry FromProto(const lv1::CompletionTable& from) {
  CompletionTableEntry table;
  table.release = from.release();
  table.file = from.file();
  table.reference_period = from.reference_period();
  for (const lv1::SnapshotInstitution& one : from.institutions()) {
    table.institutions.push_back(
        {one.unitid(), one.title(), one.state(), one.county()});
  }
  table.row_ends = Column<uint32_t>(from.row_ends());
  table.cip_codes = Column<uint32_t>(from.cip_codes());
  table.majors = from.majors();
  table.award_levels = from.award_levels();
  table.awards = Column<uint32_t>(from.awards());
  table.source_rows = Column<uint32_t>(from.source_rows());
  return table;
}

template <typename Entry, typename Field>
void ReadAll(const Field& field, std::vector<Entry>& entries) {
  entries.reserve(static_cast<size_t>(field.size()));
  for (const auto& message : field) entries.push_back(FromProto(message));
}

}  // namespace

EditionTables TablesFromProto(const lv1::EditionSnapshot& snapshot) {
  EditionTables tables;
  tables.name = snapshot.edition();
  ReadAll(snapshot.releases(), tables.releases);
  ReadAll(snapshot.occupations(), tables.occupations);
  ReadAll(snapshot.regions(), tables.regions);
  ReadAll(snapshot.figure_tables(), tables.figure_tables);
  ReadAll(snapshot.crosswalk_layers(), tables.crosswalk_layers);
  ReadAll(snapshot.cip_codes(), tables.cip_codes);
  ReadAll(snapshot.code_changes(), tables.code_changes);
  ReadAll(snapshot.region_changes(), tables.region_changes);
  ReadAll(snapshot.elements(), tables.elements);
  ReadAll(snapshot.descriptor_tables(), tables.descriptor_tables);
  ReadAll(snapshot.completion_tables(), tables.completion_tables);
  return tables;
}

absl::StatusOr<std::shared_ptr<const Edition>> EditionFromSnapshot(
    absl::string_view bytes) {
  google::protobuf::Arena arena;
  auto* snapshot =
      google::protobuf::Arena::CreateMessage<lv1::EditionSnapshot>(&arena);
  if (!snapshot->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return base::Error(absl::StatusCode::kDataLoss,
                       base::reason::kFileMalformed,
                       "the snapshot that labor sent is not an EditionSnapshot:"
                       " check that labor and alignment are of one version");
  }
  return Edition::Create(TablesFromProto(*snapshot));
}

}  // namespace plumbline::alignment
