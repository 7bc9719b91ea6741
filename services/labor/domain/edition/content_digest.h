#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_CONTENT_DIGEST_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_CONTENT_DIGEST_H_

#include <string>
#include <utility>
#include <vector>

#include "services/labor/domain/edition/edition.h"

namespace plumbline::labor {

// What identifies a release: SHA-256, in hexadecimal, over its files' paths and
// digests, sorted by path. The order of `files` does not matter.
std::string ReleaseDigest(std::vector<ReleaseFile> files);

// What identifies the content of an edition: SHA-256, in hexadecimal, over the
// names and digests of its releases, sorted, the layers in their order, and the
// version of the snapshot's format.
std::string EditionDigest(
    std::vector<std::pair<std::string, std::string>> names_and_digests,
    const std::vector<std::string>& layers);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_CONTENT_DIGEST_H_
