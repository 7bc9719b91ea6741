#ifndef PLUMBLINE_SERVICES_RESCORING_SERVER_DESCRIPTOR_FILES_H_
#define PLUMBLINE_SERVICES_RESCORING_SERVER_DESCRIPTOR_FILES_H_

#include <filesystem>
#include <vector>

#include "absl/status/statusor.h"
#include "services/common/sources/descriptor.h"

namespace plumbline::rescoring {

// The descriptors of a directory, by source.
//
// Errors: kNotFound, NOT_FOUND: there is no such directory; those of
// sources::ParseDescriptor.
absl::StatusOr<std::vector<sources::Descriptor>> ReadDescriptorFiles(
    const std::filesystem::path& directory);

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_SERVER_DESCRIPTOR_FILES_H_
