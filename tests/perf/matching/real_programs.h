#ifndef PLUMBLINE_TESTS_PERF_MATCHING_REAL_PROGRAMS_H_
#define PLUMBLINE_TESTS_PERF_MATCHING_REAL_PROGRAMS_H_

#include <filesystem>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/domain/matching/matcher.h"

namespace plumbline::perf {

// The programs of the Texas and New Jersey lists, each once, with title,
// description and CIP code.
absl::StatusOr<std::vector<alignment::ProgramTexts>> ListedPrograms(
    const std::filesystem::path& data);

// Programs of a listed title and five courses of the SCED in a row, with title
// and description.
absl::StatusOr<std::vector<alignment::ProgramTexts>> ProgramsWithCourses(
    const std::filesystem::path& data, size_t count);

}  // namespace plumbline::perf

#endif  // PLUMBLINE_TESTS_PERF_MATCHING_REAL_PROGRAMS_H_
