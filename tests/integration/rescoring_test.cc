// From a publisher's new file to a published run, with the plug pulled at every
// step.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cpp/call/channel.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/status_macros.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "services/common/testing/zip_builder.h"
#include "services/rescoring/fetch/testing/publisher_stub.h"
#include "tests/integration/cutting_proxy.h"
#include "tests/integration/full_disk.h"
#include "tests/integration/house.h"

namespace plumbline::integration {
namespace {

namespace fs = std::filesystem;
using rescoring::PublisherStub;
using rescoring::v1::Job;
using rescoring::v1::SourceCheck;
using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::Not;

constexpr char kNew[] = "sources/oews/releases/2024-05";
constexpr char kOld[] = "sources/oews/releases/2023-05";
constexpr char kKey[] = "canary-77b1e0";
constexpr absl::Duration kPatience = absl::Seconds(60);

// All that a reader can see.
struct Seen {
  std::string edition;
  std::string snapshot;
  std::string verdicts;
  size_t runs = 0;
  size_t releases = 0;
  size_t editions = 0;

  friend bool operator==(const Seen&, const Seen&) = default;
};

// A house that has everything but the wage survey of May 2024, which its
// publisher has.
class RescoringTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new testing::TempDir();
    auto house = House::AsOne(PLUMBLINE_BIN, directory_->path() / "before");
    ASSERT_OK(house);
    ASSERT_OK(house->ImportReleases(SamplesDir(), kNew));
    ASSERT_OK(house->ImportPrograms(SamplesDir() / "programs"));
    ASSERT_OK(house->Publish());
    ASSERT_OK(house->Score({"regions/us"}));
    ASSERT_OK_AND_ASSIGN(before_, See(*house));
    house->processes()[0].Kill();
    setenv("PLUMBLINE_TEST_KEY", kKey, 1);
  }
  static void TearDownTestSuite() { delete directory_; }

