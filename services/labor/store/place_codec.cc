#include "services/labor/store/place_codec.h"

namespace plumbline::labor {

void FillChange(const PlaceTable::Change& change,
                v1::SnapshotRegionChange* message) {
  message->set_from(change.from);
  message->set_from_title(change.from_title);
  message->set_to(change.to);
  message->set_to_title(change.to_title);
  message->set_since(change.since);
  message->set_source_row(change.source_row);
}

PlaceTable::Change ReadChange(const v1::SnapshotRegionChange& message) {
  return {message.from(),     message.from_title(), message.to(),
          message.to_title(), message.since(),      message.source_row()};
}

void FillPlaces(const PlaceTable& table, v1::StoredPlaces* message) {
  message->set_file(table.file);
  message->set_vintage(table.vintage);
  for (const PlaceTable::Place& place : table.places) {
    auto& added = *message->add_places();
    added.set_id(place.id);
    added.set_title(place.title);
    added.set_kind(static_cast<v1::Region::Kind>(place.kind));
    added.set_source_row(place.source_row);
  }
  for (const PlaceTable::Containment& containment : table.containments) {
    auto& added = *message->add_containments();
    added.set_inner(containment.inner);
    added.set_outer(containment.outer);
    added.set_outer_title(containment.outer_title);
    added.set_partial(containment.partial);
    added.set_source_row(containment.source_row);
    added.set_delineation(containment.delineation);
  }
  for (const PlaceTable::Change& change : table.changes) {
    FillChange(change, message->add_changes());
  }
  message->mutable_counts()->set_read(table.counts.read);
  message->mutable_counts()->set_accepted(table.counts.accepted);
}

PlaceTable ReadPlaces(const v1::StoredPlaces& message) {
  PlaceTable table;
  table.file = message.file();
  table.vintage = message.vintage();
  for (const auto& place : message.places()) {
    table.places.push_back({place.id(), place.title(),
                            static_cast<RegionKind>(place.kind()),
                            place.source_row()});
  }
  for (const auto& containment : message.containments()) {
    table.containments.push_back(
        {containment.inner(), containment.outer(), containment.outer_title(),
         containment.partial(), containment.source_row(),
         containment.delineation()});
  }
  for (const auto& change : message.changes()) {
    table.changes.push_back(ReadChange(change));
  }
  table.counts = {message.counts().read(), message.counts().accepted()};
  return table;
}

}  // namespace plumbline::labor
