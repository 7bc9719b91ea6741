#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_OVERRIDE_CHANGES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_OVERRIDE_CHANGES_H_

#include <functional>
#include <vector>

#include "absl/types/span.h"
#include "google/protobuf/timestamp.pb.h"
#include "plumbline/alignment/v1/override.pb.h"
#include "services/alignment/api/runs/run_view.h"
#include "services/alignment/store/alignment_store.h"

namespace plumbline::alignment {

// Adds to `changes`, which are by key, which overrides began or ended to be in
// force beside the rows between two moments, as it was known at each of them.
// `wanted` empty wants all rows.
void AddOverrideChanges(absl::Span<const v1::Override> overrides,
                        const google::protobuf::Timestamp& before,
                        const google::protobuf::Timestamp& after,
                        absl::Span<const ViewRow> rows,
                        const std::function<bool(const VerdictKey&)>& wanted,
                        std::vector<ChangeRow>& changes);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_OVERRIDE_CHANGES_H_
