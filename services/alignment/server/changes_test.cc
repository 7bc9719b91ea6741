#include <grpcpp/client_context.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "plumbline/alignment/v1/change_service.grpc.pb.h"
#include "services/alignment/server/testing/service_fixture.h"
#include "services/common/base/error.h"

namespace plumbline::alignment {
namespace {

using ::plumbline::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Kind = v1::Difference::Kind;

// "VERDICT ALIGNED>NOT_ALIGNED", "FLAG NOT_HIGH_WAGE >RAISED".
std::string Text(const v1::Difference& difference) {
  std::string text = v1::Difference::Kind_Name(difference.kind());
  if (!difference.about().empty()) text += " " + difference.about();
  return text + " " + difference.before() + ">" + difference.after();
}

// "DATA_RELEASE+CROSSWALK"; sets with "|" between.
std::string Causes(const v1::Difference& difference) {
  std::string text;
  for (const v1::CauseSet& set : difference.cause_sets()) {
    if (!text.empty()) text += "|";
    for (int i = 0; i < set.causes_size(); ++i) {
      text += (i == 0 ? "" : "+") + v1::Cause::Kind_Name(set.causes(i).kind());
    }
  }
  return text;
}

const v1::Difference* Find(const v1::Change& change, Kind kind) {
  for (const v1::Difference& difference : change.differences()) {
    if (difference.kind() == kind) return &difference;
  }
  return nullptr;
}

// Another release of wages and one of links that lead to paramedics no more.
TinyPins WagesAndLinks(int64_t medic) {
  TinyPins pins;
  pins.oews = "2025-05";
  pins.medic = medic;
  pins.cip_soc = "2025";
  pins.to_medics = false;
  return pins;
}

class ChangesTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    labor_.Publish("r1", TinyPins());
    ASSERT_OK(RunAll());
  }

  std::vector<v1::Change> Changes(const v1::ChangeFilter& filter = {},
                                  const std::string& cursor = "") {
    v1::ListChangesRequest request;
    *request.mutable_filter() = filter;
    request.set_cursor(cursor);
    const auto page = client_->ListChanges(request);
    EXPECT_OK(page);
    if (!page.ok()) return {};
    return {page->changes().begin(), page->changes().end()};
  }

  // The only change of a run over another edition or catalog.
  v1::Change TheChange() {
    EXPECT_OK(RunAll());
    const auto changes = Changes();
    EXPECT_THAT(changes, SizeIs(1));
    return changes.empty() ? v1::Change() : changes.back();
  }
};

TEST_F(ChangesTest, TheFirstRunChangesNothing) {
  EXPECT_THAT(Changes(), IsEmpty());
}

TEST_F(ChangesTest, AReleaseThatTurnsAVerdictIsItsCause) {
  TinyPins lower;
  lower.oews = "2025-05";
  lower.medic = 45000;
  labor_.Publish("r2", lower);
  const v1::Change change = TheChange();
  EXPECT_EQ(change.name(), "runs/000002/changes/000001");
  EXPECT_EQ(change.alignment(), kEmt);
  EXPECT_EQ(change.before(), v1::ALIGNED);
  EXPECT_EQ(change.after(), v1::NOT_ALIGNED);
  ASSERT_THAT(change.differences(), SizeIs(3));
  EXPECT_EQ(Text(change.differences(0)), "VERDICT ALIGNED>NOT_ALIGNED");
  EXPECT_EQ(Text(change.differences(1)),
            "DIMENSION HIGH_WAGE ALIGNED>NOT_ALIGNED");
  EXPECT_EQ(Text(change.differences(2)), "FLAG NOT_HIGH_WAGE >RAISED");
  for (const v1::Difference& difference : change.differences()) {
    EXPECT_EQ(Causes(difference), "DATA_RELEASE");
    EXPECT_TRUE(difference.smallest());
    EXPECT_EQ(difference.cause_sets(0).causes(0).before(),
              "sources/oews/releases/2024-05");
    EXPECT_EQ(difference.cause_sets(0).causes(0).after(),
              "sources/oews/releases/2025-05");
  }
  ASSERT_THAT(change.clauses(), SizeIs(1));
  EXPECT_EQ(change.clauses(0).occupation(), "occupations/29-2043");
  EXPECT_EQ(change.clauses(0).before().measured(0).value(), 5841000);
  EXPECT_EQ(change.clauses(0).after().measured(0).value(), 4500000);
  EXPECT_THAT(change.message(), HasSubstr("2025-05 took the place of"));
  EXPECT_THAT(change.message(), HasSubstr("$58,410"));
}

