#ifndef PLUMBLINE_TESTS_CONFORMANCE_POLICIES_GOLDEN_EDITION_FIXTURE_H_
#define PLUMBLINE_TESTS_CONFORMANCE_POLICIES_GOLDEN_EDITION_FIXTURE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "tests/conformance/policies/golden_world.h"

namespace plumbline::alignment {

// Tests over the golden edition, which is made once for all of them; skipped
// without the full releases.
class GoldenEditionFixture : public ::testing::Test {
 protected:
  void SetUp() override {
    PLUMBLINE_FULL_DATA_OR_SKIP(data);
    static const auto* const made =
        new absl::StatusOr<std::shared_ptr<const Edition>>(GoldenEdition(data));
    ASSERT_OK(*made);
    edition_ = **made;
  }

  std::shared_ptr<const Edition> edition_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_TESTS_CONFORMANCE_POLICIES_GOLDEN_EDITION_FIXTURE_H_
