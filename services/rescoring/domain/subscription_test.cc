#include "services/rescoring/domain/subscription.h"

#include "gmock/gmock.h"
#include "services/common/base/error.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::rescoring {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

TEST(Subscriptions, AreReadWithWhatTheyWant) {
  ASSERT_OK_AND_ASSIGN(const auto read, ParseSubscriptions("s.json", R"([
    {"name": "district-7", "url": "https://example.org/hook",
     "keyEnvironment": "PLUMBLINE_WEBHOOK_DISTRICT_7",
     "provider": "providers/tx-1", "kinds": ["VERDICT", "GRACE"]}])"));
  ASSERT_THAT(read, SizeIs(1));
  EXPECT_EQ(read[0].name, "district-7");
  EXPECT_EQ(read[0].url, "https://example.org/hook");
  EXPECT_EQ(read[0].provider, "providers/tx-1");
  EXPECT_THAT(read[0].kinds, ElementsAre("VERDICT", "GRACE"));
}

TEST(Subscriptions, WhatIsWrongIsNamedWithItsPlace) {
  const std::pair<const char*, const char*> kWrong[] = {
      {"{}", "is not a JSON list"},
      {"[1]", "s.json: entry 1 is not a JSON object"},
      {R"([{"name": 1}])", "entry 1.name is not a text"},
      {R"([{"name": "A B", "url": "https://a.org",
            "keyEnvironment": "PLUMBLINE_WEBHOOK_A"}])",
       "name is not 1 to 63"},
      {R"([{"name": "a", "url": "ftp://a.org",
            "keyEnvironment": "PLUMBLINE_WEBHOOK_A"}])",
       "url is not the address"},
      {R"([{"name": "a", "url": "https://a.org", "keyEnvironment": "HOME"}])",
       "keyEnvironment does not begin"},
      {R"([{"name": "a", "url": "https://a.org", "colour": "red",
            "keyEnvironment": "PLUMBLINE_WEBHOOK_A"}])",
       "colour is not a field of it; docs/rescoring.md"},
      {R"([{"name": "a", "url": "https://a.org", "kinds": "VERDICT",
            "keyEnvironment": "PLUMBLINE_WEBHOOK_A"}])",
       "kinds is not a list"},
      {R"([{"name": "a", "url": "https://a.org",
            "keyEnvironment": "PLUMBLINE_WEBHOOK_A"},
           {"name": "a", "url": "https://a.org",
            "keyEnvironment": "PLUMBLINE_WEBHOOK_A"}])",
       "entry 2.name comes twice"}};
  for (const auto& [text, message] : kWrong) {
    EXPECT_THAT(
        ParseSubscriptions("s.json", text),
        AllOf(HasReason(base::reason::kFileMalformed),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(message))))
        << text;
  }
}

// Held to another implementation's digest.
TEST(Signature, IsTheHmacOfTimeAndBody) {
  EXPECT_NE(Signature("Jefe", 0, "a"), Signature("Jefe", 1, "a"));
  EXPECT_NE(Signature("Jefe", 0, "a"), Signature("Jeff", 0, "a"));
  EXPECT_EQ(Signature("key", 1700000000, "{}"),
            "t=1700000000,v1="
            "9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae");
}

}  // namespace
}  // namespace plumbline::rescoring