TEST_F(ChangesTest, OfTwoReleasesTheOneThatMattersIsNamed) {
  labor_.Publish("r2", WagesAndLinks(60000));
  ASSERT_OK(RunAll());
  v1::ChangeFilter filter;
  filter.set_program("providers/tx-1/programs/emt");
  const auto changes = Changes(filter);
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_EQ(changes[0].after(), v1::NOT_ALIGNED);
  EXPECT_EQ(Causes(changes[0].differences(0)), "CROSSWALK");
  const v1::Difference* link = Find(changes[0], v1::Difference::LINK);
  ASSERT_NE(link, nullptr);
  EXPECT_EQ(Text(*link), "LINK occupations/29-2043 COUNTS>");
  EXPECT_EQ(Causes(*link), "CROSSWALK");
}

TEST_F(ChangesTest, ReleasesThatOnlyTogetherUndoItAreNamedTogether) {
  labor_.Publish("r2", WagesAndLinks(45000));
  ASSERT_OK(RunAll());
  v1::ChangeFilter filter;
  filter.set_program("providers/tx-1/programs/emt");
  const auto changes = Changes(filter);
  ASSERT_THAT(changes, SizeIs(1));
  // With the old wages no link leads to paramedics, with the old links they
  // earn too little: only both together undo it.
  EXPECT_EQ(Causes(changes[0].differences(0)), "CROSSWALK+DATA_RELEASE");
  EXPECT_TRUE(changes[0].differences(0).smallest());
}

TEST_F(ChangesTest, AnotherPolicyIsTheCauseWhateverElseIsNew) {
  TinyPins newer;
  newer.oews = "2025-05";
  labor_.Publish("r2", newer);
  v1::Policy stricter = HighWagePolicy();
  auto& compare = *stricter.mutable_dimensions(0)->mutable_clause();
  compare.mutable_compare()->mutable_benchmark()->mutable_constant()->set_value(
      9000000);
  ASSERT_OK(client_->CreatePolicyVersion("policies/us-or", stricter, ""));
  ASSERT_OK(RunAll());
  v1::ChangeFilter filter;
  filter.set_program("providers/tx-1/programs/emt");
  const auto changes = Changes(filter);
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_EQ(Causes(changes[0].differences(0)), "POLICY");
  EXPECT_EQ(changes[0].differences(0).cause_sets(0).causes(0).after(),
            "policies/us-or/versions/2");
}

// Causes that labor's silence would have made coarser are not stored.
TEST_F(ChangesTest, ARunWaitsForLaborRatherThanNameCoarserCauses) {
  labor_.Publish("r2", WagesAndLinks(60000));
  EXPECT_CALL(labor_, ComposeSnapshot)
      .WillOnce(::testing::Return(absl::UnavailableError("gone for lunch")))
      .WillRepeatedly(::testing::DoDefault());
  EXPECT_THAT(RunAll(), HasReason(base::reason::kUpstreamUnavailable));
  EXPECT_THAT(Changes(), IsEmpty());
  ASSERT_OK(RunAll());
  EXPECT_EQ(Causes(Changes()[0].differences(0)), "CROSSWALK");
}

