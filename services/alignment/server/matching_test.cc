#include <algorithm>

#include "gmock/gmock.h"
#include "services/alignment/server/testing/service_fixture.h"
#include "services/alignment/server/testing/tiny_texts.h"
#include "services/common/base/error.h"

namespace plumbline::alignment {
namespace {

using ::plumbline::testing::HasReason;
using ::testing::_;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Return;

class MatchingServiceTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    labor_.Publish(TinyEdition("e1", 58410));
    ON_CALL(labor_, DownloadTexts(_)).WillByDefault(Return(TinyTexts()));
    auto& program = *request_.mutable_program();
    program.set_title("EMT");
    program.set_cip("51.0904");
    program.add_courses()->set_title("Drive the ambulance to the scene");
    request_.set_explain(true);
    request_.set_min_probability(1e-9);
  }

  v1::MatchProgramRequest request_;
};

double ContributionOf(const v1::OccupationMatch& match,
                      absl::string_view feature) {
  for (const auto& contribution : match.contributions())
    if (contribution.feature() == feature) return contribution.score();
  return 0;
}

TEST_F(MatchingServiceTest, AMatchNamesItsSentenceAndTheCellThatItMet) {
  ASSERT_OK_AND_ASSIGN(const v1::ProgramMatches answer,
                       client_->MatchProgram(request_));
  EXPECT_EQ(answer.edition(), "editions/e1");
  EXPECT_THAT(answer.model(), HasSubstr("matching-2 "));
  EXPECT_EQ(answer.stratum(), v1::ProgramMatches::GIVEN_CIP);
  ASSERT_EQ(answer.matches_size(), 3);
  for (const v1::OccupationMatch& match : answer.matches()) {
    EXPECT_TRUE(match.crosswalk_edge()) << match.occupation();
    if (match.occupation() != "29-2042") continue;
    ASSERT_FALSE(match.evidence().empty());
    const v1::MatchEvidence& evidence = match.evidence(0);
    EXPECT_EQ(evidence.passage().field(), "courses[0].title");
    EXPECT_EQ(evidence.occupation_text().kind(), v1::OccupationText::TASK);
    EXPECT_EQ(evidence.occupation_text().release(),
              "sources/onet/releases/30.1");
    EXPECT_EQ(evidence.occupation_text().onet_code(), "29-2042.00");
    EXPECT_EQ(evidence.occupation_text().row(), 3);
    EXPECT_NEAR(evidence.similarity(), 1, 1e-6);
  }
}

TEST_F(MatchingServiceTest, ANamedLicenceIsEvidenceWithTheCellOfItsList) {
  labor::v1::EditionTexts texts = TinyTexts();
  auto& licence = *texts.add_credentials();
  licence.set_kind(labor::v1::CredentialText::LICENSE);
  licence.set_title("PARAMEDIC");
  licence.set_occupation("29-2043.00");
  licence.set_file(0);
  licence.set_row(7);
  EXPECT_CALL(labor_, DownloadTexts(_)).WillRepeatedly(Return(texts));
  auto& named = *request_.mutable_program()->add_credentials();
  named.set_title("Licensed Paramedic");
  named.set_kind(catalog::v1::Credential::LICENSE);
  ASSERT_OK_AND_ASSIGN(const v1::ProgramMatches answer,
                       client_->MatchProgram(request_));
  for (const v1::OccupationMatch& match : answer.matches()) {
    const bool leads_there = match.occupation() == "29-2043";
    ASSERT_EQ(ContributionOf(match, "named_credential") > 0, leads_there)
        << match.occupation();
    if (!leads_there) continue;
    const v1::MatchEvidence& evidence = match.evidence(0);
    EXPECT_EQ(evidence.passage().field(), "credentials[0].title");
    EXPECT_THAT(evidence.words(), ElementsAre("Licensed", "Paramedic"));
    EXPECT_EQ(evidence.occupation_text().kind(), v1::OccupationText::LICENSE);
    EXPECT_EQ(evidence.occupation_text().text(), "PARAMEDIC");
    EXPECT_EQ(evidence.occupation_text().onet_code(), "29-2043.00");
    EXPECT_EQ(evidence.occupation_text().release(),
              "sources/cip/releases/2020");
    EXPECT_EQ(evidence.occupation_text().row(), 7);
  }
}

