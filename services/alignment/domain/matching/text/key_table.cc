#include "services/alignment/domain/matching/text/key_table.h"

#include <algorithm>
#include <array>

namespace plumbline::alignment {
namespace {

constexpr size_t kFewestSlots = 1024;
// 64 bits are those of so many slots.
constexpr size_t kSlotsOfAWord = 16;
// How many are looked up at once.
constexpr size_t kKeys = 64;

}  // namespace

KeyTable::KeyTable()
    : slots_(kFewestSlots), bits_(kFewestSlots / kSlotsOfAWord) {}

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
  Mark(hash);
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
  for (size_t begin = 0; begin < keys.size(); begin += kKeys)
    AppendFoundOfFew(keys.subspan(begin, kKeys), more, places);
}

void KeyTable::AppendFoundOfFew(absl::Span<const uint64_t> keys, uint32_t more,
                                std::vector<uint32_t>* places) const {
  struct Search {
    uint64_t key, hash;
    size_t at;
  };
  std::array<Search, kKeys + 1> searches;
  for (size_t i = 0; i < keys.size(); ++i) {
    const uint64_t hash = HashOf(keys[i]);
    searches[i] = {keys[i], hash, BeginOf(hash)};
    __builtin_prefetch(&bits_[BitOf(hash) / 64]);
  }
  // Without a branch, which would be guessed wrong.
  size_t count = 0;
  for (size_t i = 0; i < keys.size(); ++i) {
    const Search search = searches[i];
    searches[count] = search;
    count += MayHave(search.hash) ? 1 : 0;
  }
  for (size_t i = 0; i < count; ++i)
    __builtin_prefetch(&slots_[searches[i].at]);
  for (size_t i = 0; i < count; ++i) {
    Search& search = searches[i];
    search.at = NextLike(TagOf(search.hash), search.at);
    if (slots_[search.at].tag != 0)
      __builtin_prefetch(&keys_[slots_[search.at].place]);
  }
  for (size_t i = 0; i < count; ++i) {
    const Search& search = searches[i];
    const Slot& slot = slots_[SlotFrom(search.at, search.key, search.hash)];
    if (slot.tag != 0) places->push_back(slot.place + more);
  }
}

void KeyTable::Grow() {
  slots_.assign(slots_.size() * 2, {});
  bits_.assign(slots_.size() / kSlotsOfAWord, 0);
  for (uint32_t place = 0; place < keys_.size(); ++place) {
    const uint64_t hash = HashOf(keys_[place]);
    size_t at = BeginOf(hash);
    while (slots_[at].tag != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {TagOf(hash), place};
    Mark(hash);
  }
}

}  // namespace plumbline::alignment
