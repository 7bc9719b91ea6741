#include "services/rescoring/fetch/fetcher.h"

#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/sha256.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "services/rescoring/fetch/spool_file.h"
#include "services/rescoring/fetch/testing/publisher_stub.h"

namespace plumbline::rescoring {
namespace {

using sources::ContentKind;
using testing::HasReason;
using Answer = PublisherStub::Answer;
using Request = PublisherStub::Request;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kKey[] = "canary-3f9a";

std::string Zip(size_t size) {
  std::string bytes = "PK\x03\x04";
  while (bytes.size() < size)
    bytes += static_cast<char>(bytes.size() * 7 % 251);
  return bytes;
}

class FetcherTest : public ::testing::Test {
 protected:
  Fetcher::Options Options() {
    Fetcher::Options options;
    options.rules.allow_loopback = true;
    options.limits = {absl::Seconds(1), absl::Milliseconds(1500), 10,
                      absl::Seconds(1)};
    options.back_off = {absl::Milliseconds(1), absl::Milliseconds(4), 3};
    options.now = absl::Now;
    options.sleep = [this](absl::Duration wait) { waits_.push_back(wait); };
    options.random = [] { return 0.0; };
    return options;
  }
  RemoteFile File(const std::string& path) {
    RemoteFile file;
    file.url = publisher_.Url(path);
    file.hosts = {publisher_.host()};
    file.content = ContentKind::kZip;
    file.max_bytes = 1000;
    return file;
  }
  absl::StatusOr<Fetched> Download(const std::string& path) {
    return Fetcher(Options()).Download(File(path), spooled());
  }
  void Always(const std::string& path, Answer answer) {
    publisher_.On(path, [answer](const Request&) { return answer; });
  }
  std::filesystem::path spooled() const {
    return directory_.path() / "job" / "file.zip";
  }

