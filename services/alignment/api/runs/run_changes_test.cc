#include "services/alignment/api/runs/run_changes.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/alignment/api/changes/pairs_that_differ.h"
#include "services/alignment/api/records/record_codec.h"
#include "services/alignment/api/runs/row_pairs.h"
#include "services/alignment/api/scoring/run_scorer.h"
#include "services/alignment/domain/testing/random_market.h"
#include "services/common/base/sha256.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

using testing::Dice;
using testing::MarketSize;

constexpr MarketSize kSize = {6, 12};
constexpr int kPrograms = 60;
constexpr int kPolicies = 3;

// Ids of which one begins another: names are not in the order of ids then.
std::string IdOf(int program) {
  const char* ends[] = {"", "-b", ".c"};
  return absl::StrCat("p", 100 + program / 3, ends[program % 3]);
}

std::shared_ptr<const SubjectInUse> ProgramOf(Dice* dice, int program) {
  auto made = std::make_shared<SubjectInUse>();
  const std::string name =
      absl::StrCat("providers/tx-1/programs/", IdOf(program));
  made->subject.program.set_name(name);
  made->subject.sha256 = base::Sha256Hex(absl::StrCat(name, dice->Below(2)));
  made->facts.revision_id = made->subject.sha256;
  for (int i = dice->Below(4); i > 0; --i)
    made->facts.occupations.push_back(
        {testing::MarketCode(kSize, dice->Below(kSize.occupations)), ""});
  return made;
}

// A market at two times, and policies that are bound to both.
struct TwoEditions {
  explicit TwoEditions(uint32_t seed) : dice(seed) {
    EditionTables tables = testing::RandomMarketOf(&dice, kSize).Tables();
    tables.name = "editions/before";
    before = Edition::Create(std::move(tables)).value();
    tables = testing::RandomMarketOf(&dice, kSize).Tables();
    tables.name = "editions/after";
    after = Edition::Create(std::move(tables)).value();
    while (policies.size() < kPolicies) {
      const auto bound = testing::RandomPolicyOn(&dice, kSize, before);
      if (BoundPolicy::Create(after, bound->policy()).ok())
        policies.push_back(bound->policy());
    }
  }

  // Programs `first` to before `last`, in no order.
  RunInputs Inputs(const std::shared_ptr<const Edition>& edition, int first,
                   int last) {
    RunInputs inputs;
    inputs.edition = edition;
    for (int region = 0; region < kSize.regions; region += 2)
      inputs.regions.push_back(
          *edition->FindRegion(testing::MarketRegion(region)));
    for (size_t i = 0; i < policies.size(); ++i) {
      auto policy = std::make_shared<PolicyInUse>();
      policy->id = absl::StrCat("policy-", i);
      policy->content.set_name(
          absl::StrCat("policies/", policy->id, "/versions/1"));
      policy->content.set_flag_after_editions(i == 0 ? 2 : 0);
      policy->version = 1;
      policy->bound = BoundPolicy::Create(edition, policies[i]).value();
      inputs.policies.push_back(std::move(policy));
    }
    for (int program = first; program < last; ++program)
      inputs.subjects.push_back(ProgramOf(&dice, program));
    std::reverse(inputs.subjects.begin(), inputs.subjects.end());
    return inputs;
  }

  Dice dice;
  std::shared_ptr<const Edition> before;
  std::shared_ptr<const Edition> after;
  std::vector<Policy> policies;
};

RunScope Everything() {
  return {"providers/-", {"policy-0", "policy-1", "policy-2"}, {}};
}

std::unique_ptr<RunView> ViewOf(int64_t number, RunChanges changes) {
  return std::make_unique<RunView>(number, v1::Run(),
                                   std::move(changes.visible));
}

std::vector<std::string> Counted(const ViewRow& row) {
  const BoundPolicy& policy = *row.policy->bound;
  std::vector<std::string> codes;
  for (const RuledLink& link :
       ApplyLinkRule(policy.edition(), policy.policy().link_rule,
                     FindLinks(policy.edition(), row.subject->facts,
                               policy.policy().link_rule))) {
    if (link.counted())
      codes.push_back(
          policy.edition().occupation_code(link.link.occupation).ToString());
  }
  return codes;
}

std::vector<v1::FlagReason> Reasons(const Answer& answer, bool computed) {
  std::vector<v1::FlagReason> reasons;
  for (const RaisedFlag& flag : answer.flags) {
    if (!computed || flag.reason != v1::AT_RISK) reasons.push_back(flag.reason);
  }
  return reasons;
}

bool SayTheSame(const ViewRow& a, const ViewRow& b) {
  return a.answer.verdict == b.answer.verdict &&
         a.answer.dimensions == b.answer.dimensions &&
         a.answer.grace == b.answer.grace &&
         Reasons(a.answer, true) == Reasons(b.answer, true);
}

// By name, found one by one.
std::map<std::string, const ViewRow*> ByName(const std::vector<ViewRow>& rows) {
  std::map<std::string, const ViewRow*> by_name;
  for (const ViewRow& row : rows) by_name[row.name()] = &row;
  return by_name;
}

class RunChangesTest : public ::testing::TestWithParam<uint32_t> {
 protected:
  RunChangesTest()
      : world_(GetParam()),
        first_(ViewOf(
            1, CompareRuns(
                   nullptr, Everything(),
                   ScoreRun(world_.Inputs(world_.before, 0, 50), 1).value(), 1,
                   1))),
        second_(world_.Inputs(world_.after, 10, kPrograms)) {}

