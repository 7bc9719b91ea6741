#include "services/labor/domain/oews/sheet_reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/common/tabular/cell_text.h"
#include "services/common/tabular/plain_number.h"
#include "services/labor/domain/regions/region_id.h"

namespace plumbline::labor::oews {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::SocCode;
using vocabulary::SocLevel;

// NAICS of estimates over all industries; a spreadsheet may have cut the zeros.
bool IsCrossIndustry(absl::string_view naics) {
  return naics.empty() || naics == "000000" || naics == "0";
}

std::optional<SocLevel> LevelFromGroup(absl::string_view group) {
  static constexpr std::pair<absl::string_view, SocLevel> kGroups[] = {
      {"detailed", SocLevel::kDetailed}, {"broad", SocLevel::kBroad},
      {"minor", SocLevel::kMinor},       {"major", SocLevel::kMajor},
      {"total", SocLevel::kTotal},
  };
  for (const auto& [name, level] : kGroups) {
    if (absl::EqualsIgnoreCase(group, name)) return level;
  }
  return std::nullopt;
}

// The usual spelling `15-1252` without the detours of SocCode::Parse.
std::optional<SocCode> ReadPlainCode(absl::string_view text) {
  if (text.size() != 7 || text[2] != '-') return std::nullopt;
  int32_t digits = 0;
  for (size_t i = 0; i < 7; ++i) {
    if (i == 2) continue;
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    digits = digits * 10 + (text[i] - '0');
  }
  return SocCode::FromDigits(digits);
}

}  // namespace

SheetReader::SheetReader(SheetContext context)
    : context_(std::move(context)),
      all_industries_(NewBuilder()),
      by_industry_(NewBuilder()),
      figures_(context_.columns.figures.size()),
      markers_(context_.columns.figures.size()) {}

FigureTableBuilder SheetReader::NewBuilder() const {
  FigureTableBuilder builder(context_.file, context_.sheet);
  builder.table().reference_period = absl::StrCat(context_.year, "-05");
  builder.table().scheme = SchemeOfYear(context_.year);
  for (const auto& bound : context_.columns.figures) {
    builder.AddColumn(bound.spec->measure,
                      std::string(context_.columns.Heading(bound.column)));
  }
  return builder;
}

absl::string_view SheetReader::Text(int32_t column) const {
  const auto index = static_cast<size_t>(column);
  return index < fields_.size() ? tabular::Trim(fields_[index])
                                : absl::string_view();
}

bool SheetReader::IsDataRow() const {
  if (!Text(context_.columns.occupation_code).empty()) return true;
  const auto filled = std::count_if(
      fields_.begin(), fields_.end(),
      [](absl::string_view f) { return !tabular::Trim(f).empty(); });
  return filled > 1;
}

void SheetReader::AddRow(uint32_t source_row,
                         absl::Span<const absl::string_view> fields) {
  fields_ = fields;
  if (!IsDataRow()) return;
  const absl::string_view naics = Text(context_.columns.naics);
  const bool cross_industry = IsCrossIndustry(naics);
  FigureTableBuilder* table = cross_industry ? &all_industries_ : &by_industry_;
  FigureRow row;
  row.source_row = source_row;
  row.industry = cross_industry ? absl::string_view() : naics;
  if (ReadRow(table, &row)) {
    table->Accept(row);
    CountMarkers();
    return;
  }
  table->Reject();
  report_.Add(
      {.severity = Severity::kRowRejected,
       .rule = std::string(complaint_.rule),
       .place = {context_.file, context_.sheet, source_row,
                 std::string(context_.columns.Heading(complaint_.column))},
       .value = std::string(Text(complaint_.column)),
       .message = std::move(complaint_.message)});
}

void SheetReader::CountMarkers() {
  for (size_t i = 0; i < markers_.size(); ++i) {
    if (markers_[i] == Marker::kNone) continue;
    const auto block =
        static_cast<size_t>(context_.columns.figures[i].spec->block);
    ++census_[block][static_cast<size_t>(markers_[i])];
  }
}