TEST_F(MatchingServiceTest, ACourseCodeStandsForADescription) {
  auto& course = *request_.mutable_program()->mutable_courses(0);
  course.set_title("Block C");
  course.set_sced("14057");
  ASSERT_OK_AND_ASSIGN(const v1::ProgramMatches answer,
                       client_->MatchProgram(request_));
  const auto paramedics = std::find_if(
      answer.matches().begin(), answer.matches().end(),
      [](const auto& match) { return match.occupation() == "29-2043"; });
  ASSERT_NE(paramedics, answer.matches().end());
  ASSERT_FALSE(paramedics->evidence().empty());
  EXPECT_EQ(paramedics->evidence(0).passage().field(), "courses[0].sced");
  EXPECT_EQ(paramedics->evidence(0).passage().text(), "Give drugs to patients");
  // What a course says of itself comes first.
  course.set_description("Drive the ambulance to the scene");
  ASSERT_OK_AND_ASSIGN(const auto own, client_->MatchProgram(request_));
  for (const auto& match : own.matches())
    for (const auto& evidence : match.evidence())
      EXPECT_NE(evidence.passage().field(), "courses[0].sced");
}

TEST_F(MatchingServiceTest, ACertificationIsEvidenceAndADegreeIsNot) {
  auto& program = *request_.mutable_program();
  program.clear_courses();
  for (const auto kind :
       {catalog::v1::Credential::DEGREE, catalog::v1::Credential::LICENSE}) {
    auto& credential = *program.add_credentials();
    credential.set_title("Paramedics");
    credential.set_kind(kind);
  }
  ASSERT_OK_AND_ASSIGN(const v1::ProgramMatches answer,
                       client_->MatchProgram(request_));
  const auto paramedics = std::find_if(
      answer.matches().begin(), answer.matches().end(),
      [](const auto& match) { return match.occupation() == "29-2043"; });
  ASSERT_NE(paramedics, answer.matches().end());
  ASSERT_EQ(paramedics->evidence_size(), 1) << paramedics->DebugString();
  EXPECT_EQ(paramedics->evidence(0).passage().field(), "credentials[1].title");
}

TEST_F(MatchingServiceTest, AStoredProgramIsReadFromTheCatalog) {
  v1::MatchProgramRequest named;
  named.set_name("providers/tx-1/programs/emt");
  catalog::v1::Program stored = request_.program();
  EXPECT_CALL(catalog_, GetProgram(absl::string_view(named.name()), _))
      .WillOnce(Return(stored));
  named.set_min_probability(1e-9);
  ASSERT_OK_AND_ASSIGN(const auto by_name, client_->MatchProgram(named));
  request_.set_explain(false);
  ASSERT_OK_AND_ASSIGN(const auto sent, client_->MatchProgram(request_));
  EXPECT_EQ(by_name.SerializeAsString(), sent.SerializeAsString());
}

TEST_F(MatchingServiceTest, TheSameQuestionGetsTheSameBytesOfItsOwnEdition) {
  ASSERT_OK_AND_ASSIGN(const auto first, client_->MatchProgram(request_));
  ASSERT_OK_AND_ASSIGN(const auto again, client_->MatchProgram(request_));
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  request_.set_edition("editions/e1");
  ASSERT_OK_AND_ASSIGN(const auto by_name, client_->MatchProgram(request_));
  EXPECT_EQ(by_name.SerializeAsString(), first.SerializeAsString());
  labor_.Publish(TinyEdition("e2", 58410));
  request_.clear_edition();
  ASSERT_OK_AND_ASSIGN(const auto next, client_->MatchProgram(request_));
  EXPECT_EQ(next.edition(), "editions/e2");
  request_.set_edition("editions/e1");
  ASSERT_OK_AND_ASSIGN(const auto before, client_->MatchProgram(request_));
  EXPECT_EQ(before.SerializeAsString(), first.SerializeAsString());
}

