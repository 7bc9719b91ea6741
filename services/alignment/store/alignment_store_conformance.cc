#include "services/alignment/store/alignment_store_conformance.h"

#include <map>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "services/common/base/error.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::IsOk;
using ::plumbline::testing::StatusIs;
using ::testing::_;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

void AlignmentStoreConformance::SetUp() {
  database_ = GetParam().make();
  Reopen();
}

void AlignmentStoreConformance::Reopen() {
  store_.reset();
  ASSERT_OK_AND_ASSIGN(store_, database_->Open());
}

namespace {

v1::Policy PolicyTitled(const std::string& title) {
  v1::Policy policy;
  policy.set_title(title);
  policy.set_dimensions_required(1);
  return policy;
}

Subject SubjectTitled(const std::string& title) {
  catalog::v1::Program program;
  program.set_name("providers/p/programs/" + title);
  program.set_title(title);
  catalog::v1::Provider provider;
  provider.set_name("providers/p");
  return MakeSubject(program, provider);
}

VerdictRow Row(const std::string& program, v1::Verdict verdict) {
  VerdictRow row;
  row.key = {"providers/p/programs/" + program, "us", "us-or"};
  row.policy_version = 1;
  row.edition = "editions/e1";
  row.subject_sha256 = SubjectTitled(program).sha256;
  row.model_version = "m1";
  row.verdict = verdict;
  row.dimensions = {{v1::HIGH_WAGE, verdict}};
  row.record_sha256 = "digest of " + program;
  return row;
}

VerdictRow GoneRow(const std::string& program) {
  VerdictRow row;
  row.key = Row(program, v1::ALIGNED).key;
  row.gone = true;
  return row;
}

NewRun RunOf(int64_t after, std::vector<VerdictRow> changes) {
  NewRun run;
  run.after = after;
  run.run.set_edition("editions/e1");
  run.run.set_written_count(static_cast<int64_t>(changes.size()));
  for (const VerdictRow& row : changes) {
    if (row.gone) continue;
    const std::string& name = row.key.program;
    run.subjects.push_back(SubjectTitled(name.substr(name.rfind('/') + 1)));
  }
  run.changes = std::move(changes);
  return run;
}

// Program id -> what the store says of it at `run`.
using Visible = std::map<std::string, std::pair<v1::Verdict, int64_t>>;
Visible VisibleAt(AlignmentStore& store, int64_t run) {
  Visible visible;
  const auto rows = store.VerdictsAt(run);
  EXPECT_OK(rows);
  if (!rows.ok()) return visible;
  for (const VerdictRow& row : *rows) {
    const std::string& name = row.key.program;
    visible[name.substr(name.rfind('/') + 1)] = {row.verdict, row.run};
  }
  return visible;
}

TEST_P(AlignmentStoreConformance, PolicyVersionsCountUpAndKeepTheirContent) {
  ASSERT_OK_AND_ASSIGN(
      const v1::Policy first,
      store_->CreatePolicyVersion("us-or", PolicyTitled("one"), {}));
  EXPECT_EQ(first.name(), "policies/us-or/versions/1");
  ASSERT_OK_AND_ASSIGN(
      const v1::Policy second,
      store_->CreatePolicyVersion("us-or", PolicyTitled("two"), {}));
  EXPECT_EQ(second.name(), "policies/us-or/versions/2");

  Reopen();
  ASSERT_OK_AND_ASSIGN(const v1::Policy old, store_->GetPolicy("us-or", 1));
  EXPECT_EQ(old.title(), "one");
  ASSERT_OK_AND_ASSIGN(const v1::Policy latest, store_->GetPolicy("us-or", 0));
  EXPECT_EQ(latest.title(), "two");
}

TEST_P(AlignmentStoreConformance, SameContentAsTheLatestIsTheSameVersion) {
  ASSERT_OK(store_->CreatePolicyVersion("us-or", PolicyTitled("one"), {}));
  v1::Policy again = PolicyTitled("one");
  again.set_name("policies/else/versions/9");
  ASSERT_OK_AND_ASSIGN(const v1::Policy same,
                       store_->CreatePolicyVersion("us-or", again, {}));
  EXPECT_EQ(same.name(), "policies/us-or/versions/1");
  ASSERT_OK(store_->CreatePolicyVersion("us-or", PolicyTitled("two"), {}));
  ASSERT_OK_AND_ASSIGN(
      const v1::Policy back,
      store_->CreatePolicyVersion("us-or", PolicyTitled("one"), {}));
  EXPECT_EQ(back.name(), "policies/us-or/versions/3");
}

TEST_P(AlignmentStoreConformance, RepeatedPolicyRequestMakesNothingNew) {
  const RequestKey request{"id-1", "digest-1"};
  ASSERT_OK(store_->CreatePolicyVersion("us-or", PolicyTitled("one"), request));
  ASSERT_OK(store_->CreatePolicyVersion("us-or", PolicyTitled("two"), {}));
  ASSERT_OK_AND_ASSIGN(
      const v1::Policy repeated,
      store_->CreatePolicyVersion("us-or", PolicyTitled("one"), request));
  EXPECT_EQ(repeated.name(), "policies/us-or/versions/1");
  EXPECT_THAT(store_->CreatePolicyVersion("us-or", PolicyTitled("three"),
                                          {"id-1", "digest-3"}),
              HasReason(base::reason::kRequestIdReused));
}

TEST_P(AlignmentStoreConformance, UnknownPolicyAndVersionAreSaidSo) {
  ASSERT_OK(store_->CreatePolicyVersion("us-or", PolicyTitled("one"), {}));
  EXPECT_THAT(store_->GetPolicy("us-xx", 0),
              HasReason(base::reason::kPolicyUnknown));
  EXPECT_THAT(store_->GetPolicy("us-or", 2),
              StatusIs(absl::StatusCode::kNotFound, _));
}

TEST_P(AlignmentStoreConformance, LatestPoliciesComeInOrderAndInParts) {
  for (const char* policy : {"us-sd", "us-ne", "us-or"}) {
    ASSERT_OK(store_->CreatePolicyVersion(policy, PolicyTitled(policy), {}));
  }
  ASSERT_OK(store_->CreatePolicyVersion("us-ne", PolicyTitled("newer"), {}));
  ASSERT_OK_AND_ASSIGN(const auto first, store_->LatestPolicies("", 2));
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[0].title(), "newer");
  EXPECT_EQ(first[1].title(), "us-or");
  ASSERT_OK_AND_ASSIGN(const auto rest, store_->LatestPolicies("us-or", 2));
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_EQ(rest[0].title(), "us-sd");
}

