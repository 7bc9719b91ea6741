#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_PORTFOLIO_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_PORTFOLIO_H_

#include <memory>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "clients/cpp/catalog/catalog_client.h"
#include "services/alignment/api/runs/run_view.h"

namespace plumbline::alignment {

// The programs of `providers/{provider}`, or of all with `providers/-`, with
// their providers, as the catalog has them now, or had them at `as_of`. In the
// order of their names.
//
// Errors:
//   kUnavailable, UPSTREAM_UNAVAILABLE: the catalog does not answer.
//   those of CatalogClient::ListPrograms and GetProvider.
absl::StatusOr<std::vector<std::shared_ptr<const SubjectInUse>>> ReadPortfolio(
    catalog_client::CatalogClient& catalog, absl::string_view provider,
    std::optional<absl::Time> as_of = std::nullopt);

// The same program as scoring reads it.
std::shared_ptr<const SubjectInUse> InUse(Subject subject);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_PORTFOLIO_H_
