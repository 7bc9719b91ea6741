#include "gmock/gmock.h"
#include "services/alignment/server/testing/service_fixture.h"
#include "services/common/base/error.h"

namespace plumbline::alignment {
namespace {

using ::plumbline::testing::HasReason;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class SimulationTest : public ServiceTest {
 protected:
  static v1::SimulatePolicyRequest Against(const std::string& path,
                                           const std::string& value) {
    v1::SimulatePolicyRequest request;
    request.set_baseline("policies/us-or/versions/1");
    v1::ParameterChange& change = *request.add_changes();
    change.set_path(path);
    change.set_value(value);
    return request;
  }
};

constexpr char kShare[] = "wage.median:compare.benchmark.percent_milli";

TEST_F(SimulationTest, AChangedThresholdFlipsWhoItShouldAndStoresNothing) {
  ASSERT_OK(RunAll());
  // Paramedics earn $58,410; twice the median of all occupations is more.
  ASSERT_OK_AND_ASSIGN(const auto response,
                       client_->SimulatePolicy(Against(kShare, "200000")));
  EXPECT_EQ(response.edition(), "editions/e1");
  EXPECT_EQ(response.verdict_count(), 3);
  ASSERT_GE(response.flips_size(), 1);
  EXPECT_EQ(response.flips(0).before(), v1::ALIGNED);
  EXPECT_EQ(response.flips(0).after(), v1::NOT_ALIGNED);
  EXPECT_THAT(response.flips(0).message(), HasSubstr("benchmark"));
  EXPECT_EQ(response.candidate()
                .dimensions(0)
                .clause()
                .compare()
                .benchmark()
                .percent_milli(),
            200000);
  ASSERT_OK_AND_ASSIGN(const auto runs, client_->ListRuns());
  EXPECT_THAT(runs, SizeIs(1));
  ASSERT_OK_AND_ASSIGN(const auto policies, client_->ListPolicies());
  EXPECT_EQ(policies[0].name(), "policies/us-or/versions/1");
}

TEST_F(SimulationTest, WhatFlipsIsWhatARunUnderTheCandidateSays) {
  ASSERT_OK(RunAll());
  ASSERT_OK_AND_ASSIGN(const auto simulated,
                       client_->SimulatePolicy(Against(kShare, "200000")));
  v1::Policy changed = simulated.candidate();
  ASSERT_OK(client_->CreatePolicyVersion("policies/us-or", changed, ""));
  ASSERT_OK(RunAll());
  for (const v1::Flip& flip : simulated.flips()) {
    const std::string name =
        flip.program() + "/alignments/" + flip.region().substr(8) + ".us-or";
    ASSERT_OK_AND_ASSIGN(const auto alignment, client_->GetAlignment(name, ""));
    EXPECT_EQ(alignment.verdict(), flip.after()) << name;
  }
}

TEST_F(SimulationTest, ListsSayWhoEntersAndWhoLeaves) {
  ASSERT_OK(RunAll());
  v1::SimulatePolicyRequest request = Against(kShare, "200000");
  request.add_regions("regions/us");
  ASSERT_OK_AND_ASSIGN(const auto response, client_->SimulatePolicy(request));
  ASSERT_THAT(response.lists(), SizeIs(1));
  const v1::ListChange& list = response.lists(0);
  EXPECT_EQ(list.before_count() - list.left_size() + list.entered_size(),
            list.after_count());
  EXPECT_THAT(list.entered(), IsEmpty());
  EXPECT_GT(list.left_size(), 0);
}

TEST_F(SimulationTest, ItAnswersBeforeTheFirstRun) {
  ASSERT_OK_AND_ASSIGN(const auto response,
                       client_->SimulatePolicy(Against(kShare, "100000")));
  EXPECT_EQ(response.verdict_count(), 3);
  EXPECT_EQ(response.flip_count(), 0);
}

TEST_F(SimulationTest, AChangeThatNamesNothingIsRefused) {
  for (const auto& [path, value] :
       {std::pair{"wage.nowhere:compare.benchmark.percent_milli", "1"},
        std::pair{"wage.median:compare.nothing", "1"},
        std::pair{"wage.median:compare.benchmark.percent_milli", "many"},
        std::pair{"wage.median:compare.benchmark.percent_milli", "1\"}"},
        std::pair{"wage.median:in_list.list", "somewhere"},
        std::pair{"", "1"}}) {
    EXPECT_THAT(client_->SimulatePolicy(Against(path, value)),
                HasReason(base::reason::kArgumentInvalid))
        << path;
  }
  EXPECT_THAT(client_->SimulatePolicy(Against("dimensions_required", "9")),
              HasReason(base::reason::kPolicyInvalid));
}

TEST_F(SimulationTest, TheLinkRuleCanBeChangedToo) {
  ASSERT_OK(RunAll());
  ASSERT_OK_AND_ASSIGN(const auto response, client_->SimulatePolicy(Against(
                                                "link_rule.kind", "ALL")));
  EXPECT_EQ(response.candidate().link_rule().kind(), v1::LinkRule::ALL);
}

}  // namespace
}  // namespace plumbline::alignment
