#include <atomic>
#include <thread>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "services/rescoring/api/job_worker.h"
#include "services/rescoring/api/rescoring_handler.h"
#include "services/rescoring/api/rescoring_loop.h"
#include "services/rescoring/api/testing/fake_upstream.h"
#include "services/rescoring/fetch/testing/publisher_stub.h"
#include "services/rescoring/store/sql_rescoring_store.h"

namespace plumbline::rescoring {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using testing::HasReason;
using ::testing::HasSubstr;

constexpr char kServed[] = "sources/onet/releases/30.1";
constexpr char kNew[] = "sources/onet/releases/30.2";
constexpr char kWages[] = "sources/oews/releases/2024-05";

// A clock that tests move; the wall clock and the steady one.
struct Clocks {
  std::atomic<int64_t> wall = 1'750'000'000;
  std::atomic<int64_t> steady = 50'000;

  std::function<absl::Time()> Wall() {
    return [this] { return absl::FromUnixSeconds(wall); };
  }
  void Pass(absl::Duration time) {
    wall += absl::ToInt64Seconds(time);
    steady += absl::ToInt64Seconds(time);
  }
};

Fetcher::Options FetchOptions(Clocks& clocks) {
  Fetcher::Options options;
  options.rules.allow_loopback = true;
  options.back_off.attempts = 1;
  options.now = clocks.Wall();
  options.sleep = [](absl::Duration) {};
  options.random = [] { return 0.0; };
  return options;
}

labor_client::PublishOptions ByHand() {
  labor_client::PublishOptions options;
  options.request_id = "by hand";
  return options;
}

// One process: a store of its own on the shared file, and all that uses it.
struct Process {
  Process(const std::filesystem::path& directory,
          const std::vector<sources::Descriptor>& descriptors, FakeLabor& labor,
          FakeAlignment& alignment, Clocks& clocks)
      : store(*OpenRescoringStore((directory / "rescoring.db").string())),
        fetcher(FetchOptions(clocks)),
        watcher(descriptors, fetcher, *store, labor, clocks.Wall()),
        steps({descriptors,
               fetcher,
               labor,
               alignment,
               directory / "spool",
               {},
               clocks.Wall()}),
        worker(*store, steps,
               {.owner = "test",
                .lease = absl::Minutes(10),
                .back_off = {absl::Minutes(1), absl::Hours(1), 3},
                .now = clocks.Wall(),
                .random = [] { return 0.0; }}),
        loop(*store, watcher, worker,
             {.check_every = absl::Hours(24),
              .now = clocks.Wall(),
              .steady =
                  [&clocks] { return absl::Seconds(clocks.steady.load()); }}),
        queue(1, 4),
        handler({*store, watcher, queue, [] {}, clocks.Wall()}) {}

  v1::Job LastJob() {
    const auto jobs = store->ListJobs(1000, 1);
    return jobs.ok() && !jobs->empty() ? jobs->front().job : v1::Job();
  }
  int Jobs() { return static_cast<int>(store->ListJobs(1000, 100)->size()); }

  std::unique_ptr<RescoringStore> store;
  Fetcher fetcher;
  SourceWatcher watcher;
  JobSteps steps;
  JobWorker worker;
  RescoringLoop loop;
  rpc::WorkQueue queue;
  RescoringHandler handler;
};

class RescoringApiTest : public ::testing::Test {
 protected:
  RescoringApiTest() {
    sources::Descriptor onet;
    onet.source = "onet";
    onet.watch.emplace();
    onet.watch->hosts = {publisher_.host()};
    onet.watch->listing = sources::Listing{publisher_.Url("/page"),
                                           "db_([0-9.]+)\\.zip", "\\1", 1000};
    onet.watch->files.resize(1);
    onet.watch->files[0].url = publisher_.Url("/db_\\1.zip");
    onet.watch->files[0].max_bytes = 1000;
    descriptors_.push_back(onet);
    publisher_.On("/page", [](const PublisherStub::Request&) {
      return PublisherStub::Answer{.body = "db_30.1.zip db_30.2.zip"};
    });
    publisher_.Serve("/db_30.2.zip", "PK\x03\x04new", "\"1\"");
    (void)*labor_.ImportRelease(kServed, {{"db.zip", "old"}}, {});
    (void)*labor_.PublishEdition({kServed}, {}, {});
    alignment::v1::Run run;
    run.set_provider("providers/-");
    run.add_policies("policies/tx/versions/1");
    (void)*alignment_.CreateRun(run, "by hand");
    one_ = Start();
  }

