#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "services/alignment/server/testing/service_fixture.h"
#include "services/common/base/error.h"

namespace plumbline::alignment {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::testing::_;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

bool HasFlag(const v1::Alignment& alignment, v1::FlagReason reason) {
  return std::any_of(
      alignment.flags().begin(), alignment.flags().end(),
      [&](const v1::Flag& flag) { return flag.reason() == reason; });
}

class AlignmentServiceTest : public ServiceTest {};

TEST_F(AlignmentServiceTest, NothingIsAnsweredBeforeTheFirstRun) {
  // Restoring an empty store takes a moment of its own.
  while (base::ReasonOf(client_->GetAlignment(kEmt, "").status()) ==
         base::reason::kUpstreamUnavailable) {
  }
  EXPECT_THAT(client_->GetAlignment(kEmt, ""),
              HasReason(base::reason::kNothingPublished));
  EXPECT_THAT(client_->GetRun("runs/latest"),
              HasReason(base::reason::kRunUnknown));
}

TEST_F(AlignmentServiceTest, ARunScoresEveryProgramInItsOwnRegion) {
  ASSERT_OK_AND_ASSIGN(const v1::Run run, RunAll());
  EXPECT_EQ(run.name(), "runs/000001");
  EXPECT_EQ(run.edition(), "editions/e1");
  EXPECT_THAT(run.policies(), ElementsAre("policies/us-or/versions/1"));
  EXPECT_EQ(run.program_count(), 3);
  EXPECT_EQ(run.verdict_count(), 3);
  EXPECT_EQ(run.written_count(), 3);
  EXPECT_EQ(run.publish_time().seconds(), 1700000000);
  EXPECT_THAT(run.verdicts_sha256(), SizeIs(64));

  ASSERT_OK_AND_ASSIGN(const v1::Alignment emt,
                       client_->GetAlignment(kEmt, ""));
  EXPECT_EQ(emt.verdict(), v1::ALIGNED);
  EXPECT_EQ(emt.region(), "regions/us");
  EXPECT_EQ(emt.program_title(), "Program emt");
  EXPECT_EQ(emt.provider_title(), "Provider tx-1");
  EXPECT_EQ(emt.cip(), "51.0904");
  EXPECT_EQ(emt.run(), "runs/000001");
  EXPECT_EQ(emt.inputs().edition(), "editions/e1");
  EXPECT_EQ(emt.inputs().policy(), "policies/us-or/versions/1");
  EXPECT_THAT(emt.links(), SizeIs(3));

  // The figure that decides in Texas is withheld, and the policy does not
  // borrow.
  ASSERT_OK_AND_ASSIGN(const v1::Alignment texas,
                       client_->GetAlignment(kEmtTexas, ""));
  EXPECT_EQ(texas.verdict(), v1::INDETERMINATE);
  EXPECT_TRUE(HasFlag(texas, v1::DATA_WITHHELD));

  ASSERT_OK_AND_ASSIGN(const v1::Alignment studies,
                       client_->GetAlignment(kStudies, ""));
  EXPECT_EQ(studies.verdict(), v1::UNRATED);
  EXPECT_TRUE(HasFlag(studies, v1::CIP_UNMATCHED));
}

TEST_F(AlignmentServiceTest, AProfessorsWageMakesNoProgramAligned) {
  labor_.Publish(TinyEdition("e2", 45000));
  ASSERT_OK(RunAll());
  ASSERT_OK_AND_ASSIGN(const v1::Alignment emt,
                       client_->GetAlignment(kEmt, ""));
  EXPECT_EQ(emt.verdict(), v1::NOT_ALIGNED);
  EXPECT_TRUE(HasFlag(emt, v1::NOT_HIGH_WAGE));
  ASSERT_THAT(emt.links(), SizeIs(3));
  EXPECT_EQ(emt.links(0).occupation(), "occupations/25-1071");
  EXPECT_TRUE(emt.links(0).excluded());
  EXPECT_EQ(emt.links(0).excluded_by(), "25-1");
  EXPECT_EQ(emt.links(1).outcome(), v1::FAIL);
}

TEST_F(AlignmentServiceTest, AnAnswerSaysTheSmallestChangeThatTurnsIt) {
  ASSERT_OK(RunAll());
  for (const char* name : {kEmt, kEmtTexas}) {
    ASSERT_OK_AND_ASSIGN(const v1::Alignment answer,
                         client_->GetAlignment(name, ""));
    ASSERT_OK_AND_ASSIGN(const v1::DecisionRecord record,
                         client_->ExplainAlignment(name, ""));
    ASSERT_EQ(answer.has_margin(), !record.margins().empty());
    if (!answer.has_margin()) continue;
    EXPECT_EQ(answer.margin().SerializeAsString(),
              record.margins(0).SerializeAsString());
    EXPECT_NE(answer.margin().verdict(), answer.verdict());
  }
  // Were the withheld figure known, the verdict in Texas would be too.
  ASSERT_OK_AND_ASSIGN(const v1::Alignment texas,
                       client_->GetAlignment(kEmtTexas, ""));
  EXPECT_TRUE(texas.has_margin());
  // No single change gives a program without links a verdict.
  ASSERT_OK_AND_ASSIGN(const v1::Alignment studies,
                       client_->GetAlignment(kStudies, ""));
  EXPECT_FALSE(studies.has_margin());
  ASSERT_OK_AND_ASSIGN(const auto batch,
                       client_->BatchGetAlignments({kEmtTexas}, ""));
  ASSERT_THAT(batch.alignments(), SizeIs(1));
  EXPECT_FALSE(batch.alignments(0).has_margin());
}

TEST_F(AlignmentServiceTest, ExplainWalksToTheSourceCell) {
  ASSERT_OK(RunAll());
  ASSERT_OK_AND_ASSIGN(const v1::DecisionRecord record,
                       client_->ExplainAlignment(kEmt, ""));
  EXPECT_EQ(record.policy().name(), "policies/us-or/versions/1");
  ASSERT_THAT(record.occupations(), SizeIs(3));
  const v1::OccupationRecord& medic = record.occupations(2);
  EXPECT_EQ(medic.link().cell().file(), "crosswalk.xlsx");
  EXPECT_EQ(medic.link().cell().row(), 9);
  EXPECT_EQ(medic.link().layer(), "federal");
  ASSERT_THAT(medic.dimensions(), SizeIs(1));
  ASSERT_THAT(medic.dimensions(0).measured(), SizeIs(1));
  const common::v1::Figure& wage = medic.dimensions(0).measured(0);
  EXPECT_EQ(wage.value(), 5841000);
  EXPECT_EQ(wage.text(), "$58,410");
  EXPECT_EQ(wage.cell().release(), "sources/oews/releases/2024-05");
  EXPECT_EQ(wage.cell().sheet(), "All May 2024 data");
  EXPECT_EQ(wage.cell().row(), 5);
  EXPECT_EQ(wage.cell().column(), "A_MEDIAN");
  EXPECT_EQ(wage.cell().sha256(), std::string(64, 'a'));
  const v1::BenchmarkRecord& benchmark = medic.dimensions(0).benchmark();
  EXPECT_EQ(benchmark.figure().value(), 4950000);
  ASSERT_THAT(benchmark.sources(), SizeIs(1));
  EXPECT_EQ(benchmark.sources(0).cell().row(), 2);
  EXPECT_THAT(record.releases(), SizeIs(2));
}

TEST_F(AlignmentServiceTest, MissingNamesSayWhatIsMissing) {
  ASSERT_OK(RunAll());
  EXPECT_THAT(client_->GetAlignment("51.0904", ""),
              HasReason(base::reason::kNameInvalid));
  EXPECT_THAT(client_->GetAlignment(
                  "providers/tx-1/programs/emt/alignments/us-us-or", ""),
              HasReason(base::reason::kNameInvalid));
  EXPECT_THAT(client_->GetAlignment(
                  "providers/tx-1/programs/no/alignments/us.us-or", ""),
              HasReason(base::reason::kProgramUnknown));
  EXPECT_THAT(client_->GetAlignment(
                  "providers/tx-1/programs/emt/alignments/us.us-md", ""),
              HasReason(base::reason::kPolicyUnknown));
  EXPECT_THAT(client_->GetAlignment(
                  "providers/tx-1/programs/emt/alignments/us-tx.us-or", ""),
              HasReason(base::reason::kRegionNotCovered));
  EXPECT_THAT(client_->GetAlignment(kEmt, "runs/000009"),
              HasReason(base::reason::kRunUnknown));
}

TEST_F(AlignmentServiceTest, ABatchNamesWhatItCannotAnswer) {
  ASSERT_OK(RunAll());
  ASSERT_OK_AND_ASSIGN(const auto batch, client_->BatchGetAlignments(
                                             {kStudies, "nonsense", kEmt}, ""));
  EXPECT_EQ(batch.run(), "runs/000001");
  ASSERT_THAT(batch.alignments(), SizeIs(2));
  EXPECT_EQ(batch.alignments(0).name(), kStudies);
  EXPECT_EQ(batch.alignments(1).name(), kEmt);
  ASSERT_THAT(batch.failed(), SizeIs(1));
  EXPECT_EQ(batch.failed(0).name(), "nonsense");
  EXPECT_EQ(batch.failed(0).reason(), base::reason::kNameInvalid);
  EXPECT_THAT(client_->BatchGetAlignments({}, ""),
              StatusIs(absl::StatusCode::kInvalidArgument, _));
}

TEST_F(AlignmentServiceTest, ListsNarrowToAFilter) {
  ASSERT_OK(RunAll());
  v1::AlignmentFilter filter;
  ASSERT_OK_AND_ASSIGN(const auto all,
                       client_->ListAlignments("providers/-", filter));
  EXPECT_THAT(all.alignments, SizeIs(3));
  ASSERT_OK_AND_ASSIGN(const auto one,
                       client_->ListAlignments("providers/tx-2", filter));
  ASSERT_THAT(one.alignments, SizeIs(1));
  EXPECT_EQ(one.alignments[0].name(), kStudies);
  filter.add_verdicts(v1::INDETERMINATE);
  ASSERT_OK_AND_ASSIGN(const auto unclear,
                       client_->ListAlignments("providers/-", filter));
  ASSERT_THAT(unclear.alignments, SizeIs(1));
  EXPECT_EQ(unclear.alignments[0].name(), kEmtTexas);
  filter.set_region("regions/us");
  ASSERT_OK_AND_ASSIGN(const auto none,
                       client_->ListAlignments("providers/-", filter));
  EXPECT_THAT(none.alignments, SizeIs(0));
  filter.set_region("Texas");
  EXPECT_THAT(client_->ListAlignments("providers/-", filter),
              HasReason(base::reason::kNameInvalid));
}

TEST_F(AlignmentServiceTest, FlagsComeWithNotAlignedFirst) {
  labor_.Publish(TinyEdition("e2", 45000));
  catalog_.SetPrograms({TinyProgram("tx-1", "aaa", "24.0101", ""),
                        TinyProgram("tx-1", "zzz", "51.0904", "")});
  ASSERT_OK(RunAll());
  ASSERT_OK_AND_ASSIGN(const auto listed,
                       client_->ListFlags("providers/-", {}));
  ASSERT_GE(listed.flags.size(), 2u);
  EXPECT_EQ(listed.flags.front().name(),
            "providers/tx-1/programs/zzz/alignments/us.us-or/flags/"
            "not-high-wage");
  EXPECT_EQ(listed.flags.front().since_run(), "runs/000001");
  EXPECT_THAT(listed.flags.back().name(), HasSubstr("/programs/aaa/"));
  v1::AlignmentFilter filter;
  filter.add_reasons(v1::CIP_UNMATCHED);
  ASSERT_OK_AND_ASSIGN(const auto unmatched,
                       client_->ListFlags("providers/-", filter));
  ASSERT_THAT(unmatched.flags, SizeIs(1));
  EXPECT_EQ(unmatched.flags[0].reason(), v1::CIP_UNMATCHED);
}

TEST_F(AlignmentServiceTest, ADraftIsScoredLikeItsStoredTwin) {
  ASSERT_OK(RunAll());
  v1::EvaluateProgramRequest request;
  *request.mutable_program() = TinyProgram("tx-1", "emt", "51.0904", "");
  request.set_policy("policies/us-or");
  request.set_region("regions/us");
  ASSERT_OK_AND_ASSIGN(const v1::DecisionRecord record,
                       client_->EvaluateProgram(request));
  EXPECT_EQ(record.alignment().verdict(), v1::ALIGNED);
  EXPECT_EQ(record.alignment().run(), "");
  EXPECT_EQ(record.alignment().inputs().edition(), "editions/e1");
  EXPECT_THAT(record.occupations(), SizeIs(3));

  request.set_region("regions/us-zz");
  EXPECT_THAT(client_->EvaluateProgram(request),
              HasReason(base::reason::kRegionUnknown));
  request.set_region("regions/us");
  request.mutable_program()->set_cip("fifty-one");
  EXPECT_THAT(client_->EvaluateProgram(request),
              HasReason(base::reason::kCodeMalformed));
  request.clear_program();
  EXPECT_THAT(client_->EvaluateProgram(request),
              HasReason(base::reason::kArgumentInvalid));
}

}  // namespace
}  // namespace plumbline::alignment