// Without explanations, of an edition by its name, a small one is answered at
// once; a long one is not.
TEST_F(MatchingServiceTest, SmallAndLongQuestionsAreAnsweredAlike) {
  request_.set_explain(false);
  ASSERT_OK_AND_ASSIGN(auto of_latest, client_->MatchProgram(request_));
  request_.set_edition("editions/e1");
  // What no answer follows from, so that none is given again.
  request_.mutable_program()->set_etag("small");
  ASSERT_OK_AND_ASSIGN(auto small, client_->MatchProgram(request_));
  EXPECT_EQ(small.SerializeAsString(), of_latest.SerializeAsString());
  request_.mutable_program()->set_etag(std::string(20000, 'x'));
  ASSERT_OK_AND_ASSIGN(auto large, client_->MatchProgram(request_));
  EXPECT_EQ(large.SerializeAsString(), of_latest.SerializeAsString());
  request_.mutable_program()->set_etag("bad");
  request_.set_max_matches(-1);
  EXPECT_THAT(client_->MatchProgram(request_).status(),
              HasReason(base::reason::kArgumentInvalid));
}

TEST_F(MatchingServiceTest, AnExplanationListsTasksByImportance) {
  v1::ExplainLinkRequest request;
  *request.mutable_program() = request_.program();
  request.set_occupation("292042");
  ASSERT_OK_AND_ASSIGN(const v1::LinkExplanation answer,
                       client_->ExplainLink(request));
  EXPECT_EQ(answer.match().occupation(), "29-2042");
  ASSERT_EQ(answer.tasks_size(), 1);
  EXPECT_EQ(answer.tasks(0).importance(), 4.5);
  EXPECT_EQ(answer.tasks(0).nearest().passage().field(), "courses[0].title");
  EXPECT_GE(answer.rank(), 1);
  EXPECT_EQ(answer.releases_size(), 2);
}

TEST_F(MatchingServiceTest, WhatCannotBeAnsweredSaysWhy) {
  v1::MatchProgramRequest neither;
  EXPECT_THAT(client_->MatchProgram(neither),
              HasReason(base::reason::kArgumentInvalid));
  request_.set_name("providers/a/programs/b");
  EXPECT_THAT(client_->MatchProgram(request_),
              HasReason(base::reason::kArgumentInvalid));
  request_.clear_name();
  request_.set_min_probability(2);
  EXPECT_THAT(client_->MatchProgram(request_),
              HasReason(base::reason::kArgumentInvalid));
  v1::ExplainLinkRequest explain;
  *explain.mutable_program() = request_.program();
  explain.set_occupation("51-4121");
  EXPECT_THAT(client_->ExplainLink(explain),
              HasReason(base::reason::kCodeUnknown));
}

TEST_F(MatchingServiceTest, AnEditionWithoutTextsSaysSo) {
  ON_CALL(labor_, DownloadTexts(_))
      .WillByDefault(Return(labor::v1::EditionTexts()));
  EXPECT_THAT(client_->MatchProgram(request_),
              HasReason(base::reason::kTextNotPublished));
}

TEST_F(MatchingServiceTest, NoKnownWordIsNoLinkAndSaysSo) {
  request_.mutable_program()->Clear();
  request_.mutable_program()->set_title("Zzyzx Qwrt");
  ASSERT_OK_AND_ASSIGN(const auto answer, client_->MatchProgram(request_));
  EXPECT_EQ(answer.matches_size(), 0);
  EXPECT_THAT(answer.no_match_reason(), HasSubstr("No word"));
  EXPECT_EQ(answer.abstention(), v1::ProgramMatches::NO_KNOWN_WORD);
  EXPECT_EQ(answer.abstention_reason(), answer.no_match_reason());
  request_.mutable_program()->Clear();
  ASSERT_OK_AND_ASSIGN(const auto nothing, client_->MatchProgram(request_));
  EXPECT_EQ(nothing.abstention(), v1::ProgramMatches::NOTHING_SAID);
}

TEST_F(MatchingServiceTest, AnUndecidedAnswerListsWhatToChooseFrom) {
  ASSERT_OK_AND_ASSIGN(const auto answer, client_->MatchProgram(request_));
  EXPECT_EQ(answer.abstention(), v1::ProgramMatches::NONE_STANDS_OUT);
  EXPECT_THAT(answer.abstention_reason(),
              HasSubstr("No occupation stands out"));
  EXPECT_GT(answer.matches_size(), 0);
  EXPECT_GT(answer.least_margin(), 0.1);
  EXPECT_LT(answer.margin(), answer.least_margin());
  EXPECT_NEAR(answer.margin(),
              answer.matches(0).probability() - answer.matches(1).probability(),
              1e-12);
}

}  // namespace
}  // namespace plumbline::alignment
