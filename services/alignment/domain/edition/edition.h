#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_EDITION_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_EDITION_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/alignment/domain/edition/code_changes.h"
#include "services/alignment/domain/edition/crosswalk.h"
#include "services/alignment/domain/edition/descriptors.h"
#include "services/alignment/domain/edition/edition_tables.h"
#include "services/alignment/domain/edition/figure_index.h"
#include "services/common/vocabulary/figure.h"
#include "services/common/vocabulary/measure.h"
#include "services/common/vocabulary/soc_code.h"

namespace plumbline::alignment {

// A detailed occupation, by its place in the order of the edition's codes.
using OccupationIndex = uint16_t;
// A region, by its place in the edition's list.
using RegionIndex = uint16_t;

// A figure with where it came from. `figure` is what the place and occupation
// asked for have; everything else says which printed cell said so.
struct CellFigure {
  vocabulary::Figure figure;
  vocabulary::Measure measure = vocabulary::Measure::kUnspecified;
  // The cell; empty when no cell says it: no row for the code.
  std::optional<CellRef> cell;
  // The region whose row it is; the one asked, unless it was borrowed.
  RegionIndex region = 0;
  bool borrowed = false;
  // What a composed region was asked: its figure is the sum of what its members
  // print, or has none because one of them has none. `cell` is then that of the
  // first member, and PartsOf has them all.
  struct Sum {
    uint32_t slot = 0;
    uint32_t horizon_years = 0;
  };
  std::optional<Sum> sum;
  // The code under which it is printed, when that is not the occupation's own:
  // 31-1120 for 31-1121, or a code of another vintage that maps one to one.
  vocabulary::SocCode published_code;
  // More than 1 when `figure.value` is a total over so many years and the
  // measure asked is its yearly share: the exact value is value / divisor.
  int64_t divisor = 1;
  // The measure that is printed: TOTAL_OPENINGS when ANNUAL_OPENINGS was
  // derived from it.
  vocabulary::Measure printed_measure = vocabulary::Measure::kUnspecified;
};

// What FigureAt says of every occupation in a region, each vector by
// occupation: the part of it that verdicts need.
struct FigureRow {
  std::vector<int64_t> values;
  std::vector<vocabulary::FigureStatus> statuses;
  std::vector<uint32_t> divisors;
  // The years that a cell's total or change spans; 0 without a cell.
  std::vector<uint32_t> years;
  // 0 where the cell is printed under the occupation's own code, or there is
  // none; else a number of the printed row that no other row has.
  std::vector<uint64_t> combined;
};

// A printed cell, spelled out.
struct SourceCell {
  std::string release;
  std::string file;
  std::string sheet;
  uint32_t row = 0;
  std::string column;
  std::string sha256;
};

// All that scoring reads of an edition: immutable, columnar, in memory.
//
// Thread-safe: all methods are const and nothing changes after Create.
class Edition {
 public:
  // Takes the tables over and indexes them.
  //
  // Errors:
  //   kInvalidArgument, ARGUMENT_INVALID: an index out of range, columns of
  //   different lengths, unsorted codes, regions in a cycle: with the table's
  //   place in the message.
  static absl::StatusOr<std::shared_ptr<const Edition>> Create(
      EditionTables tables);

  const std::string& name() const { return tables_.name; }
  // The tables that the edition was made from, as the snapshot gave them.
  const EditionTables& tables() const { return tables_; }

  size_t occupation_count() const { return tables_.occupations.size(); }
  std::optional<OccupationIndex> FindOccupation(vocabulary::SocCode code) const;
  vocabulary::SocCode occupation_code(OccupationIndex occupation) const;
  const std::string& occupation_title(OccupationIndex occupation) const;
  // The code under which surveys print it; its own where they print that.
  vocabulary::SocCode published_code(OccupationIndex occupation) const;
  // The occupations of an O*NET-SOC 2019 code's prefix: nothing when the
  // edition's list of O*NET codes lacks it.
  std::optional<OccupationIndex> FindOnetOccupation(
      vocabulary::OnetSocCode code) const;

  size_t region_count() const { return tables_.regions.size(); }
  // By id, `us-cbsa-35620`, or by name, `regions/us-cbsa-35620`.
  std::optional<RegionIndex> FindRegion(absl::string_view id) const;
  const std::string& region_id(RegionIndex region) const;
  RegionKind region_kind(RegionIndex region) const {
    return tables_.regions[region].kind;
  }
  // `regions/us`.
  std::string region_name(RegionIndex region) const;
  const std::string& region_title(RegionIndex region) const {
    return tables_.regions[region].title;
  }
  std::optional<RegionIndex> parent(RegionIndex region) const;
  // The ladder of the region: the larger regions that contain it, in the order
  // in which figures are borrowed from them. Ends with the nation, if there is
  // one; does not have the region itself.
  absl::Span<const RegionIndex> enclosing(RegionIndex region) const {
    return ladders_[region];
  }
  // True when `place` is the region or on its ladder.
  bool IsWithin(RegionIndex region, RegionIndex place) const;
  // True when some table prints a row of the region, or of a member of a
  // composed one.
  bool HasFigures(RegionIndex region) const;
  // What the edition knows of a region id of an older delineation, one entry
  // for each region that took its place; empty when it knows nothing.
  absl::Span<const RegionChangeEntry> ChangesOf(absl::string_view id) const;
  // The state that the region is or lies in; nothing for the nation and for
  // areas of several states.
  std::optional<RegionIndex> state_of(RegionIndex region) const;
  std::optional<RegionIndex> nation() const { return nation_; }

