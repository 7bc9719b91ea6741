#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_EDITION_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_EDITION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/common/vocabulary/cip_code.h"
#include "services/common/vocabulary/figure.h"
#include "services/common/vocabulary/measure.h"
#include "services/common/vocabulary/soc_code.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor {

// A file of a release.
struct ReleaseFile {
  std::string path;
  // SHA-256 of its bytes, in hexadecimal.
  std::string sha256;
  int64_t size_bytes = 0;
  friend bool operator==(const ReleaseFile&, const ReleaseFile&) = default;
};

// A release that an edition pins.
struct PinnedRelease {
  // `sources/{source}/releases/{release}`.
  std::string name;
  std::string reference_period;
  // Sorted by path.
  std::vector<ReleaseFile> files;
};

// A detailed occupation of SOC 2018.
struct EditionOccupation {
  vocabulary::SocCode code;
  std::string title;
  // The combined code under which at least one pinned survey or projection
  // prints it as if that were detailed (31-1120 for 31-1121, 21-1018 for
  // 21-1011); 00-0000 when all print its own. Where a table has a row of its
  // own, that row counts.
  vocabulary::SocCode published_code;
  // The O*NET-SOC 2019 codes under it, sorted.
  std::vector<vocabulary::OnetSocCode> onet_codes;
};

// Where rows came from: a release, by its place in the edition's list, and a
// file or sheet of it.
struct TableOrigin {
  uint32_t release = 0;
  std::string file;
  std::string sheet;
};

// A column of figures: values in the unit of the measure, 0 where there is
// none, and a status for each row.
struct EditionColumn {
  vocabulary::Measure measure = vocabulary::Measure::kUnspecified;
  std::string header;
  std::vector<int64_t> values;
  std::vector<vocabulary::FigureStatus> statuses;
};

// Rows of figures. All vectors that describe rows have the same length.
struct EditionFigures {
  TableOrigin origin;
  std::string reference_period;
  uint32_t horizon_years = 0;
  vocabulary::OccupationScheme scheme = vocabulary::OccupationScheme::kSoc2018;
  // The region of each row, by its place in the edition's list.
  std::vector<uint32_t> row_regions;
  // Six digits each; 0 is all occupations.
  std::vector<uint32_t> row_codes;
  std::vector<vocabulary::SocLevel> row_levels;
  std::vector<uint32_t> source_rows;
  std::vector<EditionColumn> columns;
};

// A layer of edges from programs to occupations.
struct EditionCrosswalk {
  TableOrigin origin;
  std::string layer;
  // Sorted by CIP, then by SOC.
  std::vector<CrosswalkEdge> edges;
  std::vector<vocabulary::CipCode> unmatched_cips;
  std::vector<vocabulary::SocCode> unmatched_socs;
};

struct EditionCip {
  vocabulary::CipCode code;
  std::string title;
};

// Changes of codes between two classifications, named as in CodeChangeTable.
struct EditionCodeChanges {
  TableOrigin origin;
  std::string from_scheme;
  std::string to_scheme;
  std::vector<CodeChangeTable::Change> changes;
};

// What became of a region of an older delineation, and who says so.
struct EditionRegionChange {
  PlaceTable::Change change;
  uint32_t release = 0;
  std::string file;
};

// Ratings of O*NET-SOC codes, from one file.
struct EditionDescriptors {
  TableOrigin origin;
  // `elements` refer to Edition::elements.
  DescriptorRows rows;
};

// Awards of institutions, from one file; rows without an award are left out.
struct EditionCompletions {
  TableOrigin origin;
  // "2023-07/2024-06".
  std::string reference_period;
  // `rows.institutions` refer to these. `rows.imputations` is empty.
  std::vector<Institution> institutions;
  CompletionRows rows;
};

// A pinned set of releases, joined: all that scoring reads. The order of
// everything in it follows from its content alone.
struct Edition {
  // `editions/{edition}`.
  std::string name;
  // Sorted by name.
  std::vector<PinnedRelease> releases;
  // Sorted by code.
  std::vector<EditionOccupation> occupations;
  // Sorted by id.
  std::vector<Region> regions;
  // By release, file and sheet.
  std::vector<EditionFigures> figures;
  // Strongest first.
  std::vector<EditionCrosswalk> crosswalks;
  // CIP 2020, sorted by code.
  std::vector<EditionCip> cips;
  // By release, file and sheet.
  std::vector<EditionCodeChanges> code_changes;
  // Sorted by old id, then by new id. Of regions that the edition does not
  // have.
  std::vector<EditionRegionChange> region_changes;
  // What descriptors refer to, sorted by id.
  std::vector<DescriptorElement> elements;
  // By release, file and sheet.
  std::vector<EditionDescriptors> descriptors;
  // By release and file.
  std::vector<EditionCompletions> completions;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_EDITION_H_
