#include "services/labor/domain/regions/delineation.h"

#include "absl/strings/numbers.h"

namespace plumbline::labor {

std::string DelineationOf(absl::string_view vintage) {
  constexpr size_t kYearDigits = 4;
  constexpr int kFirstOf2013 = 2015;
  constexpr int kFirstOf2023 = 2024;
  int year = 0;
  if (vintage.size() < kYearDigits ||
      !absl::SimpleAtoi(vintage.substr(vintage.size() - kYearDigits), &year) ||
      year < kFirstOf2013) {
    return "";
  }
  return year < kFirstOf2023 ? "2013" : "2023";
}

}  // namespace plumbline::labor
