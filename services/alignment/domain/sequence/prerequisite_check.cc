#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/alignment/domain/sequence/checks.h"

namespace plumbline::alignment {
namespace {

// By course: which courses come before it, each by its place.
using CoursesBefore = std::vector<std::vector<size_t>>;

SequenceEvidence PrerequisiteEvidence(const SequenceProgram& program,
                                      size_t course, size_t place) {
  return CourseEvidence(course, absl::StrCat("prerequisites[", place, "]"),
                        program.courses[course].prerequisites[place]);
}

// The first course of each code.
std::map<std::string, size_t> PlacesOfCodes(const SequenceProgram& program) {
  std::map<std::string, size_t> places;
  for (size_t i = 0; i < program.courses.size(); ++i) {
    const auto code = absl::StripAsciiWhitespace(program.courses[i].code);
    if (!code.empty()) places.emplace(std::string(code), i);
  }
  return places;
}

SequenceFinding UnknownPrerequisite(const SequenceProgram& program,
                                    size_t course, size_t place) {
  const SequenceEvidence evidence =
      PrerequisiteEvidence(program, course, place);
  return {SequenceFindingCode::kPrerequisiteUnknown,
          absl::StrCat("The prerequisite ", evidence.value, " of ",
                       CourseName(program, course),
                       " is no course of the program."),
          {evidence}};
}

SequenceFinding LatePrerequisite(const SequenceProgram& program, size_t course,
                                 size_t place, size_t before) {
  return {SequenceFindingCode::kPrerequisiteNotBefore,
          absl::StrCat("The prerequisite of ", CourseName(program, course),
                       " is ", CourseName(program, before),
                       ", which does not come before it."),
          {PrerequisiteEvidence(program, course, place),
           CourseEvidence(before, "code", program.courses[before].code)}};
}

// By course: whether `from` needs it, over any number of steps.
std::vector<bool> Needed(const CoursesBefore& before, size_t from) {
  std::vector<bool> needed(before.size());
  std::vector<size_t> open = before[from];
  while (!open.empty()) {
    const size_t course = open.back();
    open.pop_back();
    if (needed[course]) continue;
    needed[course] = true;
    open.insert(open.end(), before[course].begin(), before[course].end());
  }
  return needed;
}

// One finding for each set of courses that all need each other.
void FindCycles(const SequenceProgram& program, const CoursesBefore& before,
                std::vector<SequenceFinding>& findings) {
  std::vector<std::vector<bool>> needed;
  for (size_t i = 0; i < before.size(); ++i)
    needed.push_back(Needed(before, i));
  std::vector<bool> told(before.size());
  for (size_t i = 0; i < before.size(); ++i) {
    if (told[i] || !needed[i][i]) continue;
    SequenceFinding finding{SequenceFindingCode::kPrerequisiteCycle, "", {}};
    std::vector<std::string> names;
    for (size_t j = i; j < before.size(); ++j) {
      if (!needed[i][j] || !needed[j][i]) continue;
      told[j] = true;
      names.push_back(CourseName(program, j));
      finding.evidence.push_back(CourseEvidence(
          j, "prerequisites",
          absl::StrJoin(program.courses[j].prerequisites, ", ")));
    }
    finding.message = absl::StrCat("Prerequisites go round in a circle among ",
                                   absl::StrJoin(names, ", "), ".");
    findings.push_back(std::move(finding));
  }
}

}  // namespace

CheckAnswer CheckPrerequisites(const SequenceProgram& program) {
  const auto places = PlacesOfCodes(program);
  CoursesBefore before(program.courses.size());
  std::vector<SequenceFinding> findings;
  bool stated = false;
  for (size_t i = 0; i < program.courses.size(); ++i) {
    const auto& prerequisites = program.courses[i].prerequisites;
    for (size_t j = 0; j < prerequisites.size(); ++j) {
      stated = true;
      const auto found = places.find(
          std::string(absl::StripAsciiWhitespace(prerequisites[j])));
      if (found == places.end()) {
        findings.push_back(UnknownPrerequisite(program, i, j));
        continue;
      }
      before[i].push_back(found->second);
      if (found->second >= i)
        findings.push_back(LatePrerequisite(program, i, j, found->second));
    }
  }
  if (!stated) return NotKnown("No course states a prerequisite.");
  // Without a late prerequisite there is no circle.
  if (!findings.empty()) FindCycles(program, before, findings);
  return Answer(std::move(findings), CheckOutcome::kClear, "");
}

}  // namespace plumbline::alignment
