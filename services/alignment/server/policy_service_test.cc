#include <fstream>

#include "gmock/gmock.h"
#include "services/alignment/server/policy_files.h"
#include "services/alignment/server/testing/service_fixture.h"
#include "services/common/base/error.h"

namespace plumbline::alignment {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::plumbline::testing::TempDir;
using ::testing::_;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class PolicyServiceTest : public ServiceTest {};

TEST_F(PolicyServiceTest, VersionsCountUpAndStay) {
  v1::Policy changed = HighWagePolicy();
  changed.set_borrow(true);
  ASSERT_OK_AND_ASSIGN(
      const v1::Policy second,
      client_->CreatePolicyVersion("policies/us-or", changed, ""));
  EXPECT_EQ(second.name(), "policies/us-or/versions/2");
  ASSERT_OK_AND_ASSIGN(const v1::Policy first,
                       client_->GetPolicy("policies/us-or/versions/1"));
  EXPECT_FALSE(first.borrow());
  ASSERT_OK_AND_ASSIGN(const v1::Policy latest,
                       client_->GetPolicy("policies/us-or/versions/latest"));
  EXPECT_TRUE(latest.borrow());
  ASSERT_OK_AND_ASSIGN(const auto listed, client_->ListPolicies());
  ASSERT_THAT(listed, SizeIs(1));
  EXPECT_EQ(listed[0].name(), "policies/us-or/versions/2");
}

TEST_F(PolicyServiceTest, NamesAndNumbersThatAreNotThereAreSaidSo) {
  EXPECT_THAT(client_->GetPolicy("policies/us-or/versions/0"),
              HasReason(base::reason::kNameInvalid));
  EXPECT_THAT(client_->GetPolicy("us-or"),
              HasReason(base::reason::kNameInvalid));
  EXPECT_THAT(client_->GetPolicy("policies/us-or/versions/9"),
              HasReason(base::reason::kPolicyUnknown));
  EXPECT_THAT(client_->CreatePolicyVersion("us-or", HighWagePolicy(), ""),
              HasReason(base::reason::kNameInvalid));
}

TEST_F(PolicyServiceTest, APolicyWithProblemsIsRefusedAndNotStored) {
  v1::Policy broken = HighWagePolicy();
  broken.mutable_dimensions(0)->mutable_clause()->clear_compare();
  EXPECT_THAT(client_->CreatePolicyVersion("policies/us-md", broken, ""),
              HasReason(base::reason::kPolicyInvalid));
  EXPECT_THAT(client_->GetPolicy("policies/us-md"),
              HasReason(base::reason::kPolicyUnknown));
  ASSERT_OK_AND_ASSIGN(const auto problems,
                       client_->ValidatePolicy(broken, ""));
  EXPECT_FALSE(problems.empty());
  ASSERT_OK_AND_ASSIGN(const auto none,
                       client_->ValidatePolicy(HighWagePolicy(), ""));
  EXPECT_THAT(none, IsEmpty());
}

TEST_F(PolicyServiceTest, ValidatingAgainstAnEditionNamesMissingMeasures) {
  ASSERT_OK_AND_ASSIGN(
      const auto problems,
      client_->ValidatePolicy(NeedsOpeningsPolicy(), "editions/e1"));
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_EQ(problems[0].place(), "demand.openings");
  EXPECT_THAT(problems[0].message(), HasSubstr("ANNUAL_OPENINGS"));
  EXPECT_FALSE(problems[0].advisory());
  EXPECT_THAT(client_->ValidatePolicy(HighWagePolicy(), "editions/none"),
              HasReason(base::reason::kEditionUnknown));
}

// Where wages alone can decide, what the edition lacks is said and no more.
TEST_F(PolicyServiceTest, WhatIsMissingIsAdvisoryWhereTheRestDecides) {
  v1::Policy policy = HighWagePolicy();
  *policy.add_dimensions() = NeedsOpeningsPolicy().dimensions(0);
  policy.set_dimensions_required(1);
  ASSERT_OK_AND_ASSIGN(const auto problems,
                       client_->ValidatePolicy(policy, "editions/e1"));
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_EQ(problems[0].place(), "demand.openings");
  EXPECT_TRUE(problems[0].advisory());
}

TEST_F(PolicyServiceTest, APolicyIsDescribedInSentences) {
  ASSERT_OK_AND_ASSIGN(
      const auto sentences,
      client_->DescribePolicy("policies/us-or/versions/latest"));
  EXPECT_FALSE(sentences.empty());
}

TEST(PolicyFilesTest, ADirectoryOfPoliciesIsReadByName) {
  const TempDir directory;
  std::ofstream(directory.path() / "us-ne.json") << R"({"title": "Nebraska"})";
  std::ofstream(directory.path() / "us-md.json") << R"({"title": "Maryland"})";
  std::ofstream(directory.path() / "README.md") << "not a policy";
  ASSERT_OK_AND_ASSIGN(const auto requests, ReadPolicyFiles(directory.path()));
  ASSERT_THAT(requests, SizeIs(2));
  EXPECT_EQ(requests[0].parent(), "policies/us-md");
  EXPECT_EQ(requests[1].policy().title(), "Nebraska");
}

TEST(PolicyFilesTest, EarlierVersionsComeFirstAndAreCreatedOnce) {
  const TempDir directory;
  for (const char* name :
       {"us-oh.json", "us-oh.2019.json", "us-oh.2017.json", "us-oh-edeps.json"})
    std::ofstream(directory.path() / name)
        << R"({"title": ")" << name << R"("})";
  ASSERT_OK_AND_ASSIGN(const auto requests, ReadPolicyFiles(directory.path()));
  ASSERT_THAT(requests, SizeIs(4));
  EXPECT_EQ(requests[0].parent(), "policies/us-oh-edeps");
  for (size_t i = 1; i < 4; ++i)
    EXPECT_EQ(requests[i].parent(), "policies/us-oh");
  EXPECT_EQ(requests[1].policy().title(), "us-oh.2017.json");
  EXPECT_EQ(requests[3].policy().title(), "us-oh.json");
  EXPECT_THAT(requests[3].request_id(), IsEmpty());
  EXPECT_NE(requests[1].request_id(), requests[2].request_id());
  ASSERT_OK_AND_ASSIGN(const auto again, ReadPolicyFiles(directory.path()));
  EXPECT_EQ(again[1].request_id(), requests[1].request_id());
}

TEST(PolicyFilesTest, AFileThatIsNoPolicyIsNamed) {
  const TempDir directory;
  std::ofstream(directory.path() / "us-ne.json") << R"({"titel": "Nebraska"})";
  EXPECT_THAT(
      ReadPolicyFiles(directory.path()),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("us-ne.json")));
  EXPECT_THAT(ReadPolicyFiles(directory.path() / "none"),
              StatusIs(absl::StatusCode::kNotFound, _));
}

}  // namespace
}  // namespace plumbline::alignment
