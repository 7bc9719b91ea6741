#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "services/alignment/store/alignment_store_conformance.h"
#include "services/common/base/error.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

using ::plumbline::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

ChangeRow ChangeOf(const std::string& provider, const std::string& program,
                   v1::Difference::Kind kind) {
  ChangeRow row;
  row.key = {"providers/" + provider + "/programs/" + program, "us", "us-or"};
  row.content.set_program_title(program);
  row.content.add_differences()->set_kind(kind);
  return row;
}

NewRun RunWith(int64_t after, std::vector<ChangeRow> feed) {
  NewRun run;
  run.after = after;
  run.feed = std::move(feed);
  return run;
}

std::vector<std::string> NamesOf(AlignmentStore& store,
                                 const ChangeQuery& query) {
  const auto changes = store.ChangesAfter(query);
  EXPECT_OK(changes);
  std::vector<std::string> names;
  if (!changes.ok()) return names;
  for (const v1::Change& change : *changes)
    names.push_back(change.name() + " " + change.program_title());
  return names;
}

TEST_P(AlignmentStoreConformance, ChangesAreReadInOrderFromAnyPlace) {
  ASSERT_OK(store_->PublishRun(
      RunWith(0, {ChangeOf("p", "a", v1::Difference::VERDICT),
                  ChangeOf("p", "b", v1::Difference::FLAG)})));
  ASSERT_OK(store_->PublishRun(
      RunWith(1, {ChangeOf("q", "c", v1::Difference::VERDICT)})));
  Reopen();
  ChangeQuery query;
  query.limit = 10;
  EXPECT_THAT(NamesOf(*store_, query),
              ElementsAre("runs/000001/changes/000001 a",
                          "runs/000001/changes/000002 b",
                          "runs/000002/changes/000001 c"));
  query.limit = 1;
  query.after = {1, 1};
  EXPECT_THAT(NamesOf(*store_, query),
              ElementsAre("runs/000001/changes/000002 b"));
  query.after = {2, 1};
  EXPECT_THAT(NamesOf(*store_, query), IsEmpty());
}

TEST_P(AlignmentStoreConformance, ChangesAreReadByWhatTheyAreAbout) {
  ASSERT_OK(store_->PublishRun(
      RunWith(0, {ChangeOf("p", "a", v1::Difference::VERDICT),
                  ChangeOf("p", "b", v1::Difference::FLAG),
                  ChangeOf("pp", "a", v1::Difference::VERDICT)})));
  ChangeQuery query;
  query.limit = 10;
  query.program_prefix = "providers/p/";
  EXPECT_THAT(NamesOf(*store_, query),
              ElementsAre("runs/000001/changes/000001 a",
                          "runs/000001/changes/000002 b"));
  query.kinds = 1u << v1::Difference::FLAG | 1u << v1::Difference::LINK;
  EXPECT_THAT(NamesOf(*store_, query),
              ElementsAre("runs/000001/changes/000002 b"));
  query = {};
  query.limit = 10;
  query.program = "providers/pp/programs/a";
  EXPECT_THAT(NamesOf(*store_, query),
              ElementsAre("runs/000001/changes/000003 a"));
  query.region = "us-tx";
  EXPECT_THAT(NamesOf(*store_, query), IsEmpty());
  query.region = "us";
  query.policy = "us-wa";
  EXPECT_THAT(NamesOf(*store_, query), IsEmpty());
}

TEST_P(AlignmentStoreConformance, RecordDigestsComeBackWhole) {
  NewRun run = RunWith(0, {});
  // More than one part, and not a multiple of it.
  run.record_digests.resize(size_t{32} * 70'000);
  for (size_t i = 0; i < run.record_digests.size(); ++i)
    run.record_digests[i] = static_cast<char>(i * 2654435761u >> 13);
  ASSERT_OK(store_->PublishRun(run));
  ASSERT_OK(store_->PublishRun(RunWith(1, {})));
  Reopen();
  ASSERT_OK_AND_ASSIGN(const std::string digests, store_->RecordDigestsOf(1));
  EXPECT_TRUE(digests == run.record_digests);
  ASSERT_OK_AND_ASSIGN(const std::string none, store_->RecordDigestsOf(2));
  EXPECT_EQ(none, "");
  EXPECT_THAT(store_->RecordDigestsOf(3), HasReason(base::reason::kRunUnknown));
}

TEST_P(AlignmentStoreConformance, AGraceComesBack) {
  NewRun run = RunWith(0, {});
  VerdictRow row;
  row.key = {"providers/p/programs/a", "us", "us-or"};
  row.verdict = v1::NOT_ALIGNED;
  row.grace = {v1::ALIGNED, 2};
  run.changes = {row};
  ASSERT_OK(store_->PublishRun(run));
  ASSERT_OK_AND_ASSIGN(const auto rows, store_->VerdictsAt(1));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].grace, row.grace);
}

TEST(ChangeName, ComesBack) {
  EXPECT_EQ(ChangeName({7, 12}), "runs/000007/changes/000012");
  EXPECT_EQ(*ParseChangeName("runs/000007/changes/000012"),
            (ChangePlace{7, 12}));
  for (const char* wrong :
       {"", "runs/000007", "runs/7/changes/000012", "runs/000007/changes/12",
        "runs/000007/changes/", "runs/000007/changes/000012/"}) {
    EXPECT_THAT(ParseChangeName(wrong), HasReason(base::reason::kNameInvalid))
        << wrong;
  }
}

}  // namespace
}  // namespace plumbline::alignment
