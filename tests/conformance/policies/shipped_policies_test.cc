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
#include "services/alignment/api/policies/policy_codec.h"
#include "services/alignment/domain/policy/validate.h"
#include "services/common/testing/files.h"

namespace plumbline::alignment {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::StartsWith;

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

// The id of `us-oh.2017`, an earlier version of us-oh, and of `us-oh`.
std::string PolicyIdOf(const std::string& file) {
  return file.substr(0, file.find('.'));
}

TEST(ShippedPoliciesTest, TheFourteenRuleSetsAreThere) {
  const auto policies = ShippedPolicies();
  for (const char* id : {"us-perkins", "us-ne", "us-or", "us-md", "us-mt",
                         "us-oh", "us-oh-edeps", "us-tn", "us-wa", "us-co",
                         "us-tx", "us-sd", "us-nc", "us-ma"})
    EXPECT_EQ(policies.count(id), 1U) << id;
}

// A server that starts without a database numbers them in this order.
TEST(ShippedPoliciesTest, TheVersionsOfAPolicyCountUp) {
  std::map<std::string, int> counts;
  for (const auto& [file, policy] : ShippedPolicies()) {
    if (file == PolicyIdOf(file)) continue;
    const std::string id = PolicyIdOf(file);
    EXPECT_EQ(policy.name,
              "policies/" + id + "/versions/" + std::to_string(++counts[id]));
  }
  for (const auto& [file, policy] : ShippedPolicies()) {
    if (file != PolicyIdOf(file)) continue;
    EXPECT_EQ(policy.name, "policies/" + file + "/versions/" +
                               std::to_string(counts[file] + 1));
  }
}

// An empty list that were in force would say that nothing is on it.
TEST(ShippedPoliciesTest, AListWithoutEntriesIsAFormThatIsNotInForce) {
  int forms = 0;
  for (const auto& [id, policy] : ShippedPolicies()) {
    for (const OccupationList& list : policy.lists) {
      if (!list.entries.empty()) continue;
      ++forms;
      EXPECT_EQ(list.valid_from, "9999-12-31") << id << " " << list.id;
      EXPECT_THAT(list.title, HasSubstr("to be supplied"));
      EXPECT_EQ(policy.status, Policy::Status::kDraft);
    }
  }
  EXPECT_EQ(forms, 4);
}

TEST(ShippedPoliciesTest, NoneHasProblems) {
  for (const auto& [id, policy] : ShippedPolicies()) {
    for (const PolicyProblem& problem : ValidatePolicy(policy))
      ADD_FAILURE() << id << ", " << problem.place << ": " << problem.message;
  }
}

TEST(ShippedPoliciesTest, EachIsNamedAfterItsFileAndCited) {
  for (const auto& [file, policy] : ShippedPolicies()) {
    const std::string id = PolicyIdOf(file);
    EXPECT_THAT(policy.name, HasSubstr("policies/" + id + "/versions/"));
    EXPECT_THAT("regions/" + id, StartsWith(policy.jurisdiction));
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
  EXPECT_THAT(sentence("us-tx", 1), HasSubstr("first 10"));
}

}  // namespace
}  // namespace plumbline::alignment
