#include "services/catalog/api/catalog_handler.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/catalog/api/testing/catalog_service_fixture.h"
#include "services/common/base/timestamp.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::catalog {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::testing::HasSubstr;

constexpr char kRequestId[] = "0b6a1c2e-1d2f-4a3b-8c4d-5e6f70819203";

class CatalogPastTest : public CatalogServiceFixture {};

TEST_F(CatalogPastTest, EveryReadAnswersAsOfATime) {
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

class CatalogHandlerTest : public CatalogServiceFixture {
 protected:
  void SetUp() override {
    CatalogServiceFixture::SetUp();
    ASSERT_OK(handler_->CreateProvider(ProviderRequest("ny-1")));
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

}  // namespace
}  // namespace plumbline::catalog
