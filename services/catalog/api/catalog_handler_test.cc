#include "services/catalog/api/catalog_handler.h"

#include <grpcpp/grpcpp.h>

#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/catalog/store/sql_catalog_store.h"
#include "services/common/base/error.h"
#include "services/common/base/timestamp.h"
#include "services/common/rpc/server.h"
#include "services/common/rpc/status.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::catalog {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
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
    auto store = OpenCatalogStore(":memory:");
    ASSERT_OK(store);
    store_ = *std::move(store);
    handler_ = std::make_unique<CatalogHandler>(
        store_.get(), &operations_, rpc::PageTokens::WithRandomKey(),
        CatalogHandlerOptions{.now = [this] { return clock_(); },
                              .upload = {},
                              .max_waiting_imports = 1});
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
  std::function<absl::Time()> clock_ = [this] { return now_; };
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

TEST_F(CatalogServiceTest, EveryReadAnswersAsOfATime) {
  const absl::Time begin = now_;
  v1::CreateProviderRequest provider;
  provider.set_provider_id("p");
  provider.mutable_provider()->set_title("Provider");
  ASSERT_OK(handler_->CreateProvider(provider));
  now_ += absl::Hours(1);
  v1::CreateProgramRequest program;
  program.set_parent("providers/p");
  program.set_program_id("1");
  program.mutable_program()->set_title("Old");
  ASSERT_OK(handler_->CreateProgram(program));
  now_ += absl::Hours(1);
  v1::UpdateProgramRequest update;
  update.mutable_program()->set_name("providers/p/programs/1");
  update.mutable_program()->set_title("New");
  ASSERT_OK(handler_->UpdateProgram(update));

  v1::GetProgramRequest get;
  get.set_name("providers/p/programs/1");
  v1::ListProgramsRequest list;
  list.set_parent("providers/p");
  v1::ListProgramRevisionsRequest revisions;
  revisions.set_name("providers/p/programs/1");
  const auto ask = [&](absl::Duration after) {
    base::SetTime(begin + after, get.mutable_as_of());
    base::SetTime(begin + after, list.mutable_as_of());
    base::SetTime(begin + after, revisions.mutable_as_of());
  };
  ask(absl::Minutes(90));
  EXPECT_EQ(handler_->GetProgram(get)->title(), "Old");
  EXPECT_EQ(handler_->ListPrograms(list)->programs(0).title(), "Old");
  EXPECT_EQ(handler_->ListProgramRevisions(revisions)->programs_size(), 1);
  ask(absl::Hours(3));
  EXPECT_EQ(handler_->GetProgram(get)->title(), "New");
  ask(absl::Minutes(30));
  EXPECT_THAT(handler_->GetProgram(get), HasReason("PROGRAM_UNKNOWN"));
  EXPECT_EQ(handler_->ListPrograms(list)->programs_size(), 0);
  ask(-absl::Hours(1));
  EXPECT_THAT(handler_->GetProgram(get), HasReason("NOTHING_KNOWN"));
  EXPECT_THAT(handler_->ListPrograms(list), HasReason("NOTHING_KNOWN"));
  v1::ListProvidersRequest providers;
  *providers.mutable_as_of() = get.as_of();
  EXPECT_THAT(handler_->ListProviders(providers), HasReason("NOTHING_KNOWN"));
  base::SetTime(begin, providers.mutable_as_of());
  EXPECT_EQ(handler_->ListProviders(providers)->providers_size(), 1);
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

TEST_F(CatalogServiceTest, OneImportIsDoneWhileOneWaitsAndMoreAreRefused) {
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

v1::CreateProviderRequest ProviderRequest(const std::string& id) {
  v1::CreateProviderRequest request;
  request.set_provider_id(id);
  request.mutable_provider()->set_title("Harbor College");
  request.mutable_provider()->set_state("NY");
  return request;
}

v1::CreateProgramRequest ProgramRequest(const std::string& id) {
  v1::CreateProgramRequest request;
  request.set_parent("providers/ny-1");
  request.set_program_id(id);
  request.mutable_program()->set_title("Welding");
  request.mutable_program()->set_cip("48.0508");
  request.mutable_program()->set_completers(12);
  return request;
}

// The methods themselves, without the wire.
class CatalogHandlerTest : public CatalogServiceTest {
 protected:
  void SetUp() override {
    CatalogServiceTest::SetUp();
    ASSERT_OK(handler_->CreateProvider(ProviderRequest("ny-1")));
  }

  int64_t CountPrograms() {
    v1::ListProgramsRequest request;
    request.set_parent("providers/-");
    const auto page = handler_->ListPrograms(request);
    return page.ok() ? page->programs_size() : -1;
  }
};

TEST_F(CatalogHandlerTest, CreatedProgramIsFoundByNameAndRevision) {
  ASSERT_OK_AND_ASSIGN(const v1::Program created,
                       handler_->CreateProgram(ProgramRequest("weld")));
  EXPECT_EQ(created.name(), "providers/ny-1/programs/weld");
  EXPECT_EQ(created.update_time().seconds(), 1750000000);
  v1::GetProgramRequest request;
  request.set_name(created.name());
  ASSERT_OK_AND_ASSIGN(const v1::Program found, handler_->GetProgram(request));
  EXPECT_EQ(found.SerializeAsString(), created.SerializeAsString());
  request.set_revision_id(created.revision_id());
  EXPECT_OK(handler_->GetProgram(request));
  request.set_revision_id("0");
  EXPECT_THAT(handler_->GetProgram(request), HasReason("PROGRAM_UNKNOWN"));
}

TEST_F(CatalogHandlerTest, SmallCellsAreNeitherKeptNorShown) {
  v1::CreateProgramRequest create = ProgramRequest("weld");
  create.mutable_program()->set_completers(9);
  ASSERT_OK_AND_ASSIGN(const v1::Program created,
                       handler_->CreateProgram(create));
  EXPECT_FALSE(created.has_completers());
  EXPECT_TRUE(created.completers_suppressed());
  v1::UpdateProgramRequest request;
  request.mutable_program()->set_name(created.name());
  request.mutable_program()->set_completers(15);
  request.mutable_update_mask()->add_paths("completers");
  ASSERT_OK_AND_ASSIGN(v1::Program updated, handler_->UpdateProgram(request));
  EXPECT_EQ(updated.completers(), 15);
  EXPECT_FALSE(updated.completers_suppressed());
  request.mutable_program()->clear_completers();
  request.mutable_program()->set_completers_suppressed(true);
  request.mutable_update_mask()->set_paths(0, "completers_suppressed");
  ASSERT_OK_AND_ASSIGN(updated, handler_->UpdateProgram(request));
  EXPECT_FALSE(updated.has_completers());
  EXPECT_TRUE(updated.completers_suppressed());
}

TEST_F(CatalogHandlerTest, MalformedNameSaysThePattern) {
  v1::GetProgramRequest request;
  request.set_name("weld");
  EXPECT_THAT(handler_->GetProgram(request),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("providers/{provider}/programs/{program}")));
}

TEST_F(CatalogHandlerTest, InvalidFieldIsNamed) {
  v1::CreateProgramRequest request = ProgramRequest("weld");
  request.mutable_program()->set_cip("48.05O8");
  const auto created = handler_->CreateProgram(request);
  EXPECT_THAT(created,
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("cip")));
  EXPECT_THAT(created, HasReason("CODE_MALFORMED"));
}

