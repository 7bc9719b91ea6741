#ifndef PLUMBLINE_SERVICES_RESCORING_SERVER_DESCRIPTOR_FILES_H_
#define PLUMBLINE_SERVICES_RESCORING_SERVER_DESCRIPTOR_FILES_H_

#include <filesystem>
#include <vector>

#include "absl/status/statusor.h"
#include "services/common/sources/descriptor.h"
#include "services/rescoring/domain/subscription.h"

namespace plumbline::rescoring {

// The descriptors of a directory, by source.
//
// Errors: kNotFound, NOT_FOUND: there is no such directory; those of
// sources::ParseDescriptor.
absl::StatusOr<std::vector<sources::Descriptor>> ReadDescriptorFiles(
    const std::filesystem::path& directory);

// The subscriptions of a file.
//
// Errors: kNotFound, NOT_FOUND: it cannot be read; those of ParseSubscriptions.
absl::StatusOr<std::vector<Subscription>> ReadSubscriptionFile(
    const std::filesystem::path& file);

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_SERVER_DESCRIPTOR_FILES_H_