bool SheetReader::ReadRow(FigureTableBuilder* table, FigureRow* row) {
  if (!ReadCode(&row->code) || !ReadLevel(row->code, &row->level) ||
      !ReadFigures() || !ReadRegion(table, &row->region)) {
    return false;
  }
  row->title = Text(context_.columns.occupation_title);
  row->figures = figures_;
  return true;
}

bool SheetReader::ReadCode(SocCode* code) {
  const int32_t column = context_.columns.occupation_code;
  const absl::string_view text = tabular::Unguard(Text(column));
  if (const auto plain = ReadPlainCode(text)) {
    *code = *plain;
  } else if (const auto parsed = SocCode::Parse(text); parsed.ok()) {
    *code = *parsed;
  } else if (tabular::LooksLikeMangledCode(text)) {
    return Complain("occupation-code", column,
                    "a spreadsheet turned this occupation code into a date; "
                    "take the file again from the publisher");
  } else {
    return Complain("occupation-code", column,
                    "is no occupation code such as 15-1252; correct it");
  }
  if (code->IsNoMatch()) {
    return Complain("occupation-code", column,
                    "99-9999 stands for 'no match' and is no occupation; leave "
                    "the row out");
  }
  return true;
}

bool SheetReader::ReadLevel(SocCode code, SocLevel* level) {
  const int32_t column = context_.columns.occupation_group;
  const absl::string_view text = Text(column);
  if (text.empty()) {
    *level = code.level();
    return true;
  }
  const auto found = LevelFromGroup(text);
  if (!found) {
    return Complain("occupation-level", column,
                    "is none of total, major, minor, broad, detailed; correct "
                    "it");
  }
  *level = *found;
  return true;
}

bool SheetReader::ReadRegion(FigureTableBuilder* table, uint32_t* region) {
  const OewsColumns& columns = context_.columns;
  LastArea& last = last_area_[table == &by_industry_ ? 1 : 0];
  // All cells are empty where the layout has no areas: that is one area too.
  OewsArea area = {.code = Text(columns.area),
                   .title = Text(columns.area_title),
                   .primary_state = Text(columns.primary_state)};
  if (last.known && last.code == area.code && last.title == area.title) {
    *region = last.index;
    return true;
  }
  const auto found = RegionOf(area);
  if (!found.ok()) {
    return Complain("area-code", columns.area,
                    std::string(found.status().message()));
  }
  *region = table->RegionIndex(*found);
  last = {std::string(area.code), std::string(area.title), *region, true};
  return true;
}

absl::StatusOr<Region> SheetReader::RegionOf(OewsArea area) const {
  const std::string vintage = absl::StrCat("oews-", context_.year);
  if (context_.columns.area < 0) return NationRegion(vintage);
  // A type that is no number says nothing; the code decides then.
  if (!absl::SimpleAtoi(Text(context_.columns.area_type), &area.type))
    area.type = 0;
  return OewsRegion(area, vintage);
}

bool SheetReader::ReadFlag(int32_t column, bool* flag) {
  const absl::string_view text = Text(column);
  *flag = false;
  if (text.empty()) return true;
  *flag = absl::EqualsIgnoreCase(text, "TRUE") || text == "1";
  if (*flag || text == "0" || absl::EqualsIgnoreCase(text, "FALSE")) {
    return true;
  }
  return Complain("flag", column, "is neither TRUE nor blank; correct it");
}

bool SheetReader::ReadFigures() {
  RowFlags flags;
  if (!ReadFlag(context_.columns.annual_only, &flags.annual_only) ||
      !ReadFlag(context_.columns.hourly_only, &flags.hourly_only)) {
    return false;
  }
  for (size_t i = 0; i < figures_.size(); ++i) {
    if (!ReadFigure(i, flags)) return false;
  }
  return true;
}

