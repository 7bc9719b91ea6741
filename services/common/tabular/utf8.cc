#include "services/common/tabular/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace plumbline::tabular {
namespace {

// The bytes that may follow a lead byte: how many, and the range of the first
// of them.
struct Lead {
  size_t followers;  // 0: not a lead byte.
  unsigned char low;
  unsigned char high;
};

Lead LeadOf(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {1, 0x80, 0xBF};
  if (byte == 0xE0) return {2, 0xA0, 0xBF};
  if (byte == 0xED) return {2, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {2, 0x80, 0xBF};
  if (byte == 0xF0) return {3, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {3, 0x80, 0xBF};
  if (byte == 0xF4) return {3, 0x80, 0x8F};
  return {0, 0, 0};
}

struct Sequence {
  size_t length;  // Of the character, or of the maximal ill-formed subsequence.
                  // At least 1.
  bool valid;
};

Sequence SequenceAt(absl::string_view text, size_t at) {
  const auto byte = [&](size_t i) {
    return static_cast<unsigned char>(text[i]);
  };
  if (byte(at) < 0x80) return {1, true};
  const Lead lead = LeadOf(byte(at));
  for (size_t i = 1; i <= lead.followers; ++i) {
    const unsigned char low = i == 1 ? lead.low : 0x80;
    const unsigned char high = i == 1 ? lead.high : 0xBF;
    if (at + i >= text.size() || byte(at + i) < low || byte(at + i) > high)
      return {i, false};
  }
  return {1 + lead.followers, lead.followers > 0};
}

}  // namespace

bool IsAscii(absl::string_view text) {
  uint64_t seen = 0;
  size_t i = 0;
  for (; i + sizeof(seen) <= text.size(); i += sizeof(seen)) {
    uint64_t word;
    std::memcpy(&word, text.data() + i, sizeof(word));
    seen |= word;
  }
  for (; i < text.size(); ++i) seen |= static_cast<unsigned char>(text[i]);
  return (seen & 0x8080808080808080U) == 0;
}

size_t ValidUtf8Prefix(absl::string_view text) {
  if (IsAscii(text)) return text.size();
  size_t at = 0;
  while (at < text.size()) {
    const Sequence sequence = SequenceAt(text, at);
    if (!sequence.valid) return at;
    at += sequence.length;
  }
  return at;
}

std::string ReplaceInvalidUtf8(absl::string_view text) {
  std::string repaired;
  repaired.reserve(text.size() + 8);
  for (size_t at = 0; at < text.size();) {
    const Sequence sequence = SequenceAt(text, at);
    if (sequence.valid) {
      repaired.append(text.data() + at, sequence.length);
    } else {
      repaired.append("\xEF\xBF\xBD");
    }
    at += sequence.length;
  }
  return repaired;
}

}  // namespace plumbline::tabular
