#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_TEXT_ARENA_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_TEXT_ARENA_H_

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace plumbline::tabular {

// Keeps copies of short texts at fixed addresses until they are dropped
// together.
class TextArena {
 public:
  absl::string_view Copy(absl::string_view text) {
    if (blocks_.empty() ||
        blocks_.back().capacity() - blocks_.back().size() < text.size()) {
      blocks_.emplace_back().reserve(std::max(text.size(), kBlockBytes));
    }
    std::string& block = blocks_.back();
    const size_t begin = block.size();
    block.append(text.data(), text.size());
    bytes_ += text.size();
    return {block.data() + begin, text.size()};
  }

  // The bytes copied since the last Clear.
  size_t bytes() const { return bytes_; }

  // Drops all copies; keeps one block to use again.
  void Clear() {
    bytes_ = 0;
    if (blocks_.size() > 1) blocks_.resize(1);
    if (!blocks_.empty()) blocks_.front().clear();
  }

 private:
  static constexpr size_t kBlockBytes = size_t{16} << 10;

  // A block never grows past its capacity, and moving a string of this capacity
  // keeps its address.
  std::vector<std::string> blocks_;
  size_t bytes_ = 0;
};

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_TEXT_ARENA_H_