  std::unique_ptr<Process> Start() {
    return std::make_unique<Process>(directory_.path(), descriptors_, labor_,
                                     alignment_, clocks_);
  }
  // Checks, and does all that can be done now.
  v1::SourceCheck CheckAndWork() {
    const auto checks = one_->watcher.Check({});
    EXPECT_OK(checks);
    Work(*one_);
    return checks->at(0);
  }
  static void Work(Process& process) {
    for (;;) {
      const auto worked = process.worker.WorkOnce();
      ASSERT_OK(worked);
      if (!*worked) return;
    }
  }

  testing::TempDir directory_;
  Clocks clocks_;
  PublisherStub publisher_;
  std::vector<sources::Descriptor> descriptors_;
  FakeLabor labor_;
  FakeAlignment alignment_;
  std::unique_ptr<Process> one_;
};

TEST_F(RescoringApiTest, ANewReleaseIsPublishedAndScored) {
  const v1::SourceCheck check = CheckAndWork();
  EXPECT_EQ(check.outcome(), v1::SourceCheck::CHANGED)
      << check.failure_message();
  const v1::Job job = one_->LastJob();
  EXPECT_EQ(job.state(), v1::Job::DONE) << job.DebugString();
  EXPECT_EQ(job.plan().replaced_release(), kServed);
  EXPECT_THAT(labor_.editions.back().releases(), ElementsAre(kNew));
  ASSERT_EQ(alignment_.runs.size(), 2u);
  EXPECT_EQ(alignment_.runs[1].edition(), labor_.editions.back().name());
  EXPECT_THAT(job.runs(), ElementsAre(alignment_.runs[1].name()));
  // Looking again finds nothing, and asks with the version that was seen.
  EXPECT_EQ(CheckAndWork().outcome(), v1::SourceCheck::UNCHANGED);
  EXPECT_EQ(publisher_.requests().back().headers.at("if-none-match"), "\"1\"");
  EXPECT_EQ(one_->Jobs(), 1);
}

TEST_F(RescoringApiTest, ScoresWhatItWasToldInsteadOfTheStandingRuns) {
  v1::Job::Scope scope;
  scope.set_provider("providers/-");
  scope.add_policies("policies/ca");
  scope.add_regions("regions/us");
  const JobSteps steps({descriptors_,
                        one_->fetcher,
                        labor_,
                        alignment_,
                        directory_.path() / "spool",
                        {scope},
                        clocks_.Wall()});
  ASSERT_OK(one_->watcher.Check({}));
  v1::Job job = one_->LastJob();
  while (job.state() == v1::Job::ACTIVE) ASSERT_OK(steps.DoNext(job));
  EXPECT_EQ(job.runs_size(), 1);
  EXPECT_THAT(alignment_.runs.back().policies(), ElementsAre("policies/ca"));
  EXPECT_THAT(alignment_.runs.back().regions(), ElementsAre("regions/us"));
}

TEST_F(RescoringApiTest, WhatWasImportedByHandIsNotFetchedAgain) {
  (void)*labor_.ImportRelease(kNew, {{"by.hand", "x"}}, {});
  EXPECT_EQ(CheckAndWork().outcome(), v1::SourceCheck::UNCHANGED);
  EXPECT_EQ(one_->Jobs(), 0);
  // A correction of it is seen, and is a release of its own.
  publisher_.Serve("/db_30.2.zip", "PK\x03\x04 corrected", "\"2\"");
  EXPECT_EQ(CheckAndWork().outcome(), v1::SourceCheck::CHANGED);
  const v1::Job job = one_->LastJob();
  EXPECT_EQ(job.state(), v1::Job::DONE);
  EXPECT_THAT(job.release(), HasSubstr("releases/30.2-r2"));
  EXPECT_THAT(labor_.editions.back().releases(), ElementsAre(job.release()));
}

TEST_F(RescoringApiTest, OldBytesUnderANewVersionChangeNothing) {
  CheckAndWork();
  publisher_.Serve("/db_30.2.zip", "PK\x03\x04new", "\"moved\"");
  EXPECT_EQ(CheckAndWork().outcome(), v1::SourceCheck::CHANGED);
  EXPECT_THAT(one_->LastJob().note(),
              HasSubstr("pins sources/onet/releases/30.2 or"));
  EXPECT_EQ(one_->LastJob().state(), v1::Job::DONE);
  EXPECT_EQ(labor_.editions.size(), 2u);
  EXPECT_EQ(alignment_.runs.size(), 2u);
}

TEST_F(RescoringApiTest, TwoSchedulersMakeOneJobOneEditionAndOneRun) {
  for (int i = 0; i < 4; ++i) {
    publisher_.Serve("/db_30.2.zip", absl::StrCat("PK\x03\x04", i),
                     absl::StrCat("\"", i, "\""));
    const auto two = Start();
    std::vector<std::thread> threads;
    for (Process* process : {one_.get(), two.get()}) {
      threads.emplace_back([process] {
        EXPECT_OK(process->watcher.Check({}));
        Work(*process);
      });
    }
    for (std::thread& thread : threads) thread.join();
    Work(*one_);
    EXPECT_EQ(one_->Jobs(), i + 1);
    EXPECT_EQ(one_->LastJob().state(), v1::Job::DONE);
    EXPECT_EQ(labor_.editions.size(), static_cast<size_t>(i + 2));
    EXPECT_EQ(alignment_.runs.size(), static_cast<size_t>(i + 2));
  }
}

// One worker is stopped in the middle of a publication; another finishes the
// job meanwhile, and one that came after it.
TEST_F(RescoringApiTest, AWorkerThatSleptThroughItsLeasePublishesNothing) {
  ASSERT_OK(one_->watcher.Check({}));
  const auto two = Start();
  labor_.before_publish = [&] {
    labor_.before_publish = nullptr;
    clocks_.Pass(absl::Hours(1));
    Work(*two);
    EXPECT_EQ(two->LastJob().state(), v1::Job::DONE);
    (void)*labor_.ImportRelease(kWages, {{"wages.xlsx", "w"}}, {});
    (void)*labor_.PublishEdition({kWages, kNew}, {}, ByHand());
  };
  Work(*one_);
  EXPECT_EQ(labor_.editions.size(), 3u);
  EXPECT_THAT(labor_.editions.back().releases(), Contains(kWages));
  EXPECT_EQ(alignment_.runs.size(), 2u);
  EXPECT_EQ(one_->LastJob().runs_size(), 1);
}

TEST_F(RescoringApiTest, PlansAgainWhenAnotherEditionCameInBetween) {
  ASSERT_OK(one_->watcher.Check({}));
  ASSERT_OK_AND_ASSIGN(
      auto lease,
      one_->store->ClaimJob("test", clocks_.Wall()(), absl::InfiniteFuture()));
  v1::Job job = lease->job;
  while (job.step() != v1::Job::PLANNED) ASSERT_OK(one_->steps.DoNext(job));
  (void)*labor_.PublishEdition({kWages, kServed}, {}, ByHand());
  while (job.state() == v1::Job::ACTIVE) ASSERT_OK(one_->steps.DoNext(job));
  EXPECT_THAT(labor_.editions.back().releases(), ElementsAre(kWages, kNew));
  EXPECT_EQ(job.edition(), labor_.editions.back().name());
}

TEST_F(RescoringApiTest, DoesNotScoreAnEditionThatIsNotServedAnyMore) {
  ASSERT_OK(one_->watcher.Check({}));
  ASSERT_OK_AND_ASSIGN(
      auto lease,
      one_->store->ClaimJob("test", clocks_.Wall()(), absl::InfiniteFuture()));
  v1::Job job = lease->job;
  while (job.step() != v1::Job::EDITION_PUBLISHED)
    ASSERT_OK(one_->steps.DoNext(job));
  labor_.editions.push_back(labor_.editions[0]);  // Rolled back.
  while (job.state() == v1::Job::ACTIVE) ASSERT_OK(one_->steps.DoNext(job));
  EXPECT_EQ(job.runs_size(), 0);
  EXPECT_THAT(job.note(), HasSubstr("is served instead"));
}

TEST_F(RescoringApiTest, AFailedStepIsTriedAgainLaterAndThenByHand) {
  labor_.outage = absl::UnavailableError("labor is away");
  CheckAndWork();
  v1::Job job = one_->LastJob();
  EXPECT_EQ(job.state(), v1::Job::ACTIVE);
  EXPECT_EQ(job.step(), v1::Job::FETCHED);
  EXPECT_EQ(job.failed_attempts(), 1);
  EXPECT_EQ(job.failure_message(), "labor is away");
  EXPECT_EQ(job.next_attempt_time().seconds(), clocks_.wall + 30);
  Work(*one_);
  EXPECT_EQ(one_->LastJob().failed_attempts(), 1) << "its time has not come";
  clocks_.Pass(absl::Hours(1));
  Work(*one_);
  clocks_.Pass(absl::Hours(1));
  Work(*one_);
  job = one_->LastJob();
  EXPECT_EQ(job.state(), v1::Job::FAILED);
  labor_.outage = absl::OkStatus();
  v1::RetryJobRequest request;
  request.set_name(job.name());
  ASSERT_OK(one_->handler.RetryJob(request));
  Work(*one_);
  EXPECT_EQ(one_->LastJob().state(), v1::Job::DONE);
  EXPECT_EQ(one_->LastJob().failure_reason(), "");
}

TEST_F(RescoringApiTest, SaysWhatIsWrongWithAPublisher) {
  publisher_.On("/page", [](const PublisherStub::Request&) {
    return PublisherStub::Answer{.body = "<html>Under construction</html>"};
  });
  const v1::SourceCheck check = CheckAndWork();
  EXPECT_EQ(check.outcome(), v1::SourceCheck::FAILED);
  EXPECT_EQ(check.failure_reason(), "SOURCE_NOT_THE_FORMAT");
  EXPECT_EQ(one_->Jobs(), 0);
  EXPECT_THAT(one_->watcher.Check({"sources/soc"}),
              HasReason("SOURCE_NOT_WATCHED"));
  EXPECT_THAT(one_->watcher.Check({"onet"}), HasReason("NAME_INVALID"));
}

TEST_F(RescoringApiTest, ByTheCalendarTakesTheNewestThatIsThereAsAWhole) {
  sources::Watch& watch = *descriptors_[0].watch;
  watch.listing.reset();
  watch.calendar = sources::Calendar{2021, "{year}-05"};
  watch.files.resize(2);
  watch.files[0].url = publisher_.Url("/oesm{yy}nat.zip");
  watch.files[1].url = publisher_.Url("/oesm{yy}st.zip");
  for (auto& file : watch.files) file.max_bytes = 100;
  // The clock shows June 2025; of 2025 only the nation is there.
  publisher_.Serve("/oesm25nat.zip", "PK\x03\x04n25", "\"a\"");
  publisher_.Serve("/oesm24nat.zip", "PK\x03\x04n24", "\"b\"");
  publisher_.Serve("/oesm24st.zip", "PK\x03\x04s24", "\"c\"");
  const v1::SourceCheck check = CheckAndWork();
  EXPECT_EQ(check.outcome(), v1::SourceCheck::CHANGED)
      << check.failure_message();
  EXPECT_EQ(check.release(), "sources/onet/releases/2024-05");
  EXPECT_EQ(one_->LastJob().files_size(), 2);
}

TEST_F(RescoringApiTest, TheSameRequestIsAnsweredTheSame) {
  v1::CheckSourcesRequest check;
  check.set_request_id("5b7e3c52-1111-4222-8333-944455556666");
  ASSERT_OK_AND_ASSIGN(const auto first, one_->handler.CheckSources(check));
  const size_t asked = publisher_.requests().size();
  ASSERT_OK_AND_ASSIGN(const auto second, one_->handler.CheckSources(check));
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
  EXPECT_EQ(publisher_.requests().size(), asked);
  check.add_sources("sources/onet");
  EXPECT_THAT(one_->handler.CheckSources(check),
              HasReason("REQUEST_ID_REUSED"));
  Work(*one_);
  v1::RunScoringRequest score;
  score.set_request_id("6b7e3c52-1111-4222-8333-944455556666");
  ASSERT_OK_AND_ASSIGN(const v1::Job job, one_->handler.RunScoring(score));
  ASSERT_OK_AND_ASSIGN(const v1::Job same, one_->handler.RunScoring(score));
  EXPECT_EQ(job.name(), same.name());
  Work(*one_);
  EXPECT_EQ(one_->LastJob().state(), v1::Job::DONE);
  EXPECT_EQ(alignment_.runs.size(), 3u);
  v1::ListJobsRequest list;
  list.set_page_size(1);
  ASSERT_OK_AND_ASSIGN(auto page, one_->handler.ListJobs(list));
  ASSERT_EQ(page.jobs_size(), 1);
  EXPECT_EQ(page.jobs(0).name(), job.name());
  list.set_page_token(page.next_page_token());
  ASSERT_OK_AND_ASSIGN(page, one_->handler.ListJobs(list));
  ASSERT_EQ(page.jobs_size(), 1);
  EXPECT_EQ(page.jobs(0).release(), kNew);
  EXPECT_EQ(page.next_page_token(), "");
}

// Two processes through 60 days with a wall clock that jumps.
TEST_F(RescoringApiTest, JumpsOfTheClockMakeNoCheckComeTwiceOrLate) {
  auto two = Start();
  int checks = 0;
  int64_t last = clocks_.steady;
  for (int hour = 0; hour < 24 * 60; ++hour) {
    for (Process* process : {one_.get(), two.get()}) {
      ASSERT_OK_AND_ASSIGN(const bool checked, process->loop.CheckIfDue());
      if (!checked) continue;
      if (++checks > 1) {
        EXPECT_GE(clocks_.steady - last, 24 * 3600 - 1);
      }
      last = clocks_.steady;
    }
    EXPECT_LE(clocks_.steady - last, 25 * 3600);
    clocks_.Pass(absl::Hours(1));
    if (hour % 31 == 20) clocks_.wall += 40 * 3600;
    if (hour % 37 == 10) clocks_.wall -= 60 * 3600;
  }
  EXPECT_GE(checks, 58);
  EXPECT_LE(checks, 60);
}

}  // namespace
}  // namespace plumbline::rescoring
