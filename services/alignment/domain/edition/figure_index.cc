#include "services/alignment/domain/edition/figure_index.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "services/common/vocabulary/soc_code.h"

namespace plumbline::alignment {
namespace {

using vocabulary::OccupationScheme;
using vocabulary::SchemeName;

constexpr char kDetailed = 4;

// Whether codes of the scheme mean SOC 2018 without a change table.
bool MeansSoc2018(const std::string& scheme) {
  return scheme == SchemeName(OccupationScheme::kSoc2018) ||
         scheme == SchemeName(OccupationScheme::kOews2018) ||
         scheme == SchemeName(OccupationScheme::kOnetSoc2019);
}

// The occupations' slots by their own code and by the code they are published
// under.
struct Slots {
  absl::flat_hash_map<uint32_t, uint32_t> own;
  absl::flat_hash_map<uint32_t, std::vector<uint32_t>> published;
};

Slots SlotsOf(const std::vector<OccupationEntry>& occupations) {
  Slots slots;
  for (uint32_t slot = 0; slot < occupations.size(); ++slot) {
    const OccupationEntry& occupation = occupations[slot];
    slots.own[occupation.code] = slot;
    if (occupation.published_code != 0 &&
        occupation.published_code != occupation.code)
      slots.published[occupation.published_code].push_back(slot);
  }
  return slots;
}

// How the codes of one table lead to slots. Rows of a retired scheme count only
// where a change table says that both codes mean the same.
class RowCodes {
 public:
  RowCodes(const std::string& scheme, const Slots& slots,
           const CodeChanges& changes)
      : scheme_(scheme), slots_(slots), changes_(changes) {}

  // The slot of the code itself; nothing for codes of no single occupation.
  std::optional<uint32_t> Own(uint32_t code) {
    if (code > 999999) {
      // Eight digits of O*NET-SOC: only `.00` is the SOC occupation itself.
      if (code % 100 != 0) return std::nullopt;
      code /= 100;
    }
    if (!MeansSoc2018(scheme_)) {
      const auto [it, is_new] = converted_.try_emplace(code);
      if (is_new)
        it->second = changes_.OneToOne(
            scheme_, SchemeName(OccupationScheme::kSoc2018), code);
      if (!it->second) return std::nullopt;
      code = *it->second;
    }
    const auto it = slots_.own.find(code);
    if (it == slots_.own.end()) return std::nullopt;
    return it->second;
  }

  // The slots that the code is published for: combined codes.
  absl::Span<const uint32_t> Published(uint32_t code) const {
    if (!MeansSoc2018(scheme_)) return {};
    const auto it = slots_.published.find(code);
    if (it == slots_.published.end()) return {};
    return it->second;
  }

  // The slots that the code of a retired scheme became, without meaning the
  // same.
  std::vector<uint32_t> Successors(uint32_t code) const {
    std::vector<uint32_t> found;
    if (MeansSoc2018(scheme_)) return found;
    std::vector<uint32_t> codes = changes_.SuccessorsOf(
        scheme_, SchemeName(OccupationScheme::kSoc2018), code);
    codes.push_back(code);
    for (const uint32_t successor : codes) {
      const auto it = slots_.own.find(successor);
      if (it != slots_.own.end()) found.push_back(it->second);
    }
    return found;
  }

