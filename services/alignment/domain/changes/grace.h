#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_CHANGES_GRACE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_CHANGES_GRACE_H_

#include <cstdint>

#include "services/alignment/domain/record/decision.h"

// What a policy's patience makes of a row of verdicts. The computed verdict
// stays what it is: this says which one counts meanwhile.
namespace plumbline::alignment {

// The verdict that counts in place of the computed one.
struct GraceState {
  // Unspecified: the computed verdict counts.
  Verdict counted = Verdict::kUnspecified;
  // How many editions in a row said otherwise.
  int64_t contrary_editions = 0;

  bool at_risk() const { return counted != Verdict::kUnspecified; }
  friend bool operator==(const GraceState&, const GraceState&) = default;
};

// What was said of the same program, region and policy before.
struct EarlierVerdict {
  Verdict computed = Verdict::kUnspecified;
  GraceState grace;
  // Whether the program and the policy's version were the same: what they
  // change counts at once, only data may wobble.
  bool same_program_and_policy = false;
  // Whether the edition was another one.
  bool other_edition = false;
};

// The grace of a verdict that is computed now. A program that counts as
// ALIGNED goes on to do so until `flag_after_editions` editions in a row said
// otherwise; 0 and 1 are at once, and what gets better counts at once.
GraceState NextGrace(const EarlierVerdict& earlier, Verdict computed,
                     int64_t flag_after_editions);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_CHANGES_GRACE_H_
