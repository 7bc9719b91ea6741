#include "services/labor/domain/geography/place_rows.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/labor/domain/regions/region_id.h"

namespace plumbline::labor::geography {
namespace {

using crosswalks::HeadedRow;

// The delineation that both lists of the Department of Labor follow.
constexpr char kDelineation2013[] = "2013";

// A whole number of at most nine digits; -1 for anything else.
int NumberOf(absl::string_view text) {
  int number = -1;
  const bool digits =
      !text.empty() && text.size() < 10 &&
      std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
  return digits && absl::SimpleAtoi(text, &number) ? number : -1;
}

bool IsYear(absl::string_view text) {
  return text.size() == 4 && NumberOf(text) >= 1900;
}

std::string CountyOf(const HeadedRow& row) {
  return CountyId(NumberOf(row.Text(PlaceRows::kState)),
                  NumberOf(row.Text(PlaceRows::kCounty)));
}

// A row that says the same as an earlier one is no error.
bool Note(const HeadedRow& row, size_t heading) {
  row.Report(Severity::kNote, heading, "place-twice",
             "An earlier row says the same: it is kept once.");
  return true;
}

bool RejectId(const HeadedRow& row, size_t heading) {
  return row.Reject(heading, "region-id",
                    "This is no id of a region that can be meant here: write "
                    "one such as us-county-06007, us-cbsa-17020 or "
                    "us-set-gulf-coast; the row was left out.");
}

bool RejectUncited(const HeadedRow& row, size_t heading) {
  return row.Reject(heading, "citation-missing",
                    "Nobody is named who says so: the row was left out.");
}

}  // namespace

bool PlaceRows::TakeArea(const HeadedRow& row, const std::string& area,
                         bool partial, const std::string& county_title) {
  const std::string county = CountyOf(row);
  if (county.empty()) {
    return row.Reject(kCounty, "county-code",
                      "State and county are no county: the row was left out.");
  }
  if (KindOfId(area) != RegionKind::kMetropolitan) {
    return row.Reject(kArea, "area-code",
                      "This is no code of an area: the row was left out.");
  }
  const auto [held, added] = area_of_.try_emplace(county, area);
  if (!partial && !added && held->second != area) {
    return row.Reject(kArea, "county-twice",
                      absl::StrCat("The county lies in ", held->second,
                                   " already: the row was left out."));
  }
  list_.Add(PlaceTable::Place{county, county_title, RegionKind::kCounty,
                              row.number()});
  const bool fresh = list_.Add(
      PlaceTable::Containment{county, area, std::string(row.Text(kAreaTitle)),
                              partial, row.number(), kDelineation2013});
  return fresh || Note(row, kArea);
}

bool PlaceRows::TakeMetropolitan(const HeadedRow& row) {
  const State* state = StateByFips(NumberOf(row.Text(kState)));
  const std::string title =
      absl::StrCat(row.Text(kCountyTitle), ", ",
                   state == nullptr ? absl::string_view() : state->postal);
  return TakeArea(row, absl::StrCat("us-cbsa-", row.Text(kArea)), false, title);
}

bool PlaceRows::TakeNecta(const HeadedRow& row) {
  return TakeArea(row, absl::StrCat("us-necta-", row.Text(kArea)), true,
                  std::string(row.Text(kCountyTitle)));
}

bool PlaceRows::TakeLaborArea(const HeadedRow& row) {
  constexpr absl::string_view kCountyType = "F";
  if (row.Text(kType) != kCountyType) {
    ++other_areas_;
    return true;
  }
  const absl::string_view code = row.Text(kCode);
  const bool is_county = absl::StartsWith(code, "CN") && code.size() == 15;
  const std::string id = is_county ? CountyId(NumberOf(code.substr(2, 2)),
                                              NumberOf(code.substr(4, 3)))
                                   : "";
  if (id.empty()) {
    return row.Reject(kCode, "county-code",
                      "This is no code of a county: the row was left out.");
  }
  const bool fresh = list_.Add(PlaceTable::Place{
      id, std::string(row.Text(kText)), RegionKind::kCounty, row.number()});
  return fresh || Note(row, kCode);
}

bool PlaceRows::TakeChange(const HeadedRow& row) {
  const std::string from(row.Text(kFrom));
  const std::string to(row.Text(kTo));
  if (!KindOfId(from)) return RejectId(row, kFrom);
  if (!to.empty() && (!KindOfId(to) || to == from)) return RejectId(row, kTo);
  if (!IsYear(row.Text(kSince))) {
    return row.Reject(kSince, "year",
                      "This is no year, such as 2022: the row was left out.");
  }
  if (row.Text(kChangeCitation).empty()) {
    return RejectUncited(row, kChangeCitation);
  }
  const std::string to_title(row.Text(kToTitle));
  if (KindOfId(to) == RegionKind::kCounty) {
    list_.Add(
        PlaceTable::Place{to, to_title, RegionKind::kCounty, row.number()});
  }
  const bool fresh = list_.Add(
      PlaceTable::Change{from, std::string(row.Text(kFromTitle)), to, to_title,
                         std::string(row.Text(kSince)), row.number()});
  return fresh || Note(row, kFrom);
}

bool PlaceRows::TakeMember(const HeadedRow& row) {
  const std::string region(row.Text(kRegion));
  const std::string member(row.Text(kMember));
  const auto kind = KindOfId(region);
  const bool is_area =
      kind == RegionKind::kMetropolitan || kind == RegionKind::kNonmetropolitan;
  if (!is_area && kind != RegionKind::kComposed) return RejectId(row, kRegion);
  const auto inner = KindOfId(member);
  if (!inner || inner == RegionKind::kNation ||
      inner == RegionKind::kComposed ||
      (is_area && inner != RegionKind::kCounty)) {
    return RejectId(row, kMember);
  }
  const std::string delineation(row.Text(kDelineation));
  if (is_area && !IsYear(delineation)) {
    return row.Reject(kDelineation, "year",
                      "An area of OEWS needs the year of its delineation: the "
                      "row was left out.");
  }
  if (row.Text(kMemberCitation).empty()) {
    return RejectUncited(row, kMemberCitation);
  }
  const std::string title(row.Text(kRegionTitle));
  if (!is_area) {
    list_.Add(
        PlaceTable::Place{region, title, RegionKind::kComposed, row.number()});
  }
  const bool fresh = list_.Add(PlaceTable::Containment{
      member, region, title, false, row.number(), is_area ? delineation : ""});
  return fresh || Note(row, kMember);
}

bool PlaceRows::TakeOewsArea(const HeadedRow& row) {
  const absl::string_view code = row.Text(kOewsCode);
  if (code.size() != 7 || NumberOf(code) < 0) {
    return row.Reject(kOewsCode, "area-code",
                      "This is no code of seven digits: the row was left out.");
  }
  const auto region = OewsRegion({.code = code, .title = row.Text(kOewsTitle)},
                                 /*vintage=*/"oews-2012");
  if (!region.ok()) {
    return row.Reject(kOewsCode, "area-code",
                      "This is no code of an area: the row was left out.");
  }
  if (region->kind != RegionKind::kMetropolitan &&
      region->kind != RegionKind::kNonmetropolitan) {
    return true;
  }
  const bool fresh = list_.Add(
      PlaceTable::Change{region->id, region->title, "", "", "", row.number()});
  return fresh || Note(row, kOewsCode);
}

}  // namespace plumbline::labor::geography
