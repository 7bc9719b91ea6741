#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SIMULATION_SIMULATION_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SIMULATION_SIMULATION_H_

#include <functional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cpp/catalog/catalog_client.h"
#include "plumbline/alignment/v1/policy_service.pb.h"
#include "services/alignment/api/editions/edition_cache.h"
#include "services/alignment/api/matching/text_reader.h"
#include "services/alignment/api/runs/run_views.h"
#include "services/alignment/api/scoring/run_scorer.h"
#include "services/alignment/store/alignment_store.h"

namespace plumbline::alignment {

// What a simulation works with; all outlive it.
struct SimulationParts {
  AlignmentStore& store;
  RunViews& views;
  EditionCache& editions;
  const TextReader& texts;
  catalog_client::CatalogClient& catalog;
  std::function<absl::Time()> clock;
  int threads = 1;
};

// What the second of two policies of the inputs says beside the first, with the
// first `most_flips` flips explained: all of the answer but the edition's name
// and the candidate. Each program counts once, as it comes last.
//
// Errors: those of OwnRegion.
absl::StatusOr<v1::SimulatePolicyResponse> ComparePolicies(
    const RunInputs& inputs, size_t most_flips, int threads);

// Compares two policies over a portfolio; the contract says what is answered
// and refused. Stores nothing.
absl::StatusOr<v1::SimulatePolicyResponse> SimulatePolicy(
    const SimulationParts& parts, const v1::SimulatePolicyRequest& request);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SIMULATION_SIMULATION_H_
