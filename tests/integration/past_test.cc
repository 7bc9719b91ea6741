// Reads that take a time answer what they answered then, whatever was published
// and written since.

#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cpp/alignment/alignment_client.h"
#include "clients/cpp/call/channel.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "tests/integration/house.h"

namespace plumbline::integration {
namespace {

using alignment_client::AlignmentClient;
using ::plumbline::testing::HasReason;
using ::testing::SizeIs;

constexpr char kNewest[] = "sources/oews/releases/2024-05";
constexpr char kProgram[] = "providers/ny-lakeshore-boces/programs/emt";

// What the methods answer that read an edition, programs or runs, as bytes.
struct Answers {
  std::string matches;
  std::string link;
  std::string audit;
  std::string supply;
  std::string simulation;
  std::string draft;
  std::string run;
};

template <typename Message>
absl::Status Put(const absl::StatusOr<Message>& answer, std::string* bytes) {
  PLUMBLINE_RETURN_IF_ERROR(answer.status());
  *bytes = answer->ShortDebugString();
  return absl::OkStatus();
}

absl::StatusOr<Answers> Ask(AlignmentClient& client) {
  Answers answers;
  alignment::v1::MatchProgramRequest match;
  match.set_name(kProgram);
  match.set_explain(true);
  PLUMBLINE_RETURN_IF_ERROR(Put(client.MatchProgram(match), &answers.matches));
  alignment::v1::ExplainLinkRequest link;
  link.set_name(kProgram);
  link.set_occupation("29-2042");
  PLUMBLINE_RETURN_IF_ERROR(Put(client.ExplainLink(link), &answers.link));
  alignment::v1::AuditSequenceRequest audit;
  audit.set_name(kProgram);
  PLUMBLINE_RETURN_IF_ERROR(Put(client.AuditSequence(audit), &answers.audit));
  alignment::v1::CompareSupplyAndDemandRequest supply;
  supply.set_region("regions/us");
  PLUMBLINE_RETURN_IF_ERROR(
      Put(client.CompareSupplyAndDemand(supply), &answers.supply));
  alignment::v1::SimulatePolicyRequest simulate;
  simulate.set_baseline("policies/us-sd");
  simulate.set_candidate_name("policies/us-or");
  simulate.add_regions("regions/us");
  PLUMBLINE_RETURN_IF_ERROR(
      Put(client.SimulatePolicy(simulate), &answers.simulation));
  alignment::v1::EvaluateProgramRequest draft;
  draft.mutable_program()->set_cip("51.0904");
  draft.set_policy("policies/us-sd");
  draft.set_region("regions/us");
  PLUMBLINE_RETURN_IF_ERROR(Put(client.EvaluateProgram(draft), &answers.draft));
  PLUMBLINE_RETURN_IF_ERROR(Put(client.GetRun("runs/latest"), &answers.run));
  return answers;
}

// A later release, another revision of the program, and a run over both.
absl::Status ChangeEverything(House& house) {
  PLUMBLINE_RETURN_IF_ERROR(house.ImportReleases(
      SamplesDir(),
      [](const std::string& release) { return release == kNewest; }));
  PLUMBLINE_ASSIGN_OR_RETURN(auto program,
                             house.catalog().GetProgram(kProgram, ""));
  program.set_title("Welding");
  program.set_description("Students weld steel pipes.");
  program.set_completers(program.completers() + 100);
  program.clear_courses();
  PLUMBLINE_RETURN_IF_ERROR(
      house.catalog()
          .UpdateProgram(program,
                         {"title", "description", "completers", "courses"})
          .status());
  PLUMBLINE_RETURN_IF_ERROR(house.Publish().status());
  return house.Score({"regions/us"}).status();
}

std::unique_ptr<AlignmentClient> ClientAt(House& house, absl::Time time) {
  return alignment_client::MakeAlignmentClient(
      client_call::ChannelTo(house.processes()[0].address()), {.as_of = time});
}

TEST(PastTest, EveryReadAnswersAsItDidThen) {
  const testing::TempDir directory;
  const absl::Time before = absl::Now();
  ASSERT_OK_AND_ASSIGN(House house,
                       House::AsOne(PLUMBLINE_BIN, directory.path()));
  ASSERT_OK(house.ImportReleases(SamplesDir(), kNewest));
  ASSERT_OK(house.ImportPrograms(SamplesDir() / "programs"));
  ASSERT_OK(house.Publish());
  ASSERT_OK(house.Score({"regions/us"}));
  ASSERT_OK_AND_ASSIGN(const Answers then, Ask(house.alignment()));
  const absl::Time time = absl::Now();

  ASSERT_OK(ChangeEverything(house));
  ASSERT_OK_AND_ASSIGN(const Answers now, Ask(house.alignment()));
  ASSERT_OK_AND_ASSIGN(const Answers past, Ask(*ClientAt(house, time)));
  for (const auto answer :
       {&Answers::matches, &Answers::link, &Answers::audit, &Answers::supply,
        &Answers::simulation, &Answers::draft, &Answers::run}) {
    EXPECT_NE(now.*answer, then.*answer) << "otherwise nothing is tested";
    EXPECT_EQ(past.*answer, then.*answer);
  }
  EXPECT_THAT(*house.alignment().ListRuns(), SizeIs(2));
  EXPECT_THAT(*ClientAt(house, time)->ListRuns(), SizeIs(1));
  EXPECT_THAT(*ClientAt(house, before)->ListRuns(), SizeIs(0));
  EXPECT_THAT(ClientAt(house, before)->GetRun("runs/latest").status(),
              HasReason(base::reason::kRunUnknown));
}

}  // namespace
}  // namespace plumbline::integration
