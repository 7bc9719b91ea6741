#include "clients/cli/change_report.h"

#include "gmock/gmock.h"

namespace plumbline::cli {
namespace {

namespace v1 = alignment::v1;

TEST(ChangeReport, SaysWhatWhyAndTheFigures) {
  v1::Change change;
  change.set_name("runs/000002/changes/000001");
  change.set_program_title("Paramedic");
  change.set_provider_title("A college");
  change.set_alignment("providers/p/programs/a/alignments/us.us-or");
  v1::Difference& difference = *change.add_differences();
  difference.set_kind(v1::Difference::VERDICT);
  difference.set_before("ALIGNED");
  difference.set_after("NOT_ALIGNED");
  difference.set_smallest(true);
  v1::Cause& cause = *difference.add_cause_sets()->add_causes();
  cause.set_kind(v1::Cause::DATA_RELEASE);
  cause.set_before("sources/oews/releases/2024-05");
  cause.set_after("sources/oews/releases/2025-05");
  v1::Cause& other = *difference.add_cause_sets()->add_causes();
  other.set_kind(v1::Cause::POLICY);
  other.set_after("policies/us-or/versions/2");
  v1::ClauseChange& clause = *change.add_clauses();
  clause.set_occupation("occupations/29-2043");
  clause.set_clause("wage.median");
  clause.mutable_before()->set_explanation("$58,410 is above $49,500.");
  clause.mutable_after()->set_explanation("$45,000 is not above $49,500.");
  EXPECT_EQ(ChangeReport(change),
            "runs/000002/changes/000001  Paramedic, A college\n"
            "  providers/p/programs/a/alignments/us.us-or\n"
            "  verdict: ALIGNED -> NOT_ALIGNED\n"
            "    because of data release sources/oews/releases/2024-05 -> "
            "sources/oews/releases/2025-05, or policy none -> "
            "policies/us-or/versions/2\n"
            "  occupations/29-2043 wage.median\n"
            "    before: $58,410 is above $49,500.\n"
            "    now:    $45,000 is not above $49,500.\n");
}

TEST(ReplayReport, NamesWhatIsNotTheSameAndTheModelsThatDiffer) {
  v1::ReplayRunResponse replay;
  replay.mutable_run()->set_name("runs/000001");
  replay.mutable_run()->set_model_version("links-1.scoring-4");
  replay.set_model_version("links-1.scoring-5");
  replay.set_verdict_count(3);
  replay.set_difference_count(1);
  v1::ReplayDifference& difference = *replay.add_differences();
  difference.set_alignment("providers/p/programs/a/alignments/us.us-or");
  difference.set_stored(v1::ALIGNED);
  difference.set_replayed(v1::NOT_ALIGNED);
  EXPECT_EQ(ReplayReport(replay),
            "runs/000001: 1 of 3 verdicts are not what was stored\n"
            "  it was made by links-1.scoring-4, this is links-1.scoring-5\n"
            "  providers/p/programs/a/alignments/us.us-or: stored ALIGNED, now "
            "NOT_ALIGNED\n");
}

}  // namespace
}  // namespace plumbline::cli
