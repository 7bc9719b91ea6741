#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_PLAIN_NUMBER_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_PLAIN_NUMBER_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/base/attributes.h"
#include "absl/strings/string_view.h"

namespace plumbline::tabular {

// One to eight characters in a word, on all of which arithmetic works at once
// ("SIMD within a register"): the last is the highest byte, zeros stand below
// the first.
class CharWord {
 public:
  static constexpr size_t kBytes = 8;

  // Reads no byte outside of `text`, which has one to eight.
  explicit CharWord(absl::string_view text)
      : word_(text.size() < 4 ? LoadShort(text) : LoadLong(text)),
        size_(text.size()) {}

  size_t size() const { return size_; }

  // How many characters stand behind the last point; kBytes when there is no
  // point.
  size_t BehindPoint() const {
    // The high bit of each byte that is a point, and no other bit.
    const uint64_t other = word_ ^ ('.' * kOnes);
    const uint64_t points =
        ~(((other & kLowBits) + kLowBits) | other | kLowBits);
    return static_cast<size_t>(std::countl_zero(points)) / 8;
  }

  // Takes out the character that has so many behind it: at least one, and not
  // all others.
  void TakeOut(size_t behind) {
    const uint64_t below = ~uint64_t{0} >> (8 * (behind + 1));
    const uint64_t above = ~(~uint64_t{0} >> (8 * behind));
    word_ = (word_ & above) | ((word_ & below) << 8);
    --size_;
  }

  bool IsNumber() const {
    // Adding takes what is above 9 into the high bit, which a digit lacks.
    constexpr uint64_t kAboveNine = (0x80 - 10) * kOnes;
    const uint64_t digits = Digits();
    return ((digits | (digits + kAboveNine)) & ~kLowBits) == 0;
  }

  // REQUIRES: IsNumber().
  int64_t Number() const {
    const uint64_t digits = Digits();
    // Eight digits are four pairs, then two fours, then one number.
    const uint64_t pairs = digits * 10 + (digits >> 8);
    constexpr uint64_t kEveryOtherPair = 0x000000FF000000FF;
    const uint64_t upper =
        (pairs & kEveryOtherPair) * (100 + (uint64_t{1000000} << 32));
    const uint64_t lower =
        ((pairs >> 16) & kEveryOtherPair) * (1 + (uint64_t{10000} << 32));
    return static_cast<int64_t>((upper + lower) >> 32);
  }

 private:
  static constexpr uint64_t kOnes = 0x0101010101010101;
  static constexpr uint64_t kLowBits = 0x7F * kOnes;

  // The value of each digit; 0 where no character is.
  uint64_t Digits() const {
    return word_ ^ ('0' * kOnes << (8 * (kBytes - size_)));
  }

  static uint64_t Byte(char c) { return static_cast<unsigned char>(c); }
  // Compilers make this one load.
  static uint64_t Load4(const char* p) {
    return Byte(p[0]) | Byte(p[1]) << 8 | Byte(p[2]) << 16 | Byte(p[3]) << 24;
  }
  static uint64_t LoadShort(absl::string_view text) {
    const size_t n = text.size();
    return Byte(text[0]) << (8 * (kBytes - n)) |
           Byte(text[n / 2]) << (8 * (kBytes - n + n / 2)) |
           Byte(text[n - 1]) << 56;
  }
  // The first four and the last four, which may overlap.
  static uint64_t LoadLong(absl::string_view text) {
    const size_t n = text.size();
    return Load4(text.data()) << (8 * (kBytes - n)) | Load4(text.data() + n - 4)
                                                          << 32;
  }

  uint64_t word_;
  size_t size_;
};

inline constexpr std::array<int64_t, 11> kPowersOfTen = {
    1,         10,         100,         1000,          10000,         100000,
    1'000'000, 10'000'000, 100'000'000, 1'000'000'000, 10'000'000'000};

// Reads what nearly every cell of figures is: at most eight characters, digits
// with perhaps a point between them, no more than `decimals` (0 to 10) behind
// it. Gives the number times 10^decimals; nothing for a text of any other form,
// which may be a number all the same: see ParseDecimal.
//
// Always in line: handing the optional over in memory costs more than reading
// the number, and releases have millions of them.
ABSL_ATTRIBUTE_ALWAYS_INLINE inline std::optional<int64_t> ParsePlainNumber(
    absl::string_view text, int decimals) {
  if (text.empty() || text.size() > CharWord::kBytes) return std::nullopt;
  CharWord word(text);
  auto missing = static_cast<size_t>(decimals);
  const size_t behind = word.BehindPoint();
  if (behind < CharWord::kBytes) {
    if (behind == 0 || behind > missing || behind + 1 >= word.size())
      return std::nullopt;
    word.TakeOut(behind);
    missing -= behind;
  }
  if (!word.IsNumber() || missing >= kPowersOfTen.size()) return std::nullopt;
  return word.Number() * kPowersOfTen[missing];
}

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_PLAIN_NUMBER_H_
