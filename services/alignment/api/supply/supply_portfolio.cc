#include "services/alignment/api/supply/supply_portfolio.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/alignment/domain/matching/links.h"

namespace plumbline::alignment {
namespace {

using vocabulary::EducationLevel;
using vocabulary::Measure;

// A cell from 1 to 9 people.
constexpr CountRange kSmallCell = {1, 9};

std::optional<RegionIndex> RegionOf(const Edition& edition,
                                    const Subject& subject) {
  const std::string& state = subject.provider.state();
  for (const std::string& name :
       {subject.program.region(), subject.provider.region(),
        absl::StrCat("regions/us-", absl::AsciiStrToLower(state))}) {
    if (name.empty()) continue;
    if (const auto region = edition.FindRegion(name)) return region;
  }
  return std::nullopt;
}

std::optional<EducationLevel> EducationOf(const Edition& edition,
                                          RegionIndex region,
                                          OccupationIndex occupation) {
  const auto level = [&](RegionIndex place) -> std::optional<EducationLevel> {
    const CellFigure found =
        edition.FigureAt(Measure::kTypicalEducation, place, occupation);
    if (!found.figure.HasValue()) return std::nullopt;
    return static_cast<EducationLevel>(found.figure.value);
  };
  if (const auto own = level(region)) return own;
  for (const RegionIndex larger : edition.enclosing(region)) {
    if (const auto lent = level(larger)) return lent;
  }
  return std::nullopt;
}

// What the region prints of openings, one entry for each cell, and the place of
// each occupation among the entries.
struct Demand {
  std::vector<PrintedDemand> printed;
  std::vector<uint32_t> place_of;
};

Demand ReadDemand(const Edition& edition, RegionIndex region) {
  Demand demand;
  std::map<CellRef, uint32_t> by_cell;
  for (size_t i = 0; i < edition.occupation_count(); ++i) {
    const auto occupation = static_cast<OccupationIndex>(i);
    const CellFigure openings =
        edition.FigureAt(Measure::kAnnualOpenings, region, occupation);
    const auto level = EducationOf(edition, region, occupation);
    auto next = static_cast<uint32_t>(demand.printed.size());
    if (openings.cell)
      next = by_cell.try_emplace(*openings.cell, next).first->second;
    demand.place_of.push_back(next);
    if (next == demand.printed.size()) {
      demand.printed.push_back({{}, openings, level});
    }
    PrintedDemand& printed = demand.printed[next];
    printed.occupations.push_back(occupation);
    if (printed.typical_education != level) printed.typical_education.reset();
  }
  return demand;
}

CountRange CompletersOf(const catalog::v1::Program& program,
                        v1::SupplyCoverage& coverage) {
  if (program.completers_suppressed()) {
    coverage.set_suppressed_count(coverage.suppressed_count() + 1);
    return kSmallCell;
  }
  if (!program.has_completers()) {
    coverage.set_not_reported_count(coverage.not_reported_count() + 1);
    return CountRange::AtLeast(0);
  }
  coverage.set_reported_count(coverage.reported_count() + 1);
  return CountRange::Exactly(program.completers());
}

// Leaves out what says nothing: occupations to which no program leads and for
// which the region prints nothing.
void KeepWhatCounts(Demand demand, SupplyPortfolio& portfolio) {
  std::vector<bool> linked(demand.printed.size());
  for (const ProgramSupply& program : portfolio.question.programs) {
    for (const uint32_t place : program.occupations) linked[place] = true;
  }
  std::vector<uint32_t> kept(demand.printed.size());
  for (size_t i = 0; i < demand.printed.size(); ++i) {
    PrintedDemand& printed = demand.printed[i];
    if (!linked[i] && !printed.openings.cell) continue;
    kept[i] = static_cast<uint32_t>(portfolio.demand.size());
    portfolio.question.occupations.push_back({printed.openings.figure,
                                              printed.openings.divisor,
                                              printed.typical_education});
    portfolio.demand.push_back(std::move(printed));
  }
  for (ProgramSupply& program : portfolio.question.programs) {
    for (uint32_t& place : program.occupations) place = kept[place];
  }
}

}  // namespace

bool Serves(const Edition& edition, const Subject& subject,
            RegionIndex region) {
  if (edition.nation() == region) return true;
  const std::optional<RegionIndex> place = RegionOf(edition, subject);
  return place.has_value() && edition.IsWithin(*place, region);
}

SupplyPortfolio MakeSupplyPortfolio(
    std::shared_ptr<const Edition> edition, RegionIndex region,
    const LinkRule& rule,
    std::vector<std::shared_ptr<const SubjectInUse>> programs,
    std::vector<std::shared_ptr<const SubjectInUse>> awards) {
  SupplyPortfolio portfolio;
  portfolio.edition = std::move(edition);
  portfolio.region = region;
  portfolio.programs = std::move(programs);
  portfolio.coverage.set_program_count(
      static_cast<int32_t>(portfolio.programs.size()));
  Demand demand = ReadDemand(*portfolio.edition, region);
  const size_t own = portfolio.programs.size();
  portfolio.programs.insert(portfolio.programs.end(), awards.begin(),
                            awards.end());
  for (size_t i = 0; i < portfolio.programs.size(); ++i) {
    const auto& program = portfolio.programs[i];
    ProgramSupply supply;
    supply.completers =
        i < own ? CompletersOf(program->subject.program, portfolio.coverage)
                : CountRange::Exactly(program->subject.program.completers());
    const LinkSet links = FindLinks(*portfolio.edition, program->facts);
    for (const RuledLink& link :
         ApplyLinkRule(*portfolio.edition, rule, links)) {
      if (!link.counted()) continue;
      supply.occupations.push_back(demand.place_of[link.link.occupation]);
    }
    portfolio.question.programs.push_back(std::move(supply));
  }
  KeepWhatCounts(std::move(demand), portfolio);
  return portfolio;
}

}  // namespace plumbline::alignment
