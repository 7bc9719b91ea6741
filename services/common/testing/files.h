#ifndef PLUMBLINE_SERVICES_COMMON_TESTING_FILES_H_
#define PLUMBLINE_SERVICES_COMMON_TESTING_FILES_H_

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace plumbline::testing {

// The whole of a file; empty when it cannot be read.
inline std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// The directory of the publishers' full releases: PLUMBLINE_DATA_DIR, else
// `../shared/data` beside the project, else nothing. A test that needs it
// skips, saying so, when there is none.
inline std::optional<std::filesystem::path> FullDataDir() {
  namespace fs = std::filesystem;
  const char* set = std::getenv("PLUMBLINE_DATA_DIR");
  const fs::path dir = set != nullptr && *set != '\0'
                           ? fs::path(set)
                           : fs::path(PLUMBLINE_SOURCE_DIR) / "../shared/data";
  std::error_code error;
  if (!fs::is_directory(dir, error)) return std::nullopt;
  return fs::canonical(dir, error);
}

// A directory of its own that goes with the object.
class TempDir {
 public:
  TempDir() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "plumbline-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace plumbline::testing

// Sets `directory` to the full releases, or skips the test and says why.
#define PLUMBLINE_FULL_DATA_OR_SKIP(directory)                                \
  const auto directory##_found = ::plumbline::testing::FullDataDir();         \
  if (!directory##_found) {                                                   \
    GTEST_SKIP() << "the full releases are not here: set PLUMBLINE_DATA_DIR " \
                    "to run this";                                            \
  }                                                                           \
  const std::filesystem::path directory = *directory##_found

#endif  // PLUMBLINE_SERVICES_COMMON_TESTING_FILES_H_
