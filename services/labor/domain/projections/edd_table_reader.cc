#include "services/labor/domain/projections/edd_table_reader.h"

#include <algorithm>
#include <utility>

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

// A percent is kept in thousandths; a fraction is a hundred times smaller.
constexpr int kFractionDecimals = 5;

bool IsLevel(Measure measure) {
  return vocabulary::TraitsOf(measure).unit == vocabulary::Unit::kLevel;
}

bool IsZero(const Figure& figure) { return figure == Figure::Published(0); }

}  // namespace

EddTableReader::EddTableReader(EddContext context, GateReport* report)
    : context_(std::move(context)),
      report_(report),
      figures_(context_.columns.figures.size()) {}

absl::string_view EddTableReader::Text(int32_t column) const {
  const auto index = static_cast<size_t>(column);
  return index < fields_.size() ? tabular::Trim(fields_[index])
                                : absl::string_view();
}

void EddTableReader::AddRow(uint32_t source_row,
                            absl::Span<const absl::string_view> fields) {
  source_row_ = source_row;
  fields_ = fields;
  const auto filled = std::count_if(
      fields.begin(), fields.end(),
      [](absl::string_view f) { return !tabular::Trim(f).empty(); });
  if (filled < 2) return;  // `End of worksheet.` or nothing.
  const auto period =
      context_.columns.period < 0
          ? context_.period
          : HorizonIn(HeadingWords(Text(context_.columns.period)));
  if (!period) {
    ++without_period_;
    Reject("period", context_.columns.period,
           "is no period such as 2020-2030; correct it");
    return;
  }
  FigureTableBuilder* table = TableOf(*period);
  FigureRow row;
  row.source_row = source_row;
  if (ReadRow(*period, table, &row)) {
    table->Accept(row);
  } else {
    table->Reject();
  }
}

FigureTableBuilder* EddTableReader::TableOf(const Horizon& period) {
  for (size_t i = 0; i < periods_.size(); ++i) {
    if (periods_[i] == period) return &builders_[i];
  }
  periods_.push_back(period);
  FigureTableBuilder& builder =
      builders_.emplace_back(context_.file, context_.sheet);
  builder.table().reference_period = period.ToString();
  builder.table().horizon_years = period.years();
  builder.table().scheme = SchemeOfBaseYear(period.base);
  for (const auto& bound : context_.columns.figures) {
    builder.AddColumn(
        bound.measure,
        context_.columns.headings[static_cast<size_t>(bound.column)]);
  }
  return &builder;
}

bool EddTableReader::ReadRow(const Horizon& period, FigureTableBuilder* table,
                             FigureRow* row) {
  const int32_t column = context_.columns.code;
  const auto code = SocCode::Parse(tabular::Unguard(Text(column)));
  if (!code.ok() || code->IsNoMatch()) {
    return Reject("occupation-code", column,
                  tabular::LooksLikeMangledCode(Text(column))
                      ? "a spreadsheet turned this occupation code into a "
                        "date; take the file again from the publisher"
                      : "is no occupation code such as 15-1252; correct it");
  }
  row->code = *code;
  if (!ReadLevel(*code, &row->level) || !ReadFigures() ||
      !ReadRegion(period, table, &row->region)) {
    return false;
  }
  ResolveWages();
  row->title = Text(context_.columns.title);
  row->figures = figures_;
  return true;
}

// SOC Level counts 1 total, 2 major, 3 minor, 4 detailed; a broad code may be
// listed as detailed.
bool EddTableReader::ReadLevel(SocCode code, SocLevel* level) {
  const absl::string_view text = Text(context_.columns.level);
  static constexpr std::pair<absl::string_view, SocLevel> kLevels[] = {
      {"1", SocLevel::kTotal},
      {"2", SocLevel::kMajor},
      {"3", SocLevel::kMinor},
      {"4", SocLevel::kDetailed},
  };
  if (context_.columns.level < 0) {
    *level = code.level();
    return true;
  }
  for (const auto& [number, known] : kLevels) {
    if (text != number) continue;
    *level = known;
    return true;
  }
  return Reject("occupation-level", context_.columns.level,
                "is no SOC level from 1 to 4; correct it");
}