  void SetUp() override {
    const auto page = [](const PublisherStub::Request&) {
      return PublisherStub::Answer{.body =
                                       "<a href=oesm24nat.zip>May 2024</a>"
                                       "<a href=oesm23nat.zip>2023</a>"};
    };
    publisher_.On("/tables.htm", page);
    publisher_.Serve(
        "/oesm24nat.zip",
        testing::BuildZip(
            {{"oesm24nat/national_M2024_dl.xlsx",
              testing::ReadFile(SamplesDir() /
                                "oews/2024/national_M2024_dl.xlsx")},
             {"oesm24nat/field_descriptions.txt", "About the columns"}}),
        "\"may-2024\"");
    fs::create_directories(sources());
    std::ofstream(sources() / "oews.json") << absl::StrCat(
        R"({"source": "oews", "watch": {"hosts": [")", publisher_.host(),
        R"("], "listing": {"url": ")", publisher_.Url("/tables.htm"),
        R"(", "pattern": "oesm([0-9]{2})nat\\.zip", "release": "20\\1-05"},
            "files": [{"url": ")",
        publisher_.Url(R"(/oesm\\1nat.zip)"),
        R"(", "content": "zip", "max_bytes": 4000000,
               "members": "(?:.*/)?[A-Za-z]+_M[0-9]{4}_dl\\.xlsx"}],
            "key": {"environment": "PLUMBLINE_TEST_KEY",
                    "header": "X-API-Key"}}})");
  }

  // A house of its own that has seen nothing new yet.
  fs::path Copy(const std::string& name) {
    const fs::path copy = own_.path() / name;
    fs::copy(directory_->path() / "before", copy, fs::copy_options::recursive);
    return copy;
  }
  fs::path sources() const { return own_.path() / "sources"; }
  absl::StatusOr<House> Start(const fs::path& directory,
                              const std::string& stop_at = "") {
    setenv("PLUMBLINE_STOP_AT", stop_at.c_str(), 1);
    auto house = House::AsOne(
        PLUMBLINE_BIN, directory,
        {"--sources", sources().string(), "--allow-loopback-sources", "--lease",
         "20ms", "--first-retry", "20ms"});
    setenv("PLUMBLINE_STOP_AT", "", 1);
    return house;
  }

  static absl::StatusOr<Seen> See(House& house) {
    Seen seen;
    PLUMBLINE_ASSIGN_OR_RETURN(const auto edition,
                               house.labor().GetEdition("editions/latest"));
    PLUMBLINE_ASSIGN_OR_RETURN(const auto run,
                               house.alignment().GetRun("runs/latest"));
    PLUMBLINE_ASSIGN_OR_RETURN(const auto runs, house.alignment().ListRuns());
    PLUMBLINE_ASSIGN_OR_RETURN(const auto releases,
                               house.labor().ListReleases("sources/-"));
    PLUMBLINE_ASSIGN_OR_RETURN(const auto editions,
                               house.labor().ListEditions());
    return Seen{edition.name(),        edition.snapshot_sha256(),
                run.verdicts_sha256(), runs.size(),
                releases.size(),       editions.size()};
  }

  // The newest job once it has ended; asks the publisher when there is none.
  static absl::StatusOr<Job> AwaitJob(House& house) {
    return AwaitJob(house.rescoring());
  }
  static absl::StatusOr<Job> AwaitJob(
      rescoring_client::RescoringClient& rescoring) {
    const absl::Time end = absl::Now() + kPatience;
    while (absl::Now() < end) {
      PLUMBLINE_ASSIGN_OR_RETURN(const auto jobs, rescoring.ListJobs(1));
      if (jobs.empty()) {
        PLUMBLINE_RETURN_IF_ERROR(rescoring.CheckSources({}, "").status());
      } else if (jobs[0].state() != Job::ACTIVE) {
        return jobs[0];
      }
      absl::SleepFor(absl::Milliseconds(10));
    }
    return absl::DeadlineExceededError("the job did not end");
  }

  // Whether the process dies before `patience` is over.
  static bool Dies(House& house, absl::Duration patience) {
    const absl::Time end = absl::Now() + patience;
    while (absl::Now() < end) {
      if (house.processes()[0].HasEnded()) return true;
      absl::SleepFor(absl::Milliseconds(2));
    }
    return false;
  }

  // What an undisturbed house shows at the end, and how long its job takes.
  Seen Undisturbed() {
    auto house = Start(Copy("calm"));
    EXPECT_OK(house);
    const auto job = AwaitJob(*house);
    EXPECT_OK(job);
    const auto micros = [](const google::protobuf::Timestamp& time) {
      return time.seconds() * 1'000'000 + time.nanos() / 1000;
    };
    calm_ = absl::Microseconds(micros(job->update_time()) -
                               micros(job->create_time()));
    auto seen = See(*house);
    EXPECT_OK(seen);
    return seen.value_or(Seen());
  }

  static testing::TempDir* directory_;
  static Seen before_;
  testing::TempDir own_;
  absl::Duration calm_;
  PublisherStub publisher_;
};

testing::TempDir* RescoringTest::directory_ = nullptr;
Seen RescoringTest::before_;

TEST_F(RescoringTest, ANewFileBecomesAnEditionAndARun) {
  const fs::path state = Copy("state");
  ASSERT_OK_AND_ASSIGN(House house, Start(state));
  ASSERT_OK_AND_ASSIGN(const auto checks,
                       house.rescoring().CheckSources({}, ""));
  ASSERT_EQ(checks.size(), 1u);
  EXPECT_EQ(checks[0].outcome(), SourceCheck::CHANGED)
      << checks[0].failure_message();
  EXPECT_EQ(checks[0].release(), kNew);
  ASSERT_OK_AND_ASSIGN(const Job job, AwaitJob(house));
  EXPECT_EQ(job.state(), Job::DONE) << job.DebugString();
  EXPECT_EQ(job.plan().replaced_release(), kOld);
  ASSERT_OK_AND_ASSIGN(const auto edition,
                       house.labor().GetEdition("editions/latest"));
  EXPECT_EQ(edition.name(), job.edition());
  EXPECT_THAT(edition.releases(), Contains(kNew));
  EXPECT_THAT(edition.releases(), Not(Contains(kOld)));
  ASSERT_EQ(job.runs_size(), 1);
  ASSERT_OK_AND_ASSIGN(const auto run, house.alignment().GetRun("runs/latest"));
  EXPECT_EQ(run.name(), job.runs(0));
  EXPECT_EQ(run.edition(), edition.name());
  EXPECT_GT(run.written_count(), 0);
  // Nothing new after that, and the download is gone.
  ASSERT_OK_AND_ASSIGN(const auto again,
                       house.rescoring().CheckSources({}, ""));
  EXPECT_EQ(again[0].outcome(), SourceCheck::UNCHANGED);
  EXPECT_TRUE(!fs::exists(state / "spool") || fs::is_empty(state / "spool"));
  // The key went to the publisher and stayed out of everything else.
  EXPECT_EQ(publisher_.requests()[0].headers.at("x-api-key"), kKey);
  house.processes()[0].Kill();
  for (const auto& file : fs::recursive_directory_iterator(state)) {
    if (!file.is_regular_file()) continue;
    EXPECT_FALSE(absl::StrContains(testing::ReadFile(file.path()), kKey))
        << file.path();
  }
}

