#include "services/labor/domain/oews/read_state_lmi.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/tabular/cell_text.h"
#include "services/common/tabular/delimited.h"
#include "services/common/tabular/header.h"
#include "services/labor/domain/regions/region_id.h"
#include "services/labor/domain/release/figure_table_builder.h"

namespace plumbline::labor {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::OccupationScheme;
using vocabulary::SocCode;
using vocabulary::SocLevel;

// Broad codes that OEWS lists as detailed since it stopped publishing the codes
// under them. The states' copies do not say so. Source: OEWS, May 2021 on.
constexpr int32_t kCombinedCodes[] = {131020, 132020, 292010, 311120,
                                      397010, 474090, 512090};

struct LmiColumn {
  absl::string_view heading;
  Measure measure;
};

// One state's layout.
struct LmiLayout {
  absl::string_view code;
  absl::string_view title;
  absl::string_view area_name;
  std::vector<LmiColumn> figures;
  // The region of a row; its vintage is set later.
  std::function<absl::StatusOr<Region>(const tabular::HeaderMap&,
                                       const tabular::DelimitedRow&)>
      region;
  // The column that holds the year of every row; empty when there is none.
  absl::string_view year;
};

absl::string_view Cell(const tabular::HeaderMap& header,
                       const tabular::DelimitedRow& row,
                       absl::string_view name) {
  const auto column = header.Find(name);
  return column ? tabular::Trim(row.Text(*column)) : absl::string_view();
}

LmiLayout WashingtonLayout() {
  return {.code = "SOC code",
          .title = "Occupational title",
          .area_name = "Area name",
          .figures = {{"Employment", Measure::kEmployment},
                      {"Average wage", Measure::kHourlyMean},
                      {"25th Percentile", Measure::kHourlyP25},
                      {"50th Percentile", Measure::kHourlyMedian},
                      {"75th Percentile", Measure::kHourlyP75},
                      {"Annual wage", Measure::kAnnualMean}},
          .region =
              [](const auto& header, const auto& row) {
                return OewsRegion({.code = Cell(header, row, "Area code"),
                                   .title = Cell(header, row, "Area name")},
                                  "");
              },
          .year = "Year"};
}

// Area type 1 is the state, 10 a labor market region.
absl::StatusOr<Region> NewYorkRegion(const tabular::HeaderMap& header,
                                     const tabular::DelimitedRow& row) {
  const absl::string_view type = Cell(header, row, "Area Type");
  const absl::string_view name = Cell(header, row, "Area Name");
  if (type == "1") return StateRegion(*StateByPostal("NY"), "");
  if (type == "10" && !name.empty()) return NewYorkLaborRegion(name, "");
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kRegionUnknown,
                     absl::StrCat("area type '", type,
                                  "' is neither 1, the state, nor 10, a labor "
                                  "market region; correct it"));
}

LmiLayout NewYorkLayout() {
  return {.code = "Standard Occupational Code",
          .title = "Occupational Title",
          .area_name = "Area Name",
          .figures = {{"Employment", Measure::kEmployment},
                      {"Mean Wage", Measure::kAnnualMean},
                      {"Median Wage", Measure::kAnnualMedian},
                      {"Entry Wage", Measure::kAnnualEntry},
                      {"Experienced Wage", Measure::kAnnualExperienced}},
          .region = NewYorkRegion,
          .year = ""};
}

std::vector<std::string> RequiredHeadings(const LmiLayout& layout) {
  std::vector<std::string> required = {std::string(layout.code),
                                       std::string(layout.area_name)};
  for (const LmiColumn& column : layout.figures) {
    required.emplace_back(column.heading);
  }
  return required;
}

SocLevel LevelOf(SocCode code) {
  const bool combined =
      std::find(std::begin(kCombinedCodes), std::end(kCombinedCodes),
                code.digits()) != std::end(kCombinedCodes);
  return combined ? SocLevel::kDetailed : code.level();
}

