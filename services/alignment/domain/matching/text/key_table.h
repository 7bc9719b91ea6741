#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_KEY_TABLE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_KEY_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "services/common/base/large_table.h"

namespace plumbline::alignment {

// Keys of 64 bits, numbered in the order in which they came. A million of them
// do not fit into a processor's caches: many are looked up at once, so that it
// waits for memory once and not for each.
class KeyTable {
 public:
  KeyTable();

  size_t size() const { return keys_.size(); }
  uint64_t KeyAt(size_t place) const { return keys_[place]; }
  // The place of a key; true where it is new.
  std::pair<uint32_t, bool> TryAdd(uint64_t key);
  std::optional<uint32_t> Find(uint64_t key) const;
  // Appends the places of those keys that there are, each with `more` added.
  void AppendFound(absl::Span<const uint64_t> keys, uint32_t more,
                   std::vector<uint32_t>* places) const;

 private:
  static uint64_t HashOf(uint64_t key) {
    const uint64_t hash = key * 0x9E3779B97F4A7C15;
    return (hash ^ hash >> 32) * 0xD6E8FEB86659FD93;
  }
  // Some bits of a key's hash, and its place; a free slot is 0.
  struct Slot {
    uint32_t tag = 0;
    uint32_t place = 0;
  };
  static uint32_t TagOf(uint64_t hash) {
    return static_cast<uint32_t>(hash) | 1u;
  }
  // A bit for each key, and few for none, which stand so close together that a
  // processor's caches hold most: keys that there are not are told by it.
  size_t BitOf(uint64_t hash) const {
    return static_cast<size_t>(hash >> 20) & (64 * bits_.size() - 1);
  }
  bool MayHave(uint64_t hash) const {
    return (bits_[BitOf(hash) / 64] >> BitOf(hash) % 64 & 1) != 0;
  }
  void Mark(uint64_t hash) {
    bits_[BitOf(hash) / 64] |= uint64_t{1} << BitOf(hash) % 64;
  }
  // Where a search begins.
  size_t BeginOf(uint64_t hash) const {
    return static_cast<size_t>(hash >> 32) & (slots_.size() - 1);
  }
  // The next slot from `at` on that is free or has this tag.
  size_t NextLike(uint32_t tag, size_t at) const;
  // Where the key is or would be, if not before `at`.
  size_t SlotFrom(size_t at, uint64_t key, uint64_t hash) const;
  void AppendFoundOfFew(absl::Span<const uint64_t> keys, uint32_t more,
                        std::vector<uint32_t>* places) const;
  void Grow();

  base::LargeTable<uint64_t> keys_;
  // A power of two of them.
  base::LargeTable<Slot> slots_;
  // Four for each slot.
  base::LargeTable<uint64_t> bits_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_KEY_TABLE_H_
