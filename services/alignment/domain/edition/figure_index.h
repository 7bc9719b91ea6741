#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_FIGURE_INDEX_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_FIGURE_INDEX_H_

#include <array>
#include <compare>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/edition/code_changes.h"
#include "services/alignment/domain/edition/edition_tables.h"
#include "services/common/vocabulary/measure.h"

namespace plumbline::alignment {

// A printed cell: a table of the edition and a row and column in it, all from
// 0. The row is the table's, not the publisher's.
struct CellRef {
  uint32_t table = 0;
  uint32_t row = 0;
  uint32_t column = 0;
  constexpr auto operator<=>(const CellRef&) const = default;
};

// Where figures are: for each table the row of a region and an occupation, for
// each measure the tables that carry it, the one that wins first.
//
// Occupations are slots: their index among the edition's occupations, and one
// more for all occupations. Only rows of schemes that mean SOC 2018 take part,
// or that change tables turn into it one to one; rows that do not are kept as
// "another vintage". Thread-safe.
class FigureIndex {
 public:
  // How a table answers for a region and a slot.
  enum class Answer : uint8_t { kNoRow, kRow, kOtherVintage };
  struct Hit {
    Answer answer = Answer::kNoRow;
    CellRef cell;
  };

  // In place of a row: there is none, or only one of another vintage.
  static constexpr uint32_t kAbsent = 0xFFFFFFFF;
  static constexpr uint32_t kOther = 0xFFFFFFFE;

  // `tables` outlives the object and does not move.
  void Index(const EditionTables* tables, const CodeChanges& changes);

  // The number of slots: occupations and one more.
  uint32_t slot_count() const { return slot_count_; }
  uint32_t all_occupations() const { return slot_count_ - 1; }

  // The cell that wins for the measure, of tables of `horizon_years` (0: any).
  // With no row, kOtherVintage when only another vintage has the occupation.
  Hit Find(vocabulary::Measure measure, uint32_t region, uint32_t slot,
           uint32_t horizon_years) const;
  // A table's rows of a region for every occupation's slot, in their order, and
  // the column that carries a measure. The pointer lives as long as the index.
  struct RegionRows {
    uint32_t table = 0;
    uint32_t column = 0;
    const uint32_t* rows = nullptr;

    Answer AnswerAt(size_t slot) const {
      if (rows[slot] == kAbsent) return Answer::kNoRow;
      return rows[slot] == kOther ? Answer::kOtherVintage : Answer::kRow;
    }
  };
  // Where Find looks for a measure in a region, in its order: the first row
  // wins. Empty where no table has a row of the region.
  std::vector<RegionRows> RowsOf(vocabulary::Measure measure, uint32_t region,
                                 uint32_t horizon_years) const;
  // All cells for the measure, the one that wins first.
  std::vector<CellRef> FindAll(vocabulary::Measure measure, uint32_t region,
                               uint32_t slot) const;
  bool Carries(vocabulary::Measure measure) const {
    return !carriers_[static_cast<size_t>(measure)].empty();
  }

 private:
  // A column that carries a measure.
  struct Carrier {
    uint32_t table = 0;
    uint32_t column = 0;
  };
  // The rows of a table: for each region that it covers, a row for each slot.
  struct TableRows {
    // By region: where its slots start in `rows`; kAbsent for none.
    std::vector<uint32_t> region_starts;
    std::vector<uint32_t> rows;
  };

  void IndexTable(uint32_t table, const CodeChanges& changes);
  void SortCarriers();
  uint32_t RowOf(uint32_t table, uint32_t region, uint32_t slot) const;

  const EditionTables* tables_ = nullptr;
  uint32_t slot_count_ = 0;
  std::vector<TableRows> rows_;
  std::array<std::vector<Carrier>, 256> carriers_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_FIGURE_INDEX_H_
