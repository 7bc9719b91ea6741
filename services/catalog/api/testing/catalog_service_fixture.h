#ifndef PLUMBLINE_SERVICES_CATALOG_API_TESTING_CATALOG_SERVICE_FIXTURE_H_
#define PLUMBLINE_SERVICES_CATALOG_API_TESTING_CATALOG_SERVICE_FIXTURE_H_

#include <functional>
#include <memory>
#include <utility>

#include "gtest/gtest.h"
#include "services/catalog/api/catalog_handler.h"
#include "services/catalog/store/sql_catalog_store.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::catalog {

// The service's methods over an empty catalog; the clock stands unless told.
class CatalogServiceFixture : public ::testing::Test {
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
  }

  int64_t CountPrograms() {
    v1::ListProgramsRequest request;
    request.set_parent("providers/-");
    const auto page = handler_->ListPrograms(request);
    return page.ok() ? page->programs_size() : -1;
  }

  absl::Time now_ = absl::FromUnixSeconds(1750000000);
  std::function<absl::Time()> clock_ = [this] { return now_; };
  rpc::OperationsHandler operations_;
  std::unique_ptr<CatalogStore> store_;
  std::unique_ptr<CatalogHandler> handler_;
};

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_API_TESTING_CATALOG_SERVICE_FIXTURE_H_
