#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/alignment/domain/sequence/checks.h"
#include "services/alignment/domain/sequence/stated_text.h"

namespace plumbline::alignment {
namespace {

StatedEntries StatedArticulations(const SequenceProgram& program) {
  return ReadEntries(program.articulations, program.lists_complete);
}

bool HasDualCredit(const SequenceProgram& program) {
  for (const SequenceCourse& course : program.courses)
    if (course.dual_credit) return true;
  return false;
}

// Answers by what leads on to a college.
CheckAnswer CheckBridge(const SequenceProgram& program,
                        SequenceFindingCode code, std::string message) {
  const StatedEntries stated = StatedArticulations(program);
  if (!stated.places.empty() || HasDualCredit(program))
    return Answer({}, CheckOutcome::kClear, "");
  if (!stated.stated_none)
    return NotKnown("The program states no articulation and no dual credit.");
  return Answer({{code, std::move(message), {{"articulations", "", 0.0}}}},
                CheckOutcome::kFound, "");
}

}  // namespace

CheckAnswer CheckArticulation(const SequenceProgram& program) {
  return CheckBridge(program, SequenceFindingCode::kNoArticulation,
                     "The program has no articulation agreement, and no "
                     "course earns college credit.");
}

CheckAnswer CheckArticulationCurrency(const SequenceProgram& program,
                                      absl::CivilDay today) {
  const StatedEntries stated = StatedArticulations(program);
  if (stated.places.empty())
    return NotKnown("The program states no articulation.");
  std::vector<SequenceFinding> findings;
  size_t silent = 0;
  for (const size_t place : stated.places) {
    const auto end = StatedEnd(program.articulations[place]);
    if (!end) ++silent;
    if (!end || *end >= today) continue;
    const SequenceEvidence evidence =
        EntryEvidence("articulations", place, "", program.articulations[place]);
    findings.push_back(
        {SequenceFindingCode::kArticulationExpired,
         absl::StrCat("The articulation \"", evidence.value, "\" ended on ",
                      absl::FormatCivilTime(*end), "."),
         {evidence}});
  }
  if (silent == 0) return Answer(std::move(findings), CheckOutcome::kClear, "");
  return Answer(std::move(findings), CheckOutcome::kNotKnown,
                absl::StrCat("Of ", stated.places.size(), " articulations, ",
                             silent, silent == 1 ? " states" : " state",
                             " no day on which it ends."));
}

CheckAnswer CheckPostsecondaryLink(const SequenceProgram& program) {
  if (program.level == SequenceProgramLevel::kUnspecified)
    return NotKnown("The program does not say whether it is secondary.");
  if (program.level != SequenceProgramLevel::kSecondary)
    return Answer({}, CheckOutcome::kNotApplicable,
                  "The program is not secondary.");
  return CheckBridge(program, SequenceFindingCode::kNoPostsecondaryHalf,
                     "The program is secondary, and nothing connects it to a "
                     "postsecondary one.");
}

}  // namespace plumbline::alignment
