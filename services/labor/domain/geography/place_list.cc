#include "services/labor/domain/geography/place_list.h"

namespace plumbline::labor::geography {
namespace {

template <typename Entries, typename Values>
void MoveValues(Entries* entries, Values* values) {
  for (auto& [key, value] : *entries) values->push_back(std::move(value));
  entries->clear();
}

}  // namespace

bool PlaceList::Add(PlaceTable::Place place) {
  std::string id = place.id;
  return places_.emplace(std::move(id), std::move(place)).second;
}

bool PlaceList::Add(PlaceTable::Containment containment) {
  std::pair<std::string, std::string> key(containment.inner, containment.outer);
  return containments_.emplace(std::move(key), std::move(containment)).second;
}

bool PlaceList::Add(PlaceTable::Change change) {
  std::pair<std::string, std::string> key(change.from, change.to);
  return changes_.emplace(std::move(key), std::move(change)).second;
}

void PlaceList::MoveTo(PlaceTable* table) {
  MoveValues(&places_, &table->places);
  MoveValues(&containments_, &table->containments);
  MoveValues(&changes_, &table->changes);
}

}  // namespace plumbline::labor::geography
