#ifndef PLUMBLINE_SERVICES_COMMON_BASE_STATUS_MACROS_H_
#define PLUMBLINE_SERVICES_COMMON_BASE_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Returns from the enclosing function when `expression` (an absl::Status) is an
// error.
#define PLUMBLINE_RETURN_IF_ERROR(expression)         \
  do {                                                \
    if (absl::Status plumbline_status = (expression); \
        !plumbline_status.ok()) {                     \
      return plumbline_status;                        \
    }                                                 \
  } while (false)

#define PLUMBLINE_CONCAT_INNER(a, b) a##b
#define PLUMBLINE_CONCAT(a, b) PLUMBLINE_CONCAT_INNER(a, b)

// Moves the value of `expression` (an absl::StatusOr) into `declaration`, or
// returns its error.
#define PLUMBLINE_ASSIGN_OR_RETURN(declaration, expression)          \
  PLUMBLINE_ASSIGN_OR_RETURN_INNER(                                  \
      PLUMBLINE_CONCAT(plumbline_status_or_, __LINE__), declaration, \
      expression)

#define PLUMBLINE_ASSIGN_OR_RETURN_INNER(temporary, declaration, expression) \
  auto temporary = (expression);                                             \
  if (!temporary.ok()) return std::move(temporary).status();                 \
  declaration = *std::move(temporary)

#endif  // PLUMBLINE_SERVICES_COMMON_BASE_STATUS_MACROS_H_
