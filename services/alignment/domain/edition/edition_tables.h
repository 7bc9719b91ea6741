#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_EDITION_TABLES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_EDITION_TABLES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/alignment/domain/edition/descriptor_tables.h"
#include "services/alignment/domain/edition/region_kind.h"
#include "services/common/vocabulary/measure.h"

namespace plumbline::alignment {

// What an Edition is built from: the snapshot's tables as plain columns, in the
// snapshot's own terms (proto/plumbline/labor/v1/snapshot.proto says what each
// field means). Indexes refer to `releases` and `regions`.

struct ReleaseFileEntry {
  std::string path;
  // SHA-256 in hexadecimal.
  std::string sha256;
};

struct ReleaseEntry {
  // `sources/{source}/releases/{release}`.
  std::string name;
  std::string reference_period;
  std::vector<ReleaseFileEntry> files;
};

struct OccupationEntry {
  // SOC 2018: 151252.
  uint32_t code = 0;
  std::string title;
  // The code under which surveys and projections print it; 0 is its own.
  uint32_t published_code = 0;
  // O*NET-SOC 2019: 15125200.
  std::vector<uint32_t> onet_codes;
};

struct RegionEntry {
  // `us-cbsa-35620`.
  std::string id;
  std::string title;
  RegionKind kind = RegionKind::kUnspecified;
  std::string vintage;
  // The index of the next larger region; -1 for the nation.
  int32_t parent = -1;
  // The larger regions that contain it, in the order in which figures are
  // borrowed from them; empty where that is `parent` and those above it.
  std::vector<uint32_t> enclosing = {};
  // The regions that together are exactly this one; empty where that is not
  // known.
  std::vector<uint32_t> members = {};
};

// A region of an older delineation and one that took its place.
struct RegionChangeEntry {
  // `us-county-09001`.
  std::string from;
  std::string from_title;
  // Empty when nothing is known to have taken its place.
  std::string to;
  std::string to_title;
  // Since when: "2022".
  std::string since;
};

struct FigureColumnEntry {
  vocabulary::Measure measure = vocabulary::Measure::kUnspecified;
  std::string header;
  // One for each row; 0 where there is no number.
  std::vector<int64_t> values;
  // A vocabulary::FigureStatus for each row.
  std::string statuses;
};

struct FigureTableEntry {
  uint32_t release = 0;
  std::string file;
  std::string sheet;
  std::string reference_period;
  uint32_t horizon_years = 0;
  // "soc-2018", "oews-2018", ...: vocabulary::SchemeName.
  std::string occupation_scheme;
  std::vector<uint32_t> regions;
  // 0 is all occupations.
  std::vector<uint32_t> codes;
  // 0 total, 1 major, 2 minor, 3 broad, 4 detailed.
  std::string levels;
  std::vector<uint32_t> source_rows;
  std::vector<FigureColumnEntry> columns;
};

struct CrosswalkLayerEntry {
  uint32_t release = 0;
  std::string file;
  std::string sheet;
  // "federal", "california-coe".
  std::string layer;
  // Edges, sorted by CIP, then by SOC.
  std::vector<uint32_t> cip_codes;
  std::vector<uint32_t> soc_codes;
  std::vector<uint32_t> source_rows;
  std::vector<uint32_t> unmatched_cip_codes;
  std::vector<uint32_t> unmatched_soc_codes;
};

struct CipEntry {
  uint32_t code = 0;
  // 2, 4 or 6.
  uint32_t length = 6;
  std::string title;
};

struct CodeChangeEntry {
  uint32_t release = 0;
  std::string file;
  std::string sheet;
  // "soc-2010", "cip-2010", "onet-soc-2010", "onet-soc-2019", ...
  std::string from_scheme;
  std::string to_scheme;
  // Sorted; a code that split comes once for each successor.
  std::vector<uint32_t> from_codes;
  // 0 where the old code has no successor.
  std::vector<uint32_t> to_codes;
  std::vector<uint32_t> source_rows;
};

struct InstitutionEntry {
  uint32_t unitid = 0;
  std::string title;
  // `us-ny` and `us-county-36081`, regions of the edition or not; empty where
  // nobody says it.
  std::string state;
  std::string county;
};

// Awards of institutions, from one file. Rows are sorted by institution, CIP,
// major and award level, and have at least one award.
struct CompletionTableEntry {
  uint32_t release = 0;
  std::string file;
  // "2023-07/2024-06".
  std::string reference_period;
  std::vector<InstitutionEntry> institutions;
  // Where the rows of each institution end.
  std::vector<uint32_t> row_ends;
  std::vector<uint32_t> cip_codes;
  std::string majors;
  std::string award_levels;
  std::vector<uint32_t> awards;
  std::vector<uint32_t> source_rows;
};

struct EditionTables {
  // `editions/{edition}`.
  std::string name;
  std::vector<ReleaseEntry> releases;
  // Sorted by code.
  std::vector<OccupationEntry> occupations;
  std::vector<RegionEntry> regions;
  std::vector<FigureTableEntry> figure_tables;
  // Strongest first.
  std::vector<CrosswalkLayerEntry> crosswalk_layers;
  // Sorted by code.
  std::vector<CipEntry> cip_codes;
  std::vector<CodeChangeEntry> code_changes;
  // Sorted by `from`, then by `to`.
  std::vector<RegionChangeEntry> region_changes = {};
  // Sorted by id.
  std::vector<ElementEntry> elements;
  std::vector<DescriptorTableEntry> descriptor_tables;
  std::vector<CompletionTableEntry> completion_tables = {};
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_EDITION_TABLES_H_
