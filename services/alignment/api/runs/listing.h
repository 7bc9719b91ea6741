#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_LISTING_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_LISTING_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "plumbline/alignment/v1/alignment_service.pb.h"
#include "services/alignment/api/runs/run_view.h"
#include "services/common/rpc/page_token.h"

// Pages out of a run. A page's place is kept as a place in the run, which never
// changes.
namespace plumbline::alignment {

// The run that a listing's token pins; 0 when there is no token.
//
// Errors:
//   kInvalidArgument, PAGE_TOKEN_INVALID.
absl::StatusOr<int64_t> PinnedRun(const rpc::PageTokens& tokens,
                                  const v1::ListAlignmentsRequest& request);
absl::StatusOr<int64_t> PinnedRun(const rpc::PageTokens& tokens,
                                  const v1::ListFlagsRequest& request);

// The page of `view`, which is the run that the token pins.
//
// Errors:
//   kInvalidArgument, NAME_INVALID, ARGUMENT_INVALID, PAGE_TOKEN_INVALID: the
//   parent, the filter, the page size or the token is malformed.
absl::StatusOr<v1::ListAlignmentsResponse> PageOfAlignments(
    const rpc::PageTokens& tokens, const RunView& view,
    const v1::ListAlignmentsRequest& request);
absl::StatusOr<v1::ListFlagsResponse> PageOfFlags(
    const rpc::PageTokens& tokens, const RunView& view,
    const v1::ListFlagsRequest& request);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_LISTING_H_
