#include "services/catalog/api/catalog_handler.h"

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/catalog/store/sqlite_catalog_store.h"
#include "services/common/base/error.h"
#include "services/common/rpc/server.h"
#include "services/common/rpc/status.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::catalog {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::IsOk;
using ::plumbline::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kRequestId[] = "0b6a1c2e-1d2f-4a3b-8c4d-5e6f70819203";

constexpr char kTexasHeader[] =
    "Provider ID,Program ID,ProviderName,Institution Type,Campus City,"
    "Campus Zip Code,Campus County,Program Name,"
    "Instructional Program (CIP) Code,Program Description,"
    "Academic PreRequisites,Program Outcome,Associted Credential Name,"
    "Length: Contact Hours,Length: Weeks,Delivery Method,"
    "Occupation Code (ONET 1),Occupation Code (ONET 2),"
    "Occupation Code (ONET 3)\n";

// The service behind a real server, without a socket.
class CatalogServiceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto store = OpenSqliteCatalogStore(":memory:");
    ASSERT_OK(store);
    store_ = *std::move(store);
    handler_ = std::make_unique<CatalogHandler>(
        store_.get(), &operations_, rpc::PageTokens::WithRandomKey(),
        CatalogHandlerOptions{.now = [this] { return now_; }, .upload = {}});
    auto server = rpc::Server::Start(
        {.log_requests = false},
        {{v1::CatalogService::service_full_name(), handler_.get()}});
    ASSERT_OK(server);
    server_ = *std::move(server);
    stub_ = v1::CatalogService::NewStub(server_->InProcessChannel());
  }

  absl::StatusOr<v1::ImportReport> Import(
      const std::string& path, const std::string& bytes,
      const v1::ImportProgramsRequest::Target& target = {}) {
    grpc::ClientContext context;
    google::longrunning::Operation operation;
    const auto writer = stub_->ImportPrograms(&context, &operation);
    v1::ImportProgramsRequest part;
    *part.mutable_target() = target;
    writer->Write(part);
    for (size_t at = 0; at < bytes.size(); at += 1 << 20) {
      part.mutable_chunk()->set_path(path);
      part.mutable_chunk()->set_content(bytes.substr(at, 1 << 20));
      writer->Write(part);
    }
    writer->WritesDone();
    const grpc::Status status = writer->Finish();
    if (!status.ok()) return rpc::FromGrpcStatus(status);
    v1::ImportReport report;
    EXPECT_TRUE(operation.done());
    EXPECT_TRUE(operation.response().UnpackTo(&report));
    return report;
  }

  std::vector<v1::Program> ListAll(const std::string& parent, int page_size) {
    std::vector<v1::Program> all;
    v1::ListProgramsRequest request;
    request.set_parent(parent);
    request.set_page_size(page_size);
    do {
      grpc::ClientContext context;
      v1::ListProgramsResponse page;
      const grpc::Status status = stub_->ListPrograms(&context, request, &page);
      EXPECT_TRUE(status.ok()) << status.error_message();
      EXPECT_LE(page.programs_size(), page_size);
      all.insert(all.end(), page.programs().begin(), page.programs().end());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return all;
  }

  absl::Time now_ = absl::FromUnixSeconds(1750000000);
  rpc::OperationsHandler operations_;
  std::unique_ptr<CatalogStore> store_;
  std::unique_ptr<CatalogHandler> handler_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<v1::CatalogService::Stub> stub_;
};

TEST_F(CatalogServiceTest, TexasListIsImportedAndListed) {
  const std::string file = std::string(kTexasHeader) +
                           "7,12,Caddo College,Public,Tyler,75701,Smith,"
                           "EMT Basic,510904,Ambulance care,None,"
                           "Government license,EMT,160,16,In-person,"
                           "29204200,,\n"
                           "7,13,Caddo College,Public,Tyler,75701,Smith,"
                           "Basket Weaving,,,None,INVALID CODE,,10,1,"
                           "In-person,,,\n";
  ASSERT_OK_AND_ASSIGN(const v1::ImportReport report, Import("list.csv", file));
  EXPECT_EQ(report.format(), v1::TEXAS_ETPL);
  EXPECT_EQ(report.rows_read(), 2);
  EXPECT_EQ(report.rows_accepted(), 1);
  EXPECT_EQ(report.rows_rejected(), 1);
  EXPECT_EQ(report.programs_written(), 1);
  ASSERT_EQ(report.rows_size(), 1);
  EXPECT_EQ(report.rows(0).row(), 3);
  EXPECT_TRUE(report.rows(0).rejected());
  const auto programs = ListAll("providers/-", 1);
  ASSERT_EQ(programs.size(), 1u);
  EXPECT_EQ(programs[0].name(), "providers/tx-7/programs/12");
  EXPECT_EQ(programs[0].cip(), "510904");
  EXPECT_EQ(programs[0].occupations(0).code(), "29204200");
  EXPECT_EQ(programs[0].source().row(), 2);
}

TEST_F(CatalogServiceTest, WholeTexasListIsListedInPagesOfItsMoment) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const std::string bytes = testing::ReadFile(
      data /
      "programs/twc-etpl/2024-03-20/twc_etpl_programs.labelled.half.csv");
  ASSERT_OK_AND_ASSIGN(const v1::ImportReport report, Import("twc.csv", bytes));
  EXPECT_EQ(report.rows_read(), 2628);
  EXPECT_EQ(report.rows_accepted() + report.rows_rejected(), 2628);
  const auto programs = ListAll("providers/-", 1000);
  EXPECT_EQ(static_cast<int64_t>(programs.size()), report.rows_accepted());
  ASSERT_OK_AND_ASSIGN(const v1::ImportReport again, Import("twc.csv", bytes));
  EXPECT_EQ(again.programs_written(), 0);
  EXPECT_EQ(again.providers_written(), 0);
  EXPECT_EQ(again.programs_unchanged(), report.rows_accepted());
}

}  // namespace
}  // namespace plumbline::catalog
