#include "absl/strings/str_cat.h"
#include "services/alignment/domain/sequence/checks.h"

namespace plumbline::alignment {
namespace {

// The courses whose level is stated, in order.
std::vector<size_t> LevelledCourses(const SequenceProgram& program) {
  std::vector<size_t> courses;
  for (size_t i = 0; i < program.courses.size(); ++i)
    if (program.courses[i].level != SequenceLevel::kUnspecified)
      courses.push_back(i);
  return courses;
}

SequenceEvidence LevelEvidence(const SequenceProgram& program, size_t course) {
  return CourseEvidence(course, "level", WordOf(program.courses[course].level));
}

SequenceFinding Fall(const SequenceProgram& program, size_t earlier,
                     size_t later) {
  return {
      SequenceFindingCode::kLevelsFall,
      absl::StrCat("The levels fall: ", CourseName(program, earlier), " is ",
                   WordOf(program.courses[earlier].level), " and comes before ",
                   CourseName(program, later), ", which is ",
                   WordOf(program.courses[later].level), "."),
      {LevelEvidence(program, earlier), LevelEvidence(program, later)}};
}

std::vector<SequenceFinding> Falls(const SequenceProgram& program,
                                   const std::vector<size_t>& courses) {
  std::vector<SequenceFinding> falls;
  for (size_t i = 1; i < courses.size(); ++i)
    if (program.courses[courses[i]].level <
        program.courses[courses[i - 1]].level)
      falls.push_back(Fall(program, courses[i - 1], courses[i]));
  return falls;
}

// What the levels of all courses together lack.
std::vector<SequenceFinding> Lacks(const SequenceProgram& program,
                                   const std::vector<size_t>& courses) {
  bool differ = false;
  bool capstone = false;
  std::vector<SequenceEvidence> evidence;
  for (const size_t course : courses) {
    const SequenceLevel level = program.courses[course].level;
    differ |= level != program.courses[courses[0]].level;
    capstone |= level == SequenceLevel::kCapstone;
    evidence.push_back(LevelEvidence(program, course));
  }
  std::vector<SequenceFinding> lacks;
  if (!differ)
    lacks.push_back({SequenceFindingCode::kLevelsDoNotRise,
                     absl::StrCat("All ", courses.size(), " courses are ",
                                  WordOf(program.courses[courses[0]].level),
                                  ": there is no sequence of levels."),
                     evidence});
  if (!capstone)
    lacks.push_back({SequenceFindingCode::kNoCapstone,
                     "Every course states its level, and none is a capstone.",
                     evidence});
  return lacks;
}

}  // namespace

CheckAnswer CheckCourseCount(const SequenceProgram& program) {
  const size_t count = program.courses.size();
  if (count >= 2) return Answer({}, CheckOutcome::kClear, "");
  return Answer({{SequenceFindingCode::kFewerThanTwoCourses,
                  count == 0 ? "The program has no course; a sequence has two "
                               "or more."
                             : "The program has one course; a sequence has two "
                               "or more.",
                  {{"courses", "", static_cast<double>(count)}}}},
                CheckOutcome::kFound, "");
}

CheckAnswer CheckLevels(const SequenceProgram& program) {
  const std::vector<size_t> stated = LevelledCourses(program);
  const size_t count = program.courses.size();
  if (count < 2) return NotKnown("Levels are compared from two courses on.");
  std::vector<SequenceFinding> findings = Falls(program, stated);
  if (stated.size() < count) {
    return Answer(
        std::move(findings), CheckOutcome::kNotKnown,
        absl::StrCat("Of ", count, " courses, ", stated.size(),
                     stated.size() == 1 ? " states" : " state", " a level."));
  }
  for (SequenceFinding& lack : Lacks(program, stated))
    findings.push_back(std::move(lack));
  return Answer(std::move(findings), CheckOutcome::kClear, "");
}

}  // namespace plumbline::alignment
