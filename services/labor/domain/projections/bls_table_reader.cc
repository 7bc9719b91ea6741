#include "services/labor/domain/projections/bls_table_reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/common/tabular/cell_text.h"
#include "services/labor/domain/projections/cells.h"
#include "services/labor/domain/regions/region_id.h"

namespace plumbline::labor::projections {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::SocCode;
using vocabulary::SocLevel;

// No layout has more; what comes after is no heading.
constexpr size_t kMaxHeadingRows = 8;
// Figures in thousands keep three digits to become jobs.
constexpr int kThousands = 3;

absl::string_view TextAt(absl::Span<const absl::string_view> fields,
                         int32_t column) {
  const auto index = static_cast<size_t>(column);
  return index < fields.size() ? tabular::Trim(fields[index])
                               : absl::string_view();
}

// `Accountants    * Auditor* CPA`: what stands behind the star are other names.
absl::string_view TitleWithoutAlternates(absl::string_view text) {
  return tabular::Trim(text.substr(0, text.find('*')));
}

bool IsLevel(Measure measure) {
  return vocabulary::TraitsOf(measure).unit == vocabulary::Unit::kLevel;
}

int DecimalsOf(Measure measure) {
  return vocabulary::TraitsOf(measure).unit == vocabulary::Unit::kJobs
             ? kThousands
             : vocabulary::TraitsOf(measure).decimals;
}

}  // namespace

BlsTableReader::BlsTableReader(BlsFile* file, std::string sheet,
                               GateReport* report)
    : file_(file), report_(report), builder_(file->name, std::move(sheet)) {}

bool BlsTableReader::FindCode(absl::Span<const absl::string_view> fields) {
  const auto width = static_cast<int32_t>(std::min<size_t>(fields.size(), 3));
  for (int32_t column = 0; column < width; ++column) {
    const absl::string_view text = tabular::Unguard(TextAt(fields, column));
    if (absl::StrContains(text, "-") && SocCode::Parse(text).ok()) {
      code_column_ = column;
      return true;
    }
  }
  return false;
}

void BlsTableReader::AddRow(uint32_t source_row,
                            absl::Span<const absl::string_view> fields) {
  if (code_column_ < 0) {
    if (!FindCode(fields)) {
      if (heading_rows_.size() < kMaxHeadingRows) {
        heading_rows_.emplace_back(fields.begin(), fields.end());
      }
      return;
    }
    StartTable();
  }
  const auto filled = std::count_if(
      fields.begin(), fields.end(),
      [](absl::string_view f) { return !tabular::Trim(f).empty(); });
  if (filled < 2) return;  // A footer or nothing.
  AddDataRow(source_row, fields);
}

void BlsTableReader::StartTable() {
  // The title fills one cell of a row of its own and is no part of headings.
  while (!heading_rows_.empty() &&
         std::count_if(heading_rows_[0].begin(), heading_rows_[0].end(),
                       [](const std::string& f) {
                         return !tabular::Trim(f).empty();
                       }) < 2) {
    heading_rows_.erase(heading_rows_.begin());
  }
  headings_ = JoinHeadingRows(heading_rows_);
  columns_ = BindBlsColumns(headings_);
  if (columns_.horizon && !file_->horizon) file_->horizon = columns_.horizon;
  auto& figures = columns_.figures;
  figures.erase(std::remove_if(figures.begin(), figures.end(),
                               [&](const auto& bound) {
                                 return file_->taken.count(bound.measure) > 0;
                               }),
                figures.end());
  // A heading in one row is shown as printed, one in several rows as joined.
  if (heading_rows_.size() == 1) headings_ = std::move(heading_rows_[0]);
  for (const auto& bound : figures) {
    builder_.AddColumn(bound.measure,
                       headings_[static_cast<size_t>(bound.column)]);
  }
  figures_.resize(figures.size());
}

