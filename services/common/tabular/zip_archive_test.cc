#include "services/common/tabular/zip_archive.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"
#include "services/common/testing/zip_builder.h"

namespace plumbline::tabular {
namespace {

using ::plumbline::testing::BuildZip;
using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::plumbline::testing::ZipContent;
using ::testing::AllOf;
using ::testing::HasSubstr;

std::string SomeText() {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += std::to_string(i * 7919) + "\t";
  return text;
}

// Replaces the first (or every) occurrence of `from` by `to`, of the same
// length.
std::string Patched(std::string bytes, const std::string& from,
                    const std::string& to) {
  EXPECT_EQ(from.size(), to.size());
  size_t at = 0;
  while ((at = bytes.find(from, at)) != std::string::npos)
    bytes.replace(at, to.size(), to);
  return bytes;
}

TEST(ZipArchiveTest, ReadsStoredAndDeflatedEntries) {
  const std::string bytes =
      BuildZip({{.name = "db/a.txt", .bytes = SomeText()},
                {.name = "db/b.txt", .bytes = "stored", .stored = true},
                {.name = "db/empty.txt", .bytes = ""}});
  ASSERT_OK_AND_ASSIGN(const ZipArchive archive,
                       ZipArchive::Open("db.zip", bytes));
  ASSERT_EQ(archive.entries().size(), 3u);
  EXPECT_EQ(archive.entries()[0].name, "db/a.txt");
  EXPECT_TRUE(archive.Contains("db/b.txt"));
  EXPECT_FALSE(archive.Contains("b.txt"));
  EXPECT_EQ(*archive.ReadEntry("db/a.txt"), SomeText());
  EXPECT_EQ(*archive.ReadEntry("db/b.txt"), "stored");
  EXPECT_EQ(*archive.ReadEntry("db/empty.txt"), "");
  EXPECT_THAT(archive.ReadEntry("nothing"), HasReason(base::reason::kNotFound));
}

TEST(ZipArchiveTest, ReturnsWhatTheSinkReturns) {
  const std::string bytes = BuildZip({{.name = "a", .bytes = SomeText()}});
  ASSERT_OK_AND_ASSIGN(const ZipArchive archive,
                       ZipArchive::Open("a.zip", bytes));
  EXPECT_EQ(
      archive.StreamEntry(
          "a", [](absl::string_view) { return absl::AbortedError("no"); }),
      absl::AbortedError("no"));
}

TEST(ZipArchiveTest, RefusesNamesThatLeadElsewhere) {
  for (const char* name :
       {"../x", "a/../../x", "/etc/passwd", "a\\b", "..", "c:x"}) {
    EXPECT_THAT(
        ZipArchive::Open("z.zip", BuildZip({{.name = name, .bytes = "x"}})),
        AllOf(StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("z.zip")),
              HasReason(base::reason::kFileMalformed)))
        << name;
  }
}

TEST(ZipArchiveTest, RefusesANulInAName) {
  const std::string bytes =
      Patched(BuildZip({{.name = "aXb.txt", .bytes = "x"}}), "aXb.txt",
              std::string("a\0b.txt", 7));
  EXPECT_FALSE(ZipArchive::Open("z.zip", bytes).ok());
}

TEST(ZipArchiveTest, RefusesANameTwice) {
  const std::string bytes = Patched(BuildZip({{.name = "a.txt", .bytes = "1"},
                                              {.name = "b.txt", .bytes = "2"}}),
                                    "b.txt", "a.txt");
  EXPECT_THAT(ZipArchive::Open("z.zip", bytes),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("twice")));
}

TEST(ZipArchiveTest, RefusesEncryptedEntries) {
  const std::string bytes =
      BuildZip({{.name = "a", .bytes = "secret", .password = "pw"}});
  EXPECT_THAT(
      ZipArchive::Open("z.zip", bytes),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("encrypted")));
}

TEST(ZipArchiveTest, FindsAWrongCrc) {
  const std::string bytes = Patched(
      BuildZip({{.name = "a", .bytes = "the packed text", .stored = true}}),
      "the packed text", "the hacked text");
  ASSERT_OK_AND_ASSIGN(const ZipArchive archive,
                       ZipArchive::Open("z.zip", bytes));
  EXPECT_THAT(
      archive.ReadEntry("a"),
      AllOf(StatusIs(absl::StatusCode::kInvalidArgument,
                     AllOf(HasSubstr("z.zip, entry a"), HasSubstr("CRC"))),
            HasReason(base::reason::kFileMalformed)));
}

