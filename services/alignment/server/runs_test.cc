#include <grpcpp/client_context.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "gmock/gmock.h"
#include "plumbline/alignment/v1/alignment_service.grpc.pb.h"
#include "services/alignment/server/testing/service_fixture.h"
#include "services/common/base/error.h"
#include "services/common/base/timestamp.h"
#include "services/common/storage/sqlite_connection.h"

namespace plumbline::alignment {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::testing::_;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class RunsTest : public ServiceTest {
 protected:
  std::string Explained(const std::string& name, const std::string& run) {
    const auto record = client_->ExplainAlignment(name, run);
    EXPECT_OK(record);
    return record.ok() ? record->SerializeAsString() : std::string();
  }

  // Waits until the service has loaded its run.
  void AwaitRestored() {
    for (int i = 0; i < 1000; ++i) {
      if (client_->GetAlignment(kEmt, "").ok()) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    FAIL() << "the published run was never loaded";
  }

  // Starts the service anew after this was done to its database.
  void Damage(absl::string_view sql) {
    Stop();
    {
      ASSERT_OK_AND_ASSIGN(const auto connection,
                           storage::SqliteConnection::Open(
                               (directory_.path() / "alignment.db").string()));
      ASSERT_OK(connection->Execute(sql));
    }
    Start();
    AwaitRestored();
  }
};

TEST_F(RunsTest, TheSameInputsAgainChangeNothing) {
  ASSERT_OK_AND_ASSIGN(const v1::Run first, RunAll());
  ASSERT_OK_AND_ASSIGN(const v1::Run second, RunAll());
  EXPECT_EQ(second.name(), "runs/000002");
  EXPECT_EQ(second.written_count(), 0);
  EXPECT_EQ(second.verdicts_sha256(), first.verdicts_sha256());
  ASSERT_OK_AND_ASSIGN(const v1::Alignment emt,
                       client_->GetAlignment(kEmt, ""));
  EXPECT_EQ(emt.run(), "runs/000001") << "the run that first said so";
}

TEST_F(RunsTest, AnOldRunAnswersAsBeforeAfterNewRuns) {
  ASSERT_OK(RunAll());
  const std::string before = Explained(kEmt, "");
  ASSERT_OK_AND_ASSIGN(const v1::Alignment answer,
                       client_->GetAlignment(kEmt, ""));
  labor_.Publish(TinyEdition("e2", 45000));
  ASSERT_OK_AND_ASSIGN(const v1::Run second, RunAll());
  EXPECT_EQ(second.written_count(), 1) << "the others say what they said";
  labor_.Publish(TinyEdition("e3", 46000));
  ASSERT_OK(RunAll());

  EXPECT_EQ(Explained(kEmt, "runs/000001"), before);
  ASSERT_OK_AND_ASSIGN(const v1::Alignment now,
                       client_->GetAlignment(kEmt, ""));
  EXPECT_EQ(now.verdict(), v1::NOT_ALIGNED);
  EXPECT_EQ(now.inputs().edition(), "editions/e3");

  Start();  // Nothing is in memory any more.
  EXPECT_EQ(Explained(kEmt, "runs/000001"), before);
  ASSERT_OK_AND_ASSIGN(const v1::Alignment old,
                       client_->GetAlignment(kEmt, "runs/000001"));
  EXPECT_EQ(old.SerializeAsString(), answer.SerializeAsString());
  AwaitRestored();
  ASSERT_OK_AND_ASSIGN(const v1::Alignment again,
                       client_->GetAlignment(kEmt, ""));
  EXPECT_EQ(again.SerializeAsString(), now.SerializeAsString());
}

// What is taken over from the run before is what scoring it again would say.
TEST_F(RunsTest, ARunAfterAnEditIsWhatScoringAllWouldSay) {
  ASSERT_OK(RunAll());
  catalog_.SetPrograms(
      {TinyProgram("tx-1", "emt", "24.0101", ""),
       TinyProgram("tx-1", "emt-tx", "510904", "regions/us-tx"),
       TinyProgram("tx-2", "studies", "24.0101", "")});
  ASSERT_OK_AND_ASSIGN(const v1::Run edited, RunAll());
  EXPECT_EQ(edited.written_count(), 1);
  ASSERT_OK_AND_ASSIGN(const auto all, client_->ReplayRun(edited.name()));
  EXPECT_TRUE(all.same());
  EXPECT_EQ(all.verdict_count(), 3);
}

TEST_F(RunsTest, AFlagRemembersTheRunThatFirstRaisedIt) {
  labor_.Publish(TinyEdition("e2", 45000));
  ASSERT_OK(RunAll());
  labor_.Publish(TinyEdition("e3", 46000));
  ASSERT_OK(RunAll());
  ASSERT_OK_AND_ASSIGN(const v1::Alignment emt,
                       client_->GetAlignment(kEmt, ""));
  EXPECT_EQ(emt.run(), "runs/000001") << "nothing else was said since";
  EXPECT_EQ(emt.inputs().edition(), "editions/e3");
  ASSERT_FALSE(emt.flags().empty());
  EXPECT_EQ(emt.flags(0).since_run(), "runs/000001");
}

TEST_F(RunsTest, AProgramThatVanishedIsGoneFromThenOn) {
  ASSERT_OK(RunAll());
  catalog_.SetPrograms({TinyProgram("tx-1", "emt", "51.0904", "")});
  ASSERT_OK_AND_ASSIGN(const v1::Run run, RunAll());
  EXPECT_EQ(run.program_count(), 1);
  EXPECT_EQ(run.written_count(), 2) << "two programs are gone";
  EXPECT_THAT(client_->GetAlignment(kStudies, ""),
              HasReason(base::reason::kProgramUnknown));
  EXPECT_OK(client_->GetAlignment(kStudies, "runs/000001"));
  EXPECT_OK(client_->GetAlignment(kEmt, ""));
}

TEST_F(RunsTest, ARunOfOneProviderLeavesTheOthersAsTheyWere) {
  ASSERT_OK(RunAll());
  catalog_.SetPrograms({TinyProgram("tx-1", "new", "51.0904", "")});
  v1::Run asked;
  asked.set_provider("providers/tx-1");
  asked.add_regions("regions/us");
  ASSERT_OK_AND_ASSIGN(const v1::Run run, client_->CreateRun(asked, ""));
  // `emt` in us is gone and `new` is there; `emt-tx` in us-tx is out of scope.
  EXPECT_EQ(run.written_count(), 2);
  EXPECT_OK(client_->GetAlignment(kStudies, ""));
  EXPECT_OK(client_->GetAlignment(kEmtTexas, ""));
  EXPECT_THAT(client_->GetAlignment(kEmt, ""),
              StatusIs(absl::StatusCode::kNotFound, _));
}

TEST_F(RunsTest, ARepeatedRequestIsTheSameRun) {
  const std::string id = "6f1d8f6a-8c3e-4c0e-9d07-1f7b8a4f5a01";
  ASSERT_OK_AND_ASSIGN(const v1::Run first, client_->CreateRun({}, id));
  ASSERT_OK_AND_ASSIGN(const v1::Run repeated, client_->CreateRun({}, id));
  EXPECT_EQ(repeated.SerializeAsString(), first.SerializeAsString());
  v1::Run other;
  other.set_provider("providers/tx-1");
  EXPECT_THAT(client_->CreateRun(other, id),
              HasReason(base::reason::kRequestIdReused));
  ASSERT_OK_AND_ASSIGN(const auto runs, client_->ListRuns());
  EXPECT_THAT(runs, SizeIs(1));
}

TEST_F(RunsTest, APolicyWithoutItsFiguresStopsTheRunAndNamesThem) {
  ASSERT_OK(client_->CreatePolicyVersion("policies/us-zz",
                                         NeedsOpeningsPolicy(), ""));
  const auto run = RunAll();
  EXPECT_THAT(run, HasReason(base::reason::kPolicyNeedsData));
  EXPECT_THAT(run, StatusIs(absl::StatusCode::kFailedPrecondition,
                            AllOf(HasSubstr("demand.openings"),
                                  HasSubstr("ANNUAL_OPENINGS"))));
  v1::Run asked;
  asked.add_policies("policies/us-or");
  EXPECT_OK(client_->CreateRun(asked, ""));
}

TEST_F(RunsTest, WhatARunNamesHasToBeThere) {
  v1::Run asked;
  asked.set_edition("editions/none");
  EXPECT_THAT(client_->CreateRun(asked, ""),
              HasReason(base::reason::kEditionUnknown));
  asked.set_edition("editions/e1");
  asked.add_policies("policies/none");
  EXPECT_THAT(client_->CreateRun(asked, ""),
              HasReason(base::reason::kPolicyUnknown));
  asked.set_policies(0, "policies/us-or/versions/1");
  asked.add_policies("policies/us-or/versions/latest");
  EXPECT_THAT(client_->CreateRun(asked, ""),
              HasReason(base::reason::kArgumentInvalid));
  asked.mutable_policies()->RemoveLast();
  asked.add_regions("regions/us-zz");
  EXPECT_THAT(client_->CreateRun(asked, ""),
              HasReason(base::reason::kRegionUnknown));
  asked.set_regions(0, "Texas");
  EXPECT_THAT(client_->CreateRun(asked, ""),
              HasReason(base::reason::kNameInvalid));
  labor_.SetDown(true);
  EXPECT_THAT(RunAll(), HasReason(base::reason::kUpstreamUnavailable));
}

TEST_F(RunsTest, PagesStayOnTheirRunWhileAnotherIsPublished) {
  ASSERT_OK(RunAll());
  const auto stub = v1::AlignmentService::NewStub(server_->InProcessChannel());
  v1::ListAlignmentsRequest request;
  request.set_parent("providers/-");
  request.set_page_size(1);
  std::vector<std::string> seen;
  do {
    grpc::ClientContext context;
    v1::ListAlignmentsResponse page;
    ASSERT_TRUE(stub->ListAlignments(&context, request, &page).ok());
    ASSERT_THAT(page.alignments(), SizeIs(1));
    EXPECT_EQ(page.run(), "runs/000001");
    EXPECT_EQ(page.alignments(0).inputs().edition(), "editions/e1");
    seen.push_back(page.alignments(0).name());
    request.set_page_token(page.next_page_token());
    labor_.Publish(TinyEdition("e" + std::to_string(seen.size() + 1), 45000));
    catalog_.SetPrograms({});
    ASSERT_OK(RunAll());
  } while (!request.page_token().empty());
  EXPECT_THAT(seen, ElementsAre(kEmtTexas, kEmt, kStudies));
}

TEST_F(RunsTest, ReadersSeeOneRunEachWhileRunsArePublished) {
  ASSERT_OK(RunAll());
  std::atomic<bool> done = false;
  std::atomic<int> reads = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      while (!done) {
        const auto batch = client_->BatchGetAlignments({kEmt, kStudies}, "");
        ASSERT_OK(batch);
        ASSERT_EQ(batch->alignments_size(), 2);
        // Each run has an edition of its own, so a torn answer would show.
        const auto& first = batch->alignments(0);
        const auto& second = batch->alignments(1);
        EXPECT_EQ(first.inputs().edition(), second.inputs().edition());
        int64_t run = 0;
        ASSERT_TRUE(absl::SimpleAtoi(batch->run().substr(5), &run));
        EXPECT_EQ(first.inputs().edition(), "editions/e" + std::to_string(run));
        ++reads;
      }
    });
  }
  for (int i = 2; i <= 8; ++i) {
    labor_.Publish(TinyEdition("e" + std::to_string(i), 45000 + 1000 * i));
    EXPECT_OK(RunAll());
    const int before = reads;
    while (reads == before) std::this_thread::yield();
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
}

