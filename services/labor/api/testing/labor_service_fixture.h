#ifndef PLUMBLINE_SERVICES_LABOR_API_TESTING_LABOR_SERVICE_FIXTURE_H_
#define PLUMBLINE_SERVICES_LABOR_API_TESTING_LABOR_SERVICE_FIXTURE_H_

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cpp/labor/labor_client.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/rpc/server.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/api/labor_handler.h"
#include "services/labor/domain/testing/tiny_releases.h"
#include "services/labor/store/sql_labor_store.h"

namespace plumbline::labor {

inline constexpr char kTinyOews[] = "sources/oews/releases/2024-05";
inline constexpr char kTinySoc[] = "sources/soc/releases/2018";
inline constexpr char kTinyProjections[] = "sources/bls-ep/releases/2024-34";

// What "files" say: their bytes name one of the tiny releases.
inline absl::StatusOr<ReleaseTables> ReadTiny(absl::string_view source,
                                              SourceFiles files) {
  const std::string bytes(files[0].bytes);
  if (bytes == "garbage") {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kFileMalformed,
                       absl::StrCat(files[0].path, " is not a workbook"));
  }
  ReleaseTables tables = source == "soc"      ? TinySoc()
                         : source == "bls-ep" ? TinyProjections()
                                              : TinyOews();
  if (bytes == "fails its gates") {
    Finding finding;
    finding.severity = Severity::kFatal;
    finding.rule = "cross-foot";
    finding.place = {files[0].path, "Sheet", 7, "A_MEDIAN"};
    finding.value = "1";
    finding.message = "columns are shifted against their headings";
    tables.report.Add(finding);
  }
  return tables;
}

// LaborService over an in-process server, with releases small enough to read.
class LaborServiceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(store_, SqlLaborStore::Open(":memory:"));
    LaborHandlerOptions options;
    options.store = store_.get();
    options.operations = &operations_;
    options.steps = {ReadTiny, [](absl::string_view, const ReleaseTables*,
                                  ReleaseTables*) {}};
    options.max_import_bytes = 1000;
    options.now = [this] { return now_ += absl::Seconds(1); };
    options.retention = retention_;
    handler_ = std::make_unique<LaborHandler>(options);
    ASSERT_OK_AND_ASSIGN(
        server_,
        rpc::Server::Start(
            {}, {{v1::LaborService::service_full_name(), handler_.get()},
                 {google::longrunning::Operations::service_full_name(),
                  &operations_}}));
    client_ = labor_client::MakeLaborClient(server_->InProcessChannel());
  }

  absl::StatusOr<v1::Release> Import(const std::string& release,
                                     const std::string& bytes) {
    return client_->ImportRelease(release, {{"file.xlsx", bytes}}, {});
  }

  // Imports the world and publishes it.
  v1::Edition PublishWorld() {
    for (const char* release : {kTinyOews, kTinySoc, kTinyProjections}) {
      EXPECT_THAT(Import(release, "fine"), testing::IsOk());
    }
    auto edition = client_->PublishEdition(
        {kTinySoc, kTinyOews, kTinyProjections}, {}, {});
    EXPECT_THAT(edition, testing::IsOk());
    return edition.value_or(v1::Edition());
  }

  static std::string StatisticsName(const std::string& region,
                                    const std::string& code) {
    return absl::StrCat("editions/latest/regions/", region, "/occupations/",
                        code, "/statistics");
  }

  base::RetentionRule retention_;
  absl::Time now_ = absl::FromUnixSeconds(1'750'000'000);
  rpc::OperationsHandler operations_;
  std::unique_ptr<LaborStore> store_;
  std::unique_ptr<LaborHandler> handler_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<labor_client::LaborClient> client_;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_API_TESTING_LABOR_SERVICE_FIXTURE_H_