  RunChanges Second(int threads) {
    return CompareRuns(first_.get(), Everything(), ScoreRun(second_, 1).value(),
                       2, threads);
  }

  TwoEditions world_;
  const std::unique_ptr<RunView> first_;
  const RunInputs second_;
};

TEST_P(RunChangesTest, AreTheSameOnAnyNumberOfThreads) {
  const RunChanges one = Second(1);
  for (const int threads : {2, 3, 7}) {
    const RunChanges more = Second(threads);
    EXPECT_EQ(more.changes, one.changes);
    EXPECT_EQ(more.record_digests, one.record_digests);
    ASSERT_EQ(more.subjects.size(), one.subjects.size());
    for (size_t i = 0; i < one.subjects.size(); ++i)
      EXPECT_EQ(more.subjects[i].sha256, one.subjects[i].sha256);
    ASSERT_EQ(more.visible.size(), one.visible.size());
    for (size_t i = 0; i < one.visible.size(); ++i) {
      EXPECT_EQ(more.visible[i].name(), one.visible[i].name());
      EXPECT_EQ(more.visible[i].answer, one.visible[i].answer);
    }
  }
}

TEST_P(RunChangesTest, WriteWhatSaysSomethingElseAndWhatIsGone) {
  const RunChanges changes = Second(2);
  const auto before = ByName(first_->rows());
  const auto after = ByName(changes.visible);
  std::vector<std::string> expected;
  for (const auto& [name, row] : after) {
    const auto was = before.find(name);
    if (was == before.end() || !SayTheSame(*was->second, *row) ||
        Reasons(was->second->answer, false) != Reasons(row->answer, false) ||
        was->second->subject->subject.sha256 != row->subject->subject.sha256)
      expected.push_back(name);
  }
  for (const auto& [name, row] : before) {
    if (after.count(name) == 0) expected.push_back(absl::StrCat("-", name));
  }
  std::vector<std::string> written;
  for (const VerdictRow& row : changes.changes)
    written.push_back(
        absl::StrCat(row.gone ? "-" : "", AlignmentName(row.key)));
  EXPECT_THAT(written, ::testing::UnorderedElementsAreArray(expected));
}

// Keys as the store orders them: program, region, policy.
TEST_P(RunChangesTest, DigestsAreInTheOrderOfKeys) {
  const RunChanges changes = Second(3);
  std::map<VerdictKey, std::string> by_key;
  for (const ViewRow& row : changes.visible)
    AppendDigest(row, &by_key[row.key()]);
  std::string digests;
  for (const auto& [key, digest] : by_key) digests += digest;
  EXPECT_EQ(changes.record_digests, digests);
}

TEST_P(RunChangesTest, PairsThatDifferAreThoseFoundOneByOne) {
  const RunChanges changes = Second(1);
  const auto before = ByName(first_->rows());
  const auto after = ByName(changes.visible);
  std::vector<std::string> ends;
  std::vector<std::string> both;
  for (const auto& [name, row] : before) {
    const auto is = after.find(name);
    if (is == after.end()) {
      ends.push_back(name);
    } else if (!SayTheSame(*row, *is->second) ||
               Counted(*row) != Counted(*is->second)) {
      both.push_back(name);
    }
  }
  for (const auto& [name, row] : after) {
    if (before.count(name) == 0) ends.push_back(name);
  }
  ASSERT_FALSE(both.empty());
  const auto name_of = [](const RowPair& pair) {
    return (pair.before == nullptr ? pair.after : pair.before)->name();
  };
  for (const int threads : {1, 2, 5}) {
    const DifferingPairs differ =
        PairsThatDiffer(first_->rows(), changes.visible, {}, threads);
    std::vector<std::string> found;
    for (const RowPair& pair : differ.ends) found.push_back(name_of(pair));
    EXPECT_THAT(found, ::testing::UnorderedElementsAreArray(ends));
    found.clear();
    for (const RowPair& pair : differ.both) found.push_back(name_of(pair));
    EXPECT_THAT(found, ::testing::UnorderedElementsAreArray(both));
  }
}

TEST_P(RunChangesTest, CutsHoldEachNameOnBothSidesInOnePart) {
  const RunChanges changes = Second(1);
  for (const int parts : {1, 2, 5, 2000}) {
    size_t pairs = 0;
    size_t a = 0;
    size_t b = 0;
    for (const RangePair& cut :
         CutByName(first_->rows(), changes.visible, parts)) {
      EXPECT_EQ(cut.a_begin, std::exchange(a, cut.a_end));
      EXPECT_EQ(cut.b_begin, std::exchange(b, cut.b_end));
      ForEachPair(cut.OfA(absl::MakeConstSpan(first_->rows())),
                  cut.OfB(absl::MakeConstSpan(changes.visible)),
                  [&](const ViewRow*, const ViewRow*) { ++pairs; });
    }
    EXPECT_EQ(a, first_->rows().size());
    EXPECT_EQ(b, changes.visible.size());
    // Sixty programs on one side or both.
    EXPECT_EQ(pairs, size_t{kPrograms} * kPolicies * 3);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RunChangesTest, ::testing::Range(1U, 9U));

}  // namespace
}  // namespace plumbline::alignment
