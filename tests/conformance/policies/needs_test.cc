// What the shipped policies read and no release carries is said by name.

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "services/alignment/api/policies/policy_needs.h"
#include "tests/conformance/policies/golden_edition_fixture.h"

namespace plumbline::alignment {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class NeedsTest : public GoldenEditionFixture {
 protected:
  std::shared_ptr<const BoundPolicy> Bound(const std::string& file) {
    const auto policy = ReadShippedPolicy(file);
    EXPECT_TRUE(policy.ok()) << policy.status();
    const auto bound = BoundPolicy::Create(edition_, *policy, "2026-07-01");
    EXPECT_TRUE(bound.ok()) << bound.status();
    return *bound;
  }

  // What is missing, each once: `ANNUAL_POSTINGS`.
  static std::set<std::string> Missing(const BoundPolicy& policy) {
    std::set<std::string> names;
    for (const PolicyProblem& problem : MissingMeasures(policy)) {
      const size_t end = problem.message.find(", which no release");
      EXPECT_NE(end, std::string::npos) << problem.message;
      names.insert(problem.message.substr(6, end - 6));
    }
    return names;
  }
};

TEST_F(NeedsTest, MassachusettsLacksPostingsAndProjectionsOverTwoYears) {
  const auto policy = Bound("us-ma");
  EXPECT_THAT(Missing(*policy),
              ElementsAre("ANNUAL_POSTINGS", "EMPLOYMENT_CHANGE over 2 years",
                          "PROJECTED_EMPLOYMENT over 2 years"));
  for (const PolicyProblem& problem : MissingMeasures(*policy))
    EXPECT_THAT(problem.place, HasSubstr("stars."));
  // What is there can leave an occupation too few points, and never enough.
  EXPECT_TRUE(SaysSomething(*policy));
}

TEST_F(NeedsTest, WashingtonLacksTheShorterHorizons) {
  const auto policy = Bound("us-wa");
  const auto missing = Missing(*policy);
  EXPECT_EQ(missing.count("EMPLOYMENT_CHANGE_PERCENT over 2 years"), 1U);
  EXPECT_EQ(missing.count("EMPLOYMENT_CHANGE_PERCENT over 10 years"), 0U);
  EXPECT_TRUE(SaysSomething(*policy));
}

TEST_F(NeedsTest, OhioLacksNothing) {
  EXPECT_THAT(Missing(*Bound("us-oh")), IsEmpty());
}

}  // namespace
}  // namespace plumbline::alignment
