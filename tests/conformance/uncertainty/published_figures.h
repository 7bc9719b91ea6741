#ifndef PLUMBLINE_TESTS_CONFORMANCE_UNCERTAINTY_PUBLISHED_FIGURES_H_
#define PLUMBLINE_TESTS_CONFORMANCE_UNCERTAINTY_PUBLISHED_FIGURES_H_

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "services/common/vocabulary/figure.h"
#include "services/common/vocabulary/measure.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::uncertainty_backtest {

// A region and a six-digit code.
using Place = std::pair<std::string, int32_t>;
// What a release prints of a detailed occupation in a region.
using Cells = std::map<vocabulary::Measure, vocabulary::Figure>;

// The detailed occupations of one release and one period.
struct PublishedFigures {
  int base_year = 0;
  std::map<Place, Cells> rows;
};

// The occupations of `tables` whose period begins with `base_year`, without
// tables by industry.
PublishedFigures FiguresOf(const labor::ReleaseTables& tables, int base_year);

// The national OEWS release of a May.
PublishedFigures ReadOewsYear(const std::filesystem::path& data, int year);
// A BLS or California projection by its file, below the data directory.
PublishedFigures ReadBls(const std::filesystem::path& data,
                         const std::string& file, int base_year);
PublishedFigures ReadEdd(const std::filesystem::path& data,
                         const std::string& file, int base_year);

// The codes that a change of classification left as they were: one old code,
// one new code, the same. `file` is below the data directory.
std::set<int32_t> UnchangedCodes(const std::filesystem::path& data,
                                 const std::string& file);

// The figure, or 0 when there is no number.
int64_t NumberOf(const Cells& cells, vocabulary::Measure measure);

}  // namespace plumbline::uncertainty_backtest

#endif  // PLUMBLINE_TESTS_CONFORMANCE_UNCERTAINTY_PUBLISHED_FIGURES_H_