// Reads the rows of one file into a table.
class LmiReader {
 public:
  LmiReader(const LmiLayout& layout, const tabular::HeaderMap& header,
            std::string file, GateReport* report)
      : layout_(layout),
        header_(header),
        builder_(std::move(file), ""),
        report_(report) {
    for (const LmiColumn& column : layout_.figures) {
      const int32_t at = header_.Find(column.heading).value_or(-1);
      columns_.push_back(at);
      builder_.AddColumn(column.measure, std::string(header_.Original(at)));
    }
    figures_.resize(columns_.size());
  }

  void AddRow(const tabular::DelimitedRow& row) {
    row_ = &row;
    const absl::string_view text = Cell(header_, row, layout_.code);
    const bool blank = std::all_of(
        row.fields.begin(), row.fields.end(),
        [](absl::string_view field) { return tabular::Trim(field).empty(); });
    if (blank) return;
    FigureRow accepted;
    if (ReadRow(text, &accepted)) {
      builder_.Accept(accepted);
    } else {
      builder_.Reject();
    }
  }

  // The year of the rows; empty when the layout has none.
  const std::string& year() const { return year_; }

  // Moves the table to `tables`; it is of `period`, by the year's vintage.
  void Finish(const std::string& period, ReleaseTables* tables) && {
    FigureTable& table = builder_.table();
    table.reference_period = period;
    table.scheme = OccupationScheme::kOews2018;
    for (Region& region : table.regions) {
      region.vintage =
          period.empty() ? "" : absl::StrCat("oews-", period.substr(0, 4));
    }
    tables->figures.push_back(std::move(builder_).Build());
  }

 private:
  bool ReadRow(absl::string_view code_text, FigureRow* row) {
    const auto code = SocCode::Parse(tabular::Unguard(code_text));
    if (!code.ok() || code->IsNoMatch()) {
      return Reject("occupation-code", layout_.code, code_text,
                    "is no occupation code such as 15-1252; correct it");
    }
    const auto region = layout_.region(header_, *row_);
    if (!region.ok()) {
      return Reject("area-code", layout_.area_name,
                    Cell(header_, *row_, layout_.area_name),
                    std::string(region.status().message()));
    }
    if (!ReadYear() || !ReadFigures()) return false;
    row->source_row = static_cast<uint32_t>(row_->line);
    row->code = *code;
    row->level = LevelOf(*code);
    row->region = builder_.RegionIndex(*region);
    row->title = Cell(header_, *row_, layout_.title);
    row->figures = figures_;
    return true;
  }

  bool ReadYear() {
    if (layout_.year.empty()) return true;
    const absl::string_view text = Cell(header_, *row_, layout_.year);
    if (year_.empty() && text.size() == 4) year_ = std::string(text);
    if (!text.empty() && text == year_) return true;
    return Reject("reference-period", layout_.year, text,
                  "is not the year of the rows before; import each year as a "
                  "release of its own");
  }

  bool ReadFigures() {
    for (size_t i = 0; i < columns_.size(); ++i) {
      const absl::string_view text = tabular::Trim(row_->Text(columns_[i]));
      figures_[i] = Figure::Without(FigureStatus::kNotPublished);
      if (text.empty()) continue;
      const Measure measure = layout_.figures[i].measure;
      const auto number =
          tabular::ParseDecimal(text, vocabulary::TraitsOf(measure).decimals);
      if (!number) {
        return Reject("figure-cell", layout_.figures[i].heading, text,
                      "is neither a number nor blank; correct the cell");
      }
      figures_[i] = Figure::Published(*number);
    }
    ResolveMeans();
    return true;
  }

  // Where only one of the two means is given, the occupation is paid by the
  // hour or by the year, and the other wages do not exist.
  void ResolveMeans() {
    const Figure* hourly = Find(Measure::kHourlyMean);
    const Figure* annual = Find(Measure::kAnnualMean);
    if (hourly == nullptr || annual == nullptr ||
        hourly->HasValue() == annual->HasValue()) {
      return;
    }
    const bool annual_only = annual->HasValue();
    for (size_t i = 0; i < figures_.size(); ++i) {
      const auto unit = vocabulary::TraitsOf(layout_.figures[i].measure).unit;
      const bool excluded =
          unit == (annual_only ? vocabulary::Unit::kCentsPerHour
                               : vocabulary::Unit::kCentsPerYear);
      if (excluded && !figures_[i].HasValue()) {
        figures_[i] = Figure::Without(FigureStatus::kNotApplicable);
      }
    }
  }

