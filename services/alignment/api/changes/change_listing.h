#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_CHANGE_LISTING_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_CHANGE_LISTING_H_

#include <string>

#include "absl/status/statusor.h"
#include "plumbline/alignment/v1/change_service.pb.h"
#include "services/alignment/store/alignment_store.h"

namespace plumbline::alignment {

// A filter with its names read, without a place and a limit.
//
// Errors:
//   kInvalidArgument, NAME_INVALID, ARGUMENT_INVALID.
absl::StatusOr<ChangeQuery> ReadChangeFilter(const v1::ChangeFilter& filter);

// Whether the filter wants anything of an alignment.
bool WantsKey(const ChangeQuery& query, const VerdictKey& key);

// The place that a cursor names: after a change, or after a whole run;
// `runs/latest` is after what is published now.
//
// Errors:
//   kInvalidArgument, NAME_INVALID; kNotFound, RUN_UNKNOWN: it is after the
//   last run.
absl::StatusOr<ChangePlace> ReadCursor(AlignmentStore& store,
                                       const std::string& cursor);

// The next changes of `query`, which has a place and a limit.
absl::StatusOr<v1::ListChangesResponse> NextChanges(AlignmentStore& store,
                                                    const ChangeQuery& query);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_CHANGE_LISTING_H_
