#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_POLICIES_POLICY_CODEC_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_POLICIES_POLICY_CODEC_H_

#include "plumbline/alignment/v1/policy.pb.h"
#include "services/alignment/domain/policy/policy.h"

namespace plumbline::alignment {

// The policy as the domain reads it. Nothing is checked here: what is missing
// or unknown stays unspecified, and ValidatePolicy names it.
Policy PolicyFromProto(const v1::Policy& policy);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_POLICIES_POLICY_CODEC_H_
