#include "tests/conformance/uncertainty/published_figures.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/labor/domain/crosswalks/taxonomies.h"
#include "services/labor/domain/oews/read_oews.h"
#include "services/labor/domain/projections/read_bls.h"
#include "services/labor/domain/projections/read_edd.h"

namespace plumbline::uncertainty_backtest {
namespace {

using labor::FigureColumn;
using labor::FigureTable;
using labor::ReleaseTables;
using labor::SourceFiles;

template <typename Reader>
ReleaseTables Read(const std::filesystem::path& data, const std::string& file,
                   Reader reader) {
  const std::string bytes = testing::ReadFile(data / file);
  const labor::SourceFile source = {file, bytes};
  auto tables = reader(SourceFiles(&source, 1));
  EXPECT_TRUE(tables.ok()) << file << ": " << tables.status();
  return tables.ok() ? *std::move(tables) : ReleaseTables();
}

void AddTable(const FigureTable& table, PublishedFigures* figures) {
  for (size_t row = 0; row < table.row_codes.size(); ++row) {
    if (table.row_levels[row] != vocabulary::SocLevel::kDetailed) continue;
    const std::string& region = table.regions[table.row_regions[row]].id;
    Cells& cells = figures->rows[{region, table.row_codes[row].digits()}];
    for (const FigureColumn& column : table.columns) {
      cells.emplace(column.measure, column.figures[row]);
    }
  }
}

}  // namespace

PublishedFigures FiguresOf(const ReleaseTables& tables, int base_year) {
  PublishedFigures figures;
  figures.base_year = base_year;
  const std::string year = absl::StrCat(base_year);
  for (const FigureTable& table : tables.figures) {
    if (!table.industries.empty()) continue;
    if (table.reference_period.substr(0, 4) != year) continue;
    AddTable(table, &figures);
  }
  return figures;
}

PublishedFigures ReadOewsYear(const std::filesystem::path& data, int year) {
  const std::string file =
      absl::StrCat("oews/", year, "/national_M", year, "_dl.xlsx");
  return FiguresOf(
      Read(data, file, [](SourceFiles f) { return labor::ReadOews(f); }), year);
}

PublishedFigures ReadBls(const std::filesystem::path& data,
                         const std::string& file, int base_year) {
  return FiguresOf(
      Read(data, "bls-ep/" + file,
           [](SourceFiles f) { return labor::ReadBlsProjections(f); }),
      base_year);
}

PublishedFigures ReadEdd(const std::filesystem::path& data,
                         const std::string& file, int base_year) {
  return FiguresOf(
      Read(data, "ca-edd/" + file,
           [](SourceFiles f) { return labor::ReadEddProjections(f); }),
      base_year);
}

std::set<int32_t> UnchangedCodes(const std::filesystem::path& data,
                                 const std::string& file) {
  const ReleaseTables tables = Read(data, file, [](SourceFiles f) {
    return labor::crosswalks::ReadCodeChanges(f);
  });
  std::map<int32_t, std::set<int32_t>> to, from;
  for (const auto& table : tables.code_changes) {
    for (const auto& change : table.changes) {
      to[change.from].insert(change.to);
      from[change.to].insert(change.from);
    }
  }
  std::set<int32_t> unchanged;
  for (const auto& [code, successors] : to) {
    if (successors == std::set<int32_t>{code} && from[code].size() == 1) {
      unchanged.insert(code);
    }
  }
  return unchanged;
}

int64_t NumberOf(const Cells& cells, vocabulary::Measure measure) {
  const auto it = cells.find(measure);
  if (it == cells.end()) return 0;
  return it->second.status == vocabulary::FigureStatus::kPublished
             ? it->second.value
             : 0;
}

}  // namespace plumbline::uncertainty_backtest
