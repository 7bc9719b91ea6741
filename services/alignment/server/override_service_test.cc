#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "services/alignment/server/testing/service_fixture.h"
#include "services/alignment/store/override_reason.h"
#include "services/common/base/error.h"

namespace plumbline::alignment {
namespace {

using ::plumbline::testing::HasReason;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// The service's clock stands on this day.
constexpr char kToday[] = "2023-11-14";

v1::Override LocalNeed(const std::string& from, const std::string& until) {
  v1::Override content;
  content.set_kind(v1::Override::LOCAL_NEED);
  content.set_decision(v1::Override::TREAT_AS_ALIGNED);
  content.set_program("providers/tx-1/programs/emt");
  content.set_region("regions/us");
  content.set_policy("policies/us-or");
  auto& evidence = *content.add_evidence();
  evidence.set_text("Two ambulance districts cannot fill their shifts.");
  evidence.set_address("Minutes of 2023-03-12, item 7, kept by the board");
  content.set_author("Board of the lower valley");
  content.set_valid_from(from);
  content.set_valid_until(until);
  return content;
}

class OverrideServiceTest : public ServiceTest {
 protected:
  absl::StatusOr<v1::Override> Review(
      const std::string& name, v1::ReviewOverrideRequest::Outcome outcome) {
    v1::ReviewOverrideRequest request;
    request.set_name(name);
    request.set_outcome(outcome);
    request.set_author("State office");
    request.set_comment("The evidence was heard.");
    return client_->ReviewOverride(request);
  }

  absl::StatusOr<v1::Override> Withdraw(const std::string& name) {
    v1::WithdrawOverrideRequest request;
    request.set_name(name);
    request.set_author("Board of the lower valley");
    return client_->WithdrawOverride(request);
  }

  void CreateApproved(const v1::Override& content) {
    ASSERT_OK_AND_ASSIGN(const v1::Override made,
                         client_->CreateOverride(content, ""));
    ASSERT_OK(Review(made.name(), v1::ReviewOverrideRequest::APPROVE));
  }

  v1::Alignment Emt() {
    const auto got = client_->GetAlignment(kEmt, "");
    EXPECT_OK(got);
    return got.value_or(v1::Alignment());
  }

  // The names of the overrides beside the program.
  std::vector<std::string> BesideEmt() {
    std::vector<std::string> names;
    const v1::Alignment emt = Emt();
    for (const auto& shown : emt.overrides()) names.push_back(shown.override());
    return names;
  }

