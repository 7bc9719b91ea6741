#include "services/alignment/domain/edition/edition.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/alignment/domain/edition/check_tables.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {

using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::SocCode;

absl::StatusOr<std::shared_ptr<const Edition>> Edition::Create(
    EditionTables tables) {
  PLUMBLINE_RETURN_IF_ERROR(CheckTables(tables));
  std::shared_ptr<Edition> edition(new Edition(std::move(tables)));
  edition->Index();
  return edition;
}

Edition::Edition(EditionTables tables) : tables_(std::move(tables)) {}

void Edition::Index() {
  IndexOccupations();
  IndexRegions();
  code_changes_.Index(&tables_.code_changes);
  crosswalk_.Index(&tables_.crosswalk_layers, &tables_.cip_codes);
  figures_.Index(&tables_, code_changes_);
  descriptors_.Index(&tables_);
}

void Edition::IndexOccupations() {
  for (size_t i = 0; i < tables_.occupations.size(); ++i) {
    codes_.push_back(tables_.occupations[i].code);
    for (const uint32_t onet : tables_.occupations[i].onet_codes)
      onet_codes_.emplace_back(onet, static_cast<OccupationIndex>(i));
  }
  std::sort(onet_codes_.begin(), onet_codes_.end());
}

void Edition::IndexRegions() {
  const size_t count = tables_.regions.size();
  states_.resize(count);
  for (size_t i = 0; i < count; ++i) {
    const auto index = static_cast<RegionIndex>(i);
    region_ids_.emplace_back(tables_.regions[i].id, index);
    if (tables_.regions[i].kind == RegionKind::kNation && !nation_)
      nation_ = index;
    for (int32_t at = static_cast<int32_t>(i); at >= 0;
         at = tables_.regions[static_cast<size_t>(at)].parent) {
      if (tables_.regions[static_cast<size_t>(at)].kind != RegionKind::kState)
        continue;
      states_[i] = static_cast<RegionIndex>(at);
      break;
    }
  }
  std::sort(region_ids_.begin(), region_ids_.end());
  IndexLadders();
}

std::optional<OccupationIndex> Edition::FindOccupation(SocCode code) const {
  const auto wanted = static_cast<uint32_t>(code.digits());
  const auto it = std::lower_bound(codes_.begin(), codes_.end(), wanted);
  if (it == codes_.end() || *it != wanted) return std::nullopt;
  return static_cast<OccupationIndex>(it - codes_.begin());
}

SocCode Edition::occupation_code(OccupationIndex occupation) const {
  return SocCode::FromDigits(static_cast<int32_t>(codes_[occupation]));
}

const std::string& Edition::occupation_title(OccupationIndex occupation) const {
  return tables_.occupations[occupation].title;
}

SocCode Edition::published_code(OccupationIndex occupation) const {
  const OccupationEntry& entry = tables_.occupations[occupation];
  return SocCode::FromDigits(static_cast<int32_t>(
      entry.published_code != 0 ? entry.published_code : entry.code));
}

std::optional<OccupationIndex> Edition::FindOnetOccupation(
    vocabulary::OnetSocCode code) const {
  const auto wanted = static_cast<uint32_t>(code.digits());
  const auto it =
      std::lower_bound(onet_codes_.begin(), onet_codes_.end(),
                       std::pair<uint32_t, OccupationIndex>(wanted, 0));
  if (it == onet_codes_.end() || it->first != wanted) return std::nullopt;
  return it->second;
}

std::optional<RegionIndex> Edition::FindRegion(absl::string_view id) const {
  absl::ConsumePrefix(&id, "regions/");
  const auto it =
      std::lower_bound(region_ids_.begin(), region_ids_.end(), id,
                       [](const auto& entry, absl::string_view wanted) {
                         return absl::string_view(entry.first) < wanted;
                       });
  if (it == region_ids_.end() || it->first != id) return std::nullopt;
  return it->second;
}

const std::string& Edition::region_id(RegionIndex region) const {
  return tables_.regions[region].id;
}

std::string Edition::region_name(RegionIndex region) const {
  return absl::StrCat("regions/", region_id(region));
}