TEST_F(RunsTest, WithoutLaborTheServiceWaitsAndThenAnswers) {
  ASSERT_OK(RunAll());
  labor_.SetDown(true);
  Start();
  EXPECT_THAT(client_->GetAlignment(kEmt, ""),
              HasReason(base::reason::kUpstreamUnavailable));
  EXPECT_OK(client_->GetRun("runs/latest")) << "the store still answers";
  labor_.SetDown(false);
  AwaitRestored();
  EXPECT_OK(client_->GetAlignment(kEmt, ""));
}

TEST_F(RunsTest, AnEditionIsDownloadedOnce) {
  ASSERT_OK(RunAll());
  ASSERT_OK(RunAll());
  EXPECT_EQ(labor_.downloads(), 1);
}

TEST_F(RunsTest, ARecordWithAnotherDigestIsDataLoss) {
  ASSERT_OK(RunAll());
  ASSERT_NO_FATAL_FAILURE(
      Damage("UPDATE run_records SET content = zeroblob(96)"));
  EXPECT_THAT(client_->ExplainAlignment(kEmt, ""),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr(kEmt)));
}

TEST_F(RunsTest, ARunIsReplayedToTheByteAfterAnyNumberOfLaterOnes) {
  ASSERT_OK_AND_ASSIGN(const v1::Run first, RunAll());
  labor_.Publish(TinyEdition("e2", 45000));
  ASSERT_OK(client_->CreatePolicyVersion("policies/us-or",
                                         NeedsOpeningsPolicy(), ""));
  v1::Run asked;
  asked.set_provider("providers/tx-1");
  asked.add_policies("policies/us-or/versions/1");
  ASSERT_OK(client_->CreateRun(asked, ""));
  catalog_.SetPrograms({});
  Start();  // Nothing is in memory any more.
  ASSERT_OK_AND_ASSIGN(const auto replayed, client_->ReplayRun("runs/000001"));
  EXPECT_TRUE(replayed.same());
  EXPECT_EQ(replayed.verdicts_sha256(), first.verdicts_sha256());
  EXPECT_EQ(replayed.verdict_count(), first.verdict_count());
  ASSERT_OK_AND_ASSIGN(const auto partly, client_->ReplayRun("runs/000002"));
  EXPECT_TRUE(partly.same()) << "what the run did not reach is not its own";
  EXPECT_EQ(partly.verdict_count(), 2);
  EXPECT_THAT(client_->ReplayRun("runs/000003"),
              HasReason(base::reason::kRunUnknown));
}