bool EddTableReader::ReadRegion(const Horizon& period,
                                FigureTableBuilder* table, uint32_t* region) {
  const std::string vintage =
      absl::StrCat("edd-", period.base, "-", period.projected);
  const bool whole_state = context_.columns.area_name < 0;
  const auto found = CaliforniaRegion(
      whole_state ? "State" : Text(context_.columns.area_type),
      whole_state ? "California" : Text(context_.columns.area_name), vintage);
  if (!found.ok()) {
    return Reject("area-name", context_.columns.area_name,
                  std::string(found.status().message()));
  }
  *region = table->RegionIndex(*found);
  return true;
}

bool EddTableReader::ReadFigures() {
  for (size_t i = 0; i < figures_.size(); ++i) {
    if (!ReadFigure(i)) return false;
  }
  return true;
}

bool EddTableReader::ReadFigure(size_t index) {
  const auto& [measure, column] = context_.columns.figures[index];
  const absl::string_view text = Text(column);
  if (IsLevel(measure)) {
    bool known = true;
    figures_[index] = ReadLevelWording(text, measure, &known);
    if (!known) {
      Warn("level-wording", column,
           "is no level that is known; it is read as not published");
    }
    return true;
  }
  const bool fraction =
      context_.fractions && measure == Measure::kEmploymentChangePercent;
  const auto figure =
      ReadNumber(text, fraction ? kFractionDecimals
                                : vocabulary::TraitsOf(measure).decimals);
  if (!figure) {
    return Reject("figure-cell", column,
                  "is neither a number nor a mark for none; correct the cell");
  }
  figures_[index] = *figure;
  return true;
}

// The department prints 0 for wages that it cannot give. Where it gives only
// one of the two, the occupation is paid by the year or by the hour and the
// other does not exist.
void EddTableReader::ResolveWages() {
  Figure* hourly = nullptr;
  Figure* annual = nullptr;
  for (size_t i = 0; i < figures_.size(); ++i) {
    const Measure measure = context_.columns.figures[i].measure;
    if (measure == Measure::kHourlyMedian) hourly = &figures_[i];
    if (measure == Measure::kAnnualMedian) annual = &figures_[i];
  }
  for (Figure* wage : {hourly, annual}) {
    if (wage != nullptr && IsZero(*wage)) {
      *wage = Figure::Without(FigureStatus::kNotPublished);
    }
  }
  if (hourly == nullptr || annual == nullptr) return;
  if (annual->HasValue() && !hourly->HasValue()) {
    *hourly = Figure::Without(FigureStatus::kNotApplicable);
  } else if (hourly->HasValue() && !annual->HasValue()) {
    *annual = Figure::Without(FigureStatus::kNotApplicable);
  }
}

void EddTableReader::Warn(absl::string_view rule, int32_t column,
                          std::string message) {
  AddFinding(Severity::kWarning, rule, column, std::move(message));
}

bool EddTableReader::Reject(absl::string_view rule, int32_t column,
                            std::string message) {
  AddFinding(Severity::kRowRejected, rule, column, std::move(message));
  return false;
}

void EddTableReader::AddFinding(Severity severity, absl::string_view rule,
                                int32_t column, std::string message) {
  Finding finding;
  finding.severity = severity;
  finding.rule = std::string(rule);
  finding.place.file = context_.file;
  finding.place.sheet = context_.sheet;
  finding.place.row = source_row_;
  if (column >= 0) {
    finding.place.column =
        context_.columns.headings[static_cast<size_t>(column)];
    finding.value = std::string(Text(column));
  }
  finding.message = std::move(message);
  report_->Add(std::move(finding));
}

void EddTableReader::Finish(ReleaseTables* tables) && {
  if (builders_.empty() && without_period_ > 0) {
    builders_.emplace_back(context_.file, context_.sheet);
  }
  if (!builders_.empty()) {
    builders_[0].table().counts.read += without_period_;
  }
  for (FigureTableBuilder& builder : builders_) {
    tables->figures.push_back(std::move(builder).Build());
  }
}

}  // namespace plumbline::labor::projections
