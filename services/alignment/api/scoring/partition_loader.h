#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_PARTITION_LOADER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_PARTITION_LOADER_H_

#include <memory>

#include "absl/status/statusor.h"
#include "clients/cpp/catalog/catalog_client.h"
#include "services/alignment/api/editions/edition_cache.h"
#include "services/alignment/api/matching/text_reader.h"
#include "services/alignment/api/scoring/partition_codec.h"
#include "services/alignment/store/alignment_store.h"

namespace plumbline::alignment {

// The portfolio of a partition that another process made, out of the store,
// labor and the catalog.
//
// Errors:
//   kFailedPrecondition, ARGUMENT_INVALID: another version of the model scores
//   it, or the catalog has other programs by now than those it was made for.
//   those of InputsOfRun, ReadPortfolio, TextReader and OwnRegion.
absl::StatusOr<std::shared_ptr<PortfolioScorer>> LoadPartition(
    AlignmentStore& store, EditionCache& editions, const TextReader& texts,
    catalog_client::CatalogClient& catalog, const PartitionInput& input);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_PARTITION_LOADER_H_