 private:
  const std::string& scheme_;
  const Slots& slots_;
  const CodeChanges& changes_;
  absl::flat_hash_map<uint32_t, std::optional<uint32_t>> converted_;
};

// Projections repeat the wages of a survey under the projection's own period:
// the survey is the source, and its row of all occupations their benchmark.
bool IsReprint(const FigureTableEntry& table, uint32_t column) {
  const auto unit = vocabulary::TraitsOf(table.columns[column].measure).unit;
  return table.horizon_years > 0 && (unit == vocabulary::Unit::kCentsPerHour ||
                                     unit == vocabulary::Unit::kCentsPerYear);
}

}  // namespace

void FigureIndex::Index(const EditionTables* tables,
                        const CodeChanges& changes) {
  tables_ = tables;
  slot_count_ = static_cast<uint32_t>(tables->occupations.size()) + 1;
  rows_.assign(tables->figure_tables.size(), {});
  for (uint32_t table = 0; table < rows_.size(); ++table)
    IndexTable(table, changes);
  SortCarriers();
}

void FigureIndex::IndexTable(uint32_t table, const CodeChanges& changes) {
  const FigureTableEntry& source = tables_->figure_tables[table];
  TableRows& index = rows_[table];
  index.region_starts.assign(tables_->regions.size(), kAbsent);
  for (const uint32_t region : source.regions) {
    if (index.region_starts[region] != kAbsent) continue;
    index.region_starts[region] = static_cast<uint32_t>(index.rows.size());
    index.rows.resize(index.rows.size() + slot_count_, kAbsent);
  }
  const Slots slots = SlotsOf(tables_->occupations);
  RowCodes codes(source.occupation_scheme, slots, changes);
  const auto at = [&](uint32_t row, uint32_t slot) -> uint32_t& {
    return index.rows[index.region_starts[source.regions[row]] + slot];
  };
  // A code that is listed as broad and as detailed: the detailed row is the
  // occupation's.
  const auto offer = [&](uint32_t row, uint32_t slot) {
    uint32_t& held = at(row, slot);
    if (held == kAbsent ||
        (source.levels[held] != kDetailed && source.levels[row] == kDetailed))
      held = row;
  };
  const auto row_count = static_cast<uint32_t>(source.codes.size());
  for (uint32_t row = 0; row < row_count; ++row) {
    if (source.codes[row] == 0) {
      offer(row, all_occupations());
    } else if (const auto slot = codes.Own(source.codes[row])) {
      offer(row, *slot);
    }
  }
  // Combined codes come second, so that an occupation's own row is never
  // hidden; then what only another vintage has.
  TableRows own = index;
  for (uint32_t row = 0; row < row_count; ++row) {
    for (const uint32_t slot : codes.Published(source.codes[row])) {
      const size_t place =
          own.region_starts[source.regions[row]] + size_t{slot};
      if (own.rows[place] == kAbsent) offer(row, slot);
    }
  }
  for (uint32_t row = 0; row < row_count; ++row) {
    for (const uint32_t slot : codes.Successors(source.codes[row])) {
      if (at(row, slot) == kAbsent) at(row, slot) = kOther;
    }
  }
}

void FigureIndex::SortCarriers() {
  for (auto& carriers : carriers_) carriers.clear();
  const auto& tables = tables_->figure_tables;
  for (uint32_t table = 0; table < tables.size(); ++table) {
    for (uint32_t column = 0; column < tables[table].columns.size(); ++column) {
      const auto measure =
          static_cast<size_t>(tables[table].columns[column].measure);
      carriers_[measure].push_back({table, column});
    }
  }
  const auto before = [&](const Carrier& a, const Carrier& b) {
    const FigureTableEntry& x = tables[a.table];
    const FigureTableEntry& y = tables[b.table];
    if (IsReprint(x, a.column) != IsReprint(y, b.column)) {
      return IsReprint(y, b.column);
    }
    if (x.reference_period != y.reference_period)
      return x.reference_period > y.reference_period;
    const std::string& p = tables_->releases[x.release].name;
    const std::string& q = tables_->releases[y.release].name;
    return std::tie(p, a.table, a.column) < std::tie(q, b.table, b.column);
  };
  for (auto& carriers : carriers_)
    std::sort(carriers.begin(), carriers.end(), before);
}

uint32_t FigureIndex::RowOf(uint32_t table, uint32_t region,
                            uint32_t slot) const {
  const TableRows& index = rows_[table];
  const uint32_t start = index.region_starts[region];
  return start == kAbsent ? kAbsent : index.rows[start + slot];
}

FigureIndex::Hit FigureIndex::Find(vocabulary::Measure measure, uint32_t region,
                                   uint32_t slot,
                                   uint32_t horizon_years) const {
  Hit hit;
  for (const Carrier& carrier : carriers_[static_cast<size_t>(measure)]) {
    if (horizon_years != 0 &&
        tables_->figure_tables[carrier.table].horizon_years != horizon_years)
      continue;
    const uint32_t row = RowOf(carrier.table, region, slot);
    if (row == kAbsent) continue;
    if (row == kOther) {
      hit.answer = Answer::kOtherVintage;
      continue;
    }
    return {Answer::kRow, {carrier.table, row, carrier.column}};
  }
  return hit;
}

std::vector<FigureIndex::RegionRows> FigureIndex::RowsOf(
    vocabulary::Measure measure, uint32_t region,
    uint32_t horizon_years) const {
  std::vector<RegionRows> found;
  for (const Carrier& carrier : carriers_[static_cast<size_t>(measure)]) {
    const TableRows& table = rows_[carrier.table];
    const uint32_t start = table.region_starts[region];
    if (start == kAbsent) continue;
    if (horizon_years != 0 &&
        tables_->figure_tables[carrier.table].horizon_years != horizon_years)
      continue;
    found.push_back({carrier.table, carrier.column, table.rows.data() + start});
  }
  return found;
}

std::vector<CellRef> FigureIndex::FindAll(vocabulary::Measure measure,
                                          uint32_t region,
                                          uint32_t slot) const {
  std::vector<CellRef> cells;
  for (const Carrier& carrier : carriers_[static_cast<size_t>(measure)]) {
    const uint32_t row = RowOf(carrier.table, region, slot);
    if (row < kOther) cells.push_back({carrier.table, row, carrier.column});
  }
  return cells;
}

}  // namespace plumbline::alignment