bool SheetReader::ReadFigure(size_t index, const RowFlags& flags) {
  const auto& bound = context_.columns.figures[index];
  const auto at = static_cast<size_t>(bound.column);
  const absl::string_view text =
      at < fields_.size() ? fields_[at] : absl::string_view();
  // Nearly every cell is a plain number, which means the same in every column.
  if (const auto number = tabular::ParsePlainNumber(text, bound.decimals)) {
    markers_[index] = Marker::kNone;
    figures_[index] = Figure::Published(*number);
    return true;
  }
  return ReadOtherFigure(index, text, flags);
}

bool SheetReader::ReadOtherFigure(size_t index, absl::string_view text,
                                  const RowFlags& flags) {
  const auto& bound = context_.columns.figures[index];
  const auto cell = ReadCell(text, bound.decimals);
  const bool wage = bound.spec->block == ColumnBlock::kHourlyWage ||
                    bound.spec->block == ColumnBlock::kAnnualWage;
  if (!cell || (cell->marker == Marker::kHash && !wage)) {
    return Complain("figure-cell", bound.column,
                    "is neither a number nor a marker of this column; correct "
                    "the cell");
  }
  markers_[index] = cell->marker;
  figures_[index] = Interpret(*cell, bound.spec->block, flags);
  return true;
}

// Withheld or blank hourly wages of an annual-only occupation do not exist, and
// the reverse: to multiply by 2,080 hours would make a figure up.
Figure SheetReader::Interpret(const OewsCell& cell, ColumnBlock block,
                              const RowFlags& flags) const {
  const bool without = cell.marker == Marker::kStar ||
                       cell.marker == Marker::kDoubleStar ||
                       cell.marker == Marker::kBlank;
  const bool excluded =
      (block == ColumnBlock::kHourlyWage && flags.annual_only) ||
      (block == ColumnBlock::kAnnualWage && flags.hourly_only);
  if (excluded && without) return Figure::Without(FigureStatus::kNotApplicable);
  if (cell.marker != Marker::kHash) return cell.figure;
  return Figure::TopCoded(block == ColumnBlock::kHourlyWage
                              ? context_.top_codes.hourly_cents
                              : context_.top_codes.annual_cents);
}

bool SheetReader::Complain(absl::string_view rule, int32_t column,
                           std::string message) {
  complaint_ = {rule, column, std::move(message)};
  return false;
}

void SheetReader::Append(SheetReader&& next) {
  all_industries_.Append(std::move(next.all_industries_));
  by_industry_.Append(std::move(next.by_industry_));
  report_.Merge(next.report_);
  for (size_t block = 0; block < kBlockCount; ++block) {
    for (size_t marker = 0; marker < census_[block].size(); ++marker) {
      census_[block][marker] += next.census_[block][marker];
    }
  }
}

Finding SheetReader::CensusNote(ColumnBlock block, Marker marker,
                                int64_t count) const {
  Finding note;
  note.severity = Severity::kNote;
  note.rule = "marker-census";
  note.place.file = context_.file;
  note.place.sheet = context_.sheet;
  note.place.column = std::string(BlockName(block));
  note.value = std::string(MarkerText(marker));
  note.message = absl::StrCat(
      count, " cells of the ", BlockName(block), " columns hold '",
      MarkerText(marker), "'; they are kept as what they mean, not as missing");
  return note;
}

void SheetReader::AddCensus(GateReport* report) const {
  for (size_t block = 0; block < kBlockCount; ++block) {
    for (size_t kind = 0; kind < census_[block].size(); ++kind) {
      const auto marker = static_cast<Marker>(kind);
      const int64_t count = census_[block][kind];
      if (marker == Marker::kNone || marker == Marker::kBlank || count == 0) {
        continue;
      }
      report->Add(CensusNote(static_cast<ColumnBlock>(block), marker, count));
    }
  }
}

void SheetReader::Finish(ReleaseTables* tables) && {
  AddCensus(&report_);
  tables->report.Merge(report_);
  for (FigureTableBuilder* builder : {&all_industries_, &by_industry_}) {
    if (builder->table().counts.read == 0) continue;
    tables->figures.push_back(std::move(*builder).Build());
  }
}

}  // namespace plumbline::labor::oews
