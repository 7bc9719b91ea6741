#include "services/rescoring/api/timestamps.h"

#include "google/protobuf/timestamp.pb.h"

namespace plumbline::rescoring {

void SetTime(absl::Time time, google::protobuf::Timestamp* timestamp) {
  const int64_t micros = absl::ToUnixMicros(time);
  timestamp->set_seconds(micros / 1'000'000);
  timestamp->set_nanos(static_cast<int32_t>(micros % 1'000'000 * 1000));
}

}  // namespace plumbline::rescoring