  const Figure* Find(Measure measure) const {
    for (size_t i = 0; i < figures_.size(); ++i) {
      if (layout_.figures[i].measure == measure) return &figures_[i];
    }
    return nullptr;
  }

  bool Reject(absl::string_view rule, absl::string_view column,
              absl::string_view value, std::string message) {
    Finding finding;
    finding.severity = Severity::kRowRejected;
    finding.rule = std::string(rule);
    finding.place.file = builder_.table().file;
    finding.place.row = static_cast<uint32_t>(row_->line);
    finding.place.column = std::string(column);
    finding.value = std::string(value);
    finding.message = std::move(message);
    report_->Add(std::move(finding));
    return false;
  }

  const LmiLayout& layout_;
  const tabular::HeaderMap& header_;
  FigureTableBuilder builder_;
  GateReport* report_;
  std::vector<int32_t> columns_;
  std::vector<Figure> figures_;
  std::string year_;
  const tabular::DelimitedRow* row_ = nullptr;
};

void AddFileFinding(Severity severity, absl::string_view rule,
                    const std::string& file, std::string message,
                    GateReport* report) {
  Finding finding;
  finding.severity = severity;
  finding.rule = std::string(rule);
  finding.place.file = file;
  finding.message = std::move(message);
  report->Add(std::move(finding));
}

absl::Status ReadFile(const LmiLayout& layout, const SourceFile& file,
                      absl::string_view period, ReleaseTables* tables) {
  tabular::HeaderFinder finder(RequiredHeadings(layout));
  tabular::DelimitedReader records(file.path, file.bytes, tabular::kCsv);
  tabular::DelimitedRow row;
  std::optional<LmiReader> reader;
  while (true) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, records.Next(&row));
    if (!more) break;
    if (reader) {
      reader->AddRow(row);
    } else if (finder.Offer(row)) {
      reader.emplace(layout, finder.header(), file.path, &tables->report);
    } else if (finder.done()) {
      break;
    }
  }
  if (!reader) {
    AddFileFinding(Severity::kFatal, "header-columns", file.path,
                   absl::StrCat(finder.NotFound(file.path, "").message(),
                                "; the columns expected are ",
                                absl::StrJoin(RequiredHeadings(layout), ", ")),
                   &tables->report);
    return absl::OkStatus();
  }
  const std::string of_file =
      layout.year.empty() ? std::string(period) : reader->year();
  std::move(*reader).Finish(of_file, tables);
  return absl::OkStatus();
}

absl::StatusOr<ReleaseTables> ReadLmi(const LmiLayout& layout,
                                      SourceFiles files,
                                      absl::string_view period) {
  if (files.empty()) {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kArgumentInvalid,
                       "a release of a state's wages needs at least one file");
  }
  ReleaseTables tables;
  for (const SourceFile& file : files) {
    PLUMBLINE_RETURN_IF_ERROR(ReadFile(layout, file, period, &tables));
  }
  for (const FigureTable& table : tables.figures) {
    if (tables.reference_period.empty()) {
      tables.reference_period = table.reference_period;
    } else if (tables.reference_period != table.reference_period) {
      AddFileFinding(Severity::kFatal, "reference-period", table.file,
                     "is of another year than the files before; import each "
                     "year as a release of its own",
                     &tables.report);
    }
  }
  return tables;
}

}  // namespace

absl::StatusOr<ReleaseTables> ReadWashingtonLmi(SourceFiles files) {
  return ReadLmi(WashingtonLayout(), files, "");
}

absl::StatusOr<ReleaseTables> ReadNewYorkLmi(SourceFiles files,
                                             absl::string_view period) {
  PLUMBLINE_ASSIGN_OR_RETURN(ReleaseTables tables,
                             ReadLmi(NewYorkLayout(), files, period));
  if (period.empty()) {
    AddFileFinding(Severity::kWarning, "reference-period", files[0].path,
                   "the file does not say of which period it is; state it when "
                   "importing, or do not compare it with other releases",
                   &tables.report);
  }
  return tables;
}

}  // namespace plumbline::labor
