#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_CHANGES_BETWEEN_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_CHANGES_BETWEEN_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "clients/cpp/labor/labor_client.h"
#include "services/alignment/api/runs/run_view.h"
#include "services/alignment/store/alignment_store.h"

namespace plumbline::alignment {

// How changes are looked for.
struct ChangeSearch {
  labor_client::LaborClient& labor;
  int threads = 1;
  // How many editions labor composes for counterfactuals at most.
  size_t most_editions = 64;
};

// What is said otherwise after than before, each difference with its causes: by
// key. `wanted` leaves alignments out before anything is worked out; empty
// wants all. Names and times are not set.
//
// Both are sorted by the names of the alignments, each name once.
//
// Errors:
//   kUnavailable, UPSTREAM_UNAVAILABLE: labor composes no edition now. Causes
//   that were found without it would differ from those found with it.
absl::StatusOr<std::vector<ChangeRow>> ChangesBetween(
    absl::Span<const ViewRow> before, absl::Span<const ViewRow> after,
    const ChangeSearch& search,
    const std::function<bool(const VerdictKey&)>& wanted = {});

// A change of a row whose verdict and inputs stay what they are: for what
// stands beside it. Without differences.
ChangeRow UnchangedVerdict(const ViewRow& row);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_CHANGES_BETWEEN_H_