TEST_P(AlignmentStoreConformance, NothingIsPublishedBeforeTheFirstRun) {
  EXPECT_THAT(store_->PublishedRun(), IsOk());
  EXPECT_EQ(*store_->PublishedRun(), 0);
  EXPECT_THAT(store_->VerdictsAt(1), HasReason(base::reason::kRunUnknown));
  EXPECT_THAT(store_->GetRun(0), HasReason(base::reason::kRunUnknown));
}

TEST_P(AlignmentStoreConformance, RowsComeBackWithEveryField) {
  VerdictRow row = Row("a", v1::NOT_ALIGNED);
  row.dimensions = {{v1::HIGH_SKILL, v1::ALIGNED},
                    {v1::HIGH_WAGE, v1::INDETERMINATE}};
  row.flags = {{v1::NOT_HIGH_WAGE, 1}, {v1::DATA_WITHHELD, 1}};
  ASSERT_OK_AND_ASSIGN(const v1::Run run, store_->PublishRun(RunOf(0, {row})));
  EXPECT_EQ(run.name(), "runs/000001");
  Reopen();
  row.run = 1;
  ASSERT_OK_AND_ASSIGN(const auto rows, store_->VerdictsAt(1));
  EXPECT_THAT(rows, ElementsAre(row));
  ASSERT_OK_AND_ASSIGN(const auto subjects, store_->SubjectsAt(1));
  ASSERT_EQ(subjects.size(), 1u);
  EXPECT_EQ(subjects[0].sha256, SubjectTitled("a").sha256);
  EXPECT_EQ(subjects[0].program.title(), "a");
  EXPECT_EQ(subjects[0].provider.name(), "providers/p");
}

