#ifndef PLUMBLINE_SERVICES_COMMON_VOCABULARY_CIP_CODE_H_
#define PLUMBLINE_SERVICES_COMMON_VOCABULARY_CIP_CODE_H_

#include <compare>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace plumbline::vocabulary {

enum class CipVintage : uint8_t { kCip2020 = 0, kCip2010 = 1 };

// A code of the Classification of Instructional Programs: a series (51), a
// four-digit group (51.09) or a six-digit program (51.0904). Ordered by its
// digits, then by its level.
class CipCode {
 public:
  constexpr CipCode() = default;
  // `digits` holds six digits, missing ones as 0; `length` is 2, 4 or 6.
  static constexpr CipCode FromDigits(int32_t digits, int length = 6) {
    return CipCode(digits, static_cast<uint8_t>(length));
  }

  // Reads a six-digit code as files spell it: `51.0904`, `510904`, and with the
  // leading zero lost to a spreadsheet `1.0101` and `10101`. Trailing zeros are
  // not guessed: `51.09` is the four-digit group and `51` the series.
  //
  // Errors:
  //   kInvalidArgument, CODE_MALFORMED: anything else, with metadata `value`.
  static absl::StatusOr<CipCode> Parse(absl::string_view text);

  constexpr int32_t digits() const { return digits_; }
  constexpr int length() const { return length_; }
  constexpr CipCode series() const {
    return CipCode(digits_ / 10000 * 10000, 2);
  }
  constexpr CipCode group() const { return CipCode(digits_ / 100 * 100, 4); }
  // 99.9999: the crosswalk's way to write "there is no match". Never a program.
  constexpr bool IsNoMatch() const { return digits_ == 999999; }
  // "51.0904", "51.09" or "51".
  std::string ToString() const;

  constexpr auto operator<=>(const CipCode&) const = default;
  template <typename H>
  friend H AbslHashValue(H h, CipCode code) {
    return H::combine(std::move(h), code.digits_, code.length_);
  }

 private:
  constexpr CipCode(int32_t digits, uint8_t length)
      : digits_(digits), length_(length) {}
  int32_t digits_ = 0;
  uint8_t length_ = 6;
};

}  // namespace plumbline::vocabulary

#endif  // PLUMBLINE_SERVICES_COMMON_VOCABULARY_CIP_CODE_H_
