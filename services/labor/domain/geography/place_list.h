#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_GEOGRAPHY_PLACE_LIST_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_GEOGRAPHY_PLACE_LIST_H_

#include <map>
#include <string>
#include <utility>

#include "services/labor/domain/release/place_table.h"

namespace plumbline::labor::geography {

// The places of one file while it is read. Each Add returns false when the same
// was there already.
class PlaceList {
 public:
  bool Add(PlaceTable::Place place);
  bool Add(PlaceTable::Containment containment);
  bool Add(PlaceTable::Change change);

  // Moves all into `table`, sorted.
  void MoveTo(PlaceTable* table);

 private:
  std::map<std::string, PlaceTable::Place> places_;
  std::map<std::pair<std::string, std::string>, PlaceTable::Containment>
      containments_;
  std::map<std::pair<std::string, std::string>, PlaceTable::Change> changes_;
};

}  // namespace plumbline::labor::geography

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_GEOGRAPHY_PLACE_LIST_H_
