#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_OEWS_COLUMNS_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_OEWS_COLUMNS_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/common/tabular/header.h"
#include "services/common/vocabulary/measure.h"

namespace plumbline::labor::oews {

// Columns that share their markers and their reasons for being empty.
enum class ColumnBlock : uint8_t {
  kEmployment,
  kIndustryShare,
  kHourlyWage,
  kAnnualWage,
  kWageError,
};
inline constexpr size_t kBlockCount = 5;
// "employment", "hourly wage", ...: for reports.
absl::string_view BlockName(ColumnBlock block);

// A column of figures of the OEWS layout.
struct FigureSpec {
  // The heading, in any case and with blanks or underscores.
  absl::string_view heading;
  vocabulary::Measure measure;
  ColumnBlock block;
};
// All columns of figures that any release has, in the order of the 32-column
// layout. Source: Field Descriptions sheets of May 2015 to May 2025.
absl::Span<const FigureSpec> FigureSpecs();

// Where the columns are in one file. -1 where the layout lacks the column.
struct OewsColumns {
  struct Bound {
    const FigureSpec* spec;
    int32_t column;
    // Of the measure; here because every cell asks.
    int decimals;
  };

  int32_t area = -1;
  int32_t area_title = -1;
  int32_t area_type = -1;
  int32_t primary_state = -1;
  int32_t naics = -1;
  int32_t occupation_code = -1;
  int32_t occupation_title = -1;
  int32_t occupation_group = -1;
  int32_t annual_only = -1;
  int32_t hourly_only = -1;
  // In the order of FigureSpecs, whatever the order in the file.
  std::vector<Bound> figures;
  // The headings as printed, by column.
  std::vector<std::string> headings;

  // The heading of a column as printed; empty for -1.
  absl::string_view Heading(int32_t column) const;
};

// The headings by which a row is known to be the header of an OEWS table, for
// tabular::HeaderFinder.
std::vector<std::string> RequiredHeadings();

OewsColumns BindColumns(const tabular::HeaderMap& header);

// Wage columns that every release has and this one lacks.
std::vector<absl::string_view> MissingWageColumns(const OewsColumns& columns);

}  // namespace plumbline::labor::oews

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_OEWS_COLUMNS_H_