// The size in the local and the central header (both, or libzip's consistency
// check already stops).
TEST(ZipArchiveTest, FindsALyingSize) {
  const std::string text(300, 'a');
  const std::string true_size("\x2C\x01\0\0", 4);
  const std::string bytes = Patched(BuildZip({{.name = "a", .bytes = text}}),
                                    true_size, std::string("\x0A\0\0\0", 4));
  const auto archive = ZipArchive::Open("z.zip", bytes);
  if (archive.ok()) {
    EXPECT_THAT(archive->ReadEntry("a"),
                HasReason(base::reason::kFileMalformed));
  } else {
    EXPECT_THAT(archive, HasReason(base::reason::kFileMalformed));
  }
}

TEST(ZipArchiveTest, StopsABombWhileReadingIt) {
  const std::string bytes =
      BuildZip({{.name = "bomb", .bytes = std::string(64 << 20, 'a')}});
  ASSERT_LT(bytes.size(), 100000u);
  ASSERT_OK_AND_ASSIGN(const ZipArchive archive,
                       ZipArchive::Open("z.zip", bytes));
  size_t seen = 0;
  const absl::Status status =
      archive.StreamEntry("bomb", [&](absl::string_view chunk) {
        seen += chunk.size();
        return absl::OkStatus();
      });
  EXPECT_THAT(status, AllOf(StatusIs(absl::StatusCode::kResourceExhausted,
                                     HasSubstr("bomb")),
                            HasReason(base::reason::kFileTooLarge)));
  EXPECT_LT(seen, size_t{12} << 20);
}

TEST(ZipArchiveTest, HoldsItsLimits) {
  const std::string bytes = BuildZip(
      {{.name = "a", .bytes = SomeText()}, {.name = "b", .bytes = SomeText()}});
  const auto size = static_cast<int64_t>(SomeText().size());
  ZipLimits limits;
  limits.max_entries = 1;
  EXPECT_THAT(ZipArchive::Open("z.zip", bytes, limits),
              HasReason(base::reason::kFileTooLarge));
  limits = {.max_entry_bytes = size - 1};
  EXPECT_THAT(ZipArchive::Open("z.zip", bytes, limits)->ReadEntry("a"),
              HasReason(base::reason::kFileTooLarge));
  limits = {.max_total_bytes = 2 * size - 1};
  ASSERT_OK_AND_ASSIGN(const ZipArchive archive,
                       ZipArchive::Open("z.zip", bytes, limits));
  EXPECT_OK(archive.ReadEntry("a"));
  EXPECT_OK(archive.ReadEntry("a")) << "an entry read twice counts once";
  EXPECT_THAT(archive.ReadEntry("b"), HasReason(base::reason::kFileTooLarge));
}

TEST(ZipArchiveTest, RefusesWhatIsNoZip) {
  for (const std::string& bytes :
       {std::string(), std::string("PK"), std::string(1000, '\0'),
        std::string("<html></html>")}) {
    EXPECT_THAT(ZipArchive::Open("z.zip", bytes),
                HasReason(base::reason::kFileMalformed));
  }
}

// Opens and reads everything; whether all of it went well.
bool ReadsWhole(absl::string_view bytes,
                const std::vector<ZipContent>& expected) {
  const auto archive = ZipArchive::Open("z.zip", bytes);
  if (!archive.ok()) return false;
  for (const ZipContent& content : expected) {
    const auto read = archive->ReadEntry(content.name);
    if (!read.ok() || *read != content.bytes) return false;
  }
  return true;
}

TEST(ZipArchiveTest, NeverReadsATruncatedArchiveAsAWhole) {
  const std::vector<ZipContent> contents = {
      {.name = "a.txt", .bytes = SomeText()},
      {.name = "b.txt", .bytes = "short"}};
  const std::string bytes = BuildZip(contents);
  ASSERT_TRUE(ReadsWhole(bytes, contents));
  for (size_t size = 0; size < bytes.size();
       size += size < bytes.size() - 400 ? 97 : 1) {
    EXPECT_FALSE(ReadsWhole(absl::string_view(bytes).substr(0, size), contents))
        << size;
  }
}

// A flipped byte is found, or stands where it does not matter: never other
// contents.
TEST(ZipArchiveTest, NeverGivesOtherContents) {
  const std::string text = SomeText();
  const std::string bytes = BuildZip({{.name = "a.txt", .bytes = text}});
  for (size_t at = 0;
       at<bytes.size(); at += at> 200 && at + 200 < bytes.size() ? 131 : 1) {
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x55);
    const auto archive = ZipArchive::Open("z.zip", flipped);
    if (!archive.ok()) continue;
    const auto read = archive->ReadEntry("a.txt");
    EXPECT_TRUE(!read.ok() || *read == text) << at;
  }
}

}  // namespace
}  // namespace plumbline::tabular
