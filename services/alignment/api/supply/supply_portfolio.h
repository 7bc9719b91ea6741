#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SUPPLY_SUPPLY_PORTFOLIO_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SUPPLY_SUPPLY_PORTFOLIO_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "plumbline/alignment/v1/supply.pb.h"
#include "services/alignment/api/runs/run_view.h"
#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/supply/supply_question.h"

namespace plumbline::alignment {

// Occupations that a release prints with one figure of openings.
struct PrintedDemand {
  std::vector<OccupationIndex> occupations;
  CellFigure openings;
  // Empty where the edition does not say it, or says several.
  std::optional<vocabulary::EducationLevel> typical_education;
};

// A portfolio and a region's openings as a question, and what its places stand
// for.
struct SupplyPortfolio {
  std::shared_ptr<const Edition> edition;
  RegionIndex region = 0;
  // By name; one for each program of the question. Awards of institutions come
  // last.
  std::vector<std::shared_ptr<const SubjectInUse>> programs;
  // By code; one for each occupation of the question.
  std::vector<PrintedDemand> demand;
  v1::SupplyCoverage coverage;
  // Without its rule and levels.
  SupplyQuestion question;
};

// True when the program serves the region or a part of it: by its own region,
// else its provider's, else its provider's state, whichever the edition has
// first. Everything serves the nation.
bool Serves(const Edition& edition, const Subject& subject, RegionIndex region);

// The question of these programs and awards, which count as completers and not
// as programs of the catalog. All are taken, against the yearly
// openings that the edition prints for the region; openings are never borrowed
// from a larger one. Typical education is, because it is not counted by place.
SupplyPortfolio MakeSupplyPortfolio(
    std::shared_ptr<const Edition> edition, RegionIndex region,
    const LinkRule& rule,
    std::vector<std::shared_ptr<const SubjectInUse>> programs,
    std::vector<std::shared_ptr<const SubjectInUse>> awards = {});

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SUPPLY_SUPPLY_PORTFOLIO_H_
