#ifndef PLUMBLINE_SERVICES_CATALOG_DOMAIN_VALIDATION_H_
#define PLUMBLINE_SERVICES_CATALOG_DOMAIN_VALIDATION_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/catalog/domain/program.h"

namespace plumbline::catalog {

// What is wrong with one field of a provider or program.
struct Violation {
  std::string field;  // `courses[2].sced`; the names are those of the API.
  std::string value;  // The offending value, whole.
  std::string reason;
  std::string message;  // What is wrong and what to do, in one sentence.
};

// The longest id, in bytes.
inline constexpr size_t kMaxIdBytes = 63;

// What is wrong with an id of a provider or program: it is 1 to 63 of A-Z a-z
// 0-9 . _ ~ - and not "." or "..".
std::optional<Violation> CheckId(absl::string_view id, absl::string_view field);

// What is wrong, in the order of the fields; empty when nothing is.
//
// A program's CIP may be empty; one that is there parses and is a program or a
// group of programs, not "no match". Courses stand in the order of their
// levels, their codes are unique, and a prerequisite is a course before them.
std::vector<Violation> Violations(const Provider& provider);
std::vector<Violation> Violations(const Program& program);

// Only what is wrong with the course at `index`, its place in the sequence
// included.
std::vector<Violation> CourseViolations(absl::Span<const Course> courses,
                                        size_t index);

// What is wrong with a CIP code, with a declared occupation.
std::optional<Violation> CheckCip(absl::string_view cip);
std::optional<Violation> CheckOccupation(const DeclaredOccupation& occupation,
                                         absl::string_view field);

// OK when there are none; else kInvalidArgument with the reason of the first,
// all of them in the message, and a metadata `field` for each.
absl::Status ToStatus(absl::Span<const Violation> violations);

// Whether a heading or key belongs to rows about students (`student_id`, `SSN`,
// `Date of Birth`): such a file is refused, whatever else it holds.
bool IsAboutStudents(absl::string_view heading);

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_DOMAIN_VALIDATION_H_
