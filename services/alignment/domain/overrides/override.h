#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_OVERRIDES_OVERRIDE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_OVERRIDES_OVERRIDE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace plumbline::alignment {

// The numbers of these enums are those of the contract, override.proto.

enum class OverrideKind : uint8_t {
  kUnspecified = 0,
  kBoardDecision = 1,
  kPetition = 2,
  kLocalNeed = 3,
};

enum class OverrideDecision : uint8_t {
  kUnspecified = 0,
  kTreatAsAligned = 1,
  kTreatAsNotAligned = 2,
};

enum class OverrideState : uint8_t {
  kUnspecified = 0,
  kProposed = 1,
  kApproved = 2,
  kRejected = 3,
  kWithdrawn = 4,
};

enum class OverrideStanding : uint8_t {
  kUnspecified = 0,
  kNotApproved = 1,
  kNotYetInForce = 2,
  kInForce = 3,
  kExpired = 4,
};

struct OverrideEvidence {
  std::string text;
  std::string address;
};

// What somebody in charge wants said beside computed verdicts. Names are those
// of the contract, days are `YYYY-MM-DD`.
struct OverrideContent {
  OverrideKind kind = OverrideKind::kUnspecified;
  OverrideDecision decision = OverrideDecision::kUnspecified;
  std::string program;     // Either this one
  std::string occupation;  // or this one, `occupations/29-2042`.
  std::vector<OverrideEvidence> evidence;
  std::string author;
  std::string valid_from;
  std::string valid_until;  // The first day without it.
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_OVERRIDES_OVERRIDE_H_
