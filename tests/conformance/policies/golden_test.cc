// What the engine says of every occupation in real figures, held to the golden
// lists: tests/conformance/policies/reference wrote them from the publishers'
// files and the authors' words, without the engine and without the policies'
// files.

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"
#include "services/alignment/domain/scoring/clauses/evaluate_occupation.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "tests/conformance/policies/golden_edition_fixture.h"

namespace plumbline::alignment {
namespace {

namespace fs = std::filesystem;

// Lists, exceptions and their dates are read on this day.
constexpr char kDay[] = "2026-07-01";
constexpr size_t kShownDifferences = 5;

const fs::path& GoldenDir() {
  static const auto* directory = new fs::path(
      fs::path(PLUMBLINE_SOURCE_DIR) / "tests/conformance/policies/golden");
  return *directory;
}

struct GoldenFile {
  // `us-oh.2017`, `us-ca-san-diego`.
  std::string policy;
  std::string region;
  fs::path path;
};

// `us-oh.2017.us-ca-san-diego.txt`: the region follows the last dot.
std::vector<GoldenFile> GoldenFiles() {
  std::vector<GoldenFile> files;
  for (const auto& entry : fs::directory_iterator(GoldenDir())) {
    const std::string stem = entry.path().stem().string();
    const size_t dot = stem.rfind('.');
    files.push_back({stem.substr(0, dot), stem.substr(dot + 1), entry.path()});
  }
  return files;
}

// The outcome of each code; that of "*" is the rest's.
std::map<std::string, std::string> ReadGolden(const fs::path& path) {
  std::map<std::string, std::string> outcomes;
  const std::string text = plumbline::testing::ReadFile(path);
  for (const absl::string_view line :
       absl::StrSplit(text, '\n', absl::SkipEmpty())) {
    const std::pair<std::string, std::string> parts =
        absl::StrSplit(line, absl::MaxSplits(": ", 1));
    for (const absl::string_view code : absl::StrSplit(parts.second, ' '))
      outcomes[std::string(code)] = parts.first;
  }
  return outcomes;
}

std::string TextOf(const OccupationResult& result) {
  std::vector<std::string> dimensions;
  for (size_t i = 0; i < result.dimensions.size(); ++i) {
    const Outcome outcome = result.dimension_outcomes[i];
    const ClassOption* option = result.dimensions[i].option;
    dimensions.push_back(std::string(OutcomeName(outcome)));
    if (option != nullptr && outcome != Outcome::kUnknown)
      absl::StrAppend(&dimensions.back(), "/", option->name);
  }
  return absl::StrCat(result.unrated ? absl::string_view("UNRATED")
                                     : OutcomeName(result.outcome),
                      " | ", absl::StrJoin(dimensions, ", "));
}

class GoldenTest : public GoldenEditionFixture {
 protected:
  // Adds a failure for a list that the engine does not say, with the first
  // differences.
  void Check(const GoldenFile& file) {
    ASSERT_OK_AND_ASSIGN(const Policy read, ReadShippedPolicy(file.policy));
    ASSERT_OK_AND_ASSIGN(const auto policy,
                         BoundPolicy::Create(edition_, read, kDay));
    const auto region = edition_->FindRegion(file.region);
    ASSERT_TRUE(region) << file.region;
    const auto golden = ReadGolden(file.path);
    size_t differences = 0;
    std::string shown;
    for (size_t i = 0; i < edition_->occupation_count(); ++i) {
      const auto occupation = static_cast<OccupationIndex>(i);
      const std::string code = edition_->occupation_code(occupation).ToString();
      const auto it = golden.find(code);
      const std::string& expected =
          it == golden.end() ? golden.at("*") : it->second;
      const std::string said =
          TextOf(EvaluateOccupation(*policy, *region, occupation));
      if (said == expected) continue;
      if (++differences <= kShownDifferences)
        absl::StrAppend(&shown, "  ", code, ": the engine says ", said,
                        ", the definition ", expected, "\n");
    }
    EXPECT_EQ(differences, 0U) << file.path.filename() << ", among others:\n"
                               << shown;
  }
};

TEST_F(GoldenTest, TheEngineSaysWhatTheDefinitionsSayOfRealFigures) {
  const std::vector<GoldenFile> files = GoldenFiles();
  EXPECT_GE(files.size(), 90U);
  for (const GoldenFile& file : files) Check(file);
}

}  // namespace
}  // namespace plumbline::alignment
