#ifndef PLUMBLINE_SERVICES_ALIGNMENT_SERVER_TESTING_SERVICE_FIXTURE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_SERVER_TESTING_SERVICE_FIXTURE_H_

#include <memory>
#include <string>

#include "clients/cpp/alignment/alignment_client.h"
#include "gtest/gtest.h"
#include "services/alignment/api/fake_services.h"
#include "services/alignment/server/alignment_wiring.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {

inline constexpr char kEmt[] =
    "providers/tx-1/programs/emt/alignments/us.us-or";
inline constexpr char kEmtTexas[] =
    "providers/tx-1/programs/emt-tx/alignments/us-tx.us-or";
inline constexpr char kStudies[] =
    "providers/tx-2/programs/studies/alignments/us.us-or";

// The service in a server of its own over the tiny world, asked through its
// client. The edition `editions/e1` has paramedics at $58,410.
class ServiceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    labor_.Publish(TinyEdition("e1", 58410));
    catalog_.SetPrograms(
        {TinyProgram("tx-1", "emt", "51.0904", ""),
         TinyProgram("tx-1", "emt-tx", "510904", "regions/us-tx"),
         TinyProgram("tx-2", "studies", "24.0101", "")});
    Start();
    ASSERT_OK(
        client_->CreatePolicyVersion("policies/us-or", HighWagePolicy(), ""));
  }

  // Starts the service on its state directory; stops it first when it runs.
  void Start() {
    Stop();
    AlignmentWiring::Options options;
    options.database = (directory_.path() / "alignment.db").string();
    options.retry = absl::Milliseconds(20);
    options.runs.clock = [this] { return now_; };
    options.retention = retention_;
    ASSERT_OK_AND_ASSIGN(wiring_,
                         AlignmentWiring::Open(options, labor_, catalog_));
    rpc::ServerOptions server;
    server.log_requests = false;
    ASSERT_OK_AND_ASSIGN(server_,
                         rpc::Server::Start(server, wiring_->services()));
    wiring_->StartRestoring(*server_);
    alignment_client::ClientOptions client;
    client.attempts = 1;
    client_ = alignment_client::MakeAlignmentClient(server_->InProcessChannel(),
                                                    client);
  }

  void Stop() {
    client_.reset();
    if (wiring_ != nullptr) wiring_->Stop();
    server_.reset();
    wiring_.reset();
  }

  void TearDown() override { Stop(); }

  absl::StatusOr<v1::Run> RunAll() { return client_->CreateRun({}, ""); }

  plumbline::testing::TempDir directory_;
  absl::Time now_ = absl::FromUnixSeconds(1700000000);
  base::RetentionRule retention_;
  FakeLabor labor_;
  FakeCatalog catalog_;
  std::unique_ptr<AlignmentWiring> wiring_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<alignment_client::AlignmentClient> client_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_SERVER_TESTING_SERVICE_FIXTURE_H_