std::optional<RegionIndex> Edition::parent(RegionIndex region) const {
  const int32_t parent = tables_.regions[region].parent;
  if (parent < 0) return std::nullopt;
  return static_cast<RegionIndex>(parent);
}

std::optional<RegionIndex> Edition::state_of(RegionIndex region) const {
  return states_[region];
}

CellFigure Edition::FigureAt(Measure measure, RegionIndex region,
                             OccupationIndex occupation,
                             uint32_t horizon_years) const {
  return At(measure, region, occupation, horizon_years);
}

CellFigure Edition::AllOccupationsAt(Measure measure, RegionIndex region,
                                     uint32_t horizon_years) const {
  return At(measure, region, figures_.all_occupations(), horizon_years);
}

CellFigure Edition::At(Measure measure, RegionIndex region, uint32_t slot,
                       uint32_t horizon_years) const {
  return IsComposed(region) ? SumOf(measure, region, slot, horizon_years)
                            : Printed(measure, region, slot, horizon_years);
}

CellFigure Edition::Printed(Measure measure, RegionIndex region, uint32_t slot,
                            uint32_t horizon_years) const {
  using Answer = FigureIndex::Answer;
  const FigureIndex::Hit hit =
      figures_.Find(measure, region, slot, horizon_years);
  CellFigure found;
  if (hit.answer == Answer::kRow) {
    found = Read(hit.cell, region, slot);
  } else {
    found.figure = Figure::Without(hit.answer == Answer::kOtherVintage
                                       ? FigureStatus::kWrongVintage
                                       : FigureStatus::kNotPublished);
    found.region = region;
    found.printed_measure = measure;
    if (measure == Measure::kAnnualOpenings)
      Derive(region, slot, horizon_years, &found);
  }
  found.measure = measure;
  return found;
}

void Edition::Derive(RegionIndex region, uint32_t slot, uint32_t horizon_years,
                     CellFigure* found) const {
  const FigureIndex::Hit total =
      figures_.Find(Measure::kTotalOpenings, region, slot, horizon_years);
  if (total.answer != FigureIndex::Answer::kRow) return;
  const uint32_t years = HorizonOf(total.cell);
  if (years == 0) return;
  *found = Read(total.cell, region, slot);
  found->divisor = years;
}

CellFigure Edition::Read(const CellRef& cell, RegionIndex region,
                         uint32_t slot) const {
  const FigureTableEntry& table = tables_.figure_tables[cell.table];
  const FigureColumnEntry& column = table.columns[cell.column];
  CellFigure found;
  found.figure = {static_cast<FigureStatus>(column.statuses[cell.row]),
                  column.values[cell.row]};
  found.measure = column.measure;
  found.printed_measure = column.measure;
  found.cell = cell;
  found.region = region;
  const uint32_t own = slot < codes_.size() ? codes_[slot] : 0;
  const uint32_t printed = table.codes[cell.row] > 999999
                               ? table.codes[cell.row] / 100
                               : table.codes[cell.row];
  if (printed != own)
    found.published_code = SocCode::FromDigits(static_cast<int32_t>(printed));
  return found;
}

FigureRow Edition::FiguresIn(Measure measure, RegionIndex region,
                             uint32_t horizon_years) const {
  if (IsComposed(region)) return SumsIn(measure, region, horizon_years);
  const auto rows = figures_.RowsOf(measure, region, horizon_years);
  std::vector<FigureIndex::RegionRows> totals;
  if (measure == Measure::kAnnualOpenings)
    totals = figures_.RowsOf(Measure::kTotalOpenings, region, horizon_years);
  if (rows.empty() && totals.empty()) return {};
  const size_t count = codes_.size();
  FigureRow row{std::vector<int64_t>(count, 0),
                std::vector(count, FigureStatus::kNotPublished),
                std::vector<uint32_t>(count, 1),
                std::vector<uint32_t>(count, 0),
                std::vector<uint64_t>(count, 0)};
  std::vector<uint8_t> said(count, 0);
  for (const auto& source : rows) ReadInto(source, &said, &row);
  if (!totals.empty()) DeriveInto(totals, said, &row);
  return row;
}

