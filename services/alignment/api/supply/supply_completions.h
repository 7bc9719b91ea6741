#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SUPPLY_SUPPLY_COMPLETIONS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SUPPLY_SUPPLY_COMPLETIONS_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "plumbline/alignment/v1/supply_service.pb.h"
#include "services/alignment/api/runs/run_view.h"
#include "services/alignment/domain/edition/edition.h"

namespace plumbline::alignment {

using Subjects = std::vector<std::shared_ptr<const SubjectInUse>>;

// Whether the programs of the catalog, and whether awards of institutions count
// as completers.
bool CountsPrograms(const v1::CompareSupplyAndDemandRequest& request);
bool CountsCompletions(const v1::CompareSupplyAndDemandRequest& request);

// The awards that the request asks for, as programs: one for each institution
// in the region and program code, with the awards as its completers, by
// institution and code. Of several releases of awards the latest period counts.
struct InstitutionAwards {
  Subjects programs;
  v1::CompletionsCounted counted;
};

// Takes from `programs` those without a count that awards stand for, and leaves
// out awards in the codes for which the provider has a count of its own: of
// providers `providers/ipeds-{unitid}`, whose institution is known.
//
// Errors:
//   kInvalidArgument, ARGUMENT_INVALID: a level that is none, or a provider
//   whose institution is not known.
//   kFailedPrecondition, FIGURE_NOT_PUBLISHED: the edition has no awards.
absl::StatusOr<InstitutionAwards> CountAwards(
    const Edition& edition, RegionIndex region,
    const v1::CompareSupplyAndDemandRequest& request, Subjects* programs);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SUPPLY_SUPPLY_COMPLETIONS_H_
