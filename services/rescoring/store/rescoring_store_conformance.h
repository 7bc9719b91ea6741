#ifndef PLUMBLINE_SERVICES_RESCORING_STORE_RESCORING_STORE_CONFORMANCE_H_
#define PLUMBLINE_SERVICES_RESCORING_STORE_RESCORING_STORE_CONFORMANCE_H_

#include <functional>
#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "services/rescoring/store/rescoring_store.h"

namespace plumbline::rescoring {

// A kind of store: opens the same fresh database again and again.
struct StoreKind {
  std::string name;
  std::function<
      std::function<absl::StatusOr<std::unique_ptr<RescoringStore>>()>()>
      make;
};

// What every RescoringStore does; each kind instantiates it.
class RescoringStoreConformance : public ::testing::TestWithParam<StoreKind> {
 protected:
  void SetUp() override;
  void Reopen();

  std::function<absl::StatusOr<std::unique_ptr<RescoringStore>>()> open_;
  std::unique_ptr<RescoringStore> store_;
};

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_STORE_RESCORING_STORE_CONFORMANCE_H_