// Takes the totals of those that no row has said anything of.
void Edition::DeriveInto(const std::vector<FigureIndex::RegionRows>& totals,
                         const std::vector<uint8_t>& printed,
                         FigureRow* row) const {
  std::vector<uint8_t> said = printed;
  for (const auto& source : totals) {
    const uint32_t years = tables_.figure_tables[source.table].horizon_years;
    for (size_t slot = 0; slot < said.size(); ++slot) {
      if (said[slot] != 0 || source.AnswerAt(slot) != FigureIndex::Answer::kRow)
        continue;
      // The first total is the one that counts, even over no years.
      said[slot] = 1;
      if (years == 0) continue;
      ReadInto(source, slot, row);
      row->divisors[slot] = years;
    }
  }
}

void Edition::ReadInto(const FigureIndex::RegionRows& source,
                       std::vector<uint8_t>* said, FigureRow* row) const {
  // A mark is a byte, and a byte may be anything: what does not change is read
  // before.
  uint8_t* __restrict marks = said->data();
  const size_t count = said->size();
  for (size_t slot = 0; slot < count; ++slot) {
    if (marks[slot] != 0) continue;
    const FigureIndex::Answer answer = source.AnswerAt(slot);
    if (answer == FigureIndex::Answer::kRow) {
      marks[slot] = 1;
      ReadInto(source, slot, row);
    } else if (answer == FigureIndex::Answer::kOtherVintage) {
      row->statuses[slot] = FigureStatus::kWrongVintage;
    }
  }
}

void Edition::ReadInto(const FigureIndex::RegionRows& source, size_t slot,
                       FigureRow* row) const {
  const FigureTableEntry& table = tables_.figure_tables[source.table];
  const FigureColumnEntry& column = table.columns[source.column];
  const uint32_t at = source.rows[slot];
  row->values[slot] = column.values[at];
  row->statuses[slot] = static_cast<FigureStatus>(column.statuses[at]);
  row->years[slot] = table.horizon_years;
  const uint32_t code = table.codes[at];
  const uint32_t printed = code > 999999 ? code / 100 : code;
  if (printed != codes_[slot])
    row->combined[slot] = (uint64_t{source.table} + 1) << 32 | at;
}

std::vector<CellFigure> Edition::FiguresAt(Measure measure, RegionIndex region,
                                           OccupationIndex occupation) const {
  std::vector<CellFigure> all;
  for (const CellRef& cell : figures_.FindAll(measure, region, occupation))
    all.push_back(Read(cell, region, occupation));
  return all;
}

bool Edition::Carries(Measure measure) const {
  return figures_.Carries(measure) ||
         (measure == Measure::kAnnualOpenings &&
          figures_.Carries(Measure::kTotalOpenings));
}

SourceCell Edition::CellOf(const CellRef& ref) const {
  const FigureTableEntry& table = tables_.figure_tables[ref.table];
  const ReleaseEntry& release = tables_.releases[table.release];
  SourceCell cell{release.name,
                  table.file,
                  table.sheet,
                  table.source_rows[ref.row],
                  table.columns[ref.column].header,
                  ""};
  for (const ReleaseFileEntry& file : release.files) {
    if (file.path == table.file) cell.sha256 = file.sha256;
  }
  return cell;
}

SourceCell Edition::CellOf(const DescriptorRef& ref) const {
  const DescriptorTableEntry& table = tables_.descriptor_tables[ref.table];
  const ReleaseEntry& release = tables_.releases[table.release];
  SourceCell cell{release.name, table.file,
                  table.sheet,  table.source_rows[ref.row],
                  "Data Value", ""};
  for (const ReleaseFileEntry& file : release.files) {
    if (file.path == table.file) cell.sha256 = file.sha256;
  }
  return cell;
}

const std::string& Edition::ReferencePeriodOf(const CellRef& ref) const {
  return tables_.figure_tables[ref.table].reference_period;
}

uint32_t Edition::HorizonOf(const CellRef& ref) const {
  return tables_.figure_tables[ref.table].horizon_years;
}

}  // namespace plumbline::alignment
