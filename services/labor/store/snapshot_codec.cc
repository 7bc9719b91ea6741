#include "services/labor/store/snapshot_codec.h"

#include <algorithm>
#include <map>
#include <utility>

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "plumbline/labor/v1/snapshot.pb.h"
#include "services/common/base/status_macros.h"
#include "services/labor/store/column_codec.h"
#include "services/labor/store/completion_codec.h"
#include "services/labor/store/descriptor_codec.h"
#include "services/labor/store/place_codec.h"

namespace plumbline::labor {
namespace {

using vocabulary::CipCode;
using vocabulary::FigureStatus;
using vocabulary::OnetSocCode;
using vocabulary::SocCode;
using vocabulary::SocLevel;

void Fill(const PinnedRelease& release, v1::SnapshotRelease* message) {
  message->set_name(release.name);
  message->set_reference_period(release.reference_period);
  for (const ReleaseFile& file : release.files) {
    auto& added = *message->add_files();
    added.set_path(file.path);
    added.set_sha256(file.sha256);
    added.set_size_bytes(file.size_bytes);
  }
}

void Fill(const EditionOccupation& occupation,
          v1::SnapshotOccupation* message) {
  message->set_code(static_cast<uint32_t>(occupation.code.digits()));
  message->set_title(occupation.title);
  message->set_published_code(
      static_cast<uint32_t>(occupation.published_code.digits()));
  for (const OnetSocCode code : occupation.onet_codes) {
    message->add_onet_codes(static_cast<uint32_t>(code.digits()));
  }
}

void FillRegions(const Edition& edition, v1::EditionSnapshot* snapshot) {
  std::map<std::string, int32_t> index;
  for (const Region& region : edition.regions) {
    index.emplace(region.id, static_cast<int32_t>(index.size()));
  }
  for (const Region& region : edition.regions) {
    auto& message = *snapshot->add_regions();
    message.set_id(region.id);
    message.set_title(region.title);
    message.set_kind(static_cast<v1::Region::Kind>(region.kind));
    message.set_vintage(region.vintage);
    const auto parent = index.find(region.parent);
    message.set_parent(parent == index.end() ? -1 : parent->second);
    for (const std::string& id : region.enclosing) {
      message.add_enclosing(static_cast<uint32_t>(index.at(id)));
    }
    for (const std::string& id : region.members) {
      message.add_members(static_cast<uint32_t>(index.at(id)));
    }
  }
  for (const EditionRegionChange& change : edition.region_changes) {
    auto& message = *snapshot->add_region_changes();
    FillChange(change.change, &message);
    message.set_release(change.release);
    message.set_file(change.file);
  }
}

template <typename Message>
void FillOrigin(const TableOrigin& origin, Message* message) {
  message->set_release(origin.release);
  message->set_file(origin.file);
  message->set_sheet(origin.sheet);
}

void Fill(const EditionFigures& table, v1::FigureTable* message) {
  FillOrigin(table.origin, message);
  message->set_reference_period(table.reference_period);
  message->set_horizon_years(table.horizon_years);
  message->set_occupation_scheme(std::string(SchemeName(table.scheme)));
  message->mutable_regions()->Add(table.row_regions.begin(),
                                  table.row_regions.end());
  message->mutable_codes()->Add(table.row_codes.begin(), table.row_codes.end());
  message->set_levels(BytesOf(table.row_levels));
  message->mutable_source_rows()->Add(table.source_rows.begin(),
                                      table.source_rows.end());
  for (const EditionColumn& column : table.columns) {
    auto& added = *message->add_columns();
    added.set_measure(static_cast<common::v1::Measure>(column.measure));
    added.set_header(column.header);
    added.mutable_values()->Add(column.values.begin(), column.values.end());
    added.set_statuses(BytesOf(column.statuses));
  }
}

void FillCrosswalks(const Edition& edition, v1::EditionSnapshot* snapshot) {
  for (const EditionCrosswalk& crosswalk : edition.crosswalks) {
    auto& message = *snapshot->add_crosswalk_layers();
    FillOrigin(crosswalk.origin, &message);
    FillLayer(crosswalk.layer, crosswalk.edges, crosswalk.unmatched_cips,
              crosswalk.unmatched_socs, &message);
  }
  for (const EditionCip& cip : edition.cips) {
    auto& message = *snapshot->add_cip_codes();
    message.set_code(static_cast<uint32_t>(cip.code.digits()));
    message.set_length(static_cast<uint32_t>(cip.code.length()));
    message.set_title(cip.title);
  }
  for (const EditionCodeChanges& changes : edition.code_changes) {
    auto& message = *snapshot->add_code_changes();
    FillOrigin(changes.origin, &message);
    message.set_from_scheme(changes.from_scheme);
    message.set_to_scheme(changes.to_scheme);
    FillChanges(changes.changes, &message);
  }
}

void FillDescriptorTables(const Edition& edition,
                          v1::EditionSnapshot* snapshot) {
  for (const DescriptorElement& element : edition.elements) {
    FillElement(element, snapshot->add_elements());
  }
  for (const EditionDescriptors& table : edition.descriptors) {
    auto& message = *snapshot->add_descriptor_tables();
    FillOrigin(table.origin, &message);
    FillDescriptors(table.rows, &message);
  }
}

void FillCompletionTables(const Edition& edition,
                          v1::EditionSnapshot* snapshot) {
  for (const EditionCompletions& table : edition.completions) {
    auto& message = *snapshot->add_completion_tables();
    message.set_release(table.origin.release);
    message.set_file(table.origin.file);
    message.set_reference_period(table.reference_period);
    FillCompletions(table.institutions, table.rows, &message);
  }
}

PinnedRelease ReadRelease(const v1::SnapshotRelease& message) {
  PinnedRelease release{message.name(), message.reference_period(), {}};
  for (const auto& file : message.files()) {
    release.files.push_back({file.path(), file.sha256(), file.size_bytes()});
  }
  return release;
}

EditionOccupation ReadOccupation(const v1::SnapshotOccupation& message) {
  EditionOccupation occupation;
  occupation.code = SocCode::FromDigits(static_cast<int32_t>(message.code()));
  occupation.title = message.title();
  occupation.published_code =
      SocCode::FromDigits(static_cast<int32_t>(message.published_code()));
  for (const uint32_t code : message.onet_codes()) {
    occupation.onet_codes.push_back(
        OnetSocCode::FromDigits(static_cast<int32_t>(code)));
  }
  return occupation;
}

// The ids of the regions at these places; false when there is none at one.
template <typename Indexes>
bool ReadIds(const v1::EditionSnapshot& snapshot, const Indexes& indexes,
             std::vector<std::string>* ids) {
  for (const uint32_t index : indexes) {
    if (index >= static_cast<uint32_t>(snapshot.regions_size())) return false;
    ids->push_back(snapshot.regions(static_cast<int>(index)).id());
  }
  return true;
}

absl::Status ReadRegions(const v1::EditionSnapshot& snapshot,
                         Edition* edition) {
  for (const auto& message : snapshot.regions()) {
    if (message.parent() < -1 || message.parent() >= snapshot.regions_size()) {
      return Damaged("regions of a snapshot");
    }
    Region region{
        message.id(), message.title(), static_cast<RegionKind>(message.kind()),
        message.vintage(),
        message.parent() < 0 ? "" : snapshot.regions(message.parent()).id()};
    if (!ReadIds(snapshot, message.enclosing(), &region.enclosing) ||
        !ReadIds(snapshot, message.members(), &region.members)) {
      return Damaged("regions of a snapshot");
    }
    edition->regions.push_back(std::move(region));
  }
  for (const auto& message : snapshot.region_changes()) {
    if (message.release() >= edition->releases.size()) {
      return Damaged("region changes of a snapshot");
    }
    edition->region_changes.push_back(
        {ReadChange(message), message.release(), message.file()});
  }
  return absl::OkStatus();
}

template <typename Message>
TableOrigin ReadOrigin(const Message& message) {
  return {message.release(), message.file(), message.sheet()};
}

absl::StatusOr<EditionColumn> ReadColumn(const v1::FigureColumn& message,
                                         size_t rows) {
  const auto statuses =
      EnumsOf(message.statuses(), FigureStatus::kWrongVintage);
  if (!statuses || statuses->size() != rows ||
      static_cast<size_t>(message.values_size()) != rows) {
    return Damaged("figures of a snapshot");
  }
  return EditionColumn{static_cast<vocabulary::Measure>(message.measure()),
                       message.header(),
                       {message.values().begin(), message.values().end()},
                       *statuses};
}

absl::StatusOr<EditionFigures> ReadFigures(const v1::FigureTable& message,
                                           const Edition& edition) {
  const auto rows = static_cast<size_t>(message.codes_size());
  const auto levels = EnumsOf(message.levels(), SocLevel::kDetailed);
  const auto scheme = SchemeByName(message.occupation_scheme());
  const bool regions_known =
      std::all_of(message.regions().begin(), message.regions().end(),
                  [&](uint32_t i) { return i < edition.regions.size(); });
  if (!levels || !scheme || !regions_known || levels->size() != rows ||
      static_cast<size_t>(message.regions_size()) != rows ||
      static_cast<size_t>(message.source_rows_size()) != rows ||
      message.release() >= edition.releases.size()) {
    return Damaged("figures of a snapshot");
  }
  EditionFigures table{
      ReadOrigin(message),
      message.reference_period(),
      message.horizon_years(),
      *scheme,
      {message.regions().begin(), message.regions().end()},
      {message.codes().begin(), message.codes().end()},
      *levels,
      {message.source_rows().begin(), message.source_rows().end()},
      {}};
  for (const auto& column : message.columns()) {
    PLUMBLINE_ASSIGN_OR_RETURN(EditionColumn read, ReadColumn(column, rows));
    table.columns.push_back(std::move(read));
  }
  return table;
}

absl::Status ReadCrosswalks(const v1::EditionSnapshot& snapshot,
                            Edition* edition) {
  const size_t releases = edition->releases.size();
  for (const auto& message : snapshot.crosswalk_layers()) {
    auto& layer = edition->crosswalks.emplace_back();
    layer.origin = ReadOrigin(message);
    layer.layer = message.layer();
    if (message.release() >= releases ||
        !ReadLayer(message, &layer.edges, &layer.unmatched_cips,
                   &layer.unmatched_socs)) {
      return Damaged("crosswalks of a snapshot");
    }
  }
  for (const auto& message : snapshot.cip_codes()) {
    edition->cips.push_back(
        {CipCode::FromDigits(static_cast<int32_t>(message.code()),
                             static_cast<int>(message.length())),
         message.title()});
  }
  for (const auto& message : snapshot.code_changes()) {
    auto& changes = edition->code_changes.emplace_back();
    changes.origin = ReadOrigin(message);
    changes.from_scheme = message.from_scheme();
    changes.to_scheme = message.to_scheme();
    if (message.release() >= releases ||
        !ReadChanges(message, &changes.changes)) {
      return Damaged("code changes of a snapshot");
    }
  }
  return absl::OkStatus();
}

absl::Status ReadDescriptorTables(const v1::EditionSnapshot& snapshot,
                                  Edition* edition) {
  for (const auto& message : snapshot.elements()) {
    if (!ReadElement(message, &edition->elements.emplace_back())) {
      return Damaged("elements of a snapshot");
    }
  }
  for (const auto& message : snapshot.descriptor_tables()) {
    auto& table = edition->descriptors.emplace_back();
    table.origin = ReadOrigin(message);
    if (message.release() >= edition->releases.size() ||
        !ReadDescriptors(message, edition->elements.size(), &table.rows)) {
      return Damaged("ratings of a snapshot");
    }
  }
  return absl::OkStatus();
}

absl::Status ReadCompletionTables(const v1::EditionSnapshot& snapshot,
                                  Edition* edition) {
  for (const auto& message : snapshot.completion_tables()) {
    auto& table = edition->completions.emplace_back();
    table.origin = {message.release(), message.file(), ""};
    table.reference_period = message.reference_period();
    if (message.release() >= edition->releases.size() ||
        !ReadCompletions(message, &table.institutions, &table.rows)) {
      return Damaged("completions of a snapshot");
    }
  }
  return absl::OkStatus();
}

}  // namespace

std::string EncodeSnapshot(const Edition& edition) {
  v1::EditionSnapshot snapshot;
  snapshot.set_edition(edition.name);
  for (const PinnedRelease& release : edition.releases) {
    Fill(release, snapshot.add_releases());
  }
  for (const EditionOccupation& occupation : edition.occupations) {
    Fill(occupation, snapshot.add_occupations());
  }
  FillRegions(edition, &snapshot);
  for (const EditionFigures& table : edition.figures) {
    Fill(table, snapshot.add_figure_tables());
  }
  FillCrosswalks(edition, &snapshot);
  FillDescriptorTables(edition, &snapshot);
  FillCompletionTables(edition, &snapshot);
  // Without maps and unknown fields the order of bytes is that of the field
  // numbers; "deterministic" keeps it so if a map is ever added.
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream out(&stream);
  out.SetSerializationDeterministic(true);
  snapshot.SerializeToCodedStream(&out);
  out.Trim();
  return bytes;
}

absl::StatusOr<Edition> DecodeSnapshot(absl::string_view bytes) {
  v1::EditionSnapshot snapshot;
  if (bytes.size() > INT32_MAX ||
      !snapshot.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return Damaged("snapshot bytes");
  }
  Edition edition;
  edition.name = snapshot.edition();
  for (const auto& release : snapshot.releases()) {
    edition.releases.push_back(ReadRelease(release));
  }
  for (const auto& occupation : snapshot.occupations()) {
    edition.occupations.push_back(ReadOccupation(occupation));
  }
  PLUMBLINE_RETURN_IF_ERROR(ReadRegions(snapshot, &edition));
  for (const auto& table : snapshot.figure_tables()) {
    PLUMBLINE_ASSIGN_OR_RETURN(EditionFigures read,
                               ReadFigures(table, edition));
    edition.figures.push_back(std::move(read));
  }
  PLUMBLINE_RETURN_IF_ERROR(ReadCrosswalks(snapshot, &edition));
  PLUMBLINE_RETURN_IF_ERROR(ReadDescriptorTables(snapshot, &edition));
  PLUMBLINE_RETURN_IF_ERROR(ReadCompletionTables(snapshot, &edition));
  return edition;
}

}  // namespace plumbline::labor
