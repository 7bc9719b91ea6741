#include "services/common/sources/descriptor.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::sources {
namespace {

using ::testing::AllOf;
using testing::HasReason;
using ::testing::HasSubstr;
using testing::StatusIs;

constexpr char kWatched[] = R"({
  "source": "onet",
  "title": "O*NET",
  "releases": [{"path": "onet/([0-9.]+)/x\\.zip", "release": "\\1"}],
  "watch": {
    "hosts": ["www.onetcenter.org"],
    "listing": {
      "url": "https://www.onetcenter.org/database.html",
      "pattern": "db_([0-9]+)_([0-9]+)_text\\.zip",
      "release": "\\1.\\2"
    },
    "files": [{
      "url": "https://www.onetcenter.org/dl_files/database/db_\\1_\\2_text.zip",
      "content": "zip",
      "max_bytes": 1000
    }],
    "key": {"environment": "PLUMBLINE_ONET_KEY", "header": "X-API-Key"}
  }
})";

TEST(DescriptorTest, ReadsWhatIsWatched) {
  ASSERT_OK_AND_ASSIGN(const Descriptor descriptor,
                       ParseDescriptor("onet.json", kWatched));
  EXPECT_EQ(descriptor.source, "onet");
  ASSERT_EQ(descriptor.releases.size(), 1u);
  ASSERT_TRUE(descriptor.watch.has_value());
  EXPECT_EQ(descriptor.watch->listing->release, "\\1.\\2");
  EXPECT_EQ(descriptor.watch->files[0].max_bytes, 1000);
  EXPECT_EQ(descriptor.watch->key->header, "X-API-Key");
}

// What is replaced, by what, and what the message names.
struct Change {
  const char* from;
  const char* to;
  const char* field;
};

TEST(DescriptorTest, NamesTheFileAndTheFieldThatIsWrong) {
  for (const Change& change : std::vector<Change>{
           {"\"title\": \"O*NET\"", "\"titel\": \"O*NET\"", ".titel"},
           {"\"title\": \"O*NET\"", "\"title\": 7", ".title"},
           {"\"source\": \"onet\",", "", ".source"},
           {"\"hosts\": [\"www.onetcenter.org\"]", "\"hosts\": []", ".hosts"},
           {"\"hosts\": [\"www.onetcenter.org\"]",
            "\"hosts\": [\"other.example\"]", "watch.listing.url"},
           {"\"hosts\": [\"www", "\"hosts\": [\"https://www", ".hosts"},
           {"\"max_bytes\": 1000", "\"max_bytes\": -1", "files[0].max_bytes"},
           {"\"max_bytes\": 1000", "\"max_byte\": 1", "files[0].max_bytes"},
           {"\"content\": \"zip\"", "\"content\": \"rar\"", "files[0].content"},
           {"db_([0-9]+)_(", "db_([0-9]+_(", "listing.pattern"},
           {"PLUMBLINE_ONET_KEY", "AWS_SECRET_ACCESS_KEY", "key.environment"},
           {"X-API-Key", "X: y", "key.header"},
           {"\"listing\"", "\"listings\"", "watch.listing"},
       }) {
    const std::string text =
        absl::StrReplaceAll(kWatched, {{change.from, change.to}});
    ASSERT_NE(text, kWatched) << change.from;
    const auto read = ParseDescriptor("onet.json", text);
    EXPECT_THAT(
        read, StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("onet.json"), HasSubstr(change.field))))
        << change.to;
    EXPECT_THAT(read, HasReason("FILE_MALFORMED"));
  }
  EXPECT_THAT(ParseDescriptor("x.json", "[]"), HasReason("FILE_MALFORMED"));
  EXPECT_THAT(ParseDescriptor("x.json", "{"), HasReason("FILE_MALFORMED"));
}

TEST(DescriptorTest, EveryShippedDescriptorIsRead) {
  int watched = 0;
  for (const auto& entry : std::filesystem::directory_iterator(
           std::filesystem::path(PLUMBLINE_SOURCE_DIR) / "data/sources")) {
    if (entry.path().extension() != ".json") continue;
    const std::string name = entry.path().filename().string();
    ASSERT_OK_AND_ASSIGN(
        const Descriptor descriptor,
        ParseDescriptor(name, testing::ReadFile(entry.path())));
    EXPECT_EQ(descriptor.source + ".json", name);
    if (!descriptor.watch) continue;
    ++watched;
    for (const WatchedFile& file : descriptor.watch->files) {
      EXPECT_EQ(file.url.rfind("https://", 0), 0u) << name;
    }
  }
  EXPECT_GE(watched, 3);
}

}  // namespace
}  // namespace plumbline::sources
