#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_ASKED_PROGRAM_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_ASKED_PROGRAM_H_

#include "absl/status/statusor.h"
#include "clients/cpp/catalog/catalog_client.h"
#include "services/alignment/api/requests/refusals.h"
#include "services/alignment/api/requests/upstream.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"
#include "services/common/rpc/resource_name.h"

namespace plumbline::alignment {

// The program that a request sends (`program`) or names (`name`), that one as
// it was known at the request's `as_of`.
//
// Errors:
//   kInvalidArgument, ARGUMENT_INVALID, NAME_INVALID: it does neither or both,
//   or the name does not match its pattern.
//   kNotFound, PROGRAM_UNKNOWN; kUnavailable, UPSTREAM_UNAVAILABLE: catalog
//   does not have it, or does not answer.
template <typename Request>
absl::StatusOr<catalog::v1::Program> AskedProgram(
    const Request& request, catalog_client::CatalogClient& catalog) {
  if (request.has_program() == !request.name().empty())
    return InvalidField("program",
                        "send a program or the name of one, not both");
  if (request.has_program()) return request.program();
  PLUMBLINE_RETURN_IF_ERROR(
      rpc::ParseName("providers/{provider}/programs/{program}", request.name())
          .status());
  const auto as_of = base::AsOf(request);
  auto program = as_of ? catalog.At(*as_of)->GetProgram(request.name(), "")
                       : catalog.GetProgram(request.name(), "");
  if (!program.ok()) return FromUpstream(program.status(), "catalog");
  return program;
}

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_ASKED_PROGRAM_H_
