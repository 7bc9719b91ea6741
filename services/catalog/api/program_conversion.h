#ifndef PLUMBLINE_SERVICES_CATALOG_API_PROGRAM_CONVERSION_H_
#define PLUMBLINE_SERVICES_CATALOG_API_PROGRAM_CONVERSION_H_

#include "absl/status/statusor.h"
#include "google/protobuf/field_mask.pb.h"
#include "plumbline/catalog/v1/program.pb.h"
#include "services/catalog/store/catalog_store.h"

// Between the messages of the API and the values of the domain.
namespace plumbline::catalog {

v1::Provider ToProto(const StoredProvider& stored);
v1::Program ToProto(const StoredProgram& stored);

// The content; the id is given beside it, output-only fields are ignored.
Provider FromProto(const v1::Provider& message, absl::string_view id);
// Errors: kInvalidArgument, ARGUMENT_INVALID: an enumeration's number is none
// of its values.
absl::StatusOr<Program> FromProto(const v1::Program& message,
                                  const ProgramKey& key);

// `present` with the fields of `patch` that the mask names; an empty mask names
// those that are set, `*` all.
//
// Errors: kInvalidArgument, ARGUMENT_INVALID: the mask names a field that does
// not exist or is not for writing.
absl::StatusOr<Program> ApplyPatch(const Program& present,
                                   const v1::Program& patch,
                                   const google::protobuf::FieldMask& mask);

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_API_PROGRAM_CONVERSION_H_
