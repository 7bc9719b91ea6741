#include "services/labor/store/snapshot_parts.h"

#include <random>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::labor {
namespace {

using testing::HasReason;

std::string RandomBytes(size_t size, unsigned seed) {
  std::mt19937 random(seed);
  std::string bytes;
  bytes.reserve(size);
  for (size_t i = 0; i < size; ++i)
    bytes.push_back(static_cast<char>(random() % 251));
  return bytes;
}

std::string Joined(const std::vector<absl::string_view>& parts) {
  std::string bytes;
  for (const absl::string_view part : parts) bytes += std::string(part);
  return bytes;
}

TEST(SnapshotPartsTest, PartsAreTheBytesAgainAndOfBoundedSize) {
  for (const size_t size : {size_t{0}, size_t{1}, size_t{8191}, size_t{8192},
                            size_t{300'000}, size_t{2'000'000}}) {
    const std::string bytes = RandomBytes(size, 7);
    const auto parts = SplitIntoParts(bytes);
    EXPECT_EQ(Joined(parts), bytes);
    for (size_t i = 0; i < parts.size(); ++i) {
      EXPECT_LE(parts[i].size(), size_t{256} << 10);
      // The last one is what is left.
      EXPECT_TRUE(parts[i].size() >= size_t{8} << 10 || i + 1 == parts.size());
    }
  }
  const std::string same(1'000'000, 'x');
  EXPECT_EQ(Joined(SplitIntoParts(same)), same);
}

TEST(SnapshotPartsTest, AChangeInTheMiddleMovesFewParts) {
  const std::string before = RandomBytes(3'000'000, 11);
  std::string after = before;
  // Longer than it was: everything behind it stands elsewhere.
  after.insert(1'500'000, "a release of another month");
  after[200] = 'Z';
  std::set<std::string> had;
  for (const absl::string_view part : SplitIntoParts(before)) had.emplace(part);
  size_t added = 0;
  for (const absl::string_view part : SplitIntoParts(after))
    added += had.count(std::string(part)) > 0 ? 0 : part.size();
  EXPECT_GT(added, 0u);
  EXPECT_LT(added, size_t{1} << 20);
}

TEST(SnapshotPartsTest, PacksAndUnpacksAndSaysWhatIsDamaged) {
  const std::string part = RandomBytes(100'000, 3);
  const std::string packed = PackPart(part);
  ASSERT_OK_AND_ASSIGN(const std::string again,
                       UnpackPart(packed, part.size()));
  EXPECT_EQ(again, part);
  EXPECT_LT(PackPart(std::string(100'000, 'x')).size(), 1000u);
  EXPECT_THAT(UnpackPart(packed, part.size() - 1), HasReason("STORAGE_FAILED"));
  EXPECT_THAT(UnpackPart(packed, part.size() + 1), HasReason("STORAGE_FAILED"));
  EXPECT_THAT(UnpackPart(packed.substr(1), part.size()),
              HasReason("STORAGE_FAILED"));
  EXPECT_THAT(UnpackPart(packed, size_t{1} << 40), HasReason("STORAGE_FAILED"));
}

}  // namespace
}  // namespace plumbline::labor
