#include "services/labor/domain/geography/read_places.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/common/base/status_macros.h"
#include "services/labor/domain/crosswalks/row_reader.h"
#include "services/labor/domain/crosswalks/source_table.h"
#include "services/labor/domain/geography/place_rows.h"

namespace plumbline::labor::geography {
namespace {

using crosswalks::HeadedRow;
using crosswalks::HeadingRow;
using crosswalks::Headings;
using crosswalks::SourceTable;

// A list of places. Headings are in the order of the enums of PlaceRows.
struct Layout {
  Headings headings;
  bool (PlaceRows::*take)(const HeadedRow& row);
  // What the places of the list follow; of ours, what each row says.
  absl::string_view vintage;
  // What the whole is a release of.
  absl::string_view period;
};

constexpr absl::string_view kCbsaHeadings[] = {
    "area_fips", "msa_title", "component_title", "st_fips", "cnty_fips"};
constexpr absl::string_view kNectaHeadings[] = {
    "area_fips", "msa_title", "county_title", "st_fips", "cnty_fips"};
constexpr absl::string_view kLaborAreaHeadings[] = {"area_type_code",
                                                    "area_code", "area_text"};
constexpr absl::string_view kChangeHeadings[] = {
    "From", "From title", "To", "To title", "Since", "Citation"};
constexpr absl::string_view kMemberHeadings[] = {
    "Region", "Region title", "Member", "Delineation", "Citation"};
constexpr absl::string_view kOewsHeadings[] = {"code", "title", "type"};

// The list of labor areas has the Chugach Census Area, which is of 2019.
constexpr Layout kLayouts[] = {
    {kCbsaHeadings, &PlaceRows::TakeMetropolitan, "counties-2013", "2013"},
    {kNectaHeadings, &PlaceRows::TakeNecta, "counties-2013", "2013"},
    {kLaborAreaHeadings, &PlaceRows::TakeLaborArea, "counties-2019", "2013"},
    {kChangeHeadings, &PlaceRows::TakeChange, "counties-2022", "changes"},
    {kMemberHeadings, &PlaceRows::TakeMember, "", "members"},
};
constexpr Layout kOewsLayout = {kOewsHeadings, &PlaceRows::TakeOewsArea, "",
                                "2012"};

PlaceTable ReadTable(const SourceTable& source, const Layout& layout,
                     const HeadingRow& headings, GateReport* report) {
  PlaceTable table;
  table.file = source.file;
  table.vintage = std::string(layout.vintage);
  PlaceRows rows;
  table.counts = crosswalks::ReadRows(
      source, headings, report,
      [&](const HeadedRow& row) { return (rows.*layout.take)(row); });
  if (rows.other_areas() > 0) {
    crosswalks::AddFinding(source, Severity::kNote, "other-areas",
                           absl::StrCat(rows.other_areas()),
                           absl::StrCat(rows.other_areas(),
                                        " areas are no counties; only counties "
                                        "are read."),
                           report);
  }
  rows.list().MoveTo(&table);
  return table;
}

}  // namespace

absl::StatusOr<ReleaseTables> ReadPlaces(SourceFiles files) {
  ReleaseTables release;
  PLUMBLINE_RETURN_IF_ERROR(crosswalks::ReadKnownTables(
      files, kLayouts, "a list of places",
      [&](const SourceTable& source, const Layout& layout,
          const HeadingRow& headings) {
        release.reference_period = std::string(layout.period);
        release.places.push_back(
            ReadTable(source, layout, headings, &release.report));
      }));
  return release;
}

absl::StatusOr<ReleaseTables> ReadOewsAreas(SourceFiles files) {
  PLUMBLINE_ASSIGN_OR_RETURN(std::vector<SourceTable> tables,
                             crosswalks::LoadTables(files));
  ReleaseTables release;
  release.reference_period = std::string(kOewsLayout.period);
  for (SourceTable& source : tables) {
    const bool known = !source.rows.empty() &&
                       source.rows.front().cells.size() == 3 &&
                       source.rows.front().Text(0).size() == 7;
    if (!known) {
      return crosswalks::NoKnownTable(files,
                                      "the areas of OEWS (code, title, type)");
    }
    // The file has no headings; findings name these.
    source.rows.insert(source.rows.begin(),
                       {0,
                        {kOewsHeadings[0].data(), kOewsHeadings[1].data(),
                         kOewsHeadings[2].data()}});
    release.places.push_back(
        ReadTable(source, kOewsLayout, {0, {0, 1, 2}}, &release.report));
  }
  return release;
}

}  // namespace plumbline::labor::geography