TEST_F(RunsTest, AReplayNamesWhatIsNotWhatWasStored) {
  ASSERT_OK(RunAll());
  ASSERT_NO_FATAL_FAILURE(
      Damage("UPDATE verdicts SET verdict = 3 WHERE "
             "program LIKE '%/studies'"));
  ASSERT_OK_AND_ASSIGN(const auto replayed, client_->ReplayRun("runs/latest"));
  EXPECT_FALSE(replayed.same());
  ASSERT_EQ(replayed.difference_count(), 1);
  EXPECT_EQ(replayed.differences(0).alignment(), kStudies);
  EXPECT_EQ(replayed.differences(0).stored(), v1::INDETERMINATE);
  EXPECT_EQ(replayed.differences(0).replayed(), v1::UNRATED);
}

TEST_F(RunsTest, AnAnswerIsPinnedToATimeAnEditionOrAPolicyVersion) {
  ASSERT_OK(RunAll());
  labor_.Publish(TinyEdition("e2", 45000));
  ASSERT_OK(RunAll());
  v1::GetAlignmentRequest request;
  request.set_name(kEmt);
  ASSERT_OK_AND_ASSIGN(const auto now, client_->GetAlignment(request));
  EXPECT_EQ(now.verdict(), v1::NOT_ALIGNED);

  request.mutable_pins()->set_edition("editions/e1");
  ASSERT_OK_AND_ASSIGN(const auto on_first, client_->GetAlignment(request));
  EXPECT_EQ(on_first.verdict(), v1::ALIGNED);
  EXPECT_EQ(on_first.inputs().edition(), "editions/e1");
  EXPECT_EQ(on_first.run(), "") << "no run said so";
  ASSERT_OK_AND_ASSIGN(const auto then,
                       client_->GetAlignment(kEmt, "runs/000001"));
  EXPECT_EQ(on_first.record_sha256(), then.record_sha256());

  v1::Policy stricter = HighWagePolicy();
  stricter.mutable_dimensions(0)
      ->mutable_clause()
      ->mutable_compare()
      ->mutable_benchmark()
      ->mutable_constant()
      ->set_value(9000000);
  ASSERT_OK(client_->CreatePolicyVersion("policies/us-or", stricter, ""));
  request.mutable_pins()->set_policy("policies/us-or/versions/2");
  ASSERT_OK_AND_ASSIGN(const auto under, client_->GetAlignment(request));
  EXPECT_EQ(under.verdict(), v1::NOT_ALIGNED);
  EXPECT_EQ(under.inputs().policy(), "policies/us-or/versions/2");
  v1::ExplainAlignmentRequest explain;
  explain.set_name(kEmt);
  *explain.mutable_pins() = request.pins();
  ASSERT_OK_AND_ASSIGN(const auto record, client_->ExplainAlignment(explain));
  EXPECT_EQ(record.alignment().record_sha256(), under.record_sha256());

  request.mutable_pins()->set_edition("editions/none");
  EXPECT_THAT(client_->GetAlignment(request),
              HasReason(base::reason::kEditionUnknown));
}

