#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_PLAIN_DECIMAL_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_PLAIN_DECIMAL_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "services/common/tabular/plain_number.h"

namespace plumbline::tabular {

// Reads the numbers of one column, nearly all of which are plain: one to eight
// characters, digits with perhaps one point, no more than the column's decimals
// behind it. As ParsePlainNumber, but without a branch that depends on the
// text: lengths, points and markers come in no order that a processor could
// foresee, and a wrong guess costs it more than the number.
class PlainDecimal {
 public:
  static constexpr size_t kBytes = 8;

  // `decimals` is 0 to 10: values are numbers times 10^decimals.
  explicit PlainDecimal(int decimals) {
    const auto most = static_cast<size_t>(decimals);
    scale_[kNoPoint] = Power(most);
    for (size_t behind = 0; behind < kBytes && behind <= most; ++behind)
      scale_[2 * behind] = Power(most - behind);
  }

  // What Read finds. Texts are little-endian: the first byte is the lowest.
  struct Found {
    bool plain;  // A number in the form above; else only the text is set.
    int64_t number;
    uint64_t text;
  };

  // Reads the text of `size` bytes (1 to kBytes) that ends before `end`. The
  // kBytes before `end` must be readable, whatever is in them.
  Found Read(const char* end, size_t size) const {
    const uint64_t outside = (kBytes - size) * 8;  // Bits before the text.
    const uint64_t loaded = Load(end);
    // Digits become their values, what stands before the text zeros.
    const uint64_t bytes = (loaded ^ ('0' * kOnes)) & (~uint64_t{0} << outside);
    const uint64_t point = FirstPoint(bytes);
    const uint64_t digits = WithoutPoint(bytes, point);
    const uint64_t scale = scale_[PlaceOf(point)];
    const bool only_point = (point != 0) & (size == 1);
    const uint64_t wrong =
        NotDigits(digits) | uint64_t{scale == 0} | uint64_t{only_point};
    return {.plain = wrong == 0,
            .number = static_cast<int64_t>(Join(digits) * scale),
            .text = loaded >> outside};
  }

 private:
  static constexpr uint64_t kOnes = 0x0101010101010101;
  static constexpr uint64_t kLowBits = 0x7F * kOnes;
  static constexpr uint64_t kHighBits = 0x80 * kOnes;
  static constexpr size_t kNoPoint = 15;  // PlaceOf(0)

  // The byte before `end` is the highest.
  static uint64_t Load(const char* end) {
    uint64_t bytes;
    std::memcpy(&bytes, end - kBytes, kBytes);
    if constexpr (std::endian::native == std::endian::big)
      bytes = __builtin_bswap64(bytes);
    return bytes;
  }

  // The high bit of the first byte that is a point; 0 when there is none.
  static uint64_t FirstPoint(uint64_t bytes) {
    const uint64_t other = bytes ^ (('.' ^ '0') * kOnes);
    const uint64_t points =
        ~(((other & kLowBits) + kLowBits) | other | kLowBits);
    return points & (~points + 1);
  }

  // 2 n of a point with n bytes behind it.
  static size_t PlaceOf(uint64_t point) {
    return static_cast<size_t>(std::countl_zero(point | 1)) / 4;
  }

  // Closes the gap that the point leaves, from below.
  static uint64_t WithoutPoint(uint64_t bytes, uint64_t point) {
    const uint64_t before = (point >> 7) - 1;  // All bytes without a point.
    const uint64_t behind = ~((point - 1) | point);
    const uint64_t gap = ((point | (~point + 1)) >> 63) * 8;
    return (bytes & behind) | ((bytes & before) << gap);
  }

  // 0 when all are digits.
  static uint64_t NotDigits(uint64_t digits) {
    // Adding takes what is above 9 into the high bit, which a digit lacks.
    return (digits | (digits + (0x80 - 10) * kOnes)) & kHighBits;
  }

  // Eight digits are four pairs, then two fours, then one number.
  static uint64_t Join(uint64_t digits) {
    const uint64_t pairs = digits * 10 + (digits >> 8);
    constexpr uint64_t kEveryOtherPair = 0x000000FF000000FF;
    const uint64_t upper =
        (pairs & kEveryOtherPair) * (100 + (uint64_t{1000000} << 32));
    const uint64_t lower =
        ((pairs >> 16) & kEveryOtherPair) * (1 + (uint64_t{10000} << 32));
    return (upper + lower) >> 32;
  }

  static uint64_t Power(size_t exponent) {
    return static_cast<uint64_t>(kPowersOfTen[exponent]);
  }

  // By how much a number is multiplied, by the place of its point; 0 where too
  // many digits are behind it.
  std::array<uint64_t, 2 * kBytes> scale_ = {};
};

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_PLAIN_DECIMAL_H_
