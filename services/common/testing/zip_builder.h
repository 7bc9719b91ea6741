#ifndef PLUMBLINE_SERVICES_COMMON_TESTING_ZIP_BUILDER_H_
#define PLUMBLINE_SERVICES_COMMON_TESTING_ZIP_BUILDER_H_

#include <string>
#include <vector>

namespace plumbline::testing {

// One file to pack.
struct ZipContent {
  std::string name;
  std::string bytes;
  bool stored = false;        // Not deflated.
  std::string password = {};  // Encrypted when not empty.
};

// A zip archive of these files, in memory. Aborts on failure: for tests only.
std::string BuildZip(const std::vector<ZipContent>& contents);

}  // namespace plumbline::testing

#endif  // PLUMBLINE_SERVICES_COMMON_TESTING_ZIP_BUILDER_H_