void BlsTableReader::AddDataRow(uint32_t source_row,
                                absl::Span<const absl::string_view> fields) {
  if (columns_.figures.empty()) return;
  const absl::string_view text = tabular::Unguard(TextAt(fields, code_column_));
  const auto code = SocCode::Parse(text);
  if (!code.ok() || code->IsNoMatch()) {
    AddFinding(Severity::kRowRejected, "occupation-code", source_row,
               code_column_, text,
               "is no occupation code such as 15-1252; correct it");
    return builder_.Reject();
  }
  if (!ReadFigures(source_row, fields)) return builder_.Reject();
  FigureRow row;
  row.source_row = source_row;
  row.code = *code;
  const bool summary =
      columns_.type >= 0 &&
      absl::EqualsIgnoreCase(TextAt(fields, columns_.type), "Summary");
  row.level = summary ? code->level() : SocLevel::kDetailed;
  row.title = TitleWithoutAlternates(TextAt(fields, columns_.title));
  row.region = builder_.RegionIndex(NationRegion(""));
  row.figures = figures_;
  builder_.Accept(row);
}

bool BlsTableReader::ReadFigures(uint32_t source_row,
                                 absl::Span<const absl::string_view> fields) {
  for (size_t i = 0; i < figures_.size(); ++i) {
    const auto& bound = columns_.figures[i];
    if (IsLevel(bound.measure)) {
      figures_[i] = ReadLevel(source_row, bound, fields);
      continue;
    }
    const absl::string_view text = TextAt(fields, bound.column);
    const auto figure = ReadNumber(text, DecimalsOf(bound.measure));
    if (!figure) {
      AddFinding(Severity::kRowRejected, "figure-cell", source_row,
                 bound.column, text,
                 "is neither a number nor a mark for none; correct the cell");
      return false;
    }
    figures_[i] = *figure;
  }
  return true;
}

Figure BlsTableReader::ReadLevel(uint32_t source_row,
                                 const BlsColumns::Bound& bound,
                                 absl::Span<const absl::string_view> fields) {
  const absl::string_view text = TextAt(fields, bound.column);
  bool known = true;
  Figure figure = ReadLevelWording(text, bound.measure, &known);
  const auto coded =
      bound.level_code < 0
          ? std::nullopt
          : LevelOfBlsCode(bound.measure, TextAt(fields, bound.level_code));
  if (coded && !figure.HasValue()) return Figure::Published(*coded);
  if (!known) {
    AddFinding(Severity::kWarning, "level-wording", source_row, bound.column,
               text, "is no level that is known; it is read as not published");
  } else if (coded && figure.value != *coded) {
    AddFinding(
        Severity::kWarning, "level-code", source_row, bound.column, text,
        absl::StrCat("contradicts the code beside it, which means level ",
                     *coded, "; the wording was taken"));
  }
  return figure;
}

void BlsTableReader::AddFinding(Severity severity, absl::string_view rule,
                                uint32_t source_row, int32_t column,
                                absl::string_view value, std::string message) {
  Finding finding;
  finding.severity = severity;
  finding.rule = std::string(rule);
  finding.place.file = builder_.table().file;
  finding.place.sheet = builder_.table().sheet;
  finding.place.row = source_row;
  if (column >= 0 && static_cast<size_t>(column) < headings_.size()) {
    finding.place.column = headings_[static_cast<size_t>(column)];
  }
  finding.value = std::string(value);
  finding.message = std::move(message);
  report_->Add(std::move(finding));
}

void BlsTableReader::Finish(ReleaseTables* tables) && {
  if (columns_.figures.empty() || !file_->horizon) {
    AddFinding(Severity::kNote, "side-sheet", 0, -1, "",
               "this sheet adds no projections and was not read");
    return;
  }
  for (const auto& bound : columns_.figures) file_->taken.insert(bound.measure);
  FigureTable& table = builder_.table();
  table.reference_period = file_->horizon->ToString();
  table.horizon_years = file_->horizon->years();
  table.scheme = SchemeOfBaseYear(file_->horizon->base);
  for (Region& region : table.regions) {
    region.vintage = absl::StrCat("bls-ep-", file_->horizon->base);
  }
  tables->figures.push_back(std::move(builder_).Build());
}

}  // namespace plumbline::labor::projections
