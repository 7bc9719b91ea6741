#include "services/labor/domain/layouts/gate_release.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "services/labor/domain/completions/read_completions.h"
#include "services/labor/domain/gates/figure_gates.h"

namespace plumbline::labor {
namespace {

using vocabulary::OccupationScheme;
using vocabulary::SocCode;

constexpr absl::string_view kFigureSources[] = {"bls-ep", "ca-edd", "lmi-ny",
                                                "lmi-wa", "oews"};
constexpr char kRowDrift[] = "row-drift";

using RegionAndScheme = std::pair<std::string, OccupationScheme>;
// The codes that a release has figures for over all industries.
using Coverage = std::map<RegionAndScheme, std::set<SocCode>>;

Coverage CoverageOf(const ReleaseTables& release) {
  Coverage coverage;
  for (const FigureTable& table : release.figures) {
    if (!table.industries.empty()) continue;
    for (size_t row = 0; row < table.row_codes.size(); ++row) {
      const std::string& region = table.regions[table.row_regions[row]].id;
      coverage[{region, table.scheme}].insert(table.row_codes[row]);
    }
  }
  return coverage;
}

// A release that has only what `other` covers too: one row for each region and
// code.
ReleaseTables CommonPart(const ReleaseTables& release, const Coverage& coverage,
                         const Coverage& other) {
  ReleaseTables common;
  common.reference_period = release.reference_period;
  FigureTable table;
  if (!release.figures.empty()) table.file = release.figures.front().file;
  for (const auto& [place, codes] : coverage) {
    if (other.find(place) == other.end()) continue;
    table.row_codes.insert(table.row_codes.end(), codes.begin(), codes.end());
  }
  table.counts.read = static_cast<int64_t>(table.row_codes.size());
  table.counts.accepted = table.counts.read;
  common.figures.push_back(std::move(table));
  return common;
}

void Compare(const ReleaseTables& previous, ReleaseTables* release) {
  for (Finding& finding : gates::CompareWithPrevious(previous, *release)) {
    if (finding.rule != kRowDrift) release->report.Add(std::move(finding));
  }
  const Coverage before = CoverageOf(previous);
  const Coverage after = CoverageOf(*release);
  const ReleaseTables common_before = CommonPart(previous, before, after);
  const ReleaseTables common_after = CommonPart(*release, after, before);
  for (Finding& finding :
       gates::CompareWithPrevious(common_before, common_after)) {
    if (finding.rule == kRowDrift) release->report.Add(std::move(finding));
  }
}

}  // namespace

void GateRelease(absl::string_view source, const ReleaseTables* previous,
                 ReleaseTables* release) {
  if (std::find(std::begin(kFigureSources), std::end(kFigureSources), source) !=
      std::end(kFigureSources)) {
    gates::CheckFigures(release);
  }
  if (previous == nullptr) return;
  if (release->completions.empty()) {
    Compare(*previous, release);
  } else {
    completions::CompareCompletions(*previous, release);
  }
}

}  // namespace plumbline::labor
