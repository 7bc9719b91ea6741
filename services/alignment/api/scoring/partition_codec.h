#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_PARTITION_CODEC_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_PARTITION_CODEC_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "plumbline/alignment/v1/alignment_service.pb.h"
#include "services/alignment/api/scoring/run_scorer.h"

namespace plumbline::alignment {

// A partition of a run as a worker finds it, in any process: all that scoring
// depends on, or a digest of it.
struct PartitionInput {
  // What the run says of itself before it is scored: edition, policies in their
  // order, regions, provider, day, model version.
  v1::Run run;
  // PortfolioDigest of the programs that it is to be scored with.
  std::string portfolio_sha256;
  OpenEntries open;
};

// The SHA-256 over the digests of the programs, in their order.
std::string PortfolioDigest(const RunInputs& inputs);

std::string EncodePartition(const PartitionInput& input);
// Error: kDataLoss, STORAGE_FAILED: these bytes are no partition's.
absl::StatusOr<PartitionInput> DecodePartition(absl::string_view bytes);

// What was found, in the order of the partition's entries.
std::string EncodeScored(const std::vector<ScoredProgram>& scored);
// Error: kDataLoss, STORAGE_FAILED: these bytes are not `count` verdicts.
absl::StatusOr<std::vector<ScoredProgram>> DecodeScored(absl::string_view bytes,
                                                        size_t count);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_PARTITION_CODEC_H_
