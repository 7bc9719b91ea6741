#ifndef PLUMBLINE_TESTS_CONFORMANCE_POLICIES_GOLDEN_WORLD_H_
#define PLUMBLINE_TESTS_CONFORMANCE_POLICIES_GOLDEN_WORLD_H_

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/policy.h"

namespace plumbline::alignment {

// The edition of the golden lists, out of the publishers' files: OEWS of May
// 2023 (the nation and New York's metropolitan areas), the projections of the
// Bureau of Labor Statistics 2024-34, California's 2020-30, and O*NET 30.1.
// `data` is the directory of the full releases.
absl::StatusOr<std::shared_ptr<const Edition>> GoldenEdition(
    const std::filesystem::path& data);

// The files of data/policies, without `.json`, sorted.
std::vector<std::string> ShippedPolicyFiles();

// A file of data/policies, without `.json`: `us-oh.2017`.
absl::StatusOr<Policy> ReadShippedPolicy(const std::string& file);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_TESTS_CONFORMANCE_POLICIES_GOLDEN_WORLD_H_