  std::vector<std::string> Listed(const v1::OverrideFilter& filter,
                                  const std::string& day) {
    std::vector<std::string> names;
    const auto listed = client_->ListOverrides(filter, day);
    EXPECT_OK(listed);
    if (!listed.ok()) return names;
    for (const auto& override : *listed) names.push_back(override.name());
    return names;
  }
};

// The differences that the feed has of overrides: "runs/000002 overrides/000001
// >TREAT_AS_ALIGNED".
std::vector<std::string> OverridesInFeed(
    alignment_client::AlignmentClient& client) {
  v1::ListChangesRequest request;
  request.mutable_filter()->add_kinds(v1::Difference::OVERRIDE);
  const auto page = client.ListChanges(request);
  EXPECT_OK(page);
  std::vector<std::string> texts;
  if (!page.ok()) return texts;
  for (const v1::Change& change : page->changes()) {
    for (const v1::Difference& difference : change.differences()) {
      EXPECT_EQ(difference.cause_sets(0).causes(0).kind(), v1::Cause::OVERRIDE);
      texts.push_back(change.name().substr(0, 12) + difference.about() + " " +
                      difference.before() + ">" + difference.after());
    }
  }
  return texts;
}

TEST_F(OverrideServiceTest, TheFeedSaysWhenOneBeganAndEnded) {
  ASSERT_OK(RunAll());
  now_ += absl::Minutes(1);
  CreateApproved(LocalNeed("2023-07-01", "2023-12-01"));
  ASSERT_OK(RunAll());
  const std::string began = "runs/000002/overrides/000001 >TREAT_AS_ALIGNED";
  EXPECT_THAT(OverridesInFeed(*client_), ElementsAre(began));
  ASSERT_OK(RunAll());
  EXPECT_THAT(OverridesInFeed(*client_), ElementsAre(began)) << "once";
  now_ += absl::Hours(24 * 30);  // Its last day was the first of December.
  ASSERT_OK(RunAll());
  EXPECT_THAT(
      OverridesInFeed(*client_),
      ElementsAre(began, "runs/000004/overrides/000001 TREAT_AS_ALIGNED>"));
}

TEST_F(OverrideServiceTest, ItStandsBesideTheVerdictOnceApproved) {
  labor_.Publish(TinyEdition("e2", 45000));
  ASSERT_OK(RunAll());
  const v1::Alignment before = Emt();
  ASSERT_EQ(before.verdict(), v1::NOT_ALIGNED);
  ASSERT_OK_AND_ASSIGN(
      const v1::Override made,
      client_->CreateOverride(LocalNeed("2023-07-01", "2025-07-01"), ""));
  EXPECT_EQ(made.name(), "overrides/000001");
  EXPECT_EQ(made.state(), v1::Override::PROPOSED);
  EXPECT_EQ(made.standing(), v1::Override::NOT_APPROVED);
  EXPECT_EQ(Emt().SerializeAsString(), before.SerializeAsString());

  ASSERT_OK_AND_ASSIGN(const v1::Override approved,
                       Review(made.name(), v1::ReviewOverrideRequest::APPROVE));
  EXPECT_EQ(approved.standing(), v1::Override::IN_FORCE);
  EXPECT_EQ(approved.standing_day(), kToday);
  v1::Alignment after = Emt();
  EXPECT_EQ(after.verdict(), v1::NOT_ALIGNED);
  ASSERT_THAT(after.overrides(), SizeIs(1));
  EXPECT_EQ(after.overrides(0).override(), made.name());
  EXPECT_EQ(after.overrides(0).decision(), v1::Override::TREAT_AS_ALIGNED);
  EXPECT_EQ(after.overrides(0).approved_by(), "State office");
  EXPECT_EQ(after.overrides(0).valid_until(), "2025-07-01");
  // All else, the digest too, is what was computed.
  after.clear_overrides();
  EXPECT_EQ(after.SerializeAsString(), before.SerializeAsString());
}

TEST_F(OverrideServiceTest, EveryWayToAskShowsIt) {
  ASSERT_OK(RunAll());
  CreateApproved(LocalNeed("2023-07-01", "2025-07-01"));
  ASSERT_OK_AND_ASSIGN(const auto listed,
                       client_->ListAlignments("providers/-", {}));
  ASSERT_THAT(listed.alignments, SizeIs(3));
  EXPECT_EQ(listed.alignments[1].name(), kEmt);
  EXPECT_THAT(listed.alignments[0].overrides(), IsEmpty());
  EXPECT_THAT(listed.alignments[1].overrides(), SizeIs(1));
  ASSERT_OK_AND_ASSIGN(const auto batch,
                       client_->BatchGetAlignments({kEmt, kStudies}, ""));
  EXPECT_THAT(batch.alignments(0).overrides(), SizeIs(1));
  EXPECT_THAT(batch.alignments(1).overrides(), IsEmpty());
  ASSERT_OK_AND_ASSIGN(const auto record, client_->ExplainAlignment(kEmt, ""));
  EXPECT_THAT(record.alignment().overrides(), SizeIs(1));
}

TEST_F(OverrideServiceTest, OneOnAnOccupationShowsWhereACountedLinkLeads) {
  ASSERT_OK(RunAll());
  v1::Override content = LocalNeed("2023-07-01", "2025-07-01");
  const v1::Alignment emt = Emt();
  for (const auto& link : emt.links()) {
    content.set_occupation(link.occupation());
    CreateApproved(content);
  }
  ASSERT_THAT(emt.links(), SizeIs(3));
  ASSERT_TRUE(emt.links(0).excluded());
  EXPECT_THAT(BesideEmt(), ElementsAre("overrides/000002", "overrides/000003"));
  ASSERT_OK_AND_ASSIGN(const auto texas, client_->GetAlignment(kEmtTexas, ""));
  EXPECT_THAT(texas.overrides(), IsEmpty());
}

TEST_F(OverrideServiceTest, ItSurvivesRunsAndRestarts) {
  ASSERT_OK(RunAll());
  CreateApproved(LocalNeed("2023-07-01", "2025-07-01"));
  labor_.Publish(TinyEdition("e2", 45000));
  ASSERT_OK(RunAll());
  EXPECT_EQ(Emt().verdict(), v1::NOT_ALIGNED);
  EXPECT_THAT(BesideEmt(), ElementsAre("overrides/000001"));
  Start();
  while (!client_->GetAlignment(kEmt, "").ok()) {
  }
  EXPECT_THAT(BesideEmt(), ElementsAre("overrides/000001"));
}

TEST_F(OverrideServiceTest, ExpiryIsSaidUntilItIsRenewed) {
  ASSERT_OK(RunAll());
  CreateApproved(LocalNeed("2021-07-01", kToday));
  v1::Alignment emt = Emt();
  EXPECT_THAT(emt.overrides(), IsEmpty());
  ASSERT_THAT(emt.override_notes(), SizeIs(1));
  EXPECT_THAT(emt.override_notes(0), AllOf(HasSubstr("overrides/000001"),
                                           HasSubstr("expired on 2023-11-14")));
  ASSERT_OK_AND_ASSIGN(const v1::Override expired,
                       client_->GetOverride("overrides/000001"));
  EXPECT_EQ(expired.standing(), v1::Override::EXPIRED);

  CreateApproved(LocalNeed(kToday, "2025-07-01"));
  emt = Emt();
  EXPECT_THAT(BesideEmt(), ElementsAre("overrides/000002"));
  EXPECT_THAT(emt.override_notes(), IsEmpty());
}

TEST_F(OverrideServiceTest, ARunAskedByNameHasTheOverridesOfItsDay) {
  v1::Run early;
  early.set_day("2023-01-01");
  ASSERT_OK(client_->CreateRun(early, ""));
  CreateApproved(LocalNeed("2022-07-01", "2025-07-01"));
  EXPECT_THAT(BesideEmt(), SizeIs(1));
  // Nobody had approved it on the first of January.
  ASSERT_OK_AND_ASSIGN(const v1::Alignment then,
                       client_->GetAlignment(kEmt, "runs/000001"));
  EXPECT_THAT(then.overrides(), IsEmpty());
}

TEST_F(OverrideServiceTest, TheAuditTrailSaysWhoDidWhatWhen) {
  CreateApproved(LocalNeed("2023-07-01", "2025-07-01"));
  ASSERT_OK_AND_ASSIGN(const v1::Override gone, Withdraw("overrides/000001"));
  EXPECT_EQ(gone.standing(), v1::Override::NOT_APPROVED);
  ASSERT_THAT(gone.audit(), SizeIs(3));
  EXPECT_EQ(gone.audit(0).author(), "Board of the lower valley");
  EXPECT_EQ(gone.audit(0).time().seconds(), 1700000000);
  EXPECT_EQ(gone.audit(1).from(), v1::Override::PROPOSED);
  EXPECT_EQ(gone.audit(1).to(), v1::Override::APPROVED);
  EXPECT_EQ(gone.audit(1).author(), "State office");
  EXPECT_EQ(gone.audit(1).comment(), "The evidence was heard.");
  EXPECT_EQ(gone.audit(2).to(), v1::Override::WITHDRAWN);
}

TEST_F(OverrideServiceTest, WhatIsClosedStaysClosed) {
  ASSERT_OK(client_->CreateOverride(LocalNeed("2023-07-01", "2025-07-01"), ""));
  ASSERT_OK(Review("overrides/000001", v1::ReviewOverrideRequest::REJECT));
  EXPECT_THAT(Review("overrides/000001", v1::ReviewOverrideRequest::APPROVE),
              HasReason(reason::kOverrideClosed));
  EXPECT_THAT(Withdraw("overrides/000001"), HasReason(reason::kOverrideClosed));
  EXPECT_THAT(Withdraw("overrides/000002"),
              HasReason(reason::kOverrideUnknown));
}

TEST_F(OverrideServiceTest, ADecisionOnAnOlderStateIsRefused) {
  ASSERT_OK_AND_ASSIGN(
      const v1::Override made,
      client_->CreateOverride(LocalNeed("2023-07-01", "2025-07-01"), ""));
  ASSERT_OK(Review(made.name(), v1::ReviewOverrideRequest::APPROVE));
  v1::WithdrawOverrideRequest withdraw;
  withdraw.set_name(made.name());
  withdraw.set_author("A");
  withdraw.set_etag(made.etag());
  EXPECT_THAT(client_->WithdrawOverride(withdraw),
              HasReason(base::reason::kEtagMismatch));
}

TEST_F(OverrideServiceTest, ARepeatedRequestIsTheSameRequest) {
  const std::string id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
  const v1::Override content = LocalNeed("2023-07-01", "2025-07-01");
  ASSERT_OK(client_->CreateOverride(content, id));
  ASSERT_OK_AND_ASSIGN(const v1::Override again,
                       client_->CreateOverride(content, id));
  EXPECT_EQ(again.name(), "overrides/000001");
  v1::ReviewOverrideRequest review;
  review.set_name(again.name());
  review.set_outcome(v1::ReviewOverrideRequest::APPROVE);
  review.set_author("State office");
  review.set_request_id("16fd2706-8baf-433b-82eb-8c7fada847da");
  ASSERT_OK(client_->ReviewOverride(review));
  ASSERT_OK_AND_ASSIGN(const v1::Override twice,
                       client_->ReviewOverride(review));
  EXPECT_THAT(twice.audit(), SizeIs(2));
}

TEST_F(OverrideServiceTest, ListsNarrowToAFilterAsOfADay) {
  CreateApproved(LocalNeed("2021-07-01", "2023-07-01"));
  CreateApproved(LocalNeed("2023-07-01", "2025-07-01"));
  v1::Override other = LocalNeed("2023-07-01", "2025-07-01");
  other.set_occupation("occupations/29-2042");
  ASSERT_OK(client_->CreateOverride(other, ""));
  EXPECT_THAT(Listed({}, ""), SizeIs(3));
  v1::OverrideFilter filter;
  filter.add_standings(v1::Override::EXPIRED);
  EXPECT_THAT(Listed(filter, ""), ElementsAre("overrides/000001"));
  EXPECT_THAT(Listed(filter, "2026-01-01"),
              ElementsAre("overrides/000001", "overrides/000002"));
  EXPECT_THAT(Listed(filter, "2020-01-01"), IsEmpty());
  filter.Clear();
  filter.add_states(v1::Override::PROPOSED);
  EXPECT_THAT(Listed(filter, ""), ElementsAre("overrides/000003"));
  filter.Clear();
  filter.set_program("providers/tx-1/programs/emt");
  EXPECT_THAT(Listed(filter, ""), SizeIs(2));
  filter.set_region("regions/us-tx");
  EXPECT_THAT(Listed(filter, ""), IsEmpty());
  EXPECT_THAT(client_->ListOverrides({}, "someday"),
              HasReason(base::reason::kArgumentInvalid));
}

TEST_F(OverrideServiceTest, WhatDoesNotSayWhatItMustIsRefused) {
  v1::Override content = LocalNeed("2023-07-01", "2025-07-01");
  content.set_policy("policies/us-md");
  EXPECT_THAT(client_->CreateOverride(content, ""),
              HasReason(base::reason::kPolicyUnknown));
  content.set_policy("us-or");
  EXPECT_THAT(client_->CreateOverride(content, ""),
              HasReason(base::reason::kNameInvalid));
  content = LocalNeed("2023-07-01", "2025-07-01");
  content.set_occupation("occupations/29-2042.00");
  EXPECT_THAT(client_->CreateOverride(content, ""),
              HasReason(base::reason::kCodeMalformed));
  content = LocalNeed("2023-07-01", "2025-07-01");
  content.clear_evidence();
  EXPECT_THAT(client_->CreateOverride(content, ""),
              HasReason(base::reason::kArgumentInvalid));
  EXPECT_THAT(Listed({}, ""), IsEmpty());
}

}  // namespace
}  // namespace plumbline::alignment
