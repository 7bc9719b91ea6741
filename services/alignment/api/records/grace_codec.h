#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_RECORDS_GRACE_CODEC_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_RECORDS_GRACE_CODEC_H_

#include "plumbline/alignment/v1/alignment.pb.h"
#include "plumbline/alignment/v1/policy.pb.h"
#include "services/alignment/store/verdict_row.h"

namespace plumbline::alignment {

// Adds the flag AT_RISK and the grace of an answer that has one.
void AddGrace(const Answer& answer, const catalog::v1::Program& program,
              const v1::Policy& policy, v1::Alignment& alignment);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_RECORDS_GRACE_CODEC_H_