  testing::TempDir directory_;
  std::vector<absl::Duration> waits_;
  PublisherStub publisher_;
};

TEST_F(FetcherTest, BringsAFileAndKnowsItsVersionAgain) {
  publisher_.Serve("/a.zip", Zip(900), "\"1\"");
  ASSERT_OK_AND_ASSIGN(const auto fetched, Download("/a.zip"));
  EXPECT_EQ(fetched.size_bytes, 900);
  EXPECT_EQ(fetched.sha256, base::Sha256Hex(Zip(900)));
  EXPECT_EQ(testing::ReadFile(spooled()), Zip(900));
  const Fetcher fetcher(Options());
  ASSERT_OK_AND_ASSIGN(auto probed, fetcher.Probe(File("/a.zip"), {}));
  EXPECT_FALSE(probed.unchanged);
  EXPECT_EQ(probed.version.etag, "\"1\"");
  ASSERT_OK_AND_ASSIGN(probed, fetcher.Probe(File("/a.zip"), probed.version));
  EXPECT_TRUE(probed.unchanged);
}

TEST_F(FetcherTest, GoesOnWhereItWasCut) {
  int asked = 0;
  publisher_.On("/a.zip", [&](const Request& request) {
    Answer answer = PublisherStub::AnswerOf(request, Zip(900), "\"1\"");
    if (++asked < 3) answer.cut_after = 300;
    return answer;
  });
  ASSERT_OK_AND_ASSIGN(const auto fetched, Download("/a.zip"));
  EXPECT_EQ(fetched.sha256, base::Sha256Hex(Zip(900)));
  const auto requests = publisher_.requests();
  ASSERT_EQ(requests.size(), 3u);
  EXPECT_EQ(requests[1].headers.at("range"), "bytes=300-");
  EXPECT_EQ(requests[2].headers.at("range"), "bytes=600-");
}

TEST_F(FetcherTest, GoesOnInAnotherProcessUnlessTheFileChanged) {
  Always("/a.zip",
         {.headers = {"ETag: \"1\""}, .body = Zip(900), .cut_after = 300});
  auto once = Options();
  once.back_off.attempts = 1;
  EXPECT_THAT(Fetcher(once).Download(File("/a.zip"), spooled()),
              HasReason("SOURCE_UNREACHABLE"));
  EXPECT_EQ(SpoolFile(spooled()).size(), 300);
  publisher_.Serve("/a.zip", Zip(800), "\"2\"");
  ASSERT_OK_AND_ASSIGN(const auto fetched, Download("/a.zip"));
  EXPECT_EQ(fetched.sha256, base::Sha256Hex(Zip(800)));
  EXPECT_EQ(publisher_.requests().back().headers.at("if-range"), "\"1\"");
}

TEST_F(FetcherTest, SaysWhyThePublisherRefused) {
  for (const int code : {401, 403, 404, 410, 500, 503}) {
    Always("/a.zip", {.code = code});
    EXPECT_THAT(Download("/a.zip"), HasReason("SOURCE_REFUSED")) << code;
    EXPECT_THAT(Fetcher(Options()).Probe(File("/a.zip"), {}),
                HasReason("SOURCE_REFUSED"));
  }
  EXPECT_TRUE(absl::IsNotFound(Download("/missing").status()));
  EXPECT_FALSE(std::filesystem::exists(spooled()));
}

TEST_F(FetcherTest, WaitsAsLongAsItIsAskedButNotLonger) {
  int asked = 0;
  publisher_.On("/a.zip", [&](const Request& request) {
    if (++asked == 1) return Answer{.code = 429, .headers = {"Retry-After: 7"}};
    if (asked == 2) return Answer{.code = 500};
    return PublisherStub::AnswerOf(request, Zip(9), "\"1\"");
  });
  ASSERT_OK(Download("/a.zip"));
  EXPECT_THAT(waits_, ElementsAre(absl::Seconds(7), absl::Milliseconds(1)));
  Always("/b.zip", {.code = 429, .headers = {"Retry-After: 86400"}});
  EXPECT_THAT(Download("/b.zip"), HasReason("SOURCE_REFUSED"));
  EXPECT_EQ(waits_.size(), 2u);
}

TEST_F(FetcherTest, AnErrorPageIsNoFile) {
  const std::string page = "<!DOCTYPE html><html>Sorry</html>";
  Always("/a.zip", {.headers = {"Content-Type: text/html"}, .body = page});
  EXPECT_THAT(Download("/a.zip"), HasReason("SOURCE_NOT_THE_FORMAT"));
  EXPECT_THAT(Fetcher(Options()).Probe(File("/a.zip"), {}),
              HasReason("SOURCE_NOT_THE_FORMAT"));
  Always("/a.zip",
         {.headers = {"Content-Type: application/zip"}, .body = page});
  EXPECT_THAT(Download("/a.zip"), HasReason("SOURCE_NOT_THE_FORMAT"));
  Always("/a.zip", {.body = ""});
  EXPECT_THAT(Download("/a.zip"), HasReason("SOURCE_NOT_THE_FORMAT"));
  EXPECT_FALSE(std::filesystem::exists(spooled()));
}

TEST_F(FetcherTest, StopsAtItsSizeWhateverThePublisherSays) {
  Always("/said.zip", {.body = Zip(1001)});
  EXPECT_THAT(Download("/said.zip"), HasReason("SOURCE_TOO_LARGE"));
  Always("/unsaid.zip", {.body = Zip(200'000), .says_length = false});
  EXPECT_THAT(Download("/unsaid.zip"), HasReason("SOURCE_TOO_LARGE"));
  EXPECT_THAT(Fetcher(Options()).Probe(File("/said.zip"), {}),
              HasReason("SOURCE_TOO_LARGE"));
  EXPECT_THAT(Fetcher(Options()).Read(File("/unsaid.zip")),
              HasReason("SOURCE_TOO_LARGE"));
}

TEST_F(FetcherTest, GivesUpOnTheSlowAndTheSilent) {
  Always("/slow.zip", {.body = Zip(900), .bytes_per_second = 1});
  Always("/silent.zip", {.silent = true});
  const absl::Time start = absl::Now();
  EXPECT_THAT(Download("/slow.zip"), HasReason("SOURCE_TOO_SLOW"));
  EXPECT_THAT(Download("/silent.zip"), HasReason("SOURCE_TOO_SLOW"));
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
}

TEST_F(FetcherTest, FollowsRedirectsToAllowedAddressesOnly) {
  const auto redirect = [&](const std::string& to) {
    Always("/a.zip", {.code = 302, .headers = {"Location: " + to}});
  };
  publisher_.Serve("/b.zip", Zip(9), "\"1\"");
  redirect("/b.zip");
  ASSERT_OK(Download("/a.zip"));
  for (const char* to :
       {"https://evil.example/x.zip", "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data", "http://localhost/x",
        "http://2130706433/", "http://0x7f.1/", "//evil.example/b.zip",
        "ftp://127.0.0.1/x", "http://[::1]/x"}) {
    redirect(to);
    EXPECT_THAT(Download("/a.zip"), HasReason("SOURCE_ADDRESS_REFUSED")) << to;
  }
  redirect("/a.zip");
  EXPECT_THAT(Download("/a.zip"), HasReason("SOURCE_REDIRECTS"));
  Always("/a.zip", {.code = 302});
  EXPECT_THAT(Download("/a.zip"), HasReason("SOURCE_REFUSED"));
}

TEST_F(FetcherTest, LoopbackIsRefusedAfterItsNameIsResolved) {
  publisher_.Serve("/a.zip", Zip(9), "\"1\"");
  auto strict = Options();
  strict.rules.allow_loopback = false;
  RemoteFile file = File("/a.zip");
  EXPECT_THAT(Fetcher(strict).Download(file, spooled()),
              HasReason("SOURCE_ADDRESS_REFUSED"));
  // Names and numbers that stand for this host, over https.
  for (const std::string& host :
       {std::string("localhost"), std::string("127.0.0.1"),
        std::string("0.0.0.0"), std::string("127.1"), std::string("2130706433"),
        std::string("0x7f000001"), std::string("017700000001")}) {
    file.hosts = {host};
    file.url = "https://" + host + "/a.zip";
    EXPECT_THAT(Fetcher(strict).Download(file, spooled()),
                HasReason("SOURCE_ADDRESS_REFUSED"))
        << host;
  }
  EXPECT_TRUE(publisher_.requests().empty());
}

TEST_F(FetcherTest, AnotherFileThanExpectedIsRefused) {
  publisher_.Serve("/a.zip", Zip(9), "\"1\"");
  RemoteFile file = File("/a.zip");
  file.expected_sha256 = base::Sha256Hex(Zip(8));
  EXPECT_THAT(Fetcher(Options()).Download(file, spooled()),
              HasReason("SOURCE_NOT_THE_FILE"));
  EXPECT_FALSE(std::filesystem::exists(spooled()));
  file.expected_sha256 = base::Sha256Hex(Zip(9));
  EXPECT_OK(Fetcher(Options()).Download(file, spooled()));
}

TEST_F(FetcherTest, AKeyGoesToItsHostAndNowhereElse) {
  PublisherStub other;
  other.Serve("/b.zip", Zip(9), "\"1\"");
  Always("/a.zip",
         {.code = 302, .headers = {"Location: " + other.Url("/b.zip")}});
  RemoteFile file = File("/a.zip");
  file.hosts.push_back(other.host());
  file.key_header = std::string("X-API-Key: ") + kKey;
  ASSERT_OK(Fetcher(Options()).Download(file, spooled()));
  EXPECT_EQ(publisher_.requests()[0].headers.at("x-api-key"), kKey);
  EXPECT_EQ(other.requests()[0].headers.count("x-api-key"), 0u);
  // A publisher that repeats the key where messages come from.
  publisher_.On("/a.zip", [](const Request& request) {
    return Answer{.code = 302,
                  .headers = {"Location: https://evil.example/?k=" +
                              request.headers.at("x-api-key")}};
  });
  const auto refused = Fetcher(Options()).Download(file, spooled());
  EXPECT_THAT(refused, HasReason("SOURCE_ADDRESS_REFUSED"));
  EXPECT_THAT(refused.status().ToString(), HasSubstr("evil.example"));
  EXPECT_THAT(refused.status().ToString(), Not(HasSubstr(kKey)));
}

// The limit on a file's size stands for a full disk.
TEST_F(FetcherTest, AFullDiskFailsClosedAndHeals) {
  publisher_.Serve("/a.zip", Zip(900), "\"1\"");
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit full = {400, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &full);
  const auto failed = Download("/a.zip");
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_THAT(failed, HasReason("SPOOL_FAILED"));
  EXPECT_TRUE(absl::IsResourceExhausted(failed.status()));
  EXPECT_FALSE(std::filesystem::exists(spooled()));
  ASSERT_OK_AND_ASSIGN(const auto fetched, Download("/a.zip"));
  EXPECT_EQ(fetched.sha256, base::Sha256Hex(Zip(900)));
}

}  // namespace
}  // namespace plumbline::rescoring
