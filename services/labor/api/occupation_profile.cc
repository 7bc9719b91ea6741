#include "services/labor/api/occupation_profile.h"

#include "services/labor/api/profile_reader.h"

namespace plumbline::labor {
namespace {

using onet::FileKind;

void FillOccupations(const ProfileReader& reader,
                     v1::OnetOccupationTable* table) {
  *table->mutable_source() = reader.SourceOf(FileKind::kOccupations);
  for (const uint32_t index : reader.occupations()) {
    const onet::Occupation& occupation = reader.tables().occupations[index];
    auto& row = *table->add_rows();
    row.set_onet_code(occupation.code.ToString());
    row.set_title(reader.Text(occupation.title));
    row.set_description(reader.Text(occupation.description));
    row.set_row(static_cast<int32_t>(occupation.row));
  }
}

void FillTitles(const ProfileReader& reader, v1::OccupationProfile* profile) {
  auto& reported = *profile->mutable_reported_titles();
  *reported.mutable_source() = reader.SourceOf(FileKind::kReportedTitles);
  reader.Each(reader.tables().reported_titles, [&](const auto& title) {
    auto& row = *reported.add_rows();
    row.set_onet_code(reader.CodeOf(title.occupation));
    row.set_title(reader.Text(title.title));
    if (IsGiven(title.in_my_next_move)) {
      row.set_in_my_next_move(IsYes(title.in_my_next_move));
    }
    row.set_row(static_cast<int32_t>(title.row));
  });
  auto& alternate = *profile->mutable_alternate_titles();
  *alternate.mutable_source() = reader.SourceOf(FileKind::kAlternateTitles);
  reader.Each(reader.tables().alternate_titles, [&](const auto& title) {
    auto& row = *alternate.add_rows();
    row.set_onet_code(reader.CodeOf(title.occupation));
    row.set_title(reader.Text(title.title));
    row.set_short_title(reader.Text(title.short_title));
    row.set_sources(reader.Text(title.sources));
    row.set_row(static_cast<int32_t>(title.row));
  });
}

void FillTechnologies(const ProfileReader& reader, FileKind kind,
                      const std::vector<onet::Technology>& technologies,
                      v1::TechnologyTable* table) {
  *table->mutable_source() = reader.SourceOf(kind);
  reader.Each(technologies, [&](const onet::Technology& technology) {
    auto& row = *table->add_rows();
    row.set_onet_code(reader.CodeOf(technology.occupation));
    row.set_example(reader.Text(technology.example));
    row.set_commodity(technology.commodity);
    row.set_commodity_title(reader.Text(technology.commodity_title));
    if (IsGiven(technology.hot)) row.set_hot(IsYes(technology.hot));
    if (IsGiven(technology.in_demand)) {
      row.set_in_demand(IsYes(technology.in_demand));
    }
    row.set_row(static_cast<int32_t>(technology.row));
  });
}

void FillJobZones(const ProfileReader& reader, v1::JobZoneTable* table) {
  *table->mutable_source() = reader.SourceOf(FileKind::kJobZones);
  *table->mutable_reference_source() =
      reader.SourceOf(FileKind::kJobZoneReference);
  reader.Each(reader.tables().job_zones, [&](const onet::JobZone& zone) {
    auto& row = *table->add_rows();
    row.set_onet_code(reader.CodeOf(zone.occupation));
    row.set_zone(zone.zone);
    for (const auto& reference : reader.tables().job_zone_reference) {
      if (reference.zone != zone.zone) continue;
      row.set_name(reader.Text(reference.name));
      row.set_svp_range(reader.Text(reference.svp_range));
      row.set_svp_floor(reference.svp_floor);
      row.set_education(reader.Text(reference.education));
    }
    row.set_row(static_cast<int32_t>(zone.row));
  });
}

void FillRelated(const ProfileReader& reader,
                 v1::RelatedOccupationTable* table) {
  *table->mutable_source() = reader.SourceOf(FileKind::kRelatedOccupations);
  reader.Each(reader.tables().related_occupations, [&](const auto& pair) {
    const onet::Occupation& related = reader.tables().occupations[pair.related];
    auto& row = *table->add_rows();
    row.set_onet_code(reader.CodeOf(pair.occupation));
    row.set_related_code(related.code.ToString());
    row.set_related_title(reader.Text(related.title));
    row.set_tier(reader.Text(pair.tier));
    row.set_index(pair.index);
    row.set_row(static_cast<int32_t>(pair.row));
  });
}

}  // namespace

std::vector<uint32_t> OnetOccupationsUnder(vocabulary::SocCode code,
                                           const onet::OnetTables& tables) {
  std::vector<uint32_t> under;
  for (uint32_t i = 0; i < tables.occupations.size(); ++i) {
    if (tables.occupations[i].code.prefix() == code) under.push_back(i);
  }
  return under;
}

v1::OccupationProfile ProfileOf(const onet::OnetTables& tables,
                                const PinnedRelease& release,
                                const std::vector<uint32_t>& occupations) {
  const ProfileReader reader(tables, release, occupations);
  v1::OccupationProfile profile;
  profile.set_release(release.name);
  profile.set_version(tables.version);
  FillOccupations(reader, profile.mutable_occupations());
  FillTitles(reader, &profile);
  FillTasks(reader, profile.mutable_tasks());
  FillTechnologies(reader, FileKind::kTechnologies, tables.technologies,
                   profile.mutable_technologies());
  FillTechnologies(reader, FileKind::kTools, tables.tools,
                   profile.mutable_tools());
  FillRatings(reader, &profile);
  FillJobZones(reader, profile.mutable_job_zones());
  FillRelated(reader, profile.mutable_related_occupations());
  return profile;
}

}  // namespace plumbline::labor