TEST_F(CatalogHandlerTest, UpdateWritesOnlyTheFieldsOfTheMask) {
  ASSERT_OK_AND_ASSIGN(const v1::Program created,
                       handler_->CreateProgram(ProgramRequest("weld")));
  v1::UpdateProgramRequest request;
  request.mutable_program()->set_name(created.name());
  request.mutable_program()->set_etag(created.etag());
  request.mutable_program()->set_title("Welding at Night");
  ASSERT_OK_AND_ASSIGN(v1::Program updated, handler_->UpdateProgram(request));
  EXPECT_EQ(updated.title(), "Welding at Night");
  EXPECT_EQ(updated.completers(), 12);
  EXPECT_NE(updated.revision_id(), created.revision_id());
  EXPECT_THAT(handler_->UpdateProgram(request),
              StatusIs(absl::StatusCode::kAborted, HasSubstr("read it again")));
  request.mutable_program()->clear_etag();
  request.mutable_update_mask()->add_paths("completers");
  ASSERT_OK_AND_ASSIGN(updated, handler_->UpdateProgram(request));
  EXPECT_FALSE(updated.has_completers());
  EXPECT_EQ(updated.title(), "Welding at Night");
  request.mutable_update_mask()->set_paths(0, "revision_id");
  EXPECT_THAT(handler_->UpdateProgram(request), HasReason("ARGUMENT_INVALID"));
}

