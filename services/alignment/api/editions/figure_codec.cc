#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/alignment/api/records/record_codec.h"

namespace plumbline::alignment {
namespace {

using vocabulary::Figure;

// Half away from zero.
int64_t DivideRounded(int64_t value, int64_t divisor) {
  const int64_t half = divisor / 2;
  return (value + (value < 0 ? -half : half)) / divisor;
}

// A yearly share of a total: the figure in the unit of its measure, and how it
// came about.
std::string DerivedText(const CellFigure& figure, const Figure& yearly) {
  return absl::StrCat(ToText(yearly, figure.measure), ", a year's share of ",
                      ToText(figure.figure, figure.printed_measure), " over ",
                      figure.divisor, " years");
}

void FillCell(const SourceCell& from, common::v1::SourceCell& cell) {
  cell.set_release(from.release);
  cell.set_file(from.file);
  cell.set_sheet(from.sheet);
  cell.set_row(static_cast<int32_t>(from.row));
  cell.set_column(from.column);
  cell.set_sha256(from.sha256);
}

}  // namespace

common::v1::Figure FigureToProto(const Edition& edition,
                                 const CellFigure& from) {
  common::v1::Figure figure;
  figure.set_measure(static_cast<common::v1::Measure>(from.measure));
  figure.set_status(static_cast<common::v1::FigureStatus>(from.figure.status));
  Figure yearly = from.figure;
  yearly.value = DivideRounded(from.figure.value, from.divisor);
  const bool derived = from.figure.HasValue() && from.divisor > 1;
  if (from.figure.HasValue()) figure.set_value(yearly.value);
  figure.set_text(derived ? DerivedText(from, yearly)
                          : ToText(from.figure, from.measure));
  figure.set_region(edition.region_name(from.region));
  figure.set_borrowed(from.borrowed);
  if (from.published_code.digits() != 0) {
    figure.set_published_code(from.published_code.ToString());
  }
  if (from.cell)
    figure.set_reference_period(edition.ReferencePeriodOf(*from.cell));
  for (const CellFigure& part : edition.PartsOf(from)) {
    *figure.add_parts() = FigureToProto(edition, part);
  }
  if (from.cell && !from.sum) {
    FillCell(edition.CellOf(*from.cell), *figure.mutable_cell());
  }
  return figure;
}

}  // namespace plumbline::alignment
