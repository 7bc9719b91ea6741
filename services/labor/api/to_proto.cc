#include "services/labor/api/to_proto.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/common/base/timestamp.h"
#include "services/labor/store/report_codec.h"

namespace plumbline::labor {
namespace {

void FillCell(const FigureCell& cell, const Edition& edition,
              common::v1::SourceCell* message) {
  const EditionFigures& table = edition.figures[cell.table];
  const PinnedRelease& release = edition.releases[table.origin.release];
  message->set_release(release.name);
  message->set_file(table.origin.file);
  message->set_sheet(table.origin.sheet);
  message->set_row(static_cast<int32_t>(cell.source_row));
  message->set_column(table.columns[cell.column].header);
  for (const ReleaseFile& file : release.files) {
    if (file.path == table.origin.file) message->set_sha256(file.sha256);
  }
}

}  // namespace

v1::Source ToProto(const Source& source) {
  v1::Source message;
  message.set_name(absl::StrCat("sources/", source.id));
  message.set_title(source.title);
  message.set_publisher(source.publisher);
  message.set_licence(absl::StrCat(source.licence, ". ", source.attribution));
  return message;
}

v1::Release ToProto(const ReleaseRecord& release) {
  v1::Release message;
  message.set_name(release.name);
  message.set_state(static_cast<v1::Release::State>(release.state));
  message.set_digest(release.digest);
  for (const ReleaseFile& file : release.files) {
    auto& added = *message.add_files();
    added.set_path(file.path);
    added.set_sha256(file.sha256);
    added.set_size_bytes(file.size_bytes);
  }
  message.set_reference_period(release.reference_period);
  base::SetTime(release.known_time, message.mutable_known_time());
  *message.mutable_gate_report() = ToProto(release.report);
  for (const TableSummary& table : release.tables) {
    *message.add_tables() = ToProto(table);
  }
  message.set_added_bytes(release.added_bytes);
  return message;
}

v1::Edition ToProto(const EditionRecord& edition) {
  v1::Edition message;
  message.set_name(edition.name);
  *message.mutable_releases() = {edition.releases.begin(),
                                 edition.releases.end()};
  *message.mutable_crosswalk_layers() = {edition.layers.begin(),
                                         edition.layers.end()};
  message.set_snapshot_sha256(edition.snapshot_sha256);
  base::SetTime(edition.publish_time, message.mutable_publish_time());
  message.set_description(edition.description);
  message.set_snapshot_bytes(edition.snapshot_bytes);
  message.set_added_bytes(edition.added_bytes);
  if (edition.purge_time)
    base::SetTime(*edition.purge_time, message.mutable_purge_time());
  message.set_purge_rule(edition.purge_rule);
  return message;
}

v1::Region ToProto(const Region& region) {
  v1::Region message;
  message.set_name(absl::StrCat("regions/", region.id));
  message.set_title(region.title);
  message.set_kind(static_cast<v1::Region::Kind>(region.kind));
  message.set_vintage(region.vintage);
  if (!region.parent.empty()) {
    message.set_parent(absl::StrCat("regions/", region.parent));
  }
  for (const std::string& id : region.enclosing) {
    message.add_enclosing(absl::StrCat("regions/", id));
  }
  for (const std::string& id : region.members) {
    message.add_members(absl::StrCat("regions/", id));
  }
  return message;
}

v1::Occupation ToProto(const EditionOccupation& occupation) {
  v1::Occupation message;
  message.set_name(absl::StrCat("occupations/", occupation.code.ToString()));
  message.set_title(occupation.title);
  for (const vocabulary::OnetSocCode code : occupation.onet_codes) {
    message.add_onet_codes(code.ToString());
  }
  if (occupation.published_code.digits() != 0) {
    message.set_published_code(occupation.published_code.ToString());
  }
  return message;
}

common::v1::Figure ToProto(const FigureAnswer& answer,
                           const EditionView& view) {
  common::v1::Figure message;
  message.set_measure(static_cast<common::v1::Measure>(answer.measure));
  message.set_status(
      static_cast<common::v1::FigureStatus>(answer.figure.status));
  if (answer.figure.HasValue()) message.set_value(answer.figure.value);
  message.set_text(vocabulary::ToText(answer.figure, answer.measure));
  message.set_reference_period(answer.reference_period);
  message.set_region(
      absl::StrCat("regions/", view.edition().regions[answer.region].id));
  if (answer.published_code.digits() != 0) {
    message.set_published_code(answer.published_code.ToString());
  }
  if (answer.cell) {
    FillCell(*answer.cell, view.edition(), message.mutable_cell());
  }
  for (const FigureAnswer& part : answer.parts) {
    *message.add_parts() = ToProto(part, view);
  }
  return message;
}

}  // namespace plumbline::labor
