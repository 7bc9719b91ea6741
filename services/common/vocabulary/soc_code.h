#ifndef PLUMBLINE_SERVICES_COMMON_VOCABULARY_SOC_CODE_H_
#define PLUMBLINE_SERVICES_COMMON_VOCABULARY_SOC_CODE_H_

#include <compare>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace plumbline::vocabulary {

// The classifications whose codes look like SOC codes. The digits alone do not
// tell them apart, so a code from outside always travels with its scheme.
enum class OccupationScheme : uint8_t {
  kSoc2018 = 0,
  kSoc2010 = 1,
  // OEWS May 2019 and May 2020: SOC 2018, SOC 2010 and codes of neither
  // (13-1028).
  kOewsHybrid2019 = 2,
  // OEWS since May 2021 and the projections since 2019-29: SOC 2018 with a few
  // combined codes (31-1120).
  kOews2018 = 3,
  kOnetSoc2019 = 4,
  kOnetSoc2010 = 5,
};

// The scheme's name in answers and files: "soc-2018", "onet-soc-2010", ...
absl::string_view SchemeName(OccupationScheme scheme);

// Where a code stands in the SOC tree, told by its trailing zeros: 00-0000,
// 15-0000, 15-1200, 15-1250, 15-1252. OEWS lists a few broad codes as if they
// were detailed; the file says which, not the code.
enum class SocLevel : uint8_t { kTotal, kMajor, kMinor, kBroad, kDetailed };

// A six-digit occupation code of one of the schemes above, such as 15-1252.
// Ordered by its digits.
class SocCode {
 public:
  constexpr SocCode() = default;
  // `digits` is between 0 and 999999.
  static constexpr SocCode FromDigits(int32_t digits) {
    return SocCode(digits);
  }

  // Reads `15-1252`, `151252`, `15-1252.00`, `15-1252.03` (the O*NET suffix is
  // dropped) and the eight-digit `15125200`. Blanks around are ignored. 99-9999
  // is read; see IsNoMatch.
  //
  // Errors:
  //   kInvalidArgument, CODE_MALFORMED: anything else, with metadata `value`.
  static absl::StatusOr<SocCode> Parse(absl::string_view text);

  constexpr int32_t digits() const { return digits_; }
  constexpr int major_group() const { return digits_ / 10000; }
  // 99-9999: the crosswalks' way to write "there is no match". Never an
  // occupation.
  constexpr bool IsNoMatch() const { return digits_ == 999999; }
  // 25-1xxx, teachers in colleges: half of the academic crosswalk's edges for
  // some programs.
  constexpr bool IsPostsecondaryTeacher() const {
    return digits_ / 1000 == 251;
  }
  SocLevel level() const;
  // "15-1252".
  std::string ToString() const;

  constexpr auto operator<=>(const SocCode&) const = default;
  template <typename H>
  friend H AbslHashValue(H h, SocCode code) {
    return H::combine(std::move(h), code.digits_);
  }

 private:
  explicit constexpr SocCode(int32_t digits) : digits_(digits) {}
  int32_t digits_ = 0;
};

// An eight-digit O*NET-SOC code such as 15-1252.00. Ordered by its digits.
class OnetSocCode {
 public:
  constexpr OnetSocCode() = default;
  static constexpr OnetSocCode FromDigits(int32_t digits) {
    return OnetSocCode(digits);
  }

  // Reads `15-1252.00`, `15125200`, and the typing slip `15.1252.00` that
  // published lists contain.
  //
  // Errors:
  //   kInvalidArgument, CODE_MALFORMED: anything else, with metadata `value`.
  static absl::StatusOr<OnetSocCode> Parse(absl::string_view text);

  constexpr int32_t digits() const { return digits_; }
  // The six-digit code in front. That it exists in SOC 2018 is for a crosswalk
  // to say.
  constexpr SocCode prefix() const {
    return SocCode::FromDigits(digits_ / 100);
  }
  // "15-1252.00".
  std::string ToString() const;

  constexpr auto operator<=>(const OnetSocCode&) const = default;
  template <typename H>
  friend H AbslHashValue(H h, OnetSocCode code) {
    return H::combine(std::move(h), code.digits_);
  }

 private:
  explicit constexpr OnetSocCode(int32_t digits) : digits_(digits) {}
  int32_t digits_ = 0;
};

}  // namespace plumbline::vocabulary

#endif  // PLUMBLINE_SERVICES_COMMON_VOCABULARY_SOC_CODE_H_
