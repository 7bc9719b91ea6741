#ifndef PLUMBLINE_SERVICES_ALIGNMENT_STORE_ALIGNMENT_STORE_CONFORMANCE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_STORE_ALIGNMENT_STORE_CONFORMANCE_H_

#include <functional>
#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "services/alignment/store/alignment_store.h"

namespace plumbline::alignment {

// A database that a store can be opened on again and again.
class StoreUnderTest {
 public:
  virtual ~StoreUnderTest() = default;
  virtual absl::StatusOr<std::unique_ptr<AlignmentStore>> Open() = 0;
  // The leases beside it.
  virtual absl::StatusOr<std::unique_ptr<PartitionLeases>> OpenLeases() = 0;
  // Leaves behind what a run that died before its pointer moved would.
  virtual absl::Status WriteUnpublished(const VerdictRow& row, int64_t run) = 0;
};

struct StoreKind {
  std::string name;
  std::function<std::unique_ptr<StoreUnderTest>()> make;
};

// What every AlignmentStore does; each kind instantiates it.
class AlignmentStoreConformance : public ::testing::TestWithParam<StoreKind> {
 protected:
  void SetUp() override;
  void Reopen();

  std::unique_ptr<StoreUnderTest> database_;
  std::unique_ptr<AlignmentStore> store_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_STORE_ALIGNMENT_STORE_CONFORMANCE_H_
