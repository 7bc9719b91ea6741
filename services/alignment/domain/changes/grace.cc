#include "services/alignment/domain/changes/grace.h"

namespace plumbline::alignment {
namespace {

bool CountedAsAligned(const EarlierVerdict& earlier) {
  return (earlier.grace.at_risk() ? earlier.grace.counted : earlier.computed) ==
         Verdict::kAligned;
}

}  // namespace

GraceState NextGrace(const EarlierVerdict& earlier, Verdict computed,
                     int64_t flag_after_editions) {
  if (computed == Verdict::kAligned || !earlier.same_program_and_policy ||
      !CountedAsAligned(earlier))
    return {};
  const bool another = earlier.other_edition || !earlier.grace.at_risk();
  const int64_t contrary = earlier.grace.contrary_editions + (another ? 1 : 0);
  if (contrary >= flag_after_editions) return {};
  return {Verdict::kAligned, contrary};
}

}  // namespace plumbline::alignment
