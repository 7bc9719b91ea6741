#include "services/common/rpc/wire_text.h"

#include <cstdint>

namespace plumbline::rpc {
namespace {

constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";
constexpr absl::string_view kEllipsis = "\xE2\x80\xA6";

bool IsContinuation(char byte) {
  return (static_cast<uint8_t>(byte) & 0xC0) == 0x80;
}

// How many bytes a sequence with this first byte has; 0 when none starts so.
size_t SequenceLength(uint8_t first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

// Overlong forms, surrogates and what lies above U+10FFFF show in the second
// byte (RFC 3629).
bool IsSecondByteValid(uint8_t first, uint8_t second) {
  switch (first) {
    case 0xE0:
      return second >= 0xA0;
    case 0xED:
      return second <= 0x9F;
    case 0xF0:
      return second >= 0x90;
    case 0xF4:
      return second <= 0x8F;
    default:
      return true;
  }
}

// The length of the valid character at the start of `text`; 0 when there is
// none.
size_t CharacterLength(absl::string_view text) {
  const auto first = static_cast<uint8_t>(text[0]);
  const size_t length = SequenceLength(first);
  if (length == 0 || length > text.size()) return 0;
  for (size_t i = 1; i < length; ++i) {
    if (!IsContinuation(text[i])) return 0;
  }
  if (length > 1 && !IsSecondByteValid(first, static_cast<uint8_t>(text[1])))
    return 0;
  return length;
}

}  // namespace

std::string WireText(absl::string_view text, size_t max_bytes) {
  std::string out;
  size_t cut = 0;  // Where the ellipsis would still fit.
  while (!text.empty()) {
    const size_t length = CharacterLength(text);
    const absl::string_view character =
        length == 0 ? kReplacement : text.substr(0, length);
    if (out.size() + character.size() > max_bytes) {
      out.resize(cut);
      out.append(kEllipsis.data(), kEllipsis.size());
      return out;
    }
    out.append(character.data(), character.size());
    if (out.size() + kEllipsis.size() <= max_bytes) cut = out.size();
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

}  // namespace plumbline::rpc
