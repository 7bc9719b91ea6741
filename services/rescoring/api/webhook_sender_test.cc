#include "services/rescoring/api/webhook_sender.h"

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "clients/cpp/alignment/mock_alignment_client.h"
#include "gmock/gmock.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "services/rescoring/fetch/testing/publisher_stub.h"
#include "services/rescoring/store/sql_rescoring_store.h"

namespace plumbline::rescoring {
namespace {

namespace change = alignment::v1;
using ::testing::_;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

// A feed of so many changes, one to a page.
class Feed : public ::testing::NiceMock<alignment_client::MockAlignmentClient> {
 public:
  Feed() {
    ON_CALL(*this, ListChanges(_))
        .WillByDefault([this](const change::ListChangesRequest& request) {
          return Page(request);
        });
  }
  int changes = 0;
  std::vector<change::ListChangesRequest> asked;

 private:
  static std::string Cursor(int number) {
    return number == 0 ? "" : "runs/" + std::to_string(number);
  }

  absl::StatusOr<change::ListChangesResponse> Page(
      const change::ListChangesRequest& request) {
    asked.push_back(request);
    int from = 0;
    while (from < changes && request.cursor() != Cursor(from)) ++from;
    change::ListChangesResponse page;
    page.set_cursor(Cursor(changes));
    if (request.cursor() == "runs/latest" || from == changes) return page;
    page.add_changes()->set_message("change " + std::to_string(from + 1));
    page.set_cursor(Cursor(from + 1));
    page.set_more(from + 1 < changes);
    return page;
  }
};

class WebhookSenderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(
        store_,
        OpenRescoringStore((directory_.path() / "rescoring.db").string()));
    options_.subscriptions = {{"district-7",
                               receiver_.Url("/hook"),
                               "PLUMBLINE_WEBHOOK_DISTRICT_7",
                               "providers/tx-1",
                               "",
                               "",
                               {"VERDICT"}}};
    options_.keys = {{"district-7", "canary-key"}};
    options_.rules.allow_loopback = true;
    options_.user_agent = "test";
    options_.now = [this] { return now_; };
    options_.random = [] { return 0.0; };
    receiver_.On("/hook", [this](const PublisherStub::Request&) {
      return PublisherStub::Answer{.code = code_.load()};
    });
  }

  // How many changes a sender with these options is relieved of.
  int Send() {
    WebhookSender sender(*store_, feed_, options_);
    const auto sent = sender.SendDue();
    EXPECT_OK(sent);
    return sent.value_or(-1);
  }

  testing::TempDir directory_;
  std::unique_ptr<RescoringStore> store_;
  PublisherStub receiver_;
  Feed feed_;
  WebhookSender::Options options_;
  absl::Time now_ = absl::FromUnixSeconds(1'700'000'000);
  std::atomic<int> code_ = 204;
};

TEST_F(WebhookSenderTest, ANewSubscriberIsToldFromTheNextRunOnSigned) {
  feed_.changes = 1;
  EXPECT_EQ(Send(), 0);
  feed_.changes = 3;
  EXPECT_EQ(Send(), 2);
  EXPECT_EQ(Send(), 0) << "once";
  const auto requests = receiver_.requests();
  ASSERT_THAT(requests, SizeIs(2));
  EXPECT_THAT(requests[0].body,
              AllOf(HasSubstr("change 2"), HasSubstr("\"cursor\":\"runs/2\"")));
  EXPECT_THAT(requests[1].body, HasSubstr("change 3"));
  EXPECT_EQ(requests[0].headers.at("plumbline-signature"),
            Signature("canary-key", 1'700'000'000, requests[0].body));
  EXPECT_EQ(feed_.asked.back().filter().provider(), "providers/tx-1");
  EXPECT_EQ(feed_.asked.back().filter().kinds(0), change::Difference::VERDICT);
}

TEST_F(WebhookSenderTest, WhatWasNotTakenIsSentAgainLater) {
  EXPECT_EQ(Send(), 0);
  feed_.changes = 1;
  code_ = 500;
  EXPECT_EQ(Send(), 0);
  EXPECT_EQ(Send(), 0) << "not before its time";
  EXPECT_THAT(receiver_.requests(), SizeIs(1));
  now_ += absl::Seconds(5);
  EXPECT_EQ(Send(), 0);
  now_ += absl::Seconds(5);
  EXPECT_EQ(Send(), 0);
  EXPECT_THAT(receiver_.requests(), SizeIs(2)) << "the wait doubles";
  now_ += absl::Hours(1);
  code_ = 200;
  EXPECT_EQ(Send(), 1);
  const auto requests = receiver_.requests();
  EXPECT_EQ(requests.front().body, requests.back().body);
}

TEST_F(WebhookSenderTest, NothingGoesOutWithoutAKeyOrToThisMachine) {
  EXPECT_EQ(Send(), 0);
  feed_.changes = 1;
  options_.keys.clear();
  EXPECT_EQ(Send(), 0);
  now_ += absl::Hours(1);
  options_.keys = {{"district-7", "canary-key"}};
  options_.rules.allow_loopback = false;
  EXPECT_EQ(Send(), 0);
  EXPECT_THAT(receiver_.requests(), SizeIs(0));
}

TEST_F(WebhookSenderTest, NoKeyIsInTheDatabase) {
  EXPECT_EQ(Send(), 0);
  feed_.changes = 1;
  EXPECT_EQ(Send(), 1);
  store_.reset();
  for (const auto& file :
       std::filesystem::directory_iterator(directory_.path()))
    EXPECT_THAT(testing::ReadFile(file.path()), Not(HasSubstr("canary-key")));
}

}  // namespace
}  // namespace plumbline::rescoring
