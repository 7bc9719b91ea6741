#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TOKEN_TABLE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TOKEN_TABLE_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "services/common/base/large_table.h"

namespace plumbline::alignment {

// A token of a folded text with its first 16 bytes as two numbers, 0 where it
// has fewer: most tokens are compared and hashed without looking at their bytes
// one by one.
struct KeyedToken {
  static constexpr size_t kKeyed = 16;
  absl::string_view text;
  uint64_t low;
  uint64_t high;
};

// Eight bytes as a number, the first in its lowest byte.
inline uint64_t EightBytes(const char* from) {
  uint64_t bytes = 0;
  std::memcpy(&bytes, from, sizeof(bytes));
  if constexpr (std::endian::native == std::endian::big)
    bytes = __builtin_bswap64(bytes);
  return bytes;
}

// The highest bit of each of eight bytes that is a space, and of none before
// the first one.
inline uint64_t SpacesIn(uint64_t bytes) {
  const uint64_t others = bytes ^ 0x2020202020202020;
  return (others - 0x0101010101010101) & ~others & 0x8080808080808080;
}

// How many bytes stand before the first space.
inline size_t CountBefore(uint64_t spaces) {
  const auto last =
      static_cast<size_t>(std::countr_zero(spaces | 0x8000000000000000));
  return last / 8 + (spaces == 0 ? 1 : 0);
}

// All bits of the bytes before the first space.
inline uint64_t MaskBefore(uint64_t spaces) {
  return ((spaces & (0 - spaces)) >> 7) - 1;
}

// Reads the token that begins at `at`, where no space is, and at least 16 bytes
// before the end.
inline void ReadTokenWithin(absl::string_view folded, size_t at,
                            KeyedToken* token) {
  const char* const from = folded.data() + at;
  const uint64_t low = EightBytes(from);
  const uint64_t high = EightBytes(from + 8);
  const uint64_t in_low = SpacesIn(low);
  const uint64_t in_high = SpacesIn(high);
  // Without a branch by the length, which would be guessed wrong.
  const uint64_t if_longer = in_low == 0 ? ~uint64_t{0} : 0;
  size_t length = CountBefore(in_low) + (CountBefore(in_high) & if_longer);
  if (length == KeyedToken::kKeyed)
    length = std::min(folded.find(' ', at + length), folded.size()) - at;
  token->text = {from, length};
  token->low = low & MaskBefore(in_low);
  token->high = high & MaskBefore(in_high) & if_longer;
}

// The same wherever it begins.
void ReadLastToken(absl::string_view folded, size_t at, KeyedToken* token);
inline void ReadToken(absl::string_view folded, size_t at, KeyedToken* token) {
  if (folded.size() - at >= KeyedToken::kKeyed)
    ReadTokenWithin(folded, at, token);
  else
    ReadLastToken(folded, at, token);
}

inline KeyedToken TokenAt(absl::string_view folded, size_t at) {
  KeyedToken token;
  ReadToken(folded, at, &token);
  return token;
}

// ForEachToken with keys.
template <typename Visit>
void ForEachKeyedToken(absl::string_view folded, Visit visit) {
  for (size_t at = 0; at < folded.size();) {
    if (folded[at] == ' ') {
      ++at;
      continue;
    }
    const KeyedToken token = TokenAt(folded, at);
    visit(token);
    at += token.text.size();
  }
}

// Numbers by token. A token of up to 16 bytes is kept in the place where it is
// looked for.
class TokenTable {
 public:
  TokenTable();

  // Null for a token that was not added.
  const uint32_t* Find(const KeyedToken& token) const {
    return FindFrom(BeginOf(token), token);
  }
  // Find in two steps: where a search begins, which is fetched; then the rest.
  size_t Fetch(const KeyedToken& token) const {
    const size_t begin = BeginOf(token);
    __builtin_prefetch(&slots_[begin]);
    return begin;
  }
  const uint32_t* FindFrom(size_t begin, const KeyedToken& token) const {
    if (token.text.size() > kInPlace) return FindLonger(token.text);
    const Slot& slot = slots_[PlaceFrom(begin, token)];
    return slot.low == 0 ? nullptr : &slot.number;
  }
  // The number of a token, and true where it is new and this its first number.
  std::pair<uint32_t*, bool> TryAdd(const KeyedToken& token, uint32_t number);

 private:
  static constexpr size_t kInPlace = KeyedToken::kKeyed;
  // `low` is 0 in a free one: no token has a byte of 0.
  struct Slot {
    uint64_t low = 0;
    uint64_t high = 0;
    uint32_t number = 0;
  };

  // Where a search begins.
  size_t BeginOf(const KeyedToken& token) const {
    uint64_t hash =
        (token.low ^ std::rotl(token.high, 29)) * 0x9E3779B97F4A7C15;
    hash = (hash ^ hash >> 32) * 0xD6E8FEB86659FD93;
    return static_cast<size_t>(hash >> 32) & (slots_.size() - 1);
  }
  // Where the token is or would be.
  size_t PlaceOf(const KeyedToken& token) const {
    return PlaceFrom(BeginOf(token), token);
  }
  size_t PlaceFrom(size_t at, const KeyedToken& token) const {
    const size_t last = slots_.size() - 1;
    while (slots_[at].low != 0 &&
           (slots_[at].low != token.low || slots_[at].high != token.high))
      at = (at + 1) & last;
    return at;
  }
  const uint32_t* FindLonger(absl::string_view token) const;
  void Grow();

  // A power of two of them.
  base::LargeTable<Slot> slots_;
  size_t used_ = 0;
  absl::flat_hash_map<std::string, uint32_t> longer_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_TOKEN_TABLE_H_
