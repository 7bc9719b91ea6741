#ifndef PLUMBLINE_SERVICES_COMMON_TESTING_STATUS_MATCHERS_H_
#define PLUMBLINE_SERVICES_COMMON_TESTING_STATUS_MATCHERS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "services/common/base/error.h"

namespace plumbline::testing {

inline const absl::Status& StatusOf(const absl::Status& status) {
  return status;
}
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& result) {
  return result.status();
}

// Matches an absl::Status or StatusOr that is OK.
MATCHER(IsOk, "is OK") {
  *result_listener << StatusOf(arg).ToString();
  return StatusOf(arg).ok();
}

// Matches an error of this code whose message matches `message`.
MATCHER_P2(StatusIs, code, message, "") {
  *result_listener << StatusOf(arg).ToString();
  return StatusOf(arg).code() == code &&
         ::testing::ExplainMatchResult(
             message, std::string(StatusOf(arg).message()), result_listener);
}

// Matches an error that carries this reason.
MATCHER_P(HasReason, reason, "") {
  *result_listener << StatusOf(arg).ToString();
  return base::ReasonOf(StatusOf(arg)) == std::string(reason);
}

}  // namespace plumbline::testing

// Moves the value of `expression` into `declaration`, or fails the test.
#define PLUMBLINE_TEST_CONCAT_INNER(a, b) a##b
#define PLUMBLINE_TEST_CONCAT(a, b) PLUMBLINE_TEST_CONCAT_INNER(a, b)
#define ASSERT_OK_AND_ASSIGN(declaration, expression)           \
  auto PLUMBLINE_TEST_CONCAT(result_, __LINE__) = (expression); \
  ASSERT_TRUE(PLUMBLINE_TEST_CONCAT(result_, __LINE__).ok())    \
      << PLUMBLINE_TEST_CONCAT(result_, __LINE__).status();     \
  declaration = *std::move(PLUMBLINE_TEST_CONCAT(result_, __LINE__))

#define ASSERT_OK(expression) \
  ASSERT_THAT(expression, ::plumbline::testing::IsOk())
#define EXPECT_OK(expression) \
  EXPECT_THAT(expression, ::plumbline::testing::IsOk())

#endif  // PLUMBLINE_SERVICES_COMMON_TESTING_STATUS_MATCHERS_H_
