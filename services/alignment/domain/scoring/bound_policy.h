#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_BOUND_POLICY_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_BOUND_POLICY_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/policy.h"

namespace plumbline::alignment {

// A policy without problems, bound to the edition whose figures it reads.
// Immutable, thread-safe.
class BoundPolicy {
 public:
  // Errors:
  //   kInvalidArgument, POLICY_INVALID: ValidatePolicy finds problems; the
  //   metadata name each place and message.
  static absl::StatusOr<std::shared_ptr<const BoundPolicy>> Create(
      std::shared_ptr<const Edition> edition, Policy policy);

  const Edition& edition() const { return *edition_; }
  const std::shared_ptr<const Edition>& shared_edition() const {
    return edition_;
  }
  const Policy& policy() const { return policy_; }
  // PolicyDigest of the policy.
  const std::string& digest() const { return digest_; }
  // The measures that the policy reads and that no release of the edition
  // carries: what depends on them is unknown everywhere.
  const std::vector<vocabulary::Measure>& missing_measures() const {
    return missing_measures_;
  }

 private:
  BoundPolicy(std::shared_ptr<const Edition> edition, Policy policy);
  std::shared_ptr<const Edition> edition_;
  Policy policy_;
  std::string digest_;
  std::vector<vocabulary::Measure> missing_measures_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_BOUND_POLICY_H_
