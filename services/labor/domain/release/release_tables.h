#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_RELEASE_TABLES_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_RELEASE_TABLES_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/common/vocabulary/cip_code.h"
#include "services/common/vocabulary/figure.h"
#include "services/common/vocabulary/measure.h"
#include "services/common/vocabulary/soc_code.h"
#include "services/labor/domain/release/completion_table.h"
#include "services/labor/domain/release/descriptor_table.h"
#include "services/labor/domain/release/gate_report.h"
#include "services/labor/domain/release/place_table.h"
#include "services/labor/domain/release/region.h"

namespace plumbline::labor {

namespace onet {
struct OnetTables;
}  // namespace onet

// A publisher's file as it was received. `bytes` outlive the reading.
struct SourceFile {
  std::string path;
  absl::string_view bytes;
};
using SourceFiles = absl::Span<const SourceFile>;

// A column of figures.
struct FigureColumn {
  vocabulary::Measure measure = vocabulary::Measure::kUnspecified;
  // The header as the publisher spells it.
  std::string header;
  // One for each row of the table.
  std::vector<vocabulary::Figure> figures;
};

// Rows of figures by region and occupation, from one sheet or file. All vectors
// that describe rows have the same length.
struct FigureTable {
  std::string file;
  std::string sheet;
  // "2024-05", or "2024/2034" for a projection.
  std::string reference_period;
  // The years that totals and changes span; 0 for estimates of one time.
  uint32_t horizon_years = 0;
  vocabulary::OccupationScheme scheme = vocabulary::OccupationScheme::kSoc2018;
  // Empty for figures over all industries; else the NAICS code of every row
  // ("31-33"), so that sector tables are never mixed with those that policies
  // read.
  std::vector<std::string> industries;
  // The regions that rows refer to by index, in the order of their first row.
  std::vector<Region> regions;
  std::vector<uint32_t> row_regions;
  // 00-0000 is all occupations.
  std::vector<vocabulary::SocCode> row_codes;
  // What the publisher says the row stands for: a broad code may be listed as
  // detailed.
  std::vector<vocabulary::SocLevel> row_levels;
  // The row in the publisher's file, from 1.
  std::vector<uint32_t> source_rows;
  // The publisher's titles of occupations, one for each row; empty when the
  // table has none.
  std::vector<std::string> row_titles;
  std::vector<FigureColumn> columns;
  RowCounts counts;
};

// An edge from a program code to an occupation.
struct CrosswalkEdge {
  vocabulary::CipCode cip;
  vocabulary::SocCode soc;
  uint32_t source_row = 0;
};

// Edges from CIP 2020 to SOC 2018, from one sheet or file.
struct CrosswalkTable {
  std::string file;
  std::string sheet;
  // "federal", "california-coe", ...
  std::string layer;
  // Sorted by CIP, then by SOC; no edge twice.
  std::vector<CrosswalkEdge> edges;
  // What the publisher lists with no match: 99-9999 and 99.9999 are never
  // edges.
  std::vector<vocabulary::CipCode> unmatched_cips;
  std::vector<vocabulary::SocCode> unmatched_socs;
  RowCounts counts;
};

// A classification of programs (CIP): its codes with title and definition.
struct CipTable {
  struct Entry {
    vocabulary::CipCode code;
    std::string title;
    std::string definition;
    uint32_t source_row = 0;
  };
  std::string file;
  vocabulary::CipVintage vintage = vocabulary::CipVintage::kCip2020;
  // Sorted by code.
  std::vector<Entry> entries;
  RowCounts counts;
};

// A classification of secondary courses (SCED): its codes with title and
// description.
struct CourseTable {
  struct Entry {
    // Five digits: `10152`.
    int32_t code = 0;
    std::string title;
    std::string description;
    uint32_t source_row = 0;
  };
  std::string file;
  // Sorted by code.
  std::vector<Entry> entries;
  RowCounts counts;
};

// What a list of credentials is about. The numbers are those of
// CredentialText.Kind in texts.proto.
enum class CredentialKind : uint8_t {
  kUnspecified = 0,
  // An occupational licence of a state.
  kLicense = 1,
  // A registered apprenticeship.
  kApprenticeship = 2,
};

// Licences or registered apprenticeships and the occupations that they lead to.
struct CredentialTable {
  struct Entry {
    // The list's own code: `816`, `0159HY`.
    std::string code;
    std::string title;
    // As the list writes it, of whichever vintage of SOC or O*NET-SOC, or with
    // a suffix of the list's own: `29-2034.03`. Empty where it names none.
    std::string occupation;
    uint32_t source_row = 0;
  };
  std::string file;
  std::string sheet;
  CredentialKind kind = CredentialKind::kUnspecified;
  // Sorted by code, then by occupation, title and row; a code comes once for
  // each occupation and title.
  std::vector<Entry> entries;
  RowCounts counts;
};

// A classification of occupations: its codes with title and definition.
struct OccupationTable {
  struct Entry {
    // Six digits, or eight for the O*NET-SOC schemes.
    int32_t code = 0;
    vocabulary::SocLevel level = vocabulary::SocLevel::kDetailed;
    std::string title;
    std::string definition;
    uint32_t source_row = 0;
  };
  std::string file;
  std::string sheet;
  vocabulary::OccupationScheme scheme = vocabulary::OccupationScheme::kSoc2018;
  // Sorted by code.
  std::vector<Entry> entries;
  RowCounts counts;
};

// How codes of one vintage became codes of another. Schemes by name: those of
// vocabulary::SchemeName, and "cip-2010", "cip-2020".
struct CodeChangeTable {
  struct Change {
    int32_t from = 0;
    // 0 where the old code has no successor.
    int32_t to = 0;
    uint32_t source_row = 0;
  };
  std::string file;
  std::string sheet;
  std::string from_scheme;
  std::string to_scheme;
  // Sorted by `from`, then by `to`; a code that split comes once for each
  // successor.
  std::vector<Change> changes;
  RowCounts counts;
};

// All that was read from the files of one release.
struct ReleaseTables {
  // "2024-05", "2024/2034", or the publisher's own version ("30.1").
  std::string reference_period;
  std::vector<FigureTable> figures;
  std::vector<CrosswalkTable> crosswalks;
  std::vector<CipTable> cips;
  std::vector<CourseTable> courses;
  std::vector<CredentialTable> credentials;
  std::vector<OccupationTable> occupations;
  std::vector<CodeChangeTable> code_changes;
  std::vector<PlaceTable> places;
  std::vector<CompletionTable> completions;
  // Ratings that editions carry; their rows are counted in `onet_counts`.
  std::vector<DescriptorTable> descriptors;
  // Set for O*NET releases only.
  std::shared_ptr<const onet::OnetTables> onet;
  // Rows over all O*NET files.
  RowCounts onet_counts;
  GateReport report;

  // Over all tables.
  RowCounts TotalRows() const;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_RELEASE_TABLES_H_