  // What the edition says of an occupation in a region. In a composed region
  // that is the sum of what its members print, where all print it for one
  // period and it can be added up (jobs, openings); a median of several regions
  // is never made from theirs. When several tables
  // print it, a survey's wage wins over the one that a projection repeats, then
  // the latest reference period, then the first release by name.
  // `horizon_years` restricts it to tables of that horizon; 0 takes any.
  // ANNUAL_OPENINGS that only a total over the horizon is printed for is
  // derived from it, and says so.
  CellFigure FigureAt(vocabulary::Measure measure, RegionIndex region,
                      OccupationIndex occupation,
                      uint32_t horizon_years = 0) const;
  // The same for the publisher's row of all occupations, 00-0000.
  CellFigure AllOccupationsAt(vocabulary::Measure measure, RegionIndex region,
                              uint32_t horizon_years = 0) const;
  // FigureAt of every occupation at once; no elements where no table has a row
  // of the region: nothing is published there.
  FigureRow FiguresIn(vocabulary::Measure measure, RegionIndex region,
                      uint32_t horizon_years = 0) const;
  // All figures of that measure, region and occupation, the one that FigureAt
  // takes first.
  std::vector<CellFigure> FiguresAt(vocabulary::Measure measure,
                                    RegionIndex region,
                                    OccupationIndex occupation) const;
  // What each member of a composed region prints of what `figure` is the sum
  // of, in the order of the members; empty for figures of other regions and for
  // what cannot be added up.
  std::vector<CellFigure> PartsOf(const CellFigure& figure) const;
  // True when some table of the edition carries the measure, or it can be
  // derived.
  bool Carries(vocabulary::Measure measure) const;

  // The cell's release, file, sheet, row, column and digest.
  SourceCell CellOf(const CellRef& ref) const;
  SourceCell CellOf(const DescriptorRef& ref) const;
  const std::string& ReferencePeriodOf(const CellRef& ref) const;
  // The years that a cell's total or change spans.
  uint32_t HorizonOf(const CellRef& ref) const;

  const Crosswalk& crosswalk() const { return crosswalk_; }
  const CodeChanges& code_changes() const { return code_changes_; }
  const Descriptors& descriptors() const { return descriptors_; }

 private:
  explicit Edition(EditionTables tables);
  void Index();
  void IndexOccupations();
  void IndexRegions();
  void IndexLadders();
  CellFigure At(vocabulary::Measure measure, RegionIndex region, uint32_t slot,
                uint32_t horizon_years) const;
  // Sets `found` to the yearly share of a total, where one is printed.
  void Derive(RegionIndex region, uint32_t slot, uint32_t horizon_years,
              CellFigure* found) const;
  // What tables print of the region itself, or what is derived from it.
  CellFigure Printed(vocabulary::Measure measure, RegionIndex region,
                     uint32_t slot, uint32_t horizon_years) const;
  bool IsComposed(RegionIndex region) const {
    return region_kind(region) == RegionKind::kComposed;
  }
  std::vector<CellFigure> Parts(vocabulary::Measure measure, RegionIndex region,
                                uint32_t slot, uint32_t horizon_years) const;
  CellFigure SumOf(vocabulary::Measure measure, RegionIndex region,
                   uint32_t slot, uint32_t horizon_years) const;
  FigureRow SumsIn(vocabulary::Measure measure, RegionIndex region,
                   uint32_t horizon_years) const;
  CellFigure Read(const CellRef& cell, RegionIndex region, uint32_t slot) const;
  // Figures of the occupations that nothing is `said` of yet.
  void ReadInto(const FigureIndex::RegionRows& source,
                std::vector<uint8_t>* said, FigureRow* row) const;
  void ReadInto(const FigureIndex::RegionRows& source, size_t slot,
                FigureRow* row) const;
  void DeriveInto(const std::vector<FigureIndex::RegionRows>& totals,
                  const std::vector<uint8_t>& printed, FigureRow* row) const;

  EditionTables tables_;
  // By occupation; sorted.
  std::vector<uint32_t> codes_;
  // O*NET-SOC 2019 code and its occupation, sorted.
  std::vector<std::pair<uint32_t, OccupationIndex>> onet_codes_;
  std::vector<std::pair<std::string, RegionIndex>> region_ids_;
  std::vector<std::optional<RegionIndex>> states_;
  // By region.
  std::vector<std::vector<RegionIndex>> ladders_;
  std::vector<bool> has_figures_;
  std::optional<RegionIndex> nation_;
  FigureIndex figures_;
  Crosswalk crosswalk_;
  CodeChanges code_changes_;
  Descriptors descriptors_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_EDITION_H_