TEST_F(ChangesTest, WhatCannotBeComposedIsNamedTogether) {
  labor_.Publish("r2", WagesAndLinks(60000));
  EXPECT_CALL(labor_, ComposeSnapshot)
      .WillRepeatedly(::testing::Return(
          absl::FailedPreconditionError("others need that release")));
  ASSERT_OK(RunAll());
  v1::ChangeFilter filter;
  filter.set_program("providers/tx-1/programs/emt");
  const auto changes = Changes(filter);
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_EQ(Causes(changes[0].differences(0)), "CROSSWALK+DATA_RELEASE");
  EXPECT_FALSE(changes[0].differences(0).smallest());
}

TEST_F(ChangesTest, AProgramThatWasEditedIsItsOwnCause) {
  catalog_.SetPrograms(
      {TinyProgram("tx-1", "emt", "24.0101", ""),
       TinyProgram("tx-1", "emt-tx", "510904", "regions/us-tx"),
       TinyProgram("tx-2", "studies", "24.0101", "")});
  const v1::Change change = TheChange();
  EXPECT_EQ(Causes(change.differences(0)), "PROGRAM");
  EXPECT_NE(change.before_inputs().program_revision(),
            change.after_inputs().program_revision());
}

TEST_F(ChangesTest, ProgramsThatComeAndGoAreChangesOfTheirOwn) {
  catalog_.SetPrograms(
      {TinyProgram("tx-1", "emt", "51.0904", ""),
       TinyProgram("tx-1", "emt-tx", "510904", "regions/us-tx"),
       TinyProgram("tx-3", "new", "51.0904", "")});
  ASSERT_OK(RunAll());
  const auto changes = Changes();
  ASSERT_THAT(changes, SizeIs(2));
  EXPECT_EQ(changes[0].alignment(), kStudies);
  EXPECT_EQ(changes[0].differences(0).kind(), v1::Difference::REMOVED);
  EXPECT_EQ(changes[1].differences(0).kind(), v1::Difference::ADDED);
  EXPECT_EQ(Causes(changes[1].differences(0)), "PROGRAM");
}

TEST_F(ChangesTest, ANewReleaseThatSaysTheSameChangesAndWritesNothing) {
  TinyPins newer;
  newer.oews = "2025-05";
  labor_.Publish("r2", newer);
  ASSERT_OK_AND_ASSIGN(const v1::Run run, RunAll());
  EXPECT_EQ(run.written_count(), 0);
  EXPECT_EQ(run.change_count(), 0);
  ASSERT_OK_AND_ASSIGN(const auto now, client_->GetAlignment(kEmt, ""));
  EXPECT_EQ(now.inputs().edition(), "editions/r2");
  EXPECT_EQ(now.run(), "runs/000001");
  ASSERT_OK_AND_ASSIGN(const auto then,
                       client_->GetAlignment(kEmt, "runs/000001"));
  EXPECT_NE(then.record_sha256(), now.record_sha256());
  // The same after a restart, out of the store alone.
  Start();
  for (int i = 0; i < 1000 && !client_->GetAlignment(kEmt, "").ok(); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  ASSERT_OK_AND_ASSIGN(const auto again, client_->GetAlignment(kEmt, ""));
  EXPECT_EQ(again.SerializeAsString(), now.SerializeAsString());
  EXPECT_OK(client_->ExplainAlignment(kEmt, "runs/000001"));
  EXPECT_OK(client_->ExplainAlignment(kEmt, "runs/000002"));
}

// A policy that waits for three editions.
class GraceTest : public ChangesTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    v1::Policy patient = HighWagePolicy();
    patient.set_flag_after_editions(3);
    ASSERT_OK(client_->CreatePolicyVersion("policies/us-or", patient, ""));
    labor_.Publish("r1", TinyPins());
    ASSERT_OK(RunAll());
  }

  v1::Alignment After(const std::string& release, int64_t medic) {
    TinyPins pins;
    pins.oews = release;
    pins.medic = medic;
    labor_.Publish("of-" + release, pins);
    EXPECT_OK(RunAll());
    const auto alignment = client_->GetAlignment(kEmt, "");
    EXPECT_OK(alignment);
    return alignment.ok() ? *alignment : v1::Alignment();
  }
};

