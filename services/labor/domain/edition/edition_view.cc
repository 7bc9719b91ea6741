#include "services/labor/domain/edition/edition_view.h"

#include <algorithm>
#include <tuple>

namespace plumbline::labor {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::OccupationScheme;
using vocabulary::SocCode;
using vocabulary::SocLevel;

FigureAnswer Without(FigureStatus status, Measure measure, uint32_t region) {
  FigureAnswer answer;
  answer.measure = measure;
  answer.figure = Figure::Without(status);
  answer.region = region;
  return answer;
}

}  // namespace

EditionView::EditionView(Edition edition)
    : edition_(std::move(edition)),
      codes_(edition_),
      combined_(edition_.occupations, edition_.code_changes) {
  IndexSeries();
  IndexRows();
}

void EditionView::IndexSeries() {
  for (uint32_t t = 0; t < edition_.figures.size(); ++t) {
    const EditionFigures& table = edition_.figures[t];
    for (uint32_t c = 0; c < table.columns.size(); ++c) {
      series_.push_back({table.columns[c].measure,
                         table.origin.release,
                         table.reference_period,
                         {{t, c}}});
    }
  }
  const auto key = [](const Series& series) {
    return std::tie(series.measure, series.release, series.period);
  };
  std::stable_sort(
      series_.begin(), series_.end(),
      [&](const Series& a, const Series& b) { return key(a) < key(b); });
  std::vector<Series> merged;
  for (Series& series : series_) {
    if (merged.empty() || key(merged.back()) != key(series)) {
      merged.push_back(std::move(series));
    } else {
      merged.back().columns.push_back(series.columns.front());
    }
  }
  series_ = std::move(merged);
}

void EditionView::IndexRows() {
  for (const EditionFigures& table : edition_.figures) {
    std::vector<RowKey>& keys = rows_.emplace_back();
    keys.reserve(table.row_codes.size());
    for (uint32_t row = 0; row < table.row_codes.size(); ++row) {
      const uint32_t rank =
          table.row_levels[row] == SocLevel::kDetailed ? 0 : 1;
      keys.push_back({table.row_regions[row], table.row_codes[row], rank, row});
    }
    std::sort(keys.begin(), keys.end());
  }
}

std::optional<uint32_t> EditionView::FindRegion(absl::string_view id) const {
  const auto found =
      std::lower_bound(edition_.regions.begin(), edition_.regions.end(), id,
                       [](const Region& region, absl::string_view wanted) {
                         return absl::string_view(region.id) < wanted;
                       });
  if (found == edition_.regions.end() || found->id != std::string(id)) {
    return std::nullopt;
  }
  return static_cast<uint32_t>(found - edition_.regions.begin());
}

const EditionOccupation* EditionView::FindOccupation(SocCode code) const {
  const auto found = std::lower_bound(
      edition_.occupations.begin(), edition_.occupations.end(), code,
      [](const EditionOccupation& occupation, SocCode wanted) {
        return occupation.code < wanted;
      });
  if (found == edition_.occupations.end() || found->code != code) {
    return nullptr;
  }
  return &*found;
}

std::vector<FigureAnswer> EditionView::FindAll(uint32_t region, SocCode code,
                                               absl::string_view period) const {
  return Answer(series_.data(), series_.data() + series_.size(), region, code,
                period);
}

std::vector<FigureAnswer> EditionView::Find(uint32_t region, SocCode code,
                                            Measure measure,
                                            absl::string_view period) const {
  const auto first = std::lower_bound(
      series_.begin(), series_.end(), measure,
      [](const Series& series, Measure m) { return series.measure < m; });
  const auto last = std::upper_bound(
      first, series_.end(), measure,
      [](Measure m, const Series& series) { return m < series.measure; });
  const Series* const begin = series_.data() + (first - series_.begin());
  if (first == last) {
    const bool unknown = StandingOf(code) == CodeStanding::kUnknown;
    return {Without(
        unknown ? FigureStatus::kNoSuchCode : FigureStatus::kNotPublished,
        measure, region)};
  }
  return Answer(begin, begin + (last - first), region, code, period);
}

// Answers measure by measure: `first` to `last` are sorted by it.
std::vector<FigureAnswer> EditionView::Answer(const Series* first,
                                              const Series* last,
                                              uint32_t region, SocCode code,
                                              absl::string_view period) const {
  const CodeStanding standing = StandingOf(code);
  std::vector<FigureAnswer> answers;
  while (first != last) {
    const Measure measure = first->measure;
    const size_t before = answers.size();
    for (; first != last && first->measure == measure; ++first) {
      if (standing != CodeStanding::kCurrent) continue;
      if (!period.empty() && first->period != std::string(period)) continue;
      answers.push_back(AnswerSeries(*first, region, code));
    }
    if (answers.size() > before) continue;
    answers.push_back(Without(standing == CodeStanding::kUnknown
                                  ? FigureStatus::kNoSuchCode
                                  : FigureStatus::kWrongVintage,
                              measure, region));
  }
  return answers;
}

FigureAnswer EditionView::AnswerSeries(const Series& series, uint32_t region,
                                       SocCode code) const {
  if (edition_.regions[region].kind == RegionKind::kComposed) {
    return AnswerComposed(series, region, code);
  }
  FigureAnswer best =
      Without(FigureStatus::kWrongVintage, series.measure, region);
  best.reference_period = series.period;
  for (const auto& [table, column] : series.columns) {
    FigureAnswer answer = AnswerTable(table, column, region, code);
    const FigureStatus status = answer.figure.status;
    if (status == FigureStatus::kWrongVintage) continue;
    if (status != FigureStatus::kNotPublished) return answer;
    // A cell that is empty says more than no row at all.
    if (!best.cell) best = std::move(answer);
  }
  return best;
}

FigureAnswer EditionView::AnswerTable(uint32_t table, uint32_t column,
                                      uint32_t region, SocCode code) const {
  const EditionFigures& figures = edition_.figures[table];
  const EditionColumn& values = figures.columns[column];
  FigureAnswer answer =
      Without(FigureStatus::kNotPublished, values.measure, region);
  answer.reference_period = figures.reference_period;
  std::optional<SocCode> printed = codes_.CodeIn(figures.scheme, code);
  if (!printed) {
    answer.figure = Figure::Without(FigureStatus::kWrongVintage);
    return answer;
  }
  std::optional<uint32_t> row =
      FindRow(table, region, *printed, /*detailed_only=*/false);
  if (!row && IsSoc2018(figures.scheme)) {
    for (const SocCode including : combined_.Including(code)) {
      printed = including;
      row = FindRow(table, region, including, /*detailed_only=*/true);
      if (row) break;
    }
  }
  if (!row) return answer;
  const FigureStatus status = values.statuses[*row];
  answer.figure = {status == FigureStatus::kUnspecified
                       ? FigureStatus::kNotPublished
                       : status,
                   values.values[*row]};
  if (*printed != code) answer.published_code = *printed;
  answer.cell = FigureCell{table, column, figures.source_rows[*row]};
  return answer;
}

std::optional<uint32_t> EditionView::FindRow(uint32_t table, uint32_t region,
                                             SocCode code,
                                             bool detailed_only) const {
  const std::vector<RowKey>& keys = rows_[table];
  const auto wanted = static_cast<uint32_t>(code.digits());
  const auto found =
      std::lower_bound(keys.begin(), keys.end(), RowKey{region, wanted, 0, 0});
  if (found == keys.end() || found->region != region || found->code != wanted ||
      (detailed_only && found->level_rank != 0)) {
    return std::nullopt;
  }
  return found->row;
}

}  // namespace plumbline::labor