TEST_P(AlignmentStoreConformance, AReadAtARunTakesTheNewestRowNotAfterIt) {
  ASSERT_OK(store_->PublishRun(
      RunOf(0, {Row("a", v1::ALIGNED), Row("b", v1::ALIGNED)})));
  ASSERT_OK(store_->PublishRun(RunOf(1, {Row("b", v1::NOT_ALIGNED)})));
  ASSERT_OK(
      store_->PublishRun(RunOf(2, {GoneRow("a"), Row("c", v1::UNRATED)})));
  ASSERT_OK(store_->PublishRun(RunOf(3, {Row("a", v1::INDETERMINATE)})));

  EXPECT_EQ(VisibleAt(*store_, 1),
            (Visible{{"a", {v1::ALIGNED, 1}}, {"b", {v1::ALIGNED, 1}}}));
  EXPECT_EQ(VisibleAt(*store_, 2),
            (Visible{{"a", {v1::ALIGNED, 1}}, {"b", {v1::NOT_ALIGNED, 2}}}));
  EXPECT_EQ(VisibleAt(*store_, 3),
            (Visible{{"b", {v1::NOT_ALIGNED, 2}}, {"c", {v1::UNRATED, 3}}}));
  EXPECT_EQ(VisibleAt(*store_, 4), (Visible{{"a", {v1::INDETERMINATE, 4}},
                                            {"b", {v1::NOT_ALIGNED, 2}},
                                            {"c", {v1::UNRATED, 3}}}));
  ASSERT_OK_AND_ASSIGN(const auto subjects, store_->SubjectsAt(3));
  EXPECT_EQ(subjects.size(), 2u);
}

TEST_P(AlignmentStoreConformance, ARunAgainstAnOldStateIsRefused) {
  ASSERT_OK(store_->PublishRun(RunOf(0, {Row("a", v1::ALIGNED)})));
  const auto late = store_->PublishRun(RunOf(0, {Row("a", v1::NOT_ALIGNED)}));
  EXPECT_THAT(late, StatusIs(absl::StatusCode::kAborted, _));
  EXPECT_THAT(late, HasReason(base::reason::kRunConflict));
  EXPECT_EQ(VisibleAt(*store_, 1), (Visible{{"a", {v1::ALIGNED, 1}}}));
}

// Two makers of the same run: the first was away longer than its lease.
TEST_P(AlignmentStoreConformance, WhoLostThePublicationPublishesNothing) {
  const std::string work = "runs/000001/work";
  const absl::Time now = absl::FromUnixSeconds(1'700'000'000);
  ASSERT_OK_AND_ASSIGN(const auto leases, database_->OpenLeases());
  ASSERT_OK(leases->Divide(work, std::vector<std::string>{"all"}));
  ASSERT_OK(leases->Divide("runs/000001/other", {}));
  ASSERT_OK_AND_ASSIGN(const auto part,
                       leases->Take(work, "a", now, absl::Seconds(1)));
  ASSERT_OK(leases->Complete(*part, "scored"));
  const auto publication = [&](absl::Time at) {
    return **leases->TakePublication(work, "w", at, absl::Seconds(1));
  };
  NewRun late = RunOf(0, {Row("a", v1::ALIGNED)});
  late.publication = publication(now);
  NewRun run = late;
  run.publication = publication(now + absl::Seconds(1));
  const auto refused = store_->PublishRun(late);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kAborted, _));
  EXPECT_THAT(refused, HasReason(base::reason::kLeaseLost));
  EXPECT_EQ(*store_->PublishedRun(), 0);
  ASSERT_OK(store_->PublishRun(run));
  EXPECT_THAT(store_->PublishRun(late), HasReason(base::reason::kLeaseLost));
  EXPECT_THAT(store_->PublishRun(run), HasReason(base::reason::kLeaseLost));
  EXPECT_EQ(VisibleAt(*store_, 1), (Visible{{"a", {v1::ALIGNED, 1}}}));
  EXPECT_EQ(*store_->PublishedRun(), 1);
  EXPECT_TRUE(leases->Progress(work)->ended);
  EXPECT_TRUE(leases->Progress("runs/000001/other")->ended);
  EXPECT_THAT(leases->Complete(*part, "again"),
              HasReason(base::reason::kLeaseLost));
}