TEST_F(RunsTest, AnAnswerAsOfATimeIsThatOfTheRunThatWasServedThen) {
  ASSERT_OK(RunAll());
  now_ += absl::Hours(24);
  labor_.Publish(TinyEdition("e2", 45000));
  ASSERT_OK(RunAll());
  v1::GetAlignmentRequest request;
  request.set_name(kEmt);
  auto& as_of = *request.mutable_pins()->mutable_as_of();
  as_of.set_seconds(absl::ToUnixSeconds(now_ - absl::Seconds(1)));
  ASSERT_OK_AND_ASSIGN(const auto yesterday, client_->GetAlignment(request));
  EXPECT_EQ(yesterday.inputs().edition(), "editions/e1");
  as_of.set_seconds(absl::ToUnixSeconds(now_));
  ASSERT_OK_AND_ASSIGN(const auto today, client_->GetAlignment(request));
  EXPECT_EQ(today.inputs().edition(), "editions/e2");
  as_of.set_seconds(absl::ToUnixSeconds(now_ - absl::Hours(25)));
  EXPECT_THAT(
      client_->GetAlignment(request),
      AllOf(HasReason(base::reason::kRunUnknown),
            StatusIs(absl::StatusCode::kNotFound, HasSubstr("runs/000001"))));
  request.set_run("runs/000001");
  EXPECT_THAT(client_->GetAlignment(request),
              HasReason(base::reason::kArgumentInvalid));
}

