#include "clients/cpp/labor/labor_client.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "plumbline/labor/v1/labor_service.grpc.pb.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::labor_client {
namespace {

using ::testing::ElementsAre;
using testing::HasReason;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::StatusIs;
namespace v1 = labor::v1;

// A service that fails as often as it is told, and says what it received.
class FakeLabor : public v1::LaborService::Service {
 public:
  grpc::Status GetEdition(grpc::ServerContext* /*context*/,
                          const v1::GetEditionRequest* request,
                          v1::Edition* response) override {
    ++calls;
    if (failures-- > 0) return failure;
    response->set_name(request->name());
    response->set_snapshot_sha256(base::Sha256Hex("the snapshot"));
    return grpc::Status::OK;
  }

  grpc::Status DownloadSnapshot(
      grpc::ServerContext* /*context*/,
      const v1::DownloadSnapshotRequest* /*request*/,
      grpc::ServerWriter<v1::DownloadSnapshotResponse>* writer) override {
    for (const std::string& part : parts) {
      v1::DownloadSnapshotResponse response;
      response.set_content(part);
      writer->Write(response);
    }
    return grpc::Status::OK;
  }

  grpc::Status ListReleases(grpc::ServerContext* /*context*/,
                            const v1::ListReleasesRequest* request,
                            v1::ListReleasesResponse* response) override {
    const bool first = request->page_token().empty();
    response->add_releases()->set_name(first ? "a" : "b");
    if (first) response->set_next_page_token("next");
    return grpc::Status::OK;
  }

  grpc::Status ImportRelease(
      grpc::ServerContext* /*context*/,
      grpc::ServerReader<v1::ImportReleaseRequest>* reader,
      google::longrunning::Operation* response) override {
    v1::ImportReleaseRequest part;
    v1::Release release;
    while (reader->Read(&part)) {
      if (part.has_target()) {
        release.set_name(part.target().release());
        request_id = part.target().request_id();
      } else {
        received += part.chunk().path() + ":" +
                    std::to_string(part.chunk().content().size()) + " ";
      }
    }
    response->set_done(true);
    response->mutable_response()->PackFrom(release);
    return grpc::Status::OK;
  }

  int calls = 0;
  int failures = 0;
  grpc::Status failure{grpc::StatusCode::UNAVAILABLE, "not now"};
  std::vector<std::string> parts = {"the ", "snapshot"};
  std::string received;
  std::string request_id;
};

class LaborClientTest : public ::testing::Test {
 protected:
  void SetUp() override {
    grpc::ServerBuilder builder;
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    ClientOptions options;
    options.attempts = 3;
    options.first_wait = absl::Milliseconds(1);
    client_ = MakeLaborClient(server_->InProcessChannel({}), options);
  }

  FakeLabor service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<LaborClient> client_;
};

TEST_F(LaborClientTest, AsksAgainWhileTheServiceIsUnavailable) {
  service_.failures = 2;
  EXPECT_THAT(client_->GetEdition("editions/1"), IsOk());
  EXPECT_EQ(service_.calls, 3);
}

TEST_F(LaborClientTest, GivesUpAfterTheLastAttempt) {
  service_.failures = 3;
  EXPECT_THAT(client_->GetEdition("editions/1"),
              HasReason(base::reason::kUpstreamUnavailable));
  EXPECT_EQ(service_.calls, 3);
}

TEST_F(LaborClientTest, AnyOtherErrorIsAnAnswer) {
  service_.failures = 1;
  service_.failure = grpc::Status(grpc::StatusCode::NOT_FOUND, "no edition");
  EXPECT_THAT(client_->GetEdition("editions/1"),
              StatusIs(absl::StatusCode::kNotFound, "no edition"));
  EXPECT_EQ(service_.calls, 1);
}

TEST_F(LaborClientTest, PutsASnapshotTogetherAndChecksIt) {
  ASSERT_OK_AND_ASSIGN(const auto snapshot,
                       client_->DownloadSnapshot("editions/1"));
  EXPECT_EQ(snapshot.bytes, "the snapshot");
  service_.parts = {"another snapshot"};
  EXPECT_THAT(client_->DownloadSnapshot("editions/1"),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("SHA-256")));
}

TEST_F(LaborClientTest, ListsFetchAllPages) {
  ASSERT_OK_AND_ASSIGN(const auto releases, client_->ListReleases("sources/-"));
  std::vector<std::string> names;
  for (const auto& release : releases) names.push_back(release.name());
  EXPECT_THAT(names, ElementsAre("a", "b"));
}

TEST_F(LaborClientTest, FilesGoInPartsUnderARequestIdOfTheirOwn) {
  const std::string large((size_t{1} << 20) + 1, 'x');
  ASSERT_OK_AND_ASSIGN(
      const auto release,
      client_->ImportRelease("sources/s/releases/r",
                             {{"a.csv", large}, {"empty.csv", ""}}, {}));
  EXPECT_EQ(release.name(), "sources/s/releases/r");
  EXPECT_EQ(service_.received, "a.csv:1048576 a.csv:1 empty.csv:0 ");
  EXPECT_EQ(service_.request_id.size(), 36u);
}

}  // namespace
}  // namespace plumbline::labor_client
