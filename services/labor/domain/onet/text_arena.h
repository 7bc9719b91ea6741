#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_TEXT_ARENA_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_TEXT_ARENA_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace plumbline::labor::onet {

// A text of a TextArena. 0 is the empty text.
using TextId = uint32_t;

// Many short texts end to end, each kept once: a release names the same
// software thousands of times. Texts live as long as the arena does and until
// the next one is added.
class TextArena {
 public:
  TextArena();

  // Returns the id of `text`, which is added when it is new. Ids are given in
  // the order of the first call, so the same calls give the same arena.
  TextId Intern(absl::string_view text);

  // `id` was given by this arena.
  absl::string_view Text(TextId id) const {
    return absl::string_view(bytes_).substr(starts_[id],
                                            starts_[id + 1] - starts_[id]);
  }

  // How many texts there are, the empty one included.
  size_t size() const { return starts_.size() - 1; }
  size_t byte_size() const { return bytes_.size(); }

  // The arena with these texts end to end, sealed: text i is the bytes from
  // starts[i] to starts[i + 1]. Nothing when that is no arena.
  static std::optional<TextArena> FromParts(std::string bytes,
                                            std::vector<uint32_t> starts);
  const std::string& bytes() const { return bytes_; }
  const std::vector<uint32_t>& starts() const { return starts_; }

  // Gives up what only Intern needs; afterwards Intern starts to look texts up
  // anew.
  void Seal();

 private:
  void Grow();
  size_t SlotOf(absl::string_view text, uint64_t hash) const;

  std::string bytes_;
  std::vector<uint32_t> starts_;
  // Open addressing over ids + 1, so that a text is stored once and hashed
  // where it lies; 0 is a free slot.
  std::vector<uint32_t> slots_;
  std::vector<uint32_t> hashes_;
};

}  // namespace plumbline::labor::onet

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_TEXT_ARENA_H_
