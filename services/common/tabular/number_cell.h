#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_NUMBER_CELL_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_NUMBER_CELL_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace plumbline::tabular {

// A cell of a column of numbers, in eight bytes: a number or, where the
// publisher wrote something else (`*`, `#`, `N/A`, nothing), that text.
//
// A text of up to seven bytes is held in the cell, a longer one by its place in
// a list beside the column. Numbers take all values but the lowest 2^57.
class NumberCell {
 public:
  static constexpr size_t kHeldBytes = 7;

  // Whether a cell can hold this number.
  static bool Fits(int64_t number) { return number >= kLeastNumber; }

  // REQUIRES: Fits(number).
  static NumberCell OfNumber(int64_t number) { return NumberCell(number); }

  // Of a text as a number, its first byte the lowest. REQUIRES: at most
  // kHeldBytes, none of them NUL.
  static NumberCell OfHeldText(uint64_t text) {
    return NumberCell(kLeast + static_cast<int64_t>(text));
  }
  static NumberCell OfText(absl::string_view text) {
    uint64_t held = 0;
    for (size_t i = text.size(); i > 0; --i)
      held = held << 8 | static_cast<unsigned char>(text[i - 1]);
    return OfHeldText(held);
  }

  // One of the two, without a branch.
  static NumberCell Choose(bool first, NumberCell a, NumberCell b) {
    return NumberCell(b.value_ ^ ((a.value_ ^ b.value_) & -int64_t{first}));
  }

  // The text at this place of the list, from 0 to below 2^56.
  static NumberCell OfListed(size_t place) {
    return NumberCell(kLeastListed + static_cast<int64_t>(place));
  }

  NumberCell() = default;

  bool is_number() const { return Fits(value_); }
  bool is_listed() const { return !is_number() && value_ >= kLeastListed; }

  // The number times 10^decimals of its column; nothing for a text.
  std::optional<int64_t> number() const {
    if (!is_number()) return std::nullopt;
    return value_;
  }

  // REQUIRES: is_listed().
  size_t place() const { return static_cast<size_t>(value_ - kLeastListed); }

  // The text that the cell holds; empty for a number, a listed text and a blank
  // cell.
  std::string held_text() const {
    std::string text;
    if (is_number() || is_listed()) return text;
    for (int64_t held = value_ - kLeast; held != 0; held >>= 8)
      text += static_cast<char>(held & 0xFF);
    return text;
  }

  friend bool operator==(NumberCell a, NumberCell b) {
    return a.value_ == b.value_;
  }

 private:
  static constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
  static constexpr int64_t kLeastListed = kLeast + (int64_t{1} << 56);
  static constexpr int64_t kLeastNumber = kLeast + (int64_t{1} << 57);

  explicit NumberCell(int64_t value) : value_(value) {}

  int64_t value_ = kLeast;
};

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_NUMBER_CELL_H_
