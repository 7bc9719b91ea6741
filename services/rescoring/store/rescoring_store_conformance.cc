#include "services/rescoring/store/rescoring_store_conformance.h"

#include "gmock/gmock.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::rescoring {
namespace {

using testing::HasReason;

const absl::Time kNow = absl::FromUnixSeconds(1'750'000'000);
const absl::Time kSoon = kNow + absl::Seconds(30);

v1::Job ActiveJob(const std::string& name) {
  v1::Job job;
  job.set_name(name);
  job.set_state(v1::Job::ACTIVE);
  job.set_step(v1::Job::CHECKED);
  return job;
}

}  // namespace

void RescoringStoreConformance::SetUp() {
  open_ = GetParam().make();
  Reopen();
}

void RescoringStoreConformance::Reopen() {
  store_.reset();
  auto opened = open_();
  ASSERT_OK(opened);
  store_ = *std::move(opened);
}

TEST_P(RescoringStoreConformance, AChangeMakesOneJob) {
  EXPECT_THAT(store_->GetJob("jobs/a"), HasReason("JOB_UNKNOWN"));
  ASSERT_OK_AND_ASSIGN(bool added,
                       store_->AddJob(ActiveJob("jobs/a"), {{"u", "e", "m"}}));
  EXPECT_TRUE(added);
  ASSERT_OK_AND_ASSIGN(added,
                       store_->AddJob(ActiveJob("jobs/a"), {{"u", "f", "n"}}));
  EXPECT_FALSE(added);
  Reopen();
  ASSERT_OK_AND_ASSIGN(const auto seen, store_->FindSeen("u"));
  ASSERT_TRUE(seen.has_value());
  EXPECT_EQ(seen->etag, "e");
  ASSERT_OK_AND_ASSIGN(const auto unseen, store_->FindSeen("v"));
  EXPECT_FALSE(unseen.has_value());
  ASSERT_OK_AND_ASSIGN(added, store_->AddJob(ActiveJob("jobs/b"), {}));
  ASSERT_OK_AND_ASSIGN(const auto jobs, store_->ListJobs(100, 10));
  ASSERT_EQ(jobs.size(), 2u);
  EXPECT_EQ(jobs[0].job.name(), "jobs/b");
  ASSERT_OK_AND_ASSIGN(const auto rest, store_->ListJobs(jobs[0].number, 10));
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_EQ(rest[0].job.name(), "jobs/a");
}

TEST_P(RescoringStoreConformance, ADeliveryMovesOnlyFromWhereItWas) {
  ASSERT_OK_AND_ASSIGN(const auto none, store_->FindDelivery("a"));
  EXPECT_FALSE(none.has_value());
  const Delivery first = {"runs/000001", 0, kNow};
  ASSERT_OK_AND_ASSIGN(bool moved,
                       store_->MoveDelivery("a", std::nullopt, first));
  EXPECT_TRUE(moved);
  ASSERT_OK_AND_ASSIGN(
      moved, store_->MoveDelivery("a", std::nullopt, {"runs/000009", 0, kNow}));
  EXPECT_FALSE(moved) << "it is somewhere already";
  const Delivery second = {"runs/000002", 3, kSoon};
  ASSERT_OK_AND_ASSIGN(moved, store_->MoveDelivery("a", first, second));
  EXPECT_TRUE(moved);
  ASSERT_OK_AND_ASSIGN(moved, store_->MoveDelivery("a", first, second));
  EXPECT_FALSE(moved) << "another process was faster";
  Reopen();
  ASSERT_OK_AND_ASSIGN(const auto kept, store_->FindDelivery("a"));
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->cursor, "runs/000002");
  EXPECT_EQ(kept->failures, 3);
  EXPECT_EQ(kept->next_attempt, kSoon);
}

TEST_P(RescoringStoreConformance, OneJobIsWorkedOnAtATime) {
  ASSERT_OK(store_->AddJob(ActiveJob("jobs/a"), {}));
  ASSERT_OK(store_->AddJob(ActiveJob("jobs/b"), {}));
  ASSERT_OK_AND_ASSIGN(auto lease, store_->ClaimJob("one", kNow, kSoon));
  ASSERT_TRUE(lease.has_value());
  EXPECT_EQ(lease->job.name(), "jobs/a");
  ASSERT_OK_AND_ASSIGN(const auto none, store_->ClaimJob("two", kNow, kSoon));
  EXPECT_FALSE(none.has_value());
  lease->job.set_state(v1::Job::DONE);
  ASSERT_OK(store_->ReleaseJob(*lease));
  EXPECT_THAT(store_->RecordJob(*lease), HasReason("LEASE_LOST"));
  ASSERT_OK_AND_ASSIGN(const auto next, store_->ClaimJob("two", kNow, kSoon));
  ASSERT_TRUE(next.has_value());
  EXPECT_EQ(next->job.name(), "jobs/b");
  EXPECT_GT(next->token, lease->token);
}