TEST_P(AlignmentStoreConformance, ARunThatFailsLeavesNothing) {
  ASSERT_OK(store_->PublishRun(RunOf(0, {Row("a", v1::ALIGNED)})));
  // The same key twice: the second row breaks the primary key.
  EXPECT_THAT(store_->PublishRun(
                  RunOf(1, {Row("b", v1::ALIGNED), Row("b", v1::NOT_ALIGNED)})),
              HasReason(base::reason::kStorageFailed));
  Reopen();
  EXPECT_EQ(*store_->PublishedRun(), 1);
  EXPECT_EQ(VisibleAt(*store_, 1), (Visible{{"a", {v1::ALIGNED, 1}}}));
}

TEST_P(AlignmentStoreConformance, RowsOfARunThatDiedAreNeverSeen) {
  ASSERT_OK(store_->PublishRun(RunOf(0, {Row("a", v1::ALIGNED)})));
  store_.reset();
  ASSERT_OK(database_->WriteUnpublished(Row("a", v1::NOT_ALIGNED), 2));
  ASSERT_OK(database_->WriteUnpublished(Row("ghost", v1::ALIGNED), 2));
  Reopen();
  EXPECT_EQ(VisibleAt(*store_, 1), (Visible{{"a", {v1::ALIGNED, 1}}}));
  EXPECT_THAT(store_->VerdictsAt(2), HasReason(base::reason::kRunUnknown));
  // The next run takes the dead run's number and nothing of it.
  ASSERT_OK(store_->PublishRun(RunOf(1, {Row("b", v1::UNRATED)})));
  EXPECT_EQ(VisibleAt(*store_, 2),
            (Visible{{"a", {v1::ALIGNED, 1}}, {"b", {v1::UNRATED, 2}}}));
}

TEST_P(AlignmentStoreConformance, RepeatedRunRequestAnswersWithItsRun) {
  NewRun run = RunOf(0, {Row("a", v1::ALIGNED)});
  run.request = {"id-1", "digest-1"};
  ASSERT_OK(store_->PublishRun(run));
  ASSERT_OK(store_->PublishRun(RunOf(1, {})));
  Reopen();
  ASSERT_OK_AND_ASSIGN(const v1::Run repeated, store_->PublishRun(run));
  EXPECT_EQ(repeated.name(), "runs/000001");
  EXPECT_EQ(*store_->PublishedRun(), 2);
  ASSERT_OK_AND_ASSIGN(const auto found, store_->FindRun(run.request));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->name(), "runs/000001");
  EXPECT_THAT(store_->FindRun({"id-1", "digest-2"}),
              HasReason(base::reason::kRequestIdReused));
  ASSERT_OK_AND_ASSIGN(const auto other, store_->FindRun({"id-2", "d"}));
  EXPECT_FALSE(other.has_value());
}

TEST_P(AlignmentStoreConformance, RunsAreListedNewestFirst) {
  for (int64_t after = 0; after < 3; ++after) {
    ASSERT_OK(store_->PublishRun(RunOf(after, {})));
  }
  ASSERT_OK_AND_ASSIGN(const auto first, store_->RunsBefore(0, 2));
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[0].name(), "runs/000003");
  EXPECT_EQ(first[1].name(), "runs/000002");
  ASSERT_OK_AND_ASSIGN(const auto rest, store_->RunsBefore(2, 2));
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_EQ(rest[0].name(), "runs/000001");
  ASSERT_OK_AND_ASSIGN(const auto none, store_->RunsBefore(1, 2));
  EXPECT_THAT(none, IsEmpty());
}

}  // namespace
}  // namespace plumbline::alignment
