// What changes when real releases take the place of older ones, held against
// scoring everything again and against editions that really hold one back.

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "tests/integration/house.h"

namespace plumbline::integration {
namespace {

namespace v1 = alignment::v1;

// The releases of an edition that does not change, and what changes in it.
const char* const kSteady[] = {
    "sources/bls-ep/releases/2024-34",
    "sources/cip-changes/releases/2010-2020",
    "sources/cip-onet/releases/2019",
    "sources/cip-soc/releases/2020",
    "sources/cip/releases/2020",
    "sources/county-areas/releases/2013",
    "sources/oews-areas/releases/2012",
    "sources/oews-hybrid/releases/2019",
    "sources/onet-soc/releases/2019",
    "sources/soc-changes/releases/2010-2018",
    "sources/soc/releases/2018",
};

struct Changing {
  std::string oews;
  std::string onet;
  std::string edd;
};

std::vector<std::string> Releases(const Changing& changing) {
  std::vector<std::string> releases(std::begin(kSteady), std::end(kSteady));
  releases.push_back("sources/oews/releases/" + changing.oews);
  releases.push_back("sources/onet/releases/" + changing.onet);
  releases.push_back("sources/ca-edd/releases/" + changing.edd);
  return releases;
}

// The real pairs, the last two at once.
const Changing kEditions[] = {
    {"2021-05", "29.0", "2018-2028"},
    {"2025-05", "29.0", "2018-2028"},
    {"2025-05", "30.1", "2018-2028"},
    {"2025-05", "30.3-partial", "2020-2030"},
};

class RealPairsTest : public ::testing::Test {
 protected:
  static std::set<std::string> AllReleases() {
    std::set<std::string> all;
    for (const Changing& changing : kEditions) {
      const auto releases = Releases(changing);
      all.insert(releases.begin(), releases.end());
    }
    return all;
  }

  static void Fill(House& house, const std::filesystem::path& data) {
    const std::set<std::string> all = AllReleases();
    ASSERT_OK(house.ImportReleases(
        data, [&](const std::string& name) { return all.count(name) > 0; }));
    ASSERT_OK(house.ImportPrograms(SamplesDir() / "programs"));
  }

  static std::vector<v1::Change> ChangesAfter(House& house,
                                              const std::string& cursor) {
    v1::ListChangesRequest request;
    request.set_cursor(cursor);
    request.set_page_size(1000);
    std::vector<v1::Change> changes;
    for (bool more = true; more;) {
      const auto page = house.alignment().ListChanges(request);
      EXPECT_OK(page);
      if (!page.ok()) return changes;
      changes.insert(changes.end(), page->changes().begin(),
                     page->changes().end());
      request.set_cursor(page->cursor());
      more = page->more();
    }
    return changes;
  }

  // Publishes the last edition with one of its new releases held back.
  static absl::StatusOr<std::string> HoldBack(House& house,
                                              const v1::Cause& cause) {
    auto releases = Releases(kEditions[3]);
    std::replace(releases.begin(), releases.end(), cause.after(),
                 cause.before());
    const auto edition = house.labor().PublishEdition(releases, {}, {});
    if (!edition.ok()) return edition.status();
    return edition->name();
  }

  // The verdict of a change's alignment on another edition.
  static v1::Verdict VerdictOn(House& house, const std::string& edition,
                               const v1::Change& change) {
    v1::GetAlignmentRequest request;
    request.set_name(change.alignment());
    request.mutable_pins()->set_edition(edition);
    const auto alignment = house.alignment().GetAlignment(request);
    EXPECT_OK(alignment);
    return alignment.ok() ? alignment->verdict() : v1::VERDICT_UNSPECIFIED;
  }

  // Holds each release back that is named as the cause of another verdict, and
  // the other one that came with it: only the first gives the old verdict.
  static int CheckAgainstRealEditions(House& house,
                                      const std::vector<v1::Change>& changes) {
    int checked = 0;
    for (const v1::Change& change : changes) {
      const v1::Difference& first = change.differences(0);
      if (first.kind() != v1::Difference::VERDICT ||
          first.cause_sets_size() != 1 ||
          first.cause_sets(0).causes_size() != 1)
        continue;
      const auto held = HoldBack(house, first.cause_sets(0).causes(0));
      EXPECT_OK(held);
      if (!held.ok()) return checked;
      EXPECT_EQ(VerdictOn(house, *held, change), change.before())
          << change.message();
      if (++checked == 12) break;
    }
    return checked;
  }
};

TEST_F(RealPairsTest, EveryDifferenceHasACauseAndEveryRunReplays) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const testing::TempDir directory;
  ASSERT_OK_AND_ASSIGN(House house,
                       House::AsOne(PLUMBLINE_BIN, directory.path()));
  Fill(house, data);
  std::vector<std::string> runs;
  for (const Changing& changing : kEditions) {
    ASSERT_OK(house.labor().PublishEdition(Releases(changing), {}, {}));
    ASSERT_OK_AND_ASSIGN(const v1::Run run,
                         house.Score({"regions/us", "regions/us-ca"}));
    runs.push_back(run.name());
  }
  // What was taken over from the run before is what scoring all of it says.
  for (const std::string& run : runs) {
    ASSERT_OK_AND_ASSIGN(const auto replayed, house.alignment().ReplayRun(run));
    EXPECT_TRUE(replayed.same()) << run;
  }
  const auto changes = ChangesAfter(house, "");
  EXPECT_GT(changes.size(), 20u);
  for (const v1::Change& change : changes) {
    for (const v1::Difference& difference : change.differences())
      EXPECT_GT(difference.cause_sets_size(), 0) << change.message();
  }
  EXPECT_GT(CheckAgainstRealEditions(house, ChangesAfter(house, runs[2])), 0);
}

}  // namespace
}  // namespace plumbline::integration
