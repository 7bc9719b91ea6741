#include "services/alignment/api/scoring/partition_loader.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/api/runs/portfolio.h"
#include "services/alignment/api/scoring/run_inputs.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

absl::Status NotOurs(absl::string_view why) {
  return base::Error(absl::StatusCode::kFailedPrecondition,
                     base::reason::kArgumentInvalid, why);
}

}  // namespace

absl::StatusOr<std::shared_ptr<PortfolioScorer>> LoadPartition(
    AlignmentStore& store, EditionCache& editions, const TextReader& texts,
    catalog_client::CatalogClient& catalog, const PartitionInput& input) {
  const std::string ours(kModelVersion.data(), kModelVersion.size());
  if (input.run.model_version() != ours) {
    return NotOurs(absl::StrCat("it is scored by model ",
                                input.run.model_version(), ", this is ", ours));
  }
  auto inputs = std::make_shared<RunInputs>();
  PLUMBLINE_ASSIGN_OR_RETURN(*inputs, InputsOfRun(store, editions, input.run));
  PLUMBLINE_ASSIGN_OR_RETURN(inputs->subjects,
                             ReadPortfolio(catalog, input.run.provider()));
  PLUMBLINE_ASSIGN_OR_RETURN(inputs->subjects,
                             texts.Read(*inputs->edition, inputs->policies,
                                        std::move(inputs->subjects)));
  if (PortfolioDigest(*inputs) != input.portfolio_sha256)
    return NotOurs("the catalog has other programs by now");
  return PortfolioScorer::Create(std::move(inputs));
}

}  // namespace plumbline::alignment
