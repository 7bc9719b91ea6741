#ifndef PLUMBLINE_SERVICES_RESCORING_API_TIMESTAMPS_H_
#define PLUMBLINE_SERVICES_RESCORING_API_TIMESTAMPS_H_

#include "absl/time/time.h"

namespace google::protobuf {
class Timestamp;
}  // namespace google::protobuf

namespace plumbline::rescoring {

// Writes `time`, to the microsecond.
void SetTime(absl::Time time, google::protobuf::Timestamp* timestamp);

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_API_TIMESTAMPS_H_
