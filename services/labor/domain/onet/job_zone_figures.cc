#include "services/labor/domain/onet/job_zone_figures.h"

#include <map>
#include <string>

namespace plumbline::labor::onet {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::SocCode;

bool IsBase(const OnetTables& tables, const JobZone& zone) {
  return tables.occupations[zone.occupation].code.digits() % 100 == 0;
}

// Whether `zone` speaks for the SOC code rather than `other`.
bool Precedes(const OnetTables& tables, const JobZone& zone,
              const JobZone& other) {
  if (IsBase(tables, zone) != IsBase(tables, other)) {
    return IsBase(tables, zone);
  }
  if (zone.zone != other.zone) return zone.zone < other.zone;
  return zone.occupation < other.occupation;
}

std::map<SocCode, const JobZone*> ZoneOfEachSoc(const OnetTables& tables) {
  std::map<SocCode, const JobZone*> zones;
  for (const JobZone& zone : tables.job_zones) {
    const SocCode soc = tables.occupations[zone.occupation].code.prefix();
    const JobZone*& best = zones[soc];
    if (best == nullptr || Precedes(tables, zone, *best)) best = &zone;
  }
  return zones;
}

Figure SvpFloorOf(const OnetTables& tables, uint8_t zone) {
  for (const JobZoneReference& reference : tables.job_zone_reference) {
    if (reference.zone == zone) return Figure::Published(reference.svp_floor);
  }
  return Figure::Without(FigureStatus::kNotPublished);
}

// The title of the SOC code's own `.00` occupation, else of the one whose zone
// it takes.
std::string TitleOf(const OnetTables& tables, SocCode soc,
                    const JobZone& zone) {
  const auto base =
      tables.Find(vocabulary::OnetSocCode::FromDigits(soc.digits() * 100));
  const Occupation& occupation =
      tables.occupations[base.value_or(zone.occupation)];
  return std::string(tables.Text(occupation.title));
}

}  // namespace

FigureTable JobZoneFigures(const OnetTables& tables, const Member& job_zones) {
  FigureTable table;
  table.file = job_zones.file;
  table.sheet = job_zones.sheet;
  table.reference_period = tables.version;
  table.scheme = vocabulary::OccupationScheme::kSoc2018;
  table.regions = {{.id = "us",
                    .title = "United States",
                    .kind = RegionKind::kNation,
                    .vintage = "",
                    .parent = ""}};
  table.columns = {{Measure::kJobZone, "Job Zone", {}},
                   {Measure::kSvpFloor, "SVP Range", {}}};
  for (const auto& [soc, zone] : ZoneOfEachSoc(tables)) {
    table.row_regions.push_back(0);
    table.row_codes.push_back(soc);
    table.row_levels.push_back(vocabulary::SocLevel::kDetailed);
    table.source_rows.push_back(zone->row);
    table.row_titles.push_back(TitleOf(tables, soc, *zone));
    table.columns[0].figures.push_back(Figure::Published(zone->zone));
    table.columns[1].figures.push_back(SvpFloorOf(tables, zone->zone));
  }
  return table;
}

}  // namespace plumbline::labor::onet