TEST_F(RunsTest, APurgeKeepsWhatTheServedRunAnswersWith) {
  retention_.newest = 1;
  Start();
  ASSERT_OK_AND_ASSIGN(const v1::Run first, RunAll());
  v1::Run asked;
  asked.set_provider("providers/tx-1");
  for (int i = 0; i < 2; ++i) {
    labor_.Publish(TinyEdition("e" + std::to_string(i + 2), 45000 - i));
    ASSERT_OK(client_->CreateRun(asked, ""));
  }
  // `studies` was reached last by the first run.
  ASSERT_OK_AND_ASSIGN(const auto would, client_->PurgeRuns(true));
  EXPECT_THAT(would.purged(), ::testing::ElementsAre("runs/000002"));
  EXPECT_EQ(would.kept_count(), 2);
  EXPECT_THAT(would.pinned_editions(),
              ::testing::ElementsAre("editions/e1", "editions/e3"));
  EXPECT_TRUE(client_->ReplayRun("runs/000002")->same());
  ASSERT_OK(client_->PurgeRuns(false));
  Start();
  AwaitRestored();
  for (const char* run : {"runs/000001", "runs/latest"}) {
    ASSERT_OK_AND_ASSIGN(const auto replayed, client_->ReplayRun(run));
    EXPECT_TRUE(replayed.same()) << run;
  }
  EXPECT_OK(client_->GetAlignment(kStudies, ""));

  now_ += absl::Hours(24);
  ASSERT_OK_AND_ASSIGN(const v1::Run last, RunAll());
  EXPECT_GT(first.added_bytes(), last.added_bytes());
  ASSERT_OK_AND_ASSIGN(const auto gone, client_->PurgeRuns(false));
  EXPECT_THAT(gone.purged(),
              ::testing::ElementsAre("runs/000003", "runs/000001"));
  EXPECT_THAT(client_->GetAlignment(kEmt, "runs/000001"),
              AllOf(HasReason(base::reason::kRunPurged),
                    StatusIs(absl::StatusCode::kFailedPrecondition,
                             HasSubstr("keep the newest 1"))));
  v1::GetAlignmentRequest then;
  then.set_name(kEmt);
  base::SetTime(now_ - absl::Hours(1), then.mutable_pins()->mutable_as_of());
  EXPECT_THAT(client_->GetAlignment(then), HasReason(base::reason::kRunPurged));
  EXPECT_THAT(client_->ReplayRun("runs/000001"),
              HasReason(base::reason::kRunPurged));
  ASSERT_OK_AND_ASSIGN(const v1::Run tombstone, client_->GetRun("runs/000001"));
  EXPECT_EQ(tombstone.verdicts_sha256(), first.verdicts_sha256());
  EXPECT_TRUE(client_->ReplayRun("runs/latest")->same());
}

}  // namespace
}  // namespace plumbline::alignment
