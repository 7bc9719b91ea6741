#include "services/common/rpc/resource_name.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::rpc {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kPattern[] = "providers/{provider}/programs/{program}";

TEST(ResourceNameTest, ParsesWhatItFormats) {
  const std::vector<std::string> ids = {"tx-austin", "EMT_51.0904~2"};
  ASSERT_OK_AND_ASSIGN(const std::string name, FormatName(kPattern, ids));
  EXPECT_EQ(name, "providers/tx-austin/programs/EMT_51.0904~2");
  ASSERT_OK_AND_ASSIGN(const auto parsed, ParseName(kPattern, name));
  EXPECT_EQ(parsed, ids);
}

TEST(ResourceNameTest, PatternWithoutVariablesParses) {
  ASSERT_OK_AND_ASSIGN(const auto ids, ParseName("editions", "editions"));
  EXPECT_TRUE(ids.empty());
}

TEST(ResourceNameTest, LongestIdFitsAndOneMoreDoesNot) {
  EXPECT_OK(CheckId(std::string(128, 'a'), "program_id"));
  EXPECT_THAT(CheckId(std::string(129, 'a'), "program_id"),
              HasReason(base::reason::kNameInvalid));
}

TEST(ResourceNameTest, OtherFormsAreInvalidAndTheErrorStatesThePattern) {
  for (const std::string name :
       {"", "providers", "providers/a", "providers/a/programs",
        "providers/a/programs/", "providers//programs/b",
        "/providers/a/programs/b", "providers/a/programs/b/",
        "providers/a/programs/b/c", "Providers/a/programs/b",
        "providers/a/courses/b", "providers/a b/programs/c",
        "providers/../programs/b", "providers/./programs/b",
        "providers/é/programs/b", "providers/a%2F/programs/b",
        "providers/-/programs/b\n"}) {
    const auto parsed = ParseName(kPattern, name);
    EXPECT_THAT(parsed, StatusIs(absl::StatusCode::kInvalidArgument,
                                 HasSubstr(kPattern)))
        << name;
    EXPECT_THAT(parsed, HasReason(base::reason::kNameInvalid));
  }
}

TEST(ResourceNameTest, ErrorRepeatsOnlyTheStartOfALongName) {
  const auto parsed = ParseName(kPattern, std::string(1 << 20, '/'));
  EXPECT_LT(parsed.status().message().size(), 500u);
}

TEST(ResourceNameTest, FormattingRefusesBadIdsAndTheWrongCount) {
  EXPECT_THAT(FormatName(kPattern, {"a", "b/c"}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("program \"b/c\"")));
  EXPECT_THAT(FormatName(kPattern, {"a"}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("1 ids do not fill")));
  EXPECT_FALSE(FormatName(kPattern, {"a", "b", "c"}).ok());
}

}  // namespace
}  // namespace plumbline::rpc
