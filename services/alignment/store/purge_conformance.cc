#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "services/alignment/store/alignment_store_conformance.h"
#include "services/common/base/error.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

using ::plumbline::testing::HasReason;
using ::testing::ElementsAre;

constexpr char kRule[] = "keep the newest 2";

Subject ProgramTitled(const std::string& program, const std::string& title) {
  catalog::v1::Program content;
  content.set_name("providers/p/programs/" + program);
  content.set_title(title);
  catalog::v1::Provider provider;
  provider.set_name("providers/p");
  return MakeSubject(content, provider);
}

// A run that says something of each of `programs`: a program and its title.
NewRun Saying(
    int64_t after,
    const std::vector<std::pair<std::string, std::string>>& programs) {
  NewRun run;
  run.after = after;
  run.run.set_edition("editions/e");
  for (const auto& [program, title] : programs) {
    VerdictRow row;
    row.key = {"providers/p/programs/" + program, "us", "us-or"};
    row.edition = "editions/e";
    row.gone = title.empty();
    if (!row.gone) {
      run.subjects.push_back(ProgramTitled(program, title));
      row.subject_sha256 = run.subjects.back().sha256;
      row.verdict = v1::ALIGNED;
    }
    run.changes.push_back(row);
  }
  run.record_digests = std::string(32, 'd');
  v1::Change change;
  change.add_differences()->set_kind(v1::Difference::VERDICT);
  run.feed = {{{"providers/p/programs/a", "us", "us-or"}, change}};
  return run;
}

std::vector<std::string> TitlesAt(AlignmentStore& store, int64_t run) {
  const auto subjects = store.SubjectsAt(run);
  if (!subjects.ok()) return {base::ReasonOf(subjects.status())};
  std::vector<std::string> titles;
  for (const Subject& subject : *subjects)
    titles.push_back(subject.program.title());
  std::sort(titles.begin(), titles.end());
  return titles;
}

TEST_P(AlignmentStoreConformance, APurgedRunKeepsItsNameAndOthersTheirAnswers) {
  ASSERT_OK(store_->PublishRun(Saying(0, {{"a", "a1"}, {"b", "b1"}})));
  ASSERT_OK(store_->PublishRun(Saying(1, {{"a", "a2"}, {"c", "c2"}})));
  ASSERT_OK(store_->PublishRun(Saying(2, {{"a", "a3"}, {"c", ""}})));
  ASSERT_OK_AND_ASSIGN(const v1::Run last,
                       store_->PublishRun(Saying(3, {{"d", "d4"}})));
  EXPECT_GT(last.added_bytes(), 32);
  // The published run stays, whoever asks.
  const RunPurge purge = {{1, 2, 4}, absl::FromUnixSeconds(7), kRule};
  ASSERT_OK_AND_ASSIGN(const int64_t removed, store_->PurgeRuns(purge));
  EXPECT_EQ(removed, 3) << "a1, a2 and c2";
  ASSERT_OK_AND_ASSIGN(const int64_t again, store_->PurgeRuns(purge));
  EXPECT_EQ(again, 0);

  Reopen();
  EXPECT_THAT(TitlesAt(*store_, 3), ElementsAre("a3", "b1"));
  EXPECT_THAT(TitlesAt(*store_, 4), ElementsAre("a3", "b1", "d4"));
  EXPECT_THAT(TitlesAt(*store_, 1), ElementsAre("RUN_PURGED"));
  EXPECT_THAT(store_->VerdictsAt(2), HasReason(base::reason::kRunPurged));
  const auto digests = store_->RecordDigestsOf(2);
  EXPECT_THAT(digests, HasReason(base::reason::kRunPurged));
  EXPECT_THAT(std::string(digests.status().message()),
              ::testing::HasSubstr(kRule));
  ASSERT_OK_AND_ASSIGN(const v1::Run tombstone, store_->GetRun(1));
  EXPECT_EQ(tombstone.edition(), "editions/e");
  EXPECT_EQ(tombstone.purge_rule(), kRule);
  EXPECT_EQ(tombstone.purge_time().seconds(), 7);
  ASSERT_OK_AND_ASSIGN(const auto runs, store_->RunsBefore(0, 10));
  EXPECT_EQ(runs.size(), 4u);
  ChangeQuery all;
  all.limit = 10;
  ASSERT_OK_AND_ASSIGN(const auto feed, store_->ChangesAfter(all));
  EXPECT_EQ(feed.size(), 4u) << "the feed stays";
  // The next run is as any other.
  ASSERT_OK(store_->PublishRun(Saying(4, {{"a", "a1"}})));
  EXPECT_THAT(TitlesAt(*store_, 5), ElementsAre("a1", "b1", "d4"));
}

TEST_P(AlignmentStoreConformance, ARunBetweenPurgedOnesIsWhole) {
  ASSERT_OK(store_->PublishRun(Saying(0, {{"a", "a1"}, {"b", "b1"}})));
  ASSERT_OK(store_->PublishRun(Saying(1, {{"b", "b2"}})));
  ASSERT_OK(store_->PublishRun(Saying(2, {{"a", "a3"}})));
  ASSERT_OK(store_->PublishRun(Saying(3, {{"b", ""}})));
  ASSERT_OK(store_->PurgeRuns({{1, 3}, absl::FromUnixSeconds(7), kRule}));
  EXPECT_THAT(TitlesAt(*store_, 2), ElementsAre("a1", "b2"));
  EXPECT_THAT(TitlesAt(*store_, 4), ElementsAre("a3"));
  EXPECT_THAT(store_->PurgeRuns({{9}, absl::FromUnixSeconds(7), kRule}),
              HasReason(base::reason::kRunUnknown));
}

}  // namespace
}  // namespace plumbline::alignment
