#include "clients/cpp/catalog/catalog_client.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <memory>
#include <string>

#include "clients/cpp/catalog/mock_catalog_client.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "plumbline/catalog/v1/catalog_service.grpc.pb.h"
#include "services/common/rpc/server.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::catalog_client {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::testing::_;

namespace v1 = catalog::v1;

// Says UNAVAILABLE as often as told, then answers: programs in pages of one,
// imports with the bytes' number.
class FlakyCatalog : public v1::CatalogService::CallbackService {
 public:
  std::atomic<int> failures{0};

  grpc::ServerUnaryReactor* ListPrograms(
      grpc::CallbackServerContext* context,
      const v1::ListProgramsRequest* request,
      v1::ListProgramsResponse* response) override {
    auto* reactor = context->DefaultReactor();
    if (failures-- > 0) {
      reactor->Finish({grpc::StatusCode::UNAVAILABLE, "restarting"});
      return reactor;
    }
    const bool is_first = request->page_token().empty();
    response->add_programs()->set_title(is_first ? "A" : "B");
    if (is_first) response->set_next_page_token("next");
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

  grpc::ServerReadReactor<v1::ImportProgramsRequest>* ImportPrograms(
      grpc::CallbackServerContext* /*context*/,
      google::longrunning::Operation* response) override {
    return new Counter(response);
  }

 private:
  class Counter : public grpc::ServerReadReactor<v1::ImportProgramsRequest> {
   public:
    explicit Counter(google::longrunning::Operation* response)
        : response_(*response) {
      StartRead(&part_);
    }
    void OnReadDone(bool ok) override {
      bytes_ += static_cast<int64_t>(part_.chunk().content().size());
      if (ok) return StartRead(&part_);
      v1::ImportReport report;
      report.set_rows_read(bytes_);
      response_.set_done(true);
      response_.mutable_response()->PackFrom(report);
      Finish(grpc::Status::OK);
    }
    void OnDone() override { delete this; }

   private:
    google::longrunning::Operation& response_;
    v1::ImportProgramsRequest part_;
    int64_t bytes_ = 0;
  };
};

class CatalogClientTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto server = rpc::Server::Start(
        {.log_requests = false},
        {{v1::CatalogService::service_full_name(), &service_}});
    ASSERT_OK(server);
    server_ = *std::move(server);
    ClientOptions options;
    options.first_wait = absl::Milliseconds(1);
    client_ = MakeCatalogClient(server_->InProcessChannel(), options);
  }

  FlakyCatalog service_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<CatalogClient> client_;
};

TEST_F(CatalogClientTest, AllPagesAreFetched) {
  ASSERT_OK_AND_ASSIGN(const auto programs,
                       client_->ListPrograms("providers/-"));
  ASSERT_EQ(programs.size(), 2u);
  EXPECT_EQ(programs[1].title(), "B");
}

TEST_F(CatalogClientTest, UnavailableIsTriedAgainButNotForever) {
  service_.failures = 3;
  EXPECT_OK(client_->ListPrograms("providers/-"));
  service_.failures = 100;
  const auto programs = client_->ListPrograms("providers/-");
  EXPECT_THAT(programs, StatusIs(absl::StatusCode::kUnavailable, _));
  EXPECT_THAT(programs, HasReason("UPSTREAM_UNAVAILABLE"));
  EXPECT_EQ(service_.failures, 96);
}

TEST_F(CatalogClientTest, FilesAreSentInChunksAndTheReportComesBack) {
  const std::string bytes(3000000, 'x');
  ASSERT_OK_AND_ASSIGN(
      const v1::ImportReport report,
      client_->ImportPrograms({{"a.csv", bytes}, {"b.csv", ""}}, {}));
  EXPECT_EQ(report.rows_read(), 3000000);
}

TEST(MockCatalogClientTest, StandsForAClient) {
  MockCatalogClient mock;
  EXPECT_CALL(mock, GetProvider(_)).WillOnce(::testing::Return(v1::Provider()));
  CatalogClient& client = mock;
  EXPECT_OK(client.GetProvider("providers/p"));
}

}  // namespace
}  // namespace plumbline::catalog_client
