#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_GEOGRAPHY_PLACE_ROWS_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_GEOGRAPHY_PLACE_ROWS_H_

#include <map>
#include <string>

#include "services/labor/domain/crosswalks/row_reader.h"
#include "services/labor/domain/geography/place_list.h"

namespace plumbline::labor::geography {

// Reads the rows of one file of places, of whichever layout.
//
// Each Take function reads a row into the list and returns false after it
// rejected the row with a finding.
class PlaceRows {
 public:
  // CBSA_COUNTY.txt: kArea, kAreaTitle, kCountyTitle, kState, kCounty.
  bool TakeMetropolitan(const crosswalks::HeadedRow& row);
  // NECTACBSA_COUNTY.txt, the same columns: a county has a part in it.
  bool TakeNecta(const crosswalks::HeadedRow& row);
  // la.area.txt: kType, kCode, kText.
  bool TakeLaborArea(const crosswalks::HeadedRow& row);
  // kFrom, kFromTitle, kTo, kToTitle, kSince, kChangeCitation.
  bool TakeChange(const crosswalks::HeadedRow& row);
  // kRegion, kRegionTitle, kMember, kDelineation, kMemberCitation.
  bool TakeMember(const crosswalks::HeadedRow& row);
  // The list of OEWS areas: kOewsCode, kOewsTitle, kOewsType.
  bool TakeOewsArea(const crosswalks::HeadedRow& row);

  PlaceList& list() { return list_; }
  // Rows of la.area.txt that are of no county.
  int64_t other_areas() const { return other_areas_; }

  enum Area : size_t { kArea, kAreaTitle, kCountyTitle, kState, kCounty };
  enum LaborArea : size_t { kType, kCode, kText };
  enum Change : size_t {
    kFrom,
    kFromTitle,
    kTo,
    kToTitle,
    kSince,
    kChangeCitation
  };
  enum Member : size_t {
    kRegion,
    kRegionTitle,
    kMember,
    kDelineation,
    kMemberCitation
  };
  enum OewsList : size_t { kOewsCode, kOewsTitle, kOewsType };

 private:
  bool TakeArea(const crosswalks::HeadedRow& row, const std::string& area,
                bool partial, const std::string& county_title);

  PlaceList list_;
  // The metropolitan area of each county.
  std::map<std::string, std::string> area_of_;
  int64_t other_areas_ = 0;
};

}  // namespace plumbline::labor::geography

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_GEOGRAPHY_PLACE_ROWS_H_
