#include "services/alignment/api/records/grace_codec.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "services/alignment/store/alignment_store.h"

namespace plumbline::alignment {
namespace {

// Who is in the middle of the program, without a number of people.
std::string MidSequence(const catalog::v1::Program& program) {
  if (program.courses_size() < 2)
    return "Students who are in the program now can finish it meanwhile.";
  return absl::StrCat(
      "Students in mid-sequence, between the first and the last of its ",
      program.courses_size(), " courses, can finish it meanwhile.");
}

std::string GraceMessage(const Answer& answer,
                         const catalog::v1::Program& program,
                         const v1::Policy& policy) {
  const int64_t seen = answer.grace.contrary_editions;
  return absl::StrCat(
      "Counts as ", v1::Verdict_Name(answer.grace.verdict), " although ",
      v1::Verdict_Name(answer.verdict), " was computed with ", seen,
      seen == 1 ? " edition" : " editions in a row", ": the policy waits for ",
      policy.flag_after_editions(), ". ", MidSequence(program));
}

int64_t SinceRun(const Answer& answer) {
  for (const RaisedFlag& flag : answer.flags) {
    if (flag.reason == v1::AT_RISK) return flag.since_run;
  }
  return answer.run;
}

}  // namespace

void AddGrace(const Answer& answer, const catalog::v1::Program& program,
              const v1::Policy& policy, v1::Alignment& alignment) {
  if (!answer.grace.at_risk()) return;
  v1::Grace& grace = *alignment.mutable_grace();
  grace.set_counted_verdict(answer.grace.verdict);
  grace.set_contrary_editions(answer.grace.contrary_editions);
  grace.set_flag_after_editions(policy.flag_after_editions());
  grace.set_message(GraceMessage(answer, program, policy));
  v1::Flag& flag = *alignment.add_flags();
  flag.set_name(absl::StrCat(alignment.name(), "/flags/at-risk"));
  flag.set_reason(v1::AT_RISK);
  flag.set_message(grace.message());
  if (const int64_t run = SinceRun(answer); run != 0)
    flag.set_since_run(RunName(run));
}

}  // namespace plumbline::alignment
