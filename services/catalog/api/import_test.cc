#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/catalog/api/testing/catalog_service_fixture.h"
#include "services/common/rpc/server.h"
#include "services/common/rpc/status.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::catalog {
namespace {

using ::plumbline::testing::HasReason;

constexpr char kTexasHeader[] =
    "Provider ID,Program ID,ProviderName,Institution Type,Campus City,"
    "Campus Zip Code,Campus County,Program Name,"
    "Instructional Program (CIP) Code,Program Description,"
    "Academic PreRequisites,Program Outcome,Associted Credential Name,"
    "Length: Contact Hours,Length: Weeks,Delivery Method,"
    "Occupation Code (ONET 1),Occupation Code (ONET 2),"
    "Occupation Code (ONET 3)\n";

// Behind a real server, without a socket.
class ImportTest : public CatalogServiceFixture {
 protected:
  void SetUp() override {
    CatalogServiceFixture::SetUp();
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

  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<v1::CatalogService::Stub> stub_;
};

TEST_F(ImportTest, TexasListIsImportedAndListed) {
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

TEST_F(ImportTest, WholeTexasListIsListedInPagesOfItsMoment) {
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

TEST_F(ImportTest, OneImportIsDoneWhileOneWaitsAndMoreAreRefused) {
  std::promise<void> begun;
  std::promise<void> go;
  clock_ = [&, first = true, gone = go.get_future().share()]() mutable {
    if (std::exchange(first, false)) begun.set_value();
    gone.wait();
    return now_;
  };
  const auto import = [this] {
    return Import("list.csv", std::string(kTexasHeader) +
                                  "7,12,Caddo College,Public,Tyler,75701,"
                                  "Smith,EMT Basic,510904,,,,,160,16,,,,\n");
  };
  auto done = std::async(std::launch::async, import);
  begun.get_future().wait();
  // Nothing else can end before this one, so the first to end was refused.
  std::once_flag ended;
  const auto import_and_go = [&] {
    auto report = import();
    std::call_once(ended, [&] { go.set_value(); });
    return report;
  };
  auto second = std::async(std::launch::async, import_and_go);
  auto third = std::async(std::launch::async, import_and_go);
  auto waited = second.get();
  auto refused = third.get();
  if (!waited.ok()) std::swap(waited, refused);
  EXPECT_OK(done.get());
  EXPECT_OK(waited);
  EXPECT_THAT(refused, HasReason("OVERLOADED"));
}

TEST_F(ImportTest, ThatOnlyChecksStoresNothing) {
  v1::ImportProgramsRequest::Target target;
  target.set_validate_only(true);
  const std::string file = std::string(kTexasHeader) +
                           "7,12,Caddo College,Public,Tyler,75701,Smith,"
                           "EMT Basic,510904,,,,,160,16,,,,\n";
  ASSERT_OK_AND_ASSIGN(const v1::ImportReport report,
                       Import("list.csv", file, target));
  EXPECT_TRUE(report.validated_only());
  EXPECT_EQ(report.programs_written(), 1);
  EXPECT_EQ(CountPrograms(), 0);
}

TEST_F(ImportTest, OfAnUnknownLayoutFails) {
  EXPECT_THAT(Import("a.csv", "x,y\n1,2\n"), HasReason("LAYOUT_UNKNOWN"));
  EXPECT_THAT(Import("a.csv", ""), HasReason("ARGUMENT_INVALID"));
}

TEST(ImportUploadTest, PartsOutOfOrderOrTooLargeAreRefused) {
  v1::ImportProgramsRequest chunk;
  chunk.mutable_chunk()->set_path("a");
  chunk.mutable_chunk()->set_content("1234");
  ImportUpload upload({.max_bytes = 10, .max_files = 2, .max_chunk_bytes = 4});
  EXPECT_THAT(upload.Add(chunk), HasReason("ARGUMENT_INVALID"));
  v1::ImportProgramsRequest target;
  target.mutable_target();
  ASSERT_OK(upload.Add(target));
  EXPECT_THAT(upload.Add(target), HasReason("ARGUMENT_INVALID"));
  ASSERT_OK(upload.Add(chunk));
  chunk.mutable_chunk()->set_path("b");
  ASSERT_OK(upload.Add(chunk));
  chunk.mutable_chunk()->set_path("a");
  EXPECT_THAT(upload.Add(chunk), HasReason("ARGUMENT_INVALID"));
  chunk.mutable_chunk()->set_path("b");
  EXPECT_THAT(upload.Add(chunk), HasReason("FILE_TOO_LARGE"));
  chunk.mutable_chunk()->set_content("12345");
  EXPECT_THAT(upload.Add(chunk), HasReason("ARGUMENT_INVALID"));
  ASSERT_EQ(upload.Files().size(), 2u);
  EXPECT_EQ(upload.Files()[0].bytes, "1234");
}

}  // namespace
}  // namespace plumbline::catalog
