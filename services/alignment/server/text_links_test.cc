#include <algorithm>
#include <string>

#include "gmock/gmock.h"
#include "services/alignment/server/testing/service_fixture.h"
#include "services/alignment/server/testing/tiny_texts.h"
#include "services/common/base/error.h"

namespace plumbline::alignment {
namespace {

using ::plumbline::testing::HasReason;
using ::testing::_;
using ::testing::HasSubstr;
using ::testing::Return;
using ::testing::SizeIs;

constexpr char kMedic[] =
    "providers/tx-1/programs/medic/alignments/us.us-texts";

constexpr int32_t kOthers = 300;

// The tiny edition with occupations that nobody prints figures of.
labor::v1::EditionSnapshot WideEdition() {
  labor::v1::EditionSnapshot snapshot = TinyEdition("e1", 58410);
  for (int32_t other = 0; other < kOthers; ++other) {
    auto& occupation = *snapshot.add_occupations();
    occupation.set_code(static_cast<uint32_t>(kFirstOther + other));
    occupation.set_title("Operators");
  }
  return snapshot;
}

// A program that no code places: it has none, and its name says it all.
class TextLinksTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    labor_.Publish(WideEdition());
    ON_CALL(labor_, DownloadTexts(_)).WillByDefault(Return(TinyTexts(kOthers)));
    catalog::v1::Program medic = TinyProgram("tx-1", "medic", "", "");
    medic.set_title("Paramedics");
    catalog_.SetPrograms({medic, TinyProgram("tx-1", "emt", "51.0904", ""),
                          TinyProgram("tx-2", "studies", "24.0101", "")});
    policy_ = HighWagePolicy();
    policy_.mutable_link_rule()->set_texts(v1::LinkRule::WHERE_NOTHING_ELSE);
    policy_.mutable_link_rule()->set_text_probability_milli(50);
    ASSERT_OK(client_->CreatePolicyVersion("policies/us-texts", policy_, ""));
  }

  static const v1::Flag* FlagOf(const v1::Alignment& alignment,
                                v1::FlagReason reason) {
    const auto found = std::find_if(
        alignment.flags().begin(), alignment.flags().end(),
        [&](const v1::Flag& flag) { return flag.reason() == reason; });
    return found == alignment.flags().end() ? nullptr : &*found;
  }

  std::string Explained(const std::string& run) {
    const auto record = client_->ExplainAlignment(kMedic, run);
    EXPECT_OK(record);
    return record.ok() ? record->SerializeAsString() : std::string();
  }

  v1::Policy policy_;
};

TEST_F(TextLinksTest, AProgramWithoutACodeIsPlacedByWhatItTeaches) {
  ASSERT_OK(RunAll());
  ASSERT_OK_AND_ASSIGN(const v1::Alignment medic,
                       client_->GetAlignment(kMedic, ""));
  ASSERT_EQ(medic.verdict(), v1::ALIGNED) << medic.DebugString();
  const v1::Link& link = medic.links(medic.links_size() - 1);
  EXPECT_EQ(link.occupation(), "occupations/29-2043");
  EXPECT_EQ(link.basis(), v1::Link::TEXT);
  EXPECT_GE(link.probability(), 0.05);
  EXPECT_LE(link.probability(), 1);
  const v1::Flag* flag = FlagOf(medic, v1::LINK_BY_TEXT);
  ASSERT_NE(flag, nullptr);
  EXPECT_THAT(flag->message(), HasSubstr("Paramedics"));
  // A policy that does not read texts says what it said before.
  ASSERT_OK_AND_ASSIGN(
      const v1::Alignment unread,
      client_->GetAlignment("providers/tx-1/programs/medic/alignments/us.us-or",
                            ""));
  EXPECT_EQ(unread.verdict(), v1::UNRATED);
  EXPECT_THAT(unread.links(), SizeIs(0));
}

TEST_F(TextLinksTest, CodesThatCountComeFirst) {
  ASSERT_OK(RunAll());
  ASSERT_OK_AND_ASSIGN(
      const v1::Alignment emt,
      client_->GetAlignment(
          "providers/tx-1/programs/emt/alignments/us.us-texts", ""));
  EXPECT_EQ(FlagOf(emt, v1::LINK_BY_TEXT), nullptr);
  for (const v1::Link& link : emt.links())
    EXPECT_EQ(link.basis(), v1::Link::CROSSWALK) << link.occupation();
}

// What was read is kept with the run: neither a restart nor a labor service
// that is gone changes a record.
TEST_F(TextLinksTest, ARecordIsTheSameAfterARestartWithoutTexts) {
  ASSERT_OK(RunAll());
  const std::string before = Explained("");
  ON_CALL(labor_, DownloadTexts(_))
      .WillByDefault(Return(labor::v1::EditionTexts()));
  Start();
  for (int i = 0; i < 1000 && !client_->GetAlignment(kMedic, "").ok(); ++i)
    absl::SleepFor(absl::Milliseconds(10));
  EXPECT_EQ(Explained(""), before);
}

TEST_F(TextLinksTest, ADraftAndASimulationReadTextsToo) {
  ASSERT_OK(RunAll());
  v1::EvaluateProgramRequest draft;
  draft.mutable_program()->set_title("Paramedics");
  draft.set_policy("policies/us-texts");
  draft.set_region("regions/us");
  ASSERT_OK_AND_ASSIGN(const v1::DecisionRecord record,
                       client_->EvaluateProgram(draft));
  EXPECT_NE(FlagOf(record.alignment(), v1::LINK_BY_TEXT), nullptr);
  v1::SimulatePolicyRequest what_if;
  what_if.set_baseline("policies/us-or");
  *what_if.mutable_candidate_policy() = policy_;
  ASSERT_OK_AND_ASSIGN(const v1::SimulatePolicyResponse answer,
                       client_->SimulatePolicy(what_if));
  ASSERT_THAT(answer.flips(), SizeIs(1));
  EXPECT_EQ(answer.flips(0).program(), "providers/tx-1/programs/medic");
  EXPECT_EQ(answer.flips(0).before(), v1::UNRATED);
  EXPECT_EQ(answer.flips(0).after(), v1::ALIGNED);
  EXPECT_THAT(answer.flips(0).message(), HasSubstr("points to Paramedics"));
}

TEST_F(TextLinksTest, AnEditionWithoutTextsRefusesTheRunAndSaysWhy) {
  ON_CALL(labor_, DownloadTexts(_))
      .WillByDefault(Return(labor::v1::EditionTexts()));
  EXPECT_THAT(RunAll(), HasReason(base::reason::kTextNotPublished));
  v1::CompareSupplyAndDemandRequest supply;
  supply.set_region("regions/us");
  supply.mutable_link_rule()->set_texts(v1::LinkRule::ALWAYS);
  EXPECT_THAT(client_->CompareSupplyAndDemand(supply),
              HasReason(base::reason::kArgumentInvalid));
}

}  // namespace
}  // namespace plumbline::alignment