TEST_F(GraceTest, AProgramIsAtRiskUntilEnoughEditionsSaySo) {
  const v1::Alignment first = After("2025-05", 45000);
  EXPECT_EQ(first.verdict(), v1::NOT_ALIGNED);
  EXPECT_EQ(first.grace().counted_verdict(), v1::ALIGNED);
  EXPECT_EQ(first.grace().contrary_editions(), 1);
  EXPECT_EQ(first.flags(first.flags_size() - 1).reason(), v1::AT_RISK);
  EXPECT_THAT(first.grace().message(), HasSubstr("Students"));
  EXPECT_OK(client_->ExplainAlignment(kEmt, ""))
      << "the record is that of what was computed";
  const v1::Alignment second = After("2026-05", 46000);
  EXPECT_EQ(second.grace().contrary_editions(), 2);
  const v1::Alignment third = After("2027-05", 46000);
  EXPECT_FALSE(third.has_grace());
  EXPECT_EQ(third.verdict(), v1::NOT_ALIGNED);
  const auto changes = Changes();
  ASSERT_THAT(changes, SizeIs(3));
  EXPECT_NE(Find(changes[0], v1::Difference::GRACE), nullptr);
  EXPECT_EQ(Find(changes[1], v1::Difference::VERDICT), nullptr);
  EXPECT_EQ(Text(*Find(changes[2], v1::Difference::GRACE)),
            "GRACE counts as ALIGNED, 2 editions in a row said otherwise>");
  EXPECT_EQ(Causes(*Find(changes[2], v1::Difference::GRACE)), "DATA_RELEASE");
}

TEST_F(GraceTest, AWobbleThatGoesAwayLeavesNoTrace) {
  After("2025-05", 45000);
  const v1::Alignment back = After("2026-05", 60000);
  EXPECT_EQ(back.verdict(), v1::ALIGNED);
  EXPECT_FALSE(back.has_grace());
  EXPECT_EQ(back.flags_size(), 0);
}

TEST_F(ChangesTest, CursorsComeBackWhereTheyWere) {
  for (int i = 1; i <= 3; ++i) {
    TinyPins pins;
    pins.oews = "202" + std::to_string(4 + i) + "-05";
    pins.medic = i % 2 == 1 ? 45000 : 60000;
    labor_.Publish("r" + std::to_string(1 + i), pins);
    ASSERT_OK(RunAll());
  }
  v1::ListChangesRequest request;
  request.set_page_size(1);
  std::vector<std::string> seen;
  for (bool more = true; more;) {
    ASSERT_OK_AND_ASSIGN(const auto page, client_->ListChanges(request));
    for (const auto& change : page.changes()) seen.push_back(change.name());
    request.set_cursor(page.cursor());
    more = page.more();
    Start();  // A cursor means the same after a restart.
  }
  EXPECT_THAT(seen, ElementsAre("runs/000002/changes/000001",
                                "runs/000003/changes/000001",
                                "runs/000004/changes/000001"));
  EXPECT_EQ(request.cursor(), "runs/000004");
  request.set_cursor("runs/000005");
  EXPECT_THAT(client_->ListChanges(request),
              HasReason(base::reason::kRunUnknown));
  request.set_cursor("yesterday");
  EXPECT_THAT(client_->ListChanges(request),
              HasReason(base::reason::kNameInvalid));
}

