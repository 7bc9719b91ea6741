#include "services/alignment/domain/matching/text/key_table.h"

#include <algorithm>
#include <array>

namespace plumbline::alignment {
namespace {

constexpr size_t kFewestSlots = 1024;
// How many are looked up at once.
constexpr size_t kTogether = 64;

}  // namespace

KeyTable::KeyTable() : slots_(kFewestSlots) {}

size_t KeyTable::NextLike(uint32_t tag, size_t at) const {
  while (slots_[at].tag != 0 && slots_[at].tag != tag)
    at = (at + 1) & (slots_.size() - 1);
  return at;
}

size_t KeyTable::SlotFrom(size_t at, uint64_t key, uint64_t hash) const {
  at = NextLike(TagOf(hash), at);
  while (slots_[at].tag != 0 && keys_[slots_[at].place] != key)
    at = NextLike(TagOf(hash), (at + 1) & (slots_.size() - 1));
  return at;
}

std::pair<uint32_t, bool> KeyTable::TryAdd(uint64_t key) {
  if (keys_.size() >= slots_.size() / 2) Grow();
  const uint64_t hash = HashOf(key);
  Slot& slot = slots_[SlotFrom(BeginOf(hash), key, hash)];
  if (slot.tag != 0) return {slot.place, false};
  slot = {TagOf(hash), static_cast<uint32_t>(keys_.size())};
  keys_.push_back(key);
  return {slot.place, true};
}

std::optional<uint32_t> KeyTable::Find(uint64_t key) const {
  const uint64_t hash = HashOf(key);
  const Slot& slot = slots_[SlotFrom(BeginOf(hash), key, hash)];
  if (slot.tag == 0) return std::nullopt;
  return slot.place;
}

void KeyTable::AppendFound(absl::Span<const uint64_t> keys, uint32_t more,
                           std::vector<uint32_t>* places) const {
  for (size_t begin = 0; begin < keys.size(); begin += kTogether)
    AppendFoundOfFew(keys.subspan(begin, kTogether), more, places);
}

void KeyTable::AppendFoundOfFew(absl::Span<const uint64_t> keys, uint32_t more,
                                std::vector<uint32_t>* places) const {
  std::array<uint64_t, kTogether> hashes;
  std::array<size_t, kTogether> slots;
  for (size_t i = 0; i < keys.size(); ++i) {
    hashes[i] = HashOf(keys[i]);
    slots[i] = BeginOf(hashes[i]);
    __builtin_prefetch(&slots_[slots[i]]);
  }
  for (size_t i = 0; i < keys.size(); ++i) {
    slots[i] = NextLike(TagOf(hashes[i]), slots[i]);
    if (slots_[slots[i]].tag != 0)
      __builtin_prefetch(&keys_[slots_[slots[i]].place]);
  }
  for (size_t i = 0; i < keys.size(); ++i) {
    const Slot& slot = slots_[SlotFrom(slots[i], keys[i], hashes[i])];
    if (slot.tag != 0) places->push_back(slot.place + more);
  }
}

void KeyTable::Grow() {
  slots_.assign(slots_.size() * 2, {});
  for (uint32_t place = 0; place < keys_.size(); ++place) {
    const uint64_t hash = HashOf(keys_[place]);
    size_t at = BeginOf(hash);
    while (slots_[at].tag != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {TagOf(hash), place};
  }
}

}  // namespace plumbline::alignment
