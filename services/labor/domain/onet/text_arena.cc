#include "services/labor/domain/onet/text_arena.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/hash/hash.h"

namespace plumbline::labor::onet {
namespace {

constexpr size_t kFirstSlots = 1024;

uint64_t HashOf(absl::string_view text) {
  return absl::Hash<absl::string_view>{}(text);
}

}  // namespace

TextArena::TextArena() : starts_{0} {
  slots_.resize(kFirstSlots);
  Intern("");
}

size_t TextArena::SlotOf(absl::string_view text, uint64_t hash) const {
  const size_t mask = slots_.size() - 1;
  const auto short_hash = static_cast<uint32_t>(hash >> 32);
  size_t slot = hash & mask;
  while (slots_[slot] != 0) {
    const TextId id = slots_[slot] - 1;
    if (hashes_[id] == short_hash && Text(id) == text) break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

TextId TextArena::Intern(absl::string_view text) {
  if (slots_.size() < 2 * (size() + 1)) Grow();
  const uint64_t hash = HashOf(text);
  const size_t slot = SlotOf(text, hash);
  if (slots_[slot] != 0) return slots_[slot] - 1;
  const auto id = static_cast<TextId>(size());
  bytes_.append(text.data(), text.size());
  starts_.push_back(static_cast<uint32_t>(bytes_.size()));
  hashes_.push_back(static_cast<uint32_t>(hash >> 32));
  slots_[slot] = id + 1;
  return id;
}

void TextArena::Grow() {
  size_t wanted = kFirstSlots;
  while (wanted < 4 * (size() + 1)) wanted *= 2;
  slots_.assign(wanted, 0);
  hashes_.resize(size());
  for (TextId id = 0; id < size(); ++id) {
    const uint64_t hash = HashOf(Text(id));
    hashes_[id] = static_cast<uint32_t>(hash >> 32);
    size_t slot = hash & (wanted - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (wanted - 1);
    slots_[slot] = id + 1;
  }
}

std::optional<TextArena> TextArena::FromParts(std::string bytes,
                                              std::vector<uint32_t> starts) {
  if (starts.size() < 2 || starts[0] != 0 || starts[1] != 0 ||
      starts.back() != bytes.size() ||
      !std::is_sorted(starts.begin(), starts.end())) {
    return std::nullopt;
  }
  TextArena arena;
  arena.Seal();
  arena.bytes_ = std::move(bytes);
  arena.starts_ = std::move(starts);
  return arena;
}

void TextArena::Seal() {
  slots_ = {};
  hashes_ = {};
  bytes_.shrink_to_fit();
  starts_.shrink_to_fit();
}

}  // namespace plumbline::labor::onet
