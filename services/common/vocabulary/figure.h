#ifndef PLUMBLINE_SERVICES_COMMON_VOCABULARY_FIGURE_H_
#define PLUMBLINE_SERVICES_COMMON_VOCABULARY_FIGURE_H_

#include <compare>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "services/common/vocabulary/measure.h"

namespace plumbline::vocabulary {

// Why a figure is or is not a number. A figure that is not there is never 0 and
// never null: each way of not being there is an answer of its own.
//
// The numbers are the same in proto/plumbline/common/v1/figure.proto and in
// stored releases.
enum class FigureStatus : uint8_t {
  kUnspecified = 0,
  // The publisher printed a number; 0 is a number.
  kPublished = 1,
  // The publisher printed a bound: the true figure is at or above `value` (OEWS
  // `#`, `>=239,200`).
  kTopCoded = 2,
  // The publisher has the figure and does not release it (OEWS `*`, `**`).
  kWithheld = 3,
  // The publisher printed that the figure is above 0 and below what it reports
  // (OEWS `~`).
  kBelowReported = 4,
  // The occupation has no such figure: hourly wages of annual-only occupations
  // and the reverse.
  kNotApplicable = 5,
  // The code exists in this release's classification, but the release has no
  // row or no entry for it in this area, or the release's layout lacks the
  // column.
  kNotPublished = 6,
  // The code exists in no classification that this edition knows.
  kNoSuchCode = 7,
  // The code or the year belongs to another vintage than the one asked.
  kWrongVintage = 8,
};

// The status's name in answers: "PUBLISHED", "WITHHELD", ...
absl::string_view StatusName(FigureStatus status);

// A figure: a number in the unit of its measure, or the reason why there is
// none.
struct Figure {
  FigureStatus status = FigureStatus::kUnspecified;
  // Fixed-point in the unit of the measure (MeasureTraits). Defined for
  // kPublished, and for kTopCoded as the bound; 0 otherwise.
  int64_t value = 0;

  static constexpr Figure Published(int64_t value) {
    return {FigureStatus::kPublished, value};
  }
  static constexpr Figure TopCoded(int64_t bound) {
    return {FigureStatus::kTopCoded, bound};
  }
  static constexpr Figure Without(FigureStatus status) { return {status, 0}; }

  // True when `value` is a number to compare with: published or a bound.
  constexpr bool HasValue() const {
    return status == FigureStatus::kPublished ||
           status == FigureStatus::kTopCoded;
  }
  constexpr auto operator<=>(const Figure&) const = default;
};

// The figure for people, with its unit: "$57,870", "$27.82/h", ">= $239,200",
// "4.6 %", "withheld".
std::string ToText(const Figure& figure, Measure measure);

}  // namespace plumbline::vocabulary

#endif  // PLUMBLINE_SERVICES_COMMON_VOCABULARY_FIGURE_H_
