#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_OEWS_SHEET_READER_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_OEWS_SHEET_READER_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/labor/domain/oews/columns.h"
#include "services/labor/domain/oews/figure_cell.h"
#include "services/labor/domain/oews/period.h"
#include "services/labor/domain/regions/region_id.h"
#include "services/labor/domain/release/figure_table_builder.h"

namespace plumbline::labor::oews {

// What is the same for all rows of a sheet or file.
struct SheetContext {
  std::string file;
  std::string sheet;
  // The year of the estimates, which are of May.
  int year = 0;
  TopCodes top_codes;
  OewsColumns columns;
};

// Turns the rows under the heading of one OEWS sheet or file into tables: one
// over all industries and one by industry, as the sheet has them.
//
// Every row with an occupation code, or with more than one filled cell, is a
// data row and counts as read; it is accepted whole or rejected whole with a
// finding. Blank rows and footers are not rows.
class SheetReader {
 public:
  explicit SheetReader(SheetContext context);

  // `fields` are the cells by column of the file; missing ones at the end are
  // blank.
  void AddRow(uint32_t source_row, absl::Span<const absl::string_view> fields);

  // Makes room for so many rows in all.
  void Reserve(size_t rows) {
    all_industries_.Reserve(rows);
    by_industry_.Reserve(rows);
  }

  // Takes over the rows of a reader of the next part of the same file.
  void Append(SheetReader&& next);

  // Moves the tables that have rows to `tables`, and the findings with a census
  // of markers.
  void Finish(ReleaseTables* tables) &&;

 private:
  // Row-wide facts that decide what an empty cell means.
  struct RowFlags {
    bool annual_only = false;
    bool hourly_only = false;
  };
  // Which column a row was rejected for.
  struct Complaint {
    absl::string_view rule;
    int32_t column = -1;
    std::string message;
  };

  FigureTableBuilder NewBuilder() const;
  absl::string_view Text(int32_t column) const;
  bool IsDataRow() const;
  bool ReadRow(FigureTableBuilder* table, FigureRow* row);
  bool ReadCode(vocabulary::SocCode* code);
  bool ReadLevel(vocabulary::SocCode code, vocabulary::SocLevel* level);
  bool ReadRegion(FigureTableBuilder* table, uint32_t* region);
  absl::StatusOr<Region> RegionOf(OewsArea area) const;
  bool ReadFigures();
  bool ReadFigure(size_t index, const RowFlags& flags);
  bool ReadOtherFigure(size_t index, absl::string_view text,
                       const RowFlags& flags);
  vocabulary::Figure Interpret(const OewsCell& cell, ColumnBlock block,
                               const RowFlags& flags) const;
  bool ReadFlag(int32_t column, bool* flag);
  bool Complain(absl::string_view rule, int32_t column, std::string message);
  void CountMarkers();
  Finding CensusNote(ColumnBlock block, Marker marker, int64_t count) const;
  void AddCensus(GateReport* report) const;

  // The area that a table's last row was in: rows of one area stand together.
  struct LastArea {
    std::string code;
    std::string title;
    uint32_t index = 0;
    bool known = false;
  };

  SheetContext context_;
  FigureTableBuilder all_industries_;
  FigureTableBuilder by_industry_;
  LastArea last_area_[2];
  GateReport report_;
  // How many cells of accepted rows hold each marker; numbers are not counted.
  std::array<std::array<int64_t, kMarkerCount>, kBlockCount> census_ = {};

  // The row in hand.
  absl::Span<const absl::string_view> fields_;
  std::vector<vocabulary::Figure> figures_;
  std::vector<Marker> markers_;
  Complaint complaint_;
};

}  // namespace plumbline::labor::oews

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_OEWS_SHEET_READER_H_