TEST_F(RescoringTest, FilesThatDoNotPassAreQuarantinedAndTheOldAreServed) {
  publisher_.Serve(
      "/oesm24nat.zip",
      testing::BuildZip({{"national_M2024_dl.xlsx", "no workbook"}}),
      "\"bad\"");
  ASSERT_OK_AND_ASSIGN(House house, Start(Copy("state")));
  ASSERT_OK_AND_ASSIGN(const Job job, AwaitJob(house));
  EXPECT_EQ(job.state(), Job::QUARANTINED);
  EXPECT_GT(job.findings_size(), 0);
  ASSERT_OK_AND_ASSIGN(const Seen seen, See(house));
  EXPECT_EQ(seen.edition, before_.edition);
  EXPECT_EQ(seen.verdicts, before_.verdicts);
}

// Dies at each point in turn, and goes on from there in the next life.
TEST_F(RescoringTest, AJobThatDiesAtEveryStepEndsAsIfItHadNot) {
  const Seen expected = Undisturbed();
  const fs::path state = Copy("killed");
  int died = 0;
  for (const char* point :
       {"check.begin",    "check.end",    "fetch.begin",
        "fetch.file",     "fetch.end",    "fetch.recorded",
        "import.begin",   "import.end",   "import.recorded",
        "plan.begin",     "plan.end",     "plan.recorded",
        "publish.begin",  "publish.end",  "publish.recorded",
        "score.begin",    "score.run",    "score.end",
        "score.recorded", "finish.begin", "finish.end",
        "finish.recorded"}) {
    ASSERT_OK_AND_ASSIGN(House house, Start(state, point));
    if (absl::StartsWith(point, "check.")) {
      std::thread asking(
          [&] { (void)house.rescoring().CheckSources({}, "").ok(); });
      died += Dies(house, kPatience);
      house.processes()[0].Kill();
      asking.join();
      continue;
    }
    // The job of the check that died after it was made.
    EXPECT_TRUE(Dies(house, kPatience)) << point;
    ++died;
  }
  EXPECT_EQ(died, 22);
  ASSERT_OK_AND_ASSIGN(House house, Start(state));
  ASSERT_OK_AND_ASSIGN(const Job job, AwaitJob(house));
  EXPECT_EQ(job.state(), Job::DONE);
  ASSERT_OK_AND_ASSIGN(const Seen seen, See(house));
  EXPECT_EQ(seen, expected);
}

// Dies at random moments until it is done. PLUMBLINE_KILLS=500 for more.
TEST_F(RescoringTest, AJobThatDiesAtAnyMomentEndsAsIfItHadNot) {
  const char* asked = std::getenv("PLUMBLINE_KILLS");
  int kills = 18;
  if (asked != nullptr) {
    ASSERT_TRUE(absl::SimpleAtoi(asked, &kills));
  }
  const Seen expected = Undisturbed();
  std::mt19937 random(20261122);
  // Short, so that most kills hit a job that is not done.
  std::uniform_real_distribution<double> pause(0, 0.3);
  int done = 0;
  int hits = 0;
  for (int house_number = 0; done < kills; ++house_number) {
    const fs::path state = Copy(absl::StrCat("killed", house_number));
    for (bool ended = false; !ended;) {
      ASSERT_OK_AND_ASSIGN(House house, Start(state));
      ASSERT_OK_AND_ASSIGN(Seen seen, See(house));
      // Old or new, never in between.
      EXPECT_THAT(seen.edition, AnyOf(before_.edition, expected.edition));
      EXPECT_THAT(seen.verdicts, AnyOf(before_.verdicts, expected.verdicts));
      if (seen.verdicts == expected.verdicts) {
        EXPECT_EQ(seen.edition, expected.edition);
      }
      ASSERT_OK(house.rescoring().CheckSources({}, ""));
      absl::SleepFor(calm_ * pause(random));
      ASSERT_OK_AND_ASSIGN(const auto jobs, house.rescoring().ListJobs(10));
      ASSERT_EQ(jobs.size(), 1u);
      ended = jobs[0].state() != Job::ACTIVE;
      house.processes()[0].Kill();
      ++done;
      hits += !ended;
      if (done >= kills) break;
    }
    ASSERT_OK_AND_ASSIGN(House house, Start(state));
    ASSERT_OK_AND_ASSIGN(const Job job, AwaitJob(house));
    EXPECT_EQ(job.state(), Job::DONE) << job.DebugString();
    ASSERT_OK_AND_ASSIGN(const Seen seen, See(house));
    EXPECT_EQ(seen, expected);
    fs::remove_all(state);
  }
  RecordProperty("kills", done);
  RecordProperty("hits", hits);
  // Otherwise too little was tested.
  EXPECT_GE(hits * 10, done * 7) << hits << " of " << done;
}

