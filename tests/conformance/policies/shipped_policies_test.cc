// Every file of data/policies is a policy that the engine accepts, says who
// wrote it down, and says what of it is not verified.

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "plumbline/alignment/v1/policy.pb.h"
#include "services/alignment/api/policy_codec.h"
#include "services/alignment/domain/policy/validate.h"
#include "services/common/testing/files.h"

namespace plumbline::alignment {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::map<std::string, Policy> ShippedPolicies() {
  std::map<std::string, Policy> policies;
  const std::filesystem::path folder =
      std::filesystem::path(PLUMBLINE_SOURCE_DIR) / "data/policies";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    v1::Policy message;
    const auto status = google::protobuf::util::JsonStringToMessage(
        plumbline::testing::ReadFile(entry.path()), &message);
    EXPECT_TRUE(status.ok()) << entry.path() << ": " << status.ToString();
    policies[entry.path().stem().string()] = PolicyFromProto(message);
  }
  return policies;
}

TEST(ShippedPoliciesTest, TheFiveStatesAreThere) {
  const auto policies = ShippedPolicies();
  for (const char* id : {"us-ne", "us-or", "us-oh", "us-sd", "us-md"})
    EXPECT_EQ(policies.count(id), 1U) << id;
}

TEST(ShippedPoliciesTest, NoneHasProblems) {
  for (const auto& [id, policy] : ShippedPolicies()) {
    for (const PolicyProblem& problem : ValidatePolicy(policy))
      ADD_FAILURE() << id << ", " << problem.place << ": " << problem.message;
  }
}

TEST(ShippedPoliciesTest, EachIsNamedAfterItsFileAndCited) {
  for (const auto& [id, policy] : ShippedPolicies()) {
    EXPECT_THAT(policy.name, HasSubstr("policies/" + id + "/versions/"));
    EXPECT_EQ(policy.jurisdiction, "regions/" + id);
    EXPECT_THAT(policy.citation.address, HasSubstr("https://"));
    EXPECT_FALSE(policy.readings.empty()) << id;
  }
}

TEST(ShippedPoliciesTest, TeachersInCollegesNeverCount) {
  for (const auto& [id, policy] : ShippedPolicies()) {
    EXPECT_THAT(policy.link_rule.excluded_prefixes, Contains("25-1")) << id;
    EXPECT_TRUE(std::any_of(policy.readings.begin(), policy.readings.end(),
                            [](const std::string& reading) {
                              return reading.find("25-1") != std::string::npos;
                            }))
        << id;
  }
}

// Each clause in the words of the definition's authors, as the field knows it.
TEST(ShippedPoliciesTest, TheDescriptionsSayWhatTheDefinitionsSay) {
  const auto policies = ShippedPolicies();
  const auto sentence = [&](const std::string& id, size_t index) {
    return DescribePolicy(policies.at(id)).at(index);
  };
  EXPECT_EQ(sentence("us-sd", 0),
            "An occupation is high-wage when: mean annual wage in the state "
            "above that of all occupations in the state.");
  EXPECT_EQ(sentence("us-sd", 1),
            "An occupation is in demand when: average annual openings in the "
            "state above its mean across the occupations in the state.");
  EXPECT_THAT(sentence("us-ne", 0), HasSubstr("at least 4 of 8: "));
  EXPECT_EQ(sentence("us-ne", 3),
            "An occupation passes when all of these hold.");
  EXPECT_EQ(sentence("us-oh", 0),
            "An occupation is high-wage when: median annual wage in the state "
            "at or above 80 % of that of all occupations in the state.");
  EXPECT_THAT(sentence("us-md", 2), HasSubstr("(over 10 years)"));
  EXPECT_THAT(sentence("us-md", 2), HasSubstr("at or above 7 %"));
  EXPECT_THAT(sentence("us-or", 0), HasSubstr("divided by"));
}

}  // namespace
}  // namespace plumbline::alignment