TEST_F(ChangesTest, WatchersSeeEveryChangeOnceAndInOrder) {
  std::vector<std::string> seen;
  std::string cursor;
  std::thread watcher([&] {
    const auto stub = v1::ChangeService::NewStub(server_->InProcessChannel());
    grpc::ClientContext context;
    const auto stream = stub->WatchChanges(&context, {});
    v1::WatchChangesResponse answer;
    while (seen.size() < 3 && stream->Read(&answer)) {
      for (const auto& change : answer.changes()) seen.push_back(change.name());
      cursor = answer.cursor();
    }
    context.TryCancel();
    while (stream->Read(&answer)) {
    }
  });
  for (int i = 1; i <= 3; ++i) {
    TinyPins pins;
    pins.oews = "202" + std::to_string(4 + i) + "-05";
    pins.medic = i % 2 == 1 ? 45000 : 60000;
    labor_.Publish("r" + std::to_string(1 + i), pins);
    EXPECT_OK(RunAll());
  }
  watcher.join();
  EXPECT_THAT(seen, ElementsAre("runs/000002/changes/000001",
                                "runs/000003/changes/000001",
                                "runs/000004/changes/000001"));
  EXPECT_EQ(cursor, "runs/000004");
}

// More than the queue of calls holds: the rest looks a little later.
TEST_F(ChangesTest, ManyWatchersAllHearOfARun) {
  const auto stub = v1::ChangeService::NewStub(server_->InProcessChannel());
  struct Watcher {
    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReader<v1::WatchChangesResponse>> stream;
  };
  std::vector<Watcher> watchers(400);
  for (Watcher& watcher : watchers)
    watcher.stream = stub->WatchChanges(&watcher.context, {});
  v1::WatchChangesResponse answer;
  for (Watcher& watcher : watchers) ASSERT_TRUE(watcher.stream->Read(&answer));
  TinyPins pins;
  pins.oews = "2025-05";
  pins.medic = 45000;
  labor_.Publish("r2", pins);
  ASSERT_OK(RunAll());
  for (Watcher& watcher : watchers) {
    ASSERT_TRUE(watcher.stream->Read(&answer));
    EXPECT_THAT(answer.changes(), SizeIs(1));
    EXPECT_EQ(answer.cursor(), "runs/000002");
  }
  for (Watcher& watcher : watchers) watcher.context.TryCancel();
}

TEST_F(ChangesTest, StoppingEndsTheStreamsAndSaysToComeBack) {
  grpc::ClientContext context;
  const auto stub = v1::ChangeService::NewStub(server_->InProcessChannel());
  const auto stream = stub->WatchChanges(&context, {});
  v1::WatchChangesResponse answer;
  ASSERT_TRUE(stream->Read(&answer)) << "caught up with what is there";
  EXPECT_EQ(answer.cursor(), "runs/000001");
  wiring_->Stop();
  EXPECT_FALSE(stream->Read(&answer));
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(ChangesTest, AFilterThatIsNoneIsRefusedOnTheStreamToo) {
  grpc::ClientContext context;
  const auto stub = v1::ChangeService::NewStub(server_->InProcessChannel());
  v1::WatchChangesRequest request;
  request.mutable_filter()->set_provider("Texas");
  const auto stream = stub->WatchChanges(&context, request);
  v1::WatchChangesResponse answer;
  EXPECT_FALSE(stream->Read(&answer));
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(ChangesTest, RunsThatLieApartAreComparedWithoutWhatLiesBetween) {
  TinyPins pins;
  pins.oews = "2025-05";
  pins.medic = 45000;
  labor_.Publish("r2", pins);
  ASSERT_OK(RunAll());
  pins.oews = "2026-05";
  pins.medic = 60000;
  labor_.Publish("r3", pins);
  ASSERT_OK(RunAll());
  v1::CompareRunsRequest request;
  request.set_before("runs/000001");
  request.set_after("runs/000003");
  ASSERT_OK_AND_ASSIGN(const auto there_and_back,
                       client_->CompareRuns(request));
  EXPECT_EQ(there_and_back.change_count(), 0);
  request.set_after("runs/000002");
  ASSERT_OK_AND_ASSIGN(const auto there, client_->CompareRuns(request));
  EXPECT_EQ(there.change_count(), 1);
  EXPECT_EQ(Causes(there.changes(0).differences(0)), "DATA_RELEASE");
  request.set_before("runs/000003");
  EXPECT_THAT(client_->CompareRuns(request),
              HasReason(base::reason::kArgumentInvalid));
}

}  // namespace
}  // namespace plumbline::alignment
