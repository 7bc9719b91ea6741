#include "clients/cli/override_report.h"

#include "gmock/gmock.h"

namespace plumbline::cli {
namespace {

using alignment::v1::Override;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Override Expired() {
  Override override;
  override.set_name("overrides/000003");
  override.set_kind(Override::BOARD_DECISION);
  override.set_decision(Override::TREAT_AS_NOT_ALIGNED);
  override.set_occupation("occupations/29-2042");
  override.set_region("regions/us-tx");
  override.set_policy("policies/us-tx");
  override.set_author("Board");
  override.set_valid_from("2021-07-01");
  override.set_valid_until("2023-07-01");
  override.set_state(Override::APPROVED);
  override.set_standing(Override::EXPIRED);
  override.set_standing_day("2023-11-14");
  auto& entry = *override.add_audit();
  entry.mutable_time()->set_seconds(1700000000);
  entry.set_author("Board");
  entry.set_to(Override::PROPOSED);
  entry.set_comment("As heard.");
  return override;
}

TEST(OverrideReportTest, AListSaysExpiredAsOfADay) {
  EXPECT_THAT(OverrideTable({Expired()}, 200),
              AllOf(HasSubstr("overrides/000003"), HasSubstr("EXPIRED"),
                    HasSubstr("2023-11-14"), HasSubstr("29-2042")));
}

TEST(OverrideReportTest, OneIsShownWithItsAuditTrail) {
  EXPECT_THAT(OverrideText(Expired()),
              AllOf(HasSubstr("on 2023-11-14 EXPIRED"),
                    HasSubstr("2023-11-14 22:13 UTC  PROPOSED by Board: "
                              "As heard.")));
}

TEST(OverrideReportTest, WhatStandsBesideAVerdictIsSaid) {
  alignment::v1::Alignment alignment;
  EXPECT_THAT(BesideText(alignment), IsEmpty());
  auto& shown = *alignment.add_overrides();
  shown.set_override("overrides/000003");
  shown.set_decision(Override::TREAT_AS_ALIGNED);
  shown.set_dimension(alignment::v1::IN_DEMAND);
  alignment.add_override_notes("overrides/000001 expired on 2023-07-01.");
  EXPECT_THAT(BesideText(alignment),
              AllOf(HasSubstr("TREAT_AS_ALIGNED in IN_DEMAND"),
                    HasSubstr("(overrides/000003)"),
                    HasSubstr("EXPIRED: overrides/000001 expired on "
                              "2023-07-01.")));
}

}  // namespace
}  // namespace plumbline::cli