// Between rescoring and the services that it calls, every connection is cut
// after some more bytes than the one before.
TEST_F(RescoringTest, AJobWhoseConnectionsAreCutEndsAsIfTheyWereNot) {
  const Seen expected = Undisturbed();
  ASSERT_OK_AND_ASSIGN(House house, Start(Copy("called")));
  const std::vector<size_t> budgets = {30,     300,    1'000,  3'000,
                                       10'000, 40'000, 100'000};
  CuttingProxy proxy(house.processes()[0].address(), budgets);
  ASSERT_OK_AND_ASSIGN(
      ServerProcess rescorer,
      ServerProcess::Start(
          absl::StrCat(PLUMBLINE_BIN, "/rescoring_server"),
          own_.path() / "rescorer",
          {"--labor", proxy.address(), "--alignment", proxy.address(),
           "--sources", sources().string(), "--allow-loopback-sources",
           "--lease", "2s", "--first-retry", "20ms"}));
  const auto client = rescoring_client::MakeRescoringClient(
      client_call::ChannelTo(rescorer.address()));
  ASSERT_OK_AND_ASSIGN(const Job job, AwaitJob(*client));
  EXPECT_EQ(job.state(), Job::DONE) << job.DebugString();
  ASSERT_OK_AND_ASSIGN(const Seen seen, See(house));
  EXPECT_EQ(seen, expected);
  EXPECT_GE(proxy.cuts(), 5) << "otherwise too little was tested";
}

// Every file is as large as it may get when the edition is to be published.
TEST_F(RescoringTest, AJobOnAFullDiskWaitsAndEndsAsIfThereHadBeenRoom) {
  const Seen expected = Undisturbed();
  const fs::path state = Copy("full");
  {
    ASSERT_OK_AND_ASSIGN(House house, Start(state, "publish.begin"));
    (void)AwaitJob(house).ok();
    ASSERT_TRUE(Dies(house, kPatience));
  }
  const auto start = [&] {
    const FullDisk disk(fs::file_size(state / "labor.db-wal"));
    return Start(state);
  };
  ASSERT_OK_AND_ASSIGN(House house, start());
  const absl::Time end = absl::Now() + kPatience;
  std::string failure;
  while (failure.empty() && absl::Now() < end) {
    ASSERT_OK_AND_ASSIGN(const auto jobs, house.rescoring().ListJobs(1));
    ASSERT_EQ(jobs[0].state(), Job::ACTIVE) << jobs[0].DebugString();
    failure = jobs[0].failure_reason();
    absl::SleepFor(absl::Milliseconds(5));
  }
  EXPECT_EQ(failure, "STORAGE_FAILED");
  ASSERT_OK_AND_ASSIGN(Seen seen, See(house));
  EXPECT_EQ(seen.edition, before_.edition);
  EXPECT_EQ(seen.verdicts, before_.verdicts);
  EXPECT_EQ(seen.editions, before_.editions);
  FullDisk::MakeRoomFor(house.processes()[0].pid());
  ASSERT_OK_AND_ASSIGN(const Job job, AwaitJob(house));
  EXPECT_EQ(job.state(), Job::DONE) << job.DebugString();
  ASSERT_OK_AND_ASSIGN(seen, See(house));
  EXPECT_EQ(seen, expected);
}

}  // namespace
}  // namespace plumbline::integration