TEST_P(RescoringStoreConformance, AWorkerThatSleptThroughItsLeaseIsRefused) {
  ASSERT_OK(store_->AddJob(ActiveJob("jobs/a"), {}));
  ASSERT_OK_AND_ASSIGN(auto slept, store_->ClaimJob("one", kNow, kSoon));
  Reopen();
  ASSERT_OK_AND_ASSIGN(
      auto awake, store_->ClaimJob("two", kSoon, kSoon + absl::Minutes(1)));
  ASSERT_TRUE(awake.has_value());
  slept->job.set_step(v1::Job::SCORED);
  EXPECT_THAT(store_->RecordJob(*slept), HasReason("LEASE_LOST"));
  EXPECT_THAT(store_->RenewLease(*slept, kSoon + absl::Hours(1)),
              HasReason("LEASE_LOST"));
  EXPECT_THAT(store_->ReleaseJob(*slept), HasReason("LEASE_LOST"));
  awake->job.set_step(v1::Job::FETCHED);
  ASSERT_OK(store_->RenewLease(*awake, kSoon + absl::Hours(1)));
  ASSERT_OK(store_->RecordJob(*awake));
  ASSERT_OK_AND_ASSIGN(const auto job, store_->GetJob("jobs/a"));
  EXPECT_EQ(job.step(), v1::Job::FETCHED);
}

TEST_P(RescoringStoreConformance, AFailedJobWaitsForItsTimeOrARevival) {
  ASSERT_OK(store_->AddJob(ActiveJob("jobs/a"), {}));
  ASSERT_OK_AND_ASSIGN(auto lease, store_->ClaimJob("one", kNow, kSoon));
  lease->job.mutable_next_attempt_time()->set_seconds(
      absl::ToUnixSeconds(kSoon));
  ASSERT_OK(store_->ReleaseJob(*lease));
  ASSERT_OK_AND_ASSIGN(const auto due, store_->NextJobTime());
  EXPECT_EQ(due, kSoon);
  ASSERT_OK_AND_ASSIGN(const auto none, store_->ClaimJob("one", kNow, kSoon));
  EXPECT_FALSE(none.has_value());
  v1::Job revived = lease->job;
  revived.clear_next_attempt_time();
  ASSERT_OK(store_->ReviveJob(revived));
  ASSERT_OK_AND_ASSIGN(const auto now, store_->ClaimJob("one", kNow, kSoon));
  EXPECT_TRUE(now.has_value());
  EXPECT_THAT(store_->ReviveJob(ActiveJob("jobs/x")), HasReason("JOB_UNKNOWN"));
  lease->token = now->token;
  lease->job.set_state(v1::Job::FAILED);
  ASSERT_OK(store_->ReleaseJob(*lease));
  ASSERT_OK_AND_ASSIGN(const auto never, store_->NextJobTime());
  EXPECT_FALSE(never.has_value());
}

TEST_P(RescoringStoreConformance, ASlotIsTakenOnce) {
  ASSERT_OK_AND_ASSIGN(const auto first, store_->LastCheck());
  EXPECT_EQ(first.time, absl::InfinitePast());
  ASSERT_OK_AND_ASSIGN(const bool mine, store_->TakeCheck(first, kNow));
  EXPECT_TRUE(mine);
  Reopen();
  ASSERT_OK_AND_ASSIGN(const bool again, store_->TakeCheck(first, kSoon));
  EXPECT_FALSE(again);
  ASSERT_OK_AND_ASSIGN(const auto second, store_->LastCheck());
  EXPECT_EQ(second.number, 1);
  EXPECT_EQ(second.time, kNow);
}

TEST_P(RescoringStoreConformance, ChecksAndAnswersAreKept) {
  v1::SourceCheck check;
  check.set_source("sources/onet");
  ASSERT_OK_AND_ASSIGN(const auto named, store_->AddCheck(check));
  EXPECT_EQ(named.name(), "sourceChecks/000001");
  ASSERT_OK(store_->AddCheck(check));
  ASSERT_OK_AND_ASSIGN(const auto checks, store_->ListChecks(100, 1));
  ASSERT_EQ(checks.size(), 1u);
  EXPECT_EQ(checks[0].check.name(), "sourceChecks/000002");
  ASSERT_OK(store_->KeepAnswer({"id", "asked"}, "answer"));
  ASSERT_OK(store_->KeepAnswer({"id", "asked"}, "another"));
  ASSERT_OK_AND_ASSIGN(const auto kept, store_->FindAnswer({"id", "asked"}));
  EXPECT_EQ(kept, "answer");
  EXPECT_THAT(store_->FindAnswer({"id", "asked differently"}),
              HasReason("REQUEST_ID_REUSED"));
  ASSERT_OK_AND_ASSIGN(const auto unnamed, store_->FindAnswer({"", "asked"}));
  EXPECT_FALSE(unnamed.has_value());
  ASSERT_OK(store_->KeepSeen({{"u", "e", ""}}));
  ASSERT_OK(store_->KeepSeen({{"u", "f", ""}}));
  ASSERT_OK_AND_ASSIGN(const auto seen, store_->FindSeen("u"));
  EXPECT_EQ(seen->etag, "f");
}

}  // namespace plumbline::rescoring