TEST_F(CatalogHandlerTest, RevisionsAreListedNewestFirst) {
  ASSERT_OK_AND_ASSIGN(const v1::Program created,
                       handler_->CreateProgram(ProgramRequest("weld")));
  v1::UpdateProgramRequest update;
  update.mutable_program()->set_name(created.name());
  for (const char* title : {"B", "C"}) {
    update.mutable_program()->set_title(title);
    ASSERT_OK(handler_->UpdateProgram(update));
  }
  v1::ListProgramRevisionsRequest request;
  request.set_name(created.name());
  request.set_page_size(2);
  ASSERT_OK_AND_ASSIGN(auto page, handler_->ListProgramRevisions(request));
  ASSERT_EQ(page.programs_size(), 2);
  EXPECT_EQ(page.programs(0).title(), "C");
  request.set_page_token(page.next_page_token());
  ASSERT_OK_AND_ASSIGN(page, handler_->ListProgramRevisions(request));
  ASSERT_EQ(page.programs_size(), 1);
  EXPECT_EQ(page.programs(0).title(), "Welding");
  EXPECT_EQ(page.next_page_token(), "");
}

TEST_F(CatalogHandlerTest, DeletedProgramIsGoneUnlessItWasOnlyAChange) {
  ASSERT_OK_AND_ASSIGN(const v1::Program created,
                       handler_->CreateProgram(ProgramRequest("weld")));
  v1::DeleteProgramRequest request;
  request.set_name(created.name());
  request.set_validate_only(true);
  ASSERT_OK(handler_->DeleteProgram(request));
  EXPECT_EQ(CountPrograms(), 1);
  request.set_validate_only(false);
  ASSERT_OK(handler_->DeleteProgram(request));
  EXPECT_EQ(CountPrograms(), 0);
  EXPECT_THAT(handler_->DeleteProgram(request), HasReason("PROGRAM_UNKNOWN"));
}

TEST_F(CatalogHandlerTest, RepeatedRequestIdIsTheSameCall) {
  v1::CreateProgramRequest request = ProgramRequest("weld");
  request.set_request_id(kRequestId);
  ASSERT_OK_AND_ASSIGN(const v1::Program first,
                       handler_->CreateProgram(request));
  now_ += absl::Hours(1);
  ASSERT_OK_AND_ASSIGN(const v1::Program again,
                       handler_->CreateProgram(request));
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  request.set_program_id("other");
  EXPECT_THAT(handler_->CreateProgram(request), HasReason("REQUEST_ID_REUSED"));
  request.set_request_id("not a uuid");
  EXPECT_THAT(handler_->CreateProgram(request), HasReason("ARGUMENT_INVALID"));
}

TEST_F(CatalogHandlerTest, PagesShowTheMomentOfTheFirst) {
  for (const char* id : {"a", "b", "c"}) {
    ASSERT_OK(handler_->CreateProgram(ProgramRequest(id)));
  }
  v1::ListProgramsRequest request;
  request.set_parent("providers/ny-1");
  request.set_page_size(2);
  ASSERT_OK_AND_ASSIGN(auto page, handler_->ListPrograms(request));
  v1::DeleteProgramRequest end;
  end.set_name("providers/ny-1/programs/c");
  ASSERT_OK(handler_->DeleteProgram(end));
  ASSERT_OK(handler_->CreateProgram(ProgramRequest("d")));
  request.set_page_token(page.next_page_token());
  ASSERT_OK_AND_ASSIGN(page, handler_->ListPrograms(request));
  ASSERT_EQ(page.programs_size(), 1);
  EXPECT_EQ(page.programs(0).name(), "providers/ny-1/programs/c");
  request.set_parent("providers/-");
  EXPECT_THAT(handler_->ListPrograms(request), HasReason("PAGE_TOKEN_INVALID"));
}

TEST_F(CatalogHandlerTest, ListOfAnUnknownProviderIsNotFound) {
  v1::ListProgramsRequest request;
  request.set_parent("providers/nobody");
  EXPECT_THAT(handler_->ListPrograms(request), HasReason("NOT_FOUND"));
}

TEST_F(CatalogHandlerTest, ImportThatOnlyChecksStoresNothing) {
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

TEST_F(CatalogHandlerTest, ImportOfAnUnknownLayoutFails) {
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
