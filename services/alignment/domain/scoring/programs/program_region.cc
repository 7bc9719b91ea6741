#include "services/alignment/domain/scoring/programs/program_region.h"

namespace plumbline::alignment {
namespace {

// The region itself, or the nearest around it that the edition has figures for.
std::optional<RegionIndex> NearestWithFigures(const Edition& edition,
                                              const std::string& name) {
  const auto named = edition.FindRegion(name);
  if (!named || edition.HasFigures(*named)) return named;
  for (const RegionIndex larger : edition.enclosing(*named)) {
    if (edition.HasFigures(larger)) return larger;
  }
  return std::nullopt;
}

}  // namespace

std::optional<RegionChoice> ChooseRegion(const Edition& edition,
                                         const ProgramFacts& program) {
  std::optional<RegionIndex> chosen;
  std::string first;
  for (const std::string& name : program.regions) {
    if (name.empty()) continue;
    if (first.empty()) first = name;
    if (!chosen) chosen = NearestWithFigures(edition, name);
  }
  if (!chosen) chosen = edition.nation();
  if (!chosen) return std::nullopt;
  if (edition.FindRegion(first) == chosen) first.clear();
  return RegionChoice{*chosen, first};
}

bool FellBack(const Edition& edition, RegionIndex region,
              const ProgramFacts& program) {
  if (program.regions.empty()) return false;
  const auto choice = ChooseRegion(edition, program);
  return choice && choice->region == region && !choice->instead_of.empty();
}

}  // namespace plumbline::alignment
